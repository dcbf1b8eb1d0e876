"""Text from right to left: what a line begins with stands at its right."""

import pytest

from tests.unit.document.setting import article, check, lines

MARK = "\u200e"
"""Keeps a terminal that turns such text from turning what stands beside it."""

PAGE = """<body dir=rtl><h2>כותרת</h2><p>שלום עולם, זה טקסט ארוך<ol><li>ראשון<li>abc<ul><li>פנימי
</ul></ol><blockquote><p>ציטוט ארוך מאוד שנשבר<pre>code</pre></blockquote><dl><dt>מונח<dd>פירוש</dl>
<figure><img src=a.png><figcaption>כיתוב של תמונה</figcaption></figure><video src=v.mp4></video><hr>
<table><caption>כיתוב</caption><tr><th>שם<th>גיל<th>הערה<tr><td>דן<td>7<td rowspan=2>הערה ארוכה מאוד
<tr><td colspan=2>abc</table>"""


@pytest.mark.parametrize("width", [*range(1, 30), 40, 76])
def test_every_width(width: int) -> None:
    check(article(PAGE), width)


def shown(body: str, width: int) -> list[str]:
    return [line.replace(MARK, "") for line in lines(body, width)]


def test_lists_have_their_markers_at_the_right() -> None:
    assert lines("<ol dir=rtl><li>שלום עולם<li>שני</ol>", 12) == [
        f"שלום עולם {MARK}1.",
        f"      שני {MARK}2.",
    ]
    assert shown("<ul dir=rtl><li>אחת שתים שלוש<ul><li>פנימי</ul><li>abc</ul>", 12) == [
        "  אחת שתים •",
        "      שלוש  ",
        "   פנימי ◦  ",
        "       abc •",
    ]


def test_the_first_letters_say_where_the_markers_are() -> None:
    assert shown("<ul><li>1<li>שלום</ul>", 8) == ["     1 •", "  שלום •"]
    assert shown("<ul><li>a<li>שלום</ul>", 8) == ["• a", "•   שלום"]


def test_a_foreign_word_at_the_beginning_turns_no_paragraph() -> None:
    body = "<p>שלום עולם</p><p>Linux שלום עולם</p><p>Words and שלום</p><p>Only words</p>"
    assert shown(body, 20)[::2] == [
        "           שלום עולם",
        "     Linux שלום עולם",
        "Words and שלום",
        "Only words",
    ]
    assert shown("<p>Words<p>Linux שלום עולם", 20)[2] == "Linux שלום עולם"
    assert shown("<p>שלום<ul><li>Linux שלום עולם</ul>", 20)[2] == "   Linux שלום עולם •"


def test_quotes_have_their_bar_at_the_right() -> None:
    assert lines("<blockquote dir=rtl><p>שלום<p>שני</blockquote>", 8) == [
        "  שלום ▕",
        "       ▕",
        "   שני ▕",
    ]


def test_captions_stand_before_their_picture() -> None:
    body = "<figure dir=rtl><img src=a.png><figcaption>כיתוב ארוך כאן</figcaption></figure>"
    assert shown(body, 16) == [" כיתוב ארוך  ▣ 1", "        כאן     "]


def test_tables_begin_at_the_right() -> None:
    rows = "<tr><th>שם<th>גיל<tr><td>דן<td>7<tr><td>abc<td>12"
    expected = ["   גיל   שם", "   ───  ───", "     7   דן", "    12  abc"]
    assert shown(f"<table dir=rtl>{rows}</table>", 11) == expected
    assert shown(f"<p>שלום<table>{rows}</table>", 11)[2:] == expected
    assert shown(f"<p>a<table>{rows}</table>", 11)[2:] == [
        "שם   גיל", "───  ───", "דן     7", "abc   12",
    ]  # fmt: skip


def test_records_have_their_labels_at_the_right() -> None:
    rows = "<tr><th>תאריך<th>הערה<th>Incomprehensibilities<tr><td>היום<td>אין<td>abc def ghi"
    assert shown(f"<table dir=rtl>{rows}</table>", 24) == [
        "            תאריך · הערה",
        "   Incomprehensibilities",
        "            ────────────",
        "             היום  תאריך",
        "              אין   הערה",
        "   Incomprehensibilities",
        "      abc def ghi       ",
    ]
