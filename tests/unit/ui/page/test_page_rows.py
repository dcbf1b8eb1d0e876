from hypothesis import given
from hypothesis import strategies as st

from tui.ui.page.page_builder import Gap, PageRows


def made(heights: dict[int, int]) -> PageRows:
    rows = PageRows()
    for line, height in heights.items():
        rows.set_height(line, height)
    return rows


def drawn(heights: dict[int, int], lines: int) -> list[int | Gap | None]:
    """Return what stands on each row: nothing, a picture's row, or a line's number."""
    page: list[int | Gap | None] = [None]
    for line in range(lines):
        height = heights.get(line, 0)
        page.extend(Gap(line, row) for row in range(height))
        page.append(line)
    return page


def test_without_pictures_each_line_is_a_row_lower() -> None:
    rows = PageRows()
    assert [rows.line_on(row) for row in range(4)] == [None, 0, 1, 2]
    assert [rows.line_from(row) for row in range(4)] == [0, 0, 1, 2]
    assert rows.row_of(5) == 6
    assert rows.gap_on(3) is None
    assert rows.extra == 0


def test_a_picture_stands_above_its_line() -> None:
    rows = made({2: 3})
    assert [rows.line_on(row) for row in range(8)] == [None, 0, 1, None, None, None, 2, 3]
    assert [rows.line_from(row) for row in range(8)] == [0, 0, 1, 2, 2, 2, 2, 3]
    assert rows.row_of(2) == 6
    assert rows.gap_on(4) == Gap(2, 1)
    assert rows.height_above(2) == 3
    assert rows.height_above(3) == 0


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)), max_size=40),
)
def test_rows_and_lines_agree_however_they_came(changes: list[tuple[int, int]]) -> None:
    rows = PageRows()
    heights: dict[int, int] = {}
    for line, height in changes:
        rows.set_height(line, height)
        heights[line] = height
    page = drawn(heights, 40)
    assert rows.extra == sum(heights.values())
    assert len(page) == 41 + rows.extra
    for row, what in enumerate(page):
        number = what if isinstance(what, int) else None
        assert rows.line_on(row) == number
        assert rows.gap_on(row) == (what if isinstance(what, Gap) else None)
        if number is not None:
            assert rows.row_of(number) == row
            assert rows.line_from(row) == number
