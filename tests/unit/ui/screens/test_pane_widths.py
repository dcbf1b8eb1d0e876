import pytest

from tui.ui.screens.pane_widths import PaneWidths


@pytest.mark.parametrize(
    ("whole", "wanted", "categories", "single"),
    [
        (99, False, 0, True),
        (100, False, 0, False),
        (149, True, 0, False),
        (150, True, 36, False),
        (200, True, 40, False),
        (400, True, 44, False),
    ],
)
def test_what_has_room(whole: int, wanted: bool, categories: int, single: bool) -> None:
    widths = PaneWidths(wants_categories=wanted, whole=whole)
    assert widths.categories == categories
    assert widths.shows_categories == (categories > 0)
    assert widths.one_at_a_time == single


def test_the_full_width_reader_leaves_no_room_for_others() -> None:
    widths = PaneWidths(full_width=True, wants_categories=True, whole=200)
    assert (widths.categories, widths.one_at_a_time) == (0, True)


@pytest.mark.parametrize(("needed", "cells"), [(0, 50), (30, 42), (45, 45), (80, 50)])
def test_the_list_has_what_its_rows_use_within_bounds(needed: int, cells: int) -> None:
    assert PaneWidths(whole=120).of_list(needed) == cells


@pytest.mark.parametrize(("column", "cells"), [(5, 24), (70, 70), (119, 96)])
def test_a_dragged_divider_stays_where_it_is_put(column: int, cells: int) -> None:
    widths = PaneWidths(whole=120)
    widths.drag(column)
    assert widths.of_list(30) == cells


def test_a_dragged_divider_beside_the_categories() -> None:
    widths = PaneWidths(wants_categories=True, whole=200)
    widths.drag(100)
    assert widths.of_list(0) == 60
