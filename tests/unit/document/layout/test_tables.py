from rich.cells import cell_len

from tests.unit.document.layout.laying_out import lay_out
from tests.unit.document.setting import article, check, lines, read
from tui.document.model import Block, Cell, Document, Paragraph, Setting, Span, Table
from tui.document.text_segments import stretches

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


def test_a_cell_flows_down_the_rows_that_it_covers() -> None:
    html = (
        "<table><tr><td rowspan=2>one two three four five<td>a<tr><td>b"
        "<tr><td rowspan=2>six<td>c<td rowspan=2>d e f<tr><td>g<br>h<br>i</table>"
    )
    assert lines(html, 22) == [
        "one two       a",
        "three four    b",
        "five",
        "six           c  d e f",
        "              g",
        "              h",
        "              i",
    ]
    check(article(html), 22)


def test_a_cell_across_columns_has_all_their_width() -> None:
    html = "<table><tr><td>aaaa<td>bbbb<td>c<tr><td colspan=2>one two<td>d</table>"
    assert lines(html) == ["aaaa  bbbb  c", "one two     d"]
    html = "<table><tr><td>a<td>b<td>c<tr><td colspan=2>longer text<td>d</table>"
    assert lines(html) == ["a      b     c", "longer text  d"]


def test_cells_that_would_lie_over_each_other_stand_side_by_side() -> None:
    html = "<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>wide cell<td>d</table>"
    found = lines(html)
    assert "".join(sorted("".join(found).replace(" ", ""))) == "".join(sorted("abcdwidecell"))
    check(article(html), 40)


def test_two_rows_of_headings_name_the_columns_of_records() -> None:
    head = "<tr><th rowspan=2>Station<th colspan=2>Height<tr><th>Lowest<th>Highest"
    html = f"<table>{head}<tr><td>Incomprehensible<td>low<td>Incomprehensible</table>"
    assert lines(html, 26)[3:] == [
        "Station  Incomprehensible",
        "Lowest   low",
        "Highest  Incomprehensible",
    ]


def test_cells_hold_blocks_of_all_kinds() -> None:
    html = (
        "<table><tr><td>a<td><blockquote><p>b c d e f g<p>h</blockquote><tr><td>b"
        "<td><ol><li>one two three<li>four</ol><tr><td>c<td><pre>code that is cut</pre></table>"
    )
    assert lines(html, 14) == [
        "a  ▎ b c d e f",
        "   ▎ g",
        "   ▎ h",
        "b  1. one two",
        "      three",
        "   2. four",
        "c  code that",
        "   is cut",
    ]
    check(article(html), 14)


def cell(*blocks: Block) -> Cell:
    return Cell(blocks)


def words(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def inner(depth: int) -> Block:
    """Tables in tables."""
    if not depth:
        return words("deep")
    return Table(((cell(words("a")), cell(inner(depth - 1))),))


def test_tables_stand_in_tables_where_there_is_room() -> None:
    small = Table(
        ((cell(words("1")), cell(words("two"))), (cell(words("three")), cell(words("4"))))
    )
    document = Document((Table(((cell(words("a")), cell(small), cell(words("b"))),)),))

    def shown(width: int) -> list[str]:
        return [line.text for line in lay_out(document, Setting(width, cell_len))]

    assert shown(40) == ["a  1      two  b", "   three  4"]
    assert shown(11) == ["a  1      b", "   two", "   ─────", "   three", "   4"]


def test_tables_in_tables_take_time_in_proportion() -> None:
    found = list(lay_out(Document((inner(35),)), Setting(76, cell_len)))
    assert any("deep" in line.text for line in found)


def test_a_long_table_comes_row_by_row() -> None:
    measured = 0

    def measure(text: str) -> int:
        nonlocal measured
        measured += 1
        return cell_len(text)

    row = (cell(words("é one")), cell(words("ü two")))
    stream = lay_out(Document((Table((row,) * 10_000),)), Setting(40, measure))
    assert next(stream).text == "é one  ü two"
    assert measured < 2_000
    assert sum(1 for _ in stream) == 9_999


def test_columns_have_room_for_the_last_rows_of_a_long_table() -> None:
    rows = tuple((cell(words(f"{number}")), cell(words("x"))) for number in range(10_000))
    found = list(lay_out(Document((Table(rows),)), Setting(40, cell_len)))
    assert found[0].text == "   0  x" and found[-1].text == "9999  x"
    assert len(found) == 10_000
    assert (found[-1].paragraph, found[-1].runs[0].start) == (9_999, 0)


def test_rows_that_share_a_cell_are_one_stretch() -> None:
    document = read("<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e</table><p>f")
    assert [one.text for one in stretches(document.blocks)] == ["a\nb\nc", "d\ne", "f"]
    found = list(lay_out(document, Setting(40, cell_len)))
    assert [line.paragraph for line in found] == [0, 0, 1, 1, 2]
    assert [run.start for run in found[1].runs if run.start is not None] == [4]


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
