import pytest
from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

from tui.ui.page.pictures.picture_art import Graphic, SixelStrip

CONSOLE = Console()


def line() -> SixelStrip:
    """Return a line of 20 cells with a graphic on the cells 4 to 9."""
    return SixelStrip(Strip([Segment(" " * 20)], 20), 4, Graphic(6, [(0, "<G>")]))


def test_the_graphic_is_drawn_over_its_cells_and_the_cursor_is_where_it_was() -> None:
    assert line().render(CONSOLE) == " " * 20 + "\x1b7\x1b[16D<G>\x1b8"


def test_a_graphic_at_the_end_of_the_line() -> None:
    strip = SixelStrip(Strip([Segment(" " * 6)], 6), 0, Graphic(6, [(0, "a"), (3, "b")]))
    assert strip.render(CONSOLE) == " " * 6 + "\x1b7\x1b[6Da\x1b8\x1b7\x1b[3Db\x1b8"


@pytest.mark.parametrize(
    ("cuts", "drawn"),
    [
        ([20], ["16D"]),
        ([4, 20], ["", "16D"]),
        ([2, 12, 20], ["", "8D", ""]),
        ([4, 10, 20], ["", "6D", ""]),
        ([6, 20], ["", ""]),  # Something covers a part of it.
        ([2, 5, 8, 20], ["", "", "", ""]),
    ],
)
def test_divided_it_goes_where_all_of_it_is(cuts: list[int], drawn: list[str]) -> None:
    parts = line().divide(cuts)
    assert "".join(part.text for part in parts) == " " * 20
    for part, moved in zip(parts, drawn, strict=True):
        text = part.render(CONSOLE)
        assert text.count("<G>") == bool(moved)
        assert moved in text


@pytest.mark.parametrize(
    ("start", "end", "moved"),
    [(0, 20, "16D"), (0, 7, "3D"), (0, 10, "6D"), (0, 4, ""), (10, 20, ""), (5, 20, "16D")],
)
def test_what_is_drawn_over_any_cell_is_drawn_again_with_it(
    start: int, end: int, moved: str
) -> None:
    strip = line().crop(start, end)
    assert strip.cell_length == end - start
    assert strip.render(CONSOLE).count("<G>") == bool(moved)
    assert moved in strip.render(CONSOLE)
