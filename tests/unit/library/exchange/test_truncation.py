"""Lists of links that end in the middle: what is there is read, and the end is told."""

from types import ModuleType

import pytest

from tests.unit.library.exchange.making import NOW, link
from tui.library.exchange import netscape_bookmarks, opml_bookmarks
from tui.library.exchange.parsed_bookmarks import CUT_OFF, Found, Unread, without_cut_tag

NESTED = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<TITLE>Bookmarks</TITLE>
<DL><p>
    <DT><H3>News</H3>
    <DL><p>
        <DT><A HREF="https://a.org/1" ICON="data:,<p>">One</A>
    </DL><p>
    <DT><H3>Later</H3>
    <DL><p>
        <DT><A HREF="https://a.org/2">Two</A>
        <DD>A note
    </DL><p>
    <DT><A HREF="https://a.org/3">Three</A>
</DL><p>
"""
OUTLINE = """<opml version="2.0">
<head><title>Feeds</title></head>
<body>
<outline text="News">
  <outline text="A" xmlUrl="https://a.org/1"/>
  <outline text="B" xmlUrl="https://a.org/2"/>
</outline>
</body>
</opml>
"""


def read(text: str) -> tuple[list[str], list[Unread]]:
    module = opml_bookmarks if "<opml" in text else netscape_bookmarks
    found: Found = module.from_text(text, NOW)
    return [each.article.link[-1] for each in found.bookmarks], list(found.unread)


def up_to(words: str, text: str = NESTED) -> str:
    return text[: text.index(words) + len(words)]


@pytest.mark.parametrize(
    ("text", "numbers", "line"),
    [
        (up_to('<DT><A HREF="https://a.o'), "", 6),
        (up_to("<DT><A HREF="), "", 6),
        (up_to('ICON="data:,<p>'), "", 6),
        (up_to(">On"), "1", 6),
        (up_to("One</A"), "1", 6),
        (up_to("<H3>Lat"), "1", 8),
        (up_to("<DT><H3>Later</"), "1", 8),
        (up_to("Two</A>\n"), "12", 10),
        (up_to("A note\n"), "12", 11),
        (up_to("Three</"), "123", 13),
        (up_to("Two</A>") + "\n<!-- don't", "12", 11),
        (up_to('text="B" xmlUrl="https', OUTLINE), "1", 6),
        (up_to('text="B" xmlUrl=', OUTLINE), "1", 6),
        (up_to('2"/>\n', OUTLINE), "12", 6),
        (up_to("</outline>\n", OUTLINE), "12", 7),
        (up_to("</opml", OUTLINE), "12", 9),
    ],
)
def test_what_is_cut_off_is_read_and_its_end_is_told(text: str, numbers: str, line: int) -> None:
    assert read(text) == (list(numbers), [Unread(line, CUT_OFF)])


def test_broken_xml_that_is_cut_off_too_is_told_of_both() -> None:
    numbers, (broken, end) = read(up_to('2"/>\n', OUTLINE.replace("Feeds", "R & D")))
    assert numbers == ["1", "2"]
    assert broken.line == 2
    assert "XML is broken" in broken.why
    assert end == (6, CUT_OFF)


WITHOUT_ENDS = NESTED.replace("</DL><p>", "")


@pytest.mark.parametrize(
    "text",
    [
        NESTED,
        OUTLINE,
        NESTED + "<!-- srv 1, it's 5 o'clock -->\n",
        NESTED + "1 < 2",
        WITHOUT_ENDS,
        WITHOUT_ENDS.replace("</A>", ""),
        NESTED.replace("\n<DL><p>\n", "\n", 1).removesuffix("</DL><p>\n") + "</HTML>\n",
        NESTED.removesuffix("</DL><p>\n") + "</BODY></HTML>\n",
        '<ol>\n<LI><a href="https://a.org/1">One</a>\n',
        '<p><a href="https://a.org/1">One</a>\n<p><a href="https://a.org/2">Two</a>',
    ],
)
def test_what_programs_never_close_is_no_cut(text: str) -> None:
    assert read(text)[1] == []


def test_where_only_the_outermost_list_is_open_it_may_be_so() -> None:
    numbers, ((line, why),) = read(NESTED.removesuffix("</DL><p>\n"))
    assert numbers == ["1", "2", "3"]
    assert line == 13
    assert why == "the outermost list is never closed: the file may end in the middle"


@pytest.mark.parametrize(
    ("module", "head", "end"),
    [(netscape_bookmarks, "</TITLE>", "</DL>"), (opml_bookmarks, "<opml", ">")],
)
def test_an_export_is_told_wherever_it_is_cut_off(module: ModuleType, head: str, end: str) -> None:
    kept = [link("O'Neil", note="1 < 2"), link('"Quoted" <b>', "https://a.org/?q=<'>")]
    text: str = module.to_text(kept)
    for length in range(text.index(head) + len(head), text.rindex(end)):
        assert module.from_text(text[:length], NOW).unread, text[:length]
    assert not module.from_text(text, NOW).unread


@pytest.mark.parametrize(
    ("markup", "whole"),
    [
        ("", ""),
        ("<", ""),
        ("a < b", "a < b"),
        ("<p>a</p", "<p>a"),
        ("<p>a</p>", "<p>a</p>"),
        ("<a b='>", ""),
        ("<a b='>'>", "<a b='>'>"),
        ("<a b=O'Neil>a", "<a b=O'Neil>a"),
        ("<a b='<p>c", ""),
        ('<a b="c"d" >e', '<a b="c"d" >e'),
        ("<!-- it's > -->", "<!-- it's > -->"),
        ("<p><!-- a >", "<p>"),
    ],
)
def test_a_tag_that_is_cut_off_goes(markup: str, whole: str) -> None:
    assert without_cut_tag(markup) == whole
