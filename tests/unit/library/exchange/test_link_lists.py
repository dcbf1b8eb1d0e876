"""The formats that carry links only: browsers' bookmark files, and outlines."""

import html
from datetime import UTC, datetime
from types import ModuleType
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.library.exchange.making import NOW, bookmarks, link
from tui.library.exchange import netscape_bookmarks, opml_bookmarks
from tui.library.exchange.tidy_words import tidy_title
from tui.library.values import Bookmark

BOTH = pytest.mark.parametrize("module", [netscape_bookmarks, opml_bookmarks])

FIREFOX = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file. -->
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks Menu</H1>
<DL><p>
    <DT><H3 ADD_DATE="1" PERSONAL_TOOLBAR_FOLDER="true">Bookmarks Toolbar</H3>
    <DD>Add bookmarks to this folder
    <DL><p>
        <DT><A HREF="https://a.org/" ADD_DATE="1616000000" TAGS="later,工作">A &amp; B</A>
        <DD>A note,
of two lines
        <DT><H3>News</H3>
        <DL><p>
            <DT><H3>Tech</H3>
            <DL><p>
                <DT><A HREF="https://b.org/?x=1&amp;y=2">B</A>
            </DL><p>
            <DT><A HREF="https://c.org/">C</A>
        </DL><p>
        <HR>    <DT><A HREF="javascript:alert(1)">Run</A>
    </DL><p>
    <DT><A HREF="https://d.org/" ADD_DATE="1616000000000000">D</A>
</DL>
"""

OUTLINE = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>Feeds</title></head><body>
<outline text="News">
  <outline text="Tech" title="Tech">
    <outline type="rss" text="A" xmlUrl="https://a.org/feed" htmlUrl="https://a.org/"/>
  </outline>
  <outline type="rss" title="B" xmlUrl="https://b.org/feed" category="/one/two,three"/>
</outline>
<outline text="C" url="https://c.org/" created="Mon, 29 Mar 2021 11:15:56 GMT" _note="x&#10;y"/>
<outline text="D" url="file:///etc/passwd"/>
</body></opml>
"""

BOMB = """<?xml version="1.0"?>
<!DOCTYPE opml [
<!ENTITY a "aaaaaaaaaaaaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">
]>
<opml><body><outline text="&c;&f;" url="https://a.org/"/></body></opml>
"""


@BOTH
@given(st.lists(bookmarks, max_size=3))
def test_links_go_there_and_back(module: ModuleType, kept: list[Bookmark]) -> None:
    wanted = [
        link(
            tidy_title(each.article.title),
            each.article.link,
            added=each.added.replace(microsecond=0),
            note=each.note,
            labels=each.labels,
        )
        for each in kept
        if each.article.link
    ]
    text = module.to_text(kept)
    found = module.from_text(text, NOW)
    assert list(found.bookmarks) == wanted
    assert module.to_text(found.bookmarks) == text


def test_a_label_that_looks_like_a_path_stays_as_it_is() -> None:
    kept = link("A title", "https://a.org/", added=NOW, labels=("/", "/a/b", "c/"))
    text = opml_bookmarks.to_text([kept])
    assert opml_bookmarks.from_text(text, NOW).bookmarks[0].labels == ("/", "/a/b", "c/")


@BOTH
@given(st.text())
def test_any_text_is_read_or_explained(module: ModuleType, text: str) -> None:
    for each in (text, f"<opml>{text}", f'<DT><A HREF="https://a.org">{text}', f"<![{text}"):
        found = module.from_text(each, NOW)
        assert found.bookmarks or found.unread or "https" not in each
        assert all(unread.why and unread.line for unread in found.unread)


def test_what_a_browser_writes() -> None:
    found = netscape_bookmarks.from_text(FIREFOX, NOW)
    titles = {each.article.title: each for each in found.bookmarks}
    assert list(titles) == ["A & B", "B", "C", "D"]
    first = titles["A & B"]
    assert first.note == "A note,\nof two lines"
    assert first.added == titles["D"].added == datetime.fromtimestamp(1616000000, UTC)
    assert [each.labels for each in found.bookmarks] == [
        ("later", "工作"),
        ("News", "Tech"),
        ("News",),
        (),
    ]
    assert titles["B"].article.link == "https://b.org/?x=1&y=2"
    assert titles["B"].added == NOW
    ((line, why),) = found.unread
    assert (line, why) == (20, "“Run” leads to javascript:alert(1), which is no web address")


def test_broken_html_loses_nothing() -> None:
    text = '<DL><DT><A HREF="https://a.org/">A <DT><A HREF=https://b.org/>B</A></DL></DL></DL><![x'
    found = netscape_bookmarks.from_text(text, NOW)
    assert [each.article.title for each in found.bookmarks] == ["A", "B"]


def test_what_a_feed_reader_writes() -> None:
    found = opml_bookmarks.from_text(OUTLINE, NOW)
    assert [(each.article.title, each.article.link) for each in found.bookmarks] == [
        ("A", "https://a.org/"),
        ("B", "https://b.org/feed"),
        ("C", "https://c.org/"),
    ]
    assert [each.labels for each in found.bookmarks] == [
        ("News", "Tech"),
        ("News", "one/two", "three"),
        (),
    ]
    last = found.bookmarks[-1]
    assert (last.note, last.added) == ("x\ny", datetime(2021, 3, 29, 11, 15, 56, tzinfo=UTC))
    ((line, why),) = found.unread
    assert line == 10
    assert "no web address" in why


def test_broken_xml_is_read_all_the_same() -> None:
    found = opml_bookmarks.from_text(OUTLINE.replace("Tech", "R & D"), NOW)
    assert [each.labels for each in found.bookmarks][0] == ("News", "R & D")
    assert len(found.bookmarks) == 3
    assert found.unread[0].line == 4
    assert "XML is broken" in found.unread[0].why


def test_entities_of_a_document_s_own_are_never_read() -> None:
    found = opml_bookmarks.from_text(BOMB, NOW)
    (only,) = found.bookmarks
    assert only.article.title == "&c;&f;"
    assert "never read" in found.unread[0].why


@pytest.mark.parametrize(
    ("module", "opens", "a_link"),
    [
        (netscape_bookmarks, "<DT><H3>{}</H3><DL>", '<DT><A HREF="https://a.org/">x</A>'),
        (opml_bookmarks, '<outline text="{}">', '<outline text="x" url="https://a.org/"/>'),
    ],
)
def test_folders_without_end_give_a_few_labels(module: ModuleType, opens: str, a_link: str) -> None:
    text = "".join(opens.format(number) for number in range(3000)) + a_link * 100
    found = module.from_text(text, NOW)
    assert len(found.bookmarks) == 100
    assert found.bookmarks[0].labels == tuple(map(str, range(2980, 3000)))


@pytest.mark.parametrize("text", ["<p>words</p>", "<html></html>", "<opml><body/></opml>"])
@BOTH
def test_nothing_in_it(module: ModuleType, text: str) -> None:
    assert module.from_text(text, NOW) == ([], [], True, "")


def test_elements_that_a_title_or_a_note_names_hide_nothing() -> None:
    text = FIREFOX.replace("A &amp; B", "A <script> B").replace("A note", "A <style> note")
    found = netscape_bookmarks.from_text(text, NOW)
    assert [each.article.title for each in found.bookmarks] == ["A B", "B", "C", "D"]


def test_the_outline_is_xml_that_others_read() -> None:
    kept = link("<b> & “c”", "https://a.org/?a=1&b=2", note='"x"\n\ty', labels=("one", "two"))
    tree = ElementTree.fromstring(opml_bookmarks.to_text([kept]))
    (outline,) = tree.iter("outline")
    assert outline.attrib["text"] == kept.article.title
    assert outline.attrib["url"] == kept.article.link
    assert outline.attrib["_note"] == kept.note
    assert outline.attrib["category"] == "one,two"


def test_the_page_holds_no_markup_of_others() -> None:
    text = netscape_bookmarks.to_text([link("<script>x</script>", note="<DT>")])
    assert "<script>" not in text
    assert html.escape("<script>x</script>") in text


ODD_ADDRESS = "https://shop.example/list?id=7&section=news&notify=1&copy=2&lang=en&amp=&lt"


@pytest.mark.parametrize("written", [ODD_ADDRESS, html.escape(ODD_ADDRESS)])
def test_addresses_with_bare_ampersands_stay_as_they_are(written: str) -> None:
    (found,) = netscape_bookmarks.from_text(f'<DT><A HREF="{written}">A &amp; B</A>', NOW).bookmarks
    assert (found.article.link, found.article.title) == (ODD_ADDRESS, "A & B")
    loose = f'<opml><body><outline text="A" url="{written}"></body>'
    (found,) = opml_bookmarks.from_text(loose, NOW).bookmarks
    assert found.article.link == ODD_ADDRESS
