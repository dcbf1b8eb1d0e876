from tests.unit.document.setting import lines, read
from tui.document.model import Table


def table(html: str) -> Table:
    (block,) = read(f"<table>{html}</table>").blocks
    assert isinstance(block, Table)
    return block


def test_the_head_is_set_first_and_the_foot_last() -> None:
    html = (
        "<table><tfoot><tr><td>f<td>F</tfoot><tbody><tr><td>b<td>B</tbody>"
        "<thead><tr><td>h<td>H</thead><tfoot><tr><td>g<td>G</tfoot></table>"
    )
    assert lines(html) == ["h  H", "b  B", "g  G", "f  F"]


def test_no_cell_reaches_out_of_its_group() -> None:
    html = "<thead><tr><th rowspan=9>a<th>b</thead><tbody><tr><td rowspan=0>c<td>d<tr><td>e</tbody>"
    rows = table(html).rows
    assert [[cell.rows for cell in row] for row in rows] == [[1, 1], [2, 1], [1]]


def test_cells_reach_over_rows_that_hold_anything() -> None:
    rows = table("<tr><td rowspan=3>a<td>b<tr><td><tr><td>c").rows
    assert [[cell.rows for cell in row] for row in rows] == [[2, 1], [1]]


def test_a_caption_and_cells_over_columns() -> None:
    html = "<table><caption>C</caption><tr><td colspan=2>a<tr><td>b<td>c</table>"
    assert lines(html) == ["C", "a", "b  c"]


def test_the_heading_of_a_whole_table_is_no_label_of_its_records() -> None:
    wide = "a long cell of many words " * 2
    html = (
        "<table><tr><th colspan=3>The whole table<tr><th>A<th>B<th>"
        f"<tr><td>{wide}<td>{wide}<td>{wide}<tr><td>{wide}<td>{wide}<td>{wide}</table>"
    )
    assert "\n".join(lines(html, 30)).count("whole table") == 1
