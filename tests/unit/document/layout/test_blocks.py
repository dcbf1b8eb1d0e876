import pytest
from rich.cells import cell_len

from tests.unit.document.layout.laying_out import lay_out
from tests.unit.document.setting import article, check, letters, lines, read
from tui.document.model import Run, Setting

EVERYTHING = """
<h1>One</h1><p>Text with <a href=x>a link that is long enough to be broken</a> and <b>bold</b>
H<sub>2</sub>O 10<sup>6</sup> x<sup>th</sup>.<h2>Two</h2><ul><li>one two three four five six seven
<ul><li>deep<ol><li>deeper</ol></ul><li>b</ul><ol start=9><li>a<li>b</ol>
<blockquote><p>quote one two three four five<blockquote><pre>code in a quote that is long</pre>
</blockquote></blockquote><hr><table><caption>Cap</caption><tr><th>Name<th>N<th>Note<tr><td>中文字
<td>1,200<td>long note that wraps <ul><li>in<li>list</ul><tr><td colspan=2>both<td><img src=p.png>
<tr><td rowspan=2>r<td>2<td>3<tr><td>4<td>5</table><figure><img src=a><figcaption>Caption
<i>that</i> is long enough to wrap</figcaption></figure><a href=y><img src=b.png></a>
<video src=v.mp4></video>
<dl><dt>T<dd>def def def def def</dl><p dir=rtl>שלום עולם זה טקסט ארוך<p align=center>mid
"""


@pytest.mark.parametrize("width", [*range(1, 30), 40, 76, 120])
def test_every_width(width: int) -> None:
    check(article(EVERYTHING), width)


def test_the_same_text_at_every_width() -> None:
    expected = letters(article(EVERYTHING), 200)
    for width in (1, 7, 20, 33, 76):
        assert letters(article(EVERYTHING), width) == expected


def test_headings_have_room_above() -> None:
    assert lines("<p>a<h2>b</h2><p>c<h4>d</h4><p>e") == [
        "a", "", "", "b", "", "c", "", "d", "", "e",
    ]  # fmt: skip


def test_lists_hang() -> None:
    assert lines("<ul><li>one two three<ul><li>four five six</ul></ul>", 12) == [
        "• one two", "  three", "  ◦ four", "    five six",
    ]  # fmt: skip
    assert lines("<ol start=9><li>a<li>b") == [" 9. a", "10. b"]
    assert lines("<ul><li><ul><li>a</ul></ul>") == ["• ◦ a"]
    assert lines("<ul><li><p>a<li><p>b</ul>") == ["• a", "", "• b"]


def test_quotes_have_a_bar_through_their_blank_lines() -> None:
    assert lines("<blockquote><p>a<p>b</blockquote><p>c") == ["▎ a", "▎", "▎ b", "", "c"]


def test_code_is_rigid_and_whole() -> None:
    code = "x" * 50
    found = list(lay_out(read(f"<pre>{code}\n\n y</pre>"), Setting(10, cell_len)))
    assert [line.text for line in found] == [code, "", " y"]
    assert all(line.rigid for line in found)
    assert found[2].runs == (Run(" y", frozenset({"code"}), None, 52),)


def test_rules_images_and_media() -> None:
    found = list(
        lay_out(
            read("<hr><a href=x><img src=/p/a%20b.png></a><video src=v.mp4>"), Setting(30, cell_len)
        )
    )
    assert [line.text for line in found] == [
        "          ──────────", "", "▣ 1  a b.png", "", "▶ Video: v.mp4",
    ]  # fmt: skip
    assert found[2].picture == 1
    assert [run.link for run in found[2].runs] == [1, 1]
    assert "image" in found[2].runs[1].roles and found[2].runs[1].start == 0
    assert found[4].runs[1].link == 2


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("10<sup>6</sup> H<sub>2</sub>O 4<sup>th</sup> x<sup>[1]</sup>", "10⁶ H₂O 4ᵗʰ x[1]"),
        ("x<sup>a+b</sup> x<sub>max</sub> Name<sup>TM</sup>", "xᵃ⁺ᵇ xₘₐₓ Nameᵀᴹ"),
        ("words<sup>1,2</sup> 10<sup>1.5</sup>", "words¹,² 10^(1.5)"),
        ("e<sup>π</sup> e<sup>πi</sup> V<sub>DD</sub>", "e^π e^(πi) V_DD"),
        ("1<sup>ère</sup> note<sup>*</sup> <sup>q.e.d.</sup>", "1ère note* q.e.d."),
        ("word<sup>a note of its own</sup>", "worda note of its own"),
    ],
)
def test_raised_and_lowered_text_reads_as_such(html: str, line: str) -> None:
    assert lines(html) == [line]


def test_what_marks_raised_text_is_no_part_of_it() -> None:
    found = next(iter(lay_out(read("10<sup>1.5</sup> is more"), Setting(40, cell_len))))
    assert [(run.text, run.start) for run in found.runs] == [
        ("10", 0), ("^(", None), ("1.5", 2), (")", None), (" is more", 5),
    ]  # fmt: skip


def test_right_to_left_text_ends_at_the_right() -> None:
    assert lines("<p>שלום<p>abc<p>123", 10) == ["      שלום", "", "abc", "", "       123"]
    assert lines("<p align=center>ab", 10) == ["    ab"]


@pytest.mark.parametrize("tags", ["<blockquote>", "<ul><li>", "<ol dir=rtl><li>", "<dl><dd>"])
def test_deep_blocks_stay_within_the_page(tags: str) -> None:
    what = article(f"<p>a{tags * 60}<p>some words and שלום עולם that are set<table><tr><td>b<td>c")
    for width in (4, 20, 76):
        check(what, width)


def test_blocks_are_set_when_their_turn_comes() -> None:
    measured = 0

    def measure(text: str) -> int:
        nonlocal measured
        measured += 1
        return cell_len(text)

    document = read("<p>é é é é é</p>" * 1000)
    stream = lay_out(document, Setting(5, measure))
    next(stream)
    assert measured < 100


def test_margins_leave_room_for_text() -> None:
    body = "<blockquote>" * 60 + "some words that need room" + "</blockquote>" * 60
    for width in (10, 20, 76):
        found = lines(body, width)
        assert max(len(line.strip("▎ ")) for line in found) >= min(4, width)
