from pathlib import Path

import pytest

from tests.unit.library.exchange.making import NOW, link
from tui.library.exchange import markdown_bookmarks
from tui.library.exchange.formats import FORMATS, Format, format_of_file, from_bytes, to_bytes

KEPT = link("A title")
NAMES = (*(f"kept.{end}" for end in ("json", "html", "opml", "xml", "md", "txt", "HTM")), "kept")


@pytest.mark.parametrize("format", FORMATS)
def test_what_an_export_wrote_is_known_under_any_name(format: Format) -> None:
    markdown = markdown_bookmarks.to_text(KEPT).encode()
    data = markdown if format == "markdown" else to_bytes([KEPT], format)
    for name in NAMES:
        assert format_of_file(Path(name), data) == format
    assert format_of_file(None, data) == format


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("[]", "json"),
        ('\n[\n  {"title": "one"}]', "json"),
        ("<?xml version='1.0'?>\n<!-- a <b> -->\n<OPML version='1.0'>", "opml"),
        ("<!DOCTYPE opml [\n<!ENTITY a 'b'>]><opml>", "opml"),
        ("<!-- saved -->\n<!doctype netscape-bookmark-file-1>", "html"),
    ],
)
def test_what_can_be_nothing_else_wins_over_the_name(text: str, format: Format) -> None:
    assert {format_of_file(Path(name), text.encode()) for name in NAMES} == {format}


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ('{"title": "one"}\n{"title": "two"}', "json"),
        ("<!DOCTYPE html>\n<html><ul><li><a href='https://a.org/'>A</a></ul>", "html"),
        ("<DL><p><DT><A HREF='https://a.org/'>A</A>", "html"),
    ],
)
def test_what_may_begin_an_article_wins_but_over_the_name_of_one(text: str, format: Format) -> None:
    found = {name: format_of_file(Path(name), text.encode()) for name in NAMES}
    assert found.pop("kept.md") == "markdown"
    assert set(found.values()) == {format}


@pytest.mark.parametrize(
    "text", ["words", "{% include x %}", "[A link](https://a.org/)", "a <opml> and a <DT><A", ""]
)
def test_what_shows_nothing_is_what_its_name_says(text: str) -> None:
    found = [format_of_file(Path(name), text.encode()) for name in NAMES]
    assert found == ["json", "html", "opml", "opml", "markdown", None, "html", None]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("data", [b"", b" \r\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_holds_nothing_and_is_not_broken(data: bytes, format: Format) -> None:
    found = from_bytes(data, format, NOW)
    assert (list(found.bookmarks), list(found.unread)) == ([], [])
