from tests.unit.document.setting import article, check, lines, read
from tui.document.model import Table
from tui.document.stretches import stretches

FRUIT = (
    "<table><tr><th>Name<th>Price<tr><td>Apple<td>1,200<tr><td>中文<td>30.5"
    "<tr><td>A pear of the kind that has a long name<td>-7%</table>"
)


def test_columns_and_numbers() -> None:
    assert lines(FRUIT, 30) == [
        "Name                     Price",
        "───────────────────────  ─────",
        "Apple                    1,200",
        "中文                      30.5",
        "A pear of the kind that    -7%",
        "has a long name",
    ]


def test_cells_wrap_and_nothing_is_wider_than_the_page() -> None:
    for width in range(1, 80):
        check(article(FRUIT), width)


def test_narrow_tables_become_records() -> None:
    html = "<table><tr><th>Aaaa<th>Bbbb<tr><td>cccc<td>dddd<tr><td>ee<td>ff</table>"
    assert lines(html, 8) == [
        *("Aaaa", "Bbbb", "────────", "Aaaa", "cccc", "Bbbb", "dddd"),
        *("────────", "Aaaa", "ee", "Bbbb", "ff"),
    ]


def test_labels_of_records_stand_in_a_column_of_their_own() -> None:
    names = ("Day", "Second high water", "Remarks")
    head = "".join(f"<th>{name}" for name in names)
    row = "<td>Mon<td>Fourteen<td>Incomprehensibilities"
    html = f"<table><tr>{head}<tr>{row}</table>"
    assert lines(html, 26)[2:] == [
        "────────────",
        "Day      Mon",
        "Second high water",
        "         Fourteen",
        "Remarks  Incomprehensibili",
        "         ties",
    ]


def test_spans_lose_no_text() -> None:
    html = (
        "<table><tr><td rowspan=3>a<td>b<td>c<tr><td colspan=2>d<tr><td>e<td>f<td>g"
        "<tr><td colspan=1000>h</table>"
    )
    assert lines(html) == ["a  b  c", "   d", "   e  f  g", "h"]


def test_a_row_is_one_stretch() -> None:
    document = read("<table><tr><td>a<br>b<td><p>c<p>d<tr><td><ul><li>e<li>f</ul><td>g</table>")
    assert isinstance(document.blocks[0], Table)
    assert [one.text for one in stretches(document.blocks)] == ["a\nb\nc\nd", "e\nf\ng"]


def test_pictures_in_cells() -> None:
    document = article("<table><tr><td>a<td><img src=x.png><tr><td>b<td>c</table>")
    check(document, 40)
    assert lines(document.body) == ["a  ▣ 1  x.png", "b  c"]


def test_a_table_of_many_columns() -> None:
    check(article("<table><tr>" + "<td>abc" * 500 + "</table>"), 40)
