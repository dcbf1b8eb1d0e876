"""Exports of read-later services, each with every field that the service writes."""

import csv
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.library.exchange.making import NOW
from tui.library.exchange.parsed_bookmarks import Found
from tui.library.exchange.services import service_exports
from tui.library.values import Bookmark

WALLABAG = json.dumps(
    [
        {
            "id": 7,
            "uid": None,
            "title": "Tides and timetables",
            "url": "https://w.example/tides",
            "given_url": "https://w.example/tides",
            "is_archived": 1,
            "is_starred": 1,
            "tags": ["sea", "slow travel"],
            "content": "<p>A ferry waits for the <b>tide</b>.</p>",
            "created_at": "2019-01-02T03:04:05+01:00",
            "updated_at": "2019-01-03T00:00:00+01:00",
            "published_at": "2018-12-24T18:00:00+0100",
            "published_by": ["Ada", "Bo"],
            "annotations": [{"text": "Check this", "quote": "waits for the tide", "ranges": []}],
            "mimetype": "text/html",
            "language": "en_GB",
            "reading_time": 1,
            "domain_name": "w.example",
            "preview_picture": "https://w.example/ferry.jpg",
        },
        {"title": "No address", "url": None, "is_archived": 0, "is_starred": 0, "content": ""},
    ],
    indent=1,
)
OMNIVORE = json.dumps(
    [
        {
            "id": "u-1",
            "slug": "bread-of-the-north",
            "title": "Bread of the north",
            "description": "Rye, mostly.",
            "author": "Bea",
            "url": "https://o.example/bread",
            "state": "Archived",
            "readingProgress": 40,
            "thumbnail": "https://o.example/rye.png",
            "labels": ["Slow Food", {"name": "rye"}],
            "savedAt": "2023-08-09T10:22:33.000Z",
            "updatedAt": "2023-08-10T10:22:33.000Z",
            "publishedAt": "2023-07-30T06:00:00.000Z",
        }
    ]
)
KARAKEEP = json.dumps(
    {
        "bookmarks": [
            {
                "createdAt": 1726850472,
                "title": "Kites",
                "tags": ["wind"],
                "content": {"type": "link", "url": "https://k.example/kites"},
                "note": "a windy one",
                "archived": True,
                "lists": ["l1"],
            },
            {
                "createdAt": 1726850473,
                "title": None,
                "tags": [],
                "content": {"type": "text", "text": "Buy *string*"},
                "note": None,
                "archived": False,
            },
            {"createdAt": 1726850474, "title": "Lost", "tags": [], "content": None, "note": None},
        ],
        "lists": [{"id": "l1", "name": "Outdoors", "type": "manual", "parentId": None}],
    }
)
POCKET = """title,url,time_added,tags,status
"Comma, in title",https://p.example/1,1728576752,open source|tools,unread
,https://p.example/2,1728576753,,archive
Broken,nowhere,1728576753,,archive
short,row
"""
INSTAPAPER = """URL,Title,Selection,Folder,Timestamp,Tags
https://i.example/1,First,A passage,Recipes,1726500000,"[""tech"",""slow""]"
https://i.example/2,Second,,Archive,1726500001,[]
"""
RAINDROP = """id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite
9,Rain,my own words,About rain,https://r.example/1,Weather / Wet,"wet, cold",\
2022-04-05T06:07:08.000Z,https://r.example/c.png,"Highlight:It pours
Note:It does",true
"""
READWISE = """Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen
Reader one,https://rw.example/1,01h,"['bees', 'late summer']",2024-02-03 04:05:06+00:00,1,feed,True
Reader two,https://rw.example/2,01j,,2024-02-04 04:05:06+00:00,0.1,shortlist,True
"""
PAGE = """<!DOCTYPE html><html><head><title>Pocket Export</title></head><body>
<h1>Unread</h1>
<ul>
<li><a href="https://p.example/a?b=1&copy=2" time_added="1698568488" tags="search,slow food">A \
&amp; B</a></li>
</ul>
<h1>Read Archive</h1>
<ul>
<li><a href="https://p.example/c" time_added="1690000000" tags="">C</a></li>
</ul>
</body></html>
"""


def found_in(text: str | bytes, name: str = "export") -> Found:
    data = text if isinstance(text, bytes) else text.encode()
    ((_, found),) = service_exports.read(data, name, NOW)
    return found


def at(*values: int) -> datetime:
    return datetime(*values, tzinfo=UTC)  # type: ignore[arg-type, misc]


def test_wallabag() -> None:
    found = found_in(WALLABAG)
    (kept,) = found.bookmarks
    article = kept.article
    assert found.service == "wallabag"
    assert not found.links
    assert (article.title, article.link) == ("Tides and timetables", "https://w.example/tides")
    assert (article.format, "<b>tide</b>" in article.body) == ("html", True)
    assert (article.author, article.language) == ("Ada, Bo", "en-GB")
    assert article.cover == "https://w.example/ferry.jpg"
    assert article.date == at(2018, 12, 24, 17)
    assert kept.added == at(2019, 1, 2, 2, 4, 5)
    assert kept.labels == ("sea", "slow travel", "starred")
    assert kept.note == "> waits for the tide\n\nCheck this"
    assert kept.read
    ((line, why),) = found.unread
    assert "“No address” leads nowhere" in why
    assert line and WALLABAG.splitlines()[line - 1].strip() == "{"


def test_omnivore_by_itself() -> None:
    (kept,) = found_in(OMNIVORE).bookmarks
    assert kept.labels == ("Slow Food", "rye")
    assert kept.added == at(2023, 8, 9, 10, 22, 33)
    assert kept.article.date == at(2023, 7, 30, 6)
    assert (kept.article.author, kept.article.excerpt) == ("Bea", "Rye, mostly.")
    assert kept.read


def omnivore_files() -> dict[str, str]:
    return {
        "metadata_0_to_20.json": OMNIVORE,
        "content/bread-of-the-north.html": "<html><body><p>Rye keeps.</p></body></html>",
        "highlights/bread-of-the-north.md": "> Rye keeps.\n",
    }


def test_omnivore_in_a_zip_and_in_a_folder(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in omnivore_files().items():
            archive.writestr(f"export/{name}", text)
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text)
    ((place, zipped),) = service_exports.read(packed.getvalue(), "o.zip", NOW)
    assert place == "o.zip: export/metadata_0_to_20.json"
    ((_, unpacked),) = service_exports.read_folder(tmp_path, NOW)
    assert zipped == unpacked
    (kept,) = zipped.bookmarks
    assert "Rye keeps." in kept.article.body
    assert kept.note == "> Rye keeps."


def test_karakeep() -> None:
    found = found_in(KARAKEEP)
    link, text = found.bookmarks
    assert (link.article.title, link.article.link) == ("Kites", "https://k.example/kites")
    assert link.added == at(2024, 9, 20, 16, 41, 12)
    assert (link.labels, link.note, link.read) == (("wind", "Outdoors"), "a windy one", True)
    assert (text.article.body, text.article.format) == ("Buy *string*", "markdown")
    assert text.article.title == "Buy *string*"
    assert ["“Lost” leads nowhere" in each.why for each in found.unread] == [True]


def test_pocket_names_broken_rows_and_takes_the_others() -> None:
    found = found_in(POCKET)
    first, second = found.bookmarks
    assert (first.article.title, first.added) == ("Comma, in title", at(2024, 10, 10, 16, 12, 32))
    assert (first.labels, first.read) == (("open source", "tools"), False)
    assert (second.article.title, second.read) == ("https://p.example/2", True)
    assert [each.line for each in found.unread] == [4, 5]
    assert "nowhere" in found.unread[0].why
    assert found.unread[1].why == "the row has 2 cells in the place of 5"


@pytest.mark.parametrize("table", [POCKET, INSTAPAPER, RAINDROP, READWISE])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_that_a_spreadsheet_has_written_says_the_same(table: str, delimiter: str) -> None:
    again = io.StringIO()
    csv.writer(again, delimiter=delimiter).writerows(csv.reader(io.StringIO(table)))
    expected, found = found_in(table), found_in(again.getvalue())
    assert found.bookmarks
    assert found.bookmarks == expected.bookmarks
    assert found.service == expected.service


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Salt &amp; pepper", "Salt & pepper"),
        ("&lt;b&gt; isn&#39;t &quot;strong&quot;", '<b> isn\'t "strong"'),
        ("R&D &copy; AT&T &amp", "R&D &copy; AT&T &amp"),
    ],
)
def test_titles_that_a_service_left_escaped(written: str, title: str) -> None:
    table = f"title,url,time_added,tags,status\n{written},https://p.example/1,1,,\n"
    assert [bookmark.article.title for bookmark in found_in(table).bookmarks] == [title]


def test_pockets_zip_has_parts_and_marked_passages() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("part_000000.csv", POCKET)
        archive.writestr("part_000001.csv", POCKET.replace("p.example", "q.example"))
        marked = [{"url": "https://q.example/1", "title": "", "highlights": [{"quote": "So."}]}]
        archive.writestr("annotations/part_000000.json", json.dumps(marked))
    parts = dict(service_exports.read(packed.getvalue(), "pocket.zip", NOW))
    assert [len(found.bookmarks) for found in parts.values()] == [2, 2]
    notes = [each.note for found in parts.values() for each in found.bookmarks]
    assert notes == ["", "", "> So.", ""]


def test_instapaper() -> None:
    first, second = found_in(INSTAPAPER).bookmarks
    assert (first.labels, first.note, first.read) == (
        ("tech", "slow", "Recipes"),
        "> A passage",
        False,
    )
    assert first.added == at(2024, 9, 16, 15, 20)
    assert (second.labels, second.read) == ((), True)


def test_raindrop() -> None:
    (kept,) = found_in(RAINDROP).bookmarks
    assert kept.added == at(2022, 4, 5, 6, 7, 8)
    assert kept.labels == ("wet", "cold", "Weather", "Wet", "starred")
    assert kept.note == "my own words\n\n> It pours\n\nIt does"
    assert (kept.article.excerpt, kept.article.cover) == ("About rain", "https://r.example/c.png")


def test_readwise_reader() -> None:
    first, second = found_in(READWISE).bookmarks
    assert first.added == at(2024, 2, 3, 4, 5, 6)
    assert (first.labels, first.read) == (("bees", "late summer"), True)
    assert (second.labels, second.read) == (("shortlist",), False)


def test_pockets_page() -> None:
    first, second = found_in(PAGE).bookmarks
    assert (first.article.title, first.article.link) == ("A & B", "https://p.example/a?b=1&copy=2")
    assert (first.labels, first.read) == (("search", "slow food"), False)
    assert (first.added, second.added) == (at(2023, 10, 29, 8, 34, 48), at(2023, 7, 22, 4, 26, 40))
    assert second.read


@pytest.mark.parametrize("cut", [PAGE[:330], WALLABAG[:-60], KARAKEEP[:400], POCKET[:95]])
def test_an_export_cut_off_says_so(cut: str) -> None:
    assert found_in(cut).unread


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            '[{"href": "https://a.example", "time": "now"}]',
            "JSON of an unknown kind, with the keys",
        ),
        ("Name,Age\nBo,7\n", "a table of an unknown kind, with the columns name, age"),
        ("GIF89a\0\0", "is no text"),
        ("Just words.", "no bookmarks in a known format"),
    ],
)
def test_what_no_service_writes(text: str, what: str) -> None:
    assert list(service_exports.read(text.encode(), "x", NOW)) == []
    assert what in service_exports.looks_like(text.encode())


cells = st.one_of(st.text(max_size=20), st.sampled_from(['"', "[", "['a", "https://a.example/"]))
json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), cells),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(cells, inner, max_size=3)),
    max_leaves=8,
)
_KEYS = (
    *("url", "title", "slug", "savedAt", "is_archived", "is_starred", "tags", "labels", "note"),
    *("annotations", "content", "createdAt", "published_by", "published_at", "created_at"),
    *("lists", "language", "readingProgress"),
)


@given(
    st.sampled_from([("url", "is_archived"), ("url", "slug", "savedAt"), ("createdAt", "tags")]),
    st.lists(st.dictionaries(st.sampled_from(_KEYS), json_values), min_size=1, max_size=3),
    st.booleans(),
)
def test_any_json_is_read_or_explained(
    needed: tuple[str, ...], rows: list[dict[str, object]], inside: bool
) -> None:
    whole: list[dict[str, object]] = [{**dict.fromkeys(needed), "content": None, **r} for r in rows]
    text = json.dumps({"bookmarks": whole, "lists": rows} if inside else whole)
    for _, found in service_exports.read(text.encode(), "x", NOW):
        assert len(found.bookmarks) + len(found.unread) == len(rows)


@given(st.sampled_from([POCKET, INSTAPAPER, RAINDROP, READWISE]), st.text(), st.integers(0, 200))
def test_any_table_is_read_or_explained(table: str, text: str, place: int) -> None:
    data = (table[:place] + text + table[place:]).encode("utf-8", "replace")
    for _, found in service_exports.read(data, "x", NOW):
        assert all(isinstance(each, Bookmark) for each in found.bookmarks)
        assert all(each.why and each.line for each in found.unread)
