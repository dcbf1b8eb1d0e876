"""Elements and styles, each against what a browser shows."""

import pytest

from tests.unit.document.setting import lines, read
from tui.document.model import Code, Heading, List, Paragraph
from tui.document.text_segments import shown_text


def text(html: str) -> str:
    return shown_text(read(html))


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<article><section>a</section><section>b</section></article>", "a\nb"),
        ("<header>a</header><main>b<aside>c</aside></main><footer>d</footer>", "a\nb\nc\nd"),
        ("<hgroup><h1>a</h1><p>b</hgroup><address>c</address>", "a\nb\nc"),
        ("<details><summary>a</summary>b</details>", "a\nb"),
        ("<fieldset><legend>a</legend>b</fieldset>", "a\nb"),
        ("<b>a</b><big>b</big><tt>c</tt><font size=7>d</font><nobr>e</nobr>", "abcde"),
        ("<center>a</center>b", "a\nb"),
        ("<var>a</var><dfn>b</dfn><time>c</time><data>d</data><bdi>e</bdi>", "abcde"),
        ("<abbr title='World Wide Web'>WWW</abbr>", "WWW"),
        ("<x-card>a<slot>b</slot></x-card><unknown>c</unknown>", "abc"),
        ("<button>a</button> <output>b</output>", "a b"),
        ("<select><option>a<option selected>b</select>", "b"),
        ("<select multiple><option>a<option>b</select>", "a b"),
        ("<meter>a</meter><progress>b</progress><canvas>c</canvas>d", "d"),
        ("<span style='display:block'>a</span><span style='display:block'>b</span>", "a\nb"),
        ("<div style='display:inline'>a</div><p style='display: inline'>b</p>", "ab"),
        ("Vladi&shy;mir", "Vladimir"),
    ],
)
def test_what_stands_where(html: str, shown: str) -> None:
    assert text(html) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p hidden=until-found>x</p>y", "y"),
        ("<div popover>x</div>y", "y"),
        ("<p aria-hidden=true>y</p>", "y"),
        ("<div style='visibility:hidden'>x<b>x</b><img src=x><hr><input value=x></div>y", "y"),
        ("<p style='visibility:hidden'><input type=submit value=x></p>y", "y"),
        ("<p style='visibility: hidden'>x<i style='visibility:visible'>y</i>x</p>", "y"),
        ("<p style='visibility:collapse'>x <q>x</q></p>y", "y"),
        ("<p style='display:none !important'>x</p>y", "y"),
        ("<p style='background:url(display:none)'>y</p>", "y"),
        ("<noscript>x</noscript>y", "y"),
        ("<link rel=x><noscript>x</noscript><p>y", "y"),
        ("<!doctype html><title>x</title><p>y", "y"),
        ("<math><mi>y</mi></math><span class=katex-html aria-hidden=true>x</span>", "y"),
    ],
)  # fmt: skip
def test_what_is_not_seen(html: str, shown: str) -> None:
    document = read(html)
    assert shown_text(document) == shown
    assert not document.pictures


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>a<p>b</p></p>c", "a\nb\nc"),
        ("<b>a<p>b</b>c</p>", "a\nbc"),
        ("<a href=1>x<a href=2>y</a>", "xy"),
        ("</p>x</br>y", "x\ny"),
        ("<table>a<tr><td>c</td><td>d</td><p>b</p></tr></table>", "a\nb\nc\td"),
        ("<h1>a<h2>b</h1>", "a\nb"),
        ("<image src=a.png alt=b>", "b"),
        ("x<![CDATA[y]]><?php z ?><!-- z --!>w", "xw"),
        ("a &amp b &notit; &#x80;", "a & b ¬it; €"),
        ("<style>x", ""),
    ],
)
def test_broken_html_is_repaired_as_in_a_browser(html: str, shown: str) -> None:
    assert text(html) == shown


def test_white_space_that_a_style_keeps() -> None:
    assert read("<p style='white-space:pre'>a  b\n  c</p>").blocks == (Code("a  b\n  c"),)
    assert lines("<p style='white-space:pre-wrap'>a  b\nc\n\nd</p>") == ["a \xa0b", "c", "", "d"]
    assert lines("<p style='white-space: pre-line'>a  b\n c</p>") == ["a b", "c"]
    kept = "<div style='white-space:pre-wrap'>a\n<p style='white-space:normal'>b\nc</p></div>"
    assert lines(kept) == ["a", "", "b c"]


def test_blocks_in_preformatted_text_are_its_lines() -> None:
    assert read("<pre><div>a</div><div> b</div><p>c</p>d</pre>").blocks == (Code("a\n b\nc\nd"),)


def test_a_word_may_break_at_its_wbr() -> None:
    assert lines("<p>super<wbr>cali", width=6) == ["super\u200b", "cali"]
    assert lines("<p><wbr>a <wbr>b<wbr></p><wbr>c") == ["a b\u200b", "", "c"]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<q>a <q>b</q></q> <q>c</q>", "“a ‘b’” “c”"),
        ("<p lang=de-AT>x <q>a</q>", "x „a“"),
        ("<div lang=fr><p><q>a</q>", "«\u202fa\u202f»"),
        ("<p lang=ja><q>あ<q>い</q></q>", "「あ『い』」"),
        ("<p lang=zh-TW><q>字</q>", "「字」"),
        ("<p lang=xx><q>a</q><q></q>", "“a”"),
    ],
)
def test_quotation_marks_are_those_of_the_language(html: str, shown: str) -> None:
    assert text(html) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>", "漢(かん)字(じ)"),
        ("<ruby><rb>漢<rb>字<rtc><rt>かん<rt>じ</rtc></ruby>", "漢字(かん)(じ)"),
        ("<ruby>漢字<rtc>kanji</rtc></ruby>", "漢字(kanji)"),
    ],
)  # fmt: skip
def test_readings_follow_their_words(html: str, shown: str) -> None:
    assert text(html) == shown


@pytest.mark.parametrize(
    ("html", "markers"),
    [
        ("<ol style='list-style: lower-roman'><li>a<li>b", ["i.", "ii."]),
        ("<ol type=i style='list-style-type:upper-alpha'><li>a", ["A."]),
        ("<ol style='list-style:none'><li>a", [""]),
        ("<ol reversed start=3><li>a<li value=9>b<li>c", ["3.", "9.", "8."]),
        ("<ul><li><p><input type=checkbox> a", ["[ ]"]),
    ],
)
def test_markers(html: str, markers: list[str]) -> None:
    (block,) = read(html).blocks
    assert isinstance(block, List)
    assert [item.marker for item in block.items] == markers


def test_fields_among_text() -> None:
    html = "Yes <input type=checkbox checked> no <input type=checkbox> <input type=radio> maybe"
    assert text(html) == "Yes ☑ no ☐ ○ maybe"
    assert text("<input type=text value=x><input type=hidden value=x>y") == "y"


def test_direction_of_a_block() -> None:
    html = (
        "<div dir=rtl><p>a<h2>b</h2><p dir=ltr>c<p dir=auto>d</div><p style='direction:rtl'>e<p>f"
    )
    blocks = read(html).blocks
    assert [block.right_to_left for block in blocks if isinstance(block, Paragraph | Heading)] == [
        True,
        True,
        False,
        None,
        True,
        None,
    ]


def test_a_block_that_runs_right_to_left_is_set_at_the_right() -> None:
    assert lines("<p>one<p dir=rtl>two", 20) == ["one", "", "                 two"]
