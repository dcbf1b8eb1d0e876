import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.library.exchange.making import NOW, bookmarks
from tui.library.exchange.json_bookmarks import from_text, to_text
from tui.library.values import Bookmark


@given(st.lists(bookmarks, max_size=3))
def test_there_and_back(kept: list[Bookmark]) -> None:
    text = to_text(kept)
    text.encode("utf-8")
    assert isinstance(json.loads(text)["bookmarks"], list)
    found = from_text(text, NOW)
    assert not found.unread
    assert list(found.bookmarks) == kept
    assert to_text(found.bookmarks) == text


@given(st.text())
def test_any_text_is_read_or_explained(text: str) -> None:
    for each in (text, "[" + text, '{"bookmarks": [' + text, '{"title":' + text):
        found = from_text(each, NOW)
        assert all(unread.why and unread.line for unread in found.unread)


@given(st.data(), st.lists(bookmarks, min_size=1, max_size=3))
def test_a_file_cut_off_keeps_what_came_before(data: st.DataObject, kept: list[Bookmark]) -> None:
    text = to_text(kept)
    cut = text[: data.draw(st.integers(0, len(text) - 4))]
    found = from_text(cut, NOW)
    assert found.unread
    whole = cut.count("\n") - (not cut.endswith("},\n") and "\n" in cut)
    assert list(found.bookmarks[:whole]) == kept[: len(found.bookmarks)][:whole]


def test_a_broken_line_is_named_and_the_others_are_kept() -> None:
    lines = ['{"title": "one"}', '{"title": "tw', '{"title": 3}', "[7]", '{"title": "four"}']
    found = from_text('{"bookmarks": [\n' + ",\n".join(lines) + "\n]}\n", NOW)
    assert [each.article.title for each in found.bookmarks] == ["one", "four"]
    assert [each.line for each in found.unread] == [3, 4, 5]
    assert "broken" in found.unread[0].why
    assert found.unread[1].why == "“title” is no text"
    assert found.unread[2].why == "this is not a bookmark: [7]"


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ('{"body": "x"}', "neither a title nor a link"),
        ('{"title": "x", "date": "tomorrow"}', "“date” is no date: tomorrow"),
        ('{"title": "x", "added": "0001-01-01T00:00:00Z"}', "nothing was kept"),
        ('{"title": "x", "format": "docx"}', "none of html, markdown, text"),
        ('{"title": "x", "tags": [1]}', "“tags” holds more"),
        ('{"title": "x", "categories": "a"}', "“categories” is no list"),
        ('{"title": "x", "problems": [[1]]}', "no problem"),
        ('{"title": "x", "link": "javascript:alert(1)"}', "no web address"),
        ("[" * 100_000, "nested too deep"),
        ("1" * 10_000, "too long a number"),
    ],
)
def test_what_is_not_as_it_should_be(values: str, why: str) -> None:
    found = from_text(f"[{values}]", NOW)
    assert not found.bookmarks
    assert why in found.unread[0].why


def test_text_is_cleaned() -> None:
    values = {"title": "a\x1b[31mb\nc", "body": "x\x07\u202ey", "path": "not/whole", "note": "\x9b"}
    (found,) = from_text(json.dumps([values]), NOW).bookmarks
    assert (found.article.title, found.article.body) == ("ab c", "xy")
    assert found.article.path is None
    assert found.note == ""
    assert found.added == NOW


def test_objects_without_a_list_around_them() -> None:
    found = from_text('{"title": "a", "link": "https://a.org"}\n{"title": "b"}\n', NOW)
    assert [each.article.title for each in found.bookmarks] == ["a", "b"]
    assert found.links
