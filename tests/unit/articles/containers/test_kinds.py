import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus import corpora
from tests.time_bounds import within
from tui.articles.containers import Kind, kinds
from tui.articles.containers.entries import Contents
from tui.articles.containers.json_rows import read_json
from tui.errors import ArticleError

_RSS = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>Quay</title><link>https://quay.example/</link>
<item><title>Salt &amp; rope</title><link>https://quay.example/1</link><author>Ada Ray</author>
<pubDate>Fri, 02 Aug 2024 18:30:00 +0200</pubDate><category>Ships</category>
<description>&lt;p&gt;Hemp is &lt;b&gt;kind&lt;/b&gt;.&lt;/p&gt;</description>
<enclosure url="https://quay.example/rope.mp3" type="audio/mpeg"/></item>
<item><title>Is 3 &lt; 4?</title><description>Yes & no.</description></item>
</channel></rss>"""
_ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Mill</title>
<author><name>Ben Oak</name></author>
<entry><title type="html">A &lt;em&gt;slow&lt;/em&gt; stone</title>
<link rel="self" href="https://mill.example/1.atom"/><link href="https://mill.example/1"/>
<updated>2024-06-09T10:00:00Z</updated><summary>Four men turned it.</summary></entry></feed>"""
_FRONT = "---\ntitle: One\ndate: 2024-02-03\n---\nWords.\n"


def _read(text: str | bytes) -> Contents:
    return kinds.read(text.encode() if isinstance(text, str) else text)


def _titles(text: str | bytes) -> list[str]:
    return [entry.article.title for entry in _read(text).entries]


def test_rss() -> None:
    contents = _read(_RSS)
    assert (contents.name, contents.things) == ("RSS feed", ("entry", "entries"))
    first, second = (entry.article for entry in contents.entries)
    assert (first.title, first.author, first.tags) == ("Salt & rope", "Ada Ray", ("Ships",))
    assert first.date is not None and first.date.isoformat() == "2024-08-02T18:30:00+02:00"
    assert first.link == "https://quay.example/1"
    assert (first.format, first.date_source) == ("html", "front matter")
    assert "<b>kind</b>" in first.body and "https://quay.example/rope.mp3" in first.body
    assert second.title == "Is 3 < 4?"
    assert "Yes" in second.body and "no." in second.body
    assert [entry.place for entry in contents.entries] == ["1", "2"]


def test_a_feed_below_many_blank_lines_is_read_in_time() -> None:
    with within(2):
        assert _titles("\n" * 50_000 + _RSS.split("\n", 1)[1]) == ["Salt & rope", "Is 3 < 4?"]


def test_atom() -> None:
    contents = _read(_ATOM)
    (entry,) = contents.entries
    assert contents.name == "Atom feed"
    assert entry.article.title == "A slow stone"
    assert (entry.article.author, entry.article.link) == ("Ben Oak", "https://mill.example/1")
    assert (entry.article.body, entry.article.format) == ("Four men turned it.", "text")


def test_addresses_in_feeds_lead_where_the_feed_says() -> None:
    atom = _ATOM.replace("<feed ", '<feed xml:base="https://mill.example/notes/" ').replace(
        "<summary>Four men turned it.</summary>",
        '<content type="html">&lt;a href="a?b=1&amp;amp;c"&gt;a&lt;/a&gt;'
        "&lt;img src='/b.png'&gt; &lt;a href=\"mailto:c@d\"&gt;c&lt;/a&gt;</content>",
    )
    assert _read(atom).entries[0].article.body == (
        '<a href="https://mill.example/notes/a?b=1&amp;c">a</a>'
        "<img src='https://mill.example/b.png'> <a href=\"mailto:c@d\">c</a>"
    )
    rss = _RSS.replace("<link>https://quay.example/1</link>", "<link>/1</link>")
    assert [entry.article.link for entry in _read(rss).entries] == ["https://quay.example/1", ""]


def test_contents_that_are_no_text_are_not_shown() -> None:
    picture = '<content type="image/png">iVBORw0KGgo=</content>'
    (entry,) = _read(_ATOM.replace("<summary>", f"{picture}<summary>")).entries
    assert entry.article.body == "Four men turned it."
    (entry,) = _read(_ATOM.replace("<summary>Four men turned it.</summary>", picture)).entries
    assert entry.article.body == ""


@pytest.mark.parametrize("folder", corpora("feeds"))
def test_each_feed_gives_the_entries_that_feedparser_counts(folder: Path) -> None:
    count = 0
    for path in sorted(one for one in folder.rglob("*") if one.suffix in (".xml", ".rss", ".atom")):
        data = path.read_bytes()
        if kinds.recognise(data) == "feed":
            assert len(_read(data).entries) == len(feedparser.parse(BytesIO(data)).entries), path
            count += 1
    assert count


def test_opml() -> None:
    contents = _read(
        '<opml version="2.0"><head><title>Mine</title></head><body><outline text="Water">'
        '<outline text="Tides &amp; co" xmlUrl="https://tides.example/rss"/></outline>'
        '<outline text="Mill" xmlUrl="https://mill.example/atom" htmlUrl="https://mill.example/">'
        "</outline></body></opml>"
    )
    (entry,) = contents.entries
    assert (contents.shown, entry.article.title) == (2, "Mine")
    assert '<li>Water<ul><li><a href="https://tides.example/rss">Tides &amp; co</a></li></ul>' in (
        entry.article.body
    )


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ('{"title": "A", "body": "x"}\n{"title": "B & C", "body": "y"}\n', ["A", "B & C"]),
        ('[{"title": "A"},\n {"title": "B"}]', ["A", "B"]),
        ('{"title": "A"}\n{"title": broken\n{"title": "C"}\n', ["A", "C"]),
        ('{\n "title": "A"\n}\n{\n "title": "B"\n}', ["A", "B"]),
        ('\x1e{"title": "A"}\n\x1e{"title": "B"}\n', ["A", "B"]),
        ('{"title": {"rendered": "It&#8217;s"}, "content": {"rendered": "<p>x"}}', ["It’s"]),
        ('{"version": "https://jsonfeed.org/version/1", "items": [{"title": "A"}]}', ["A"]),
        ('{"title": "Top"}\n\nWords.\n', ["Top"]),
        ('[{"title": "A"},\n {"title": "B"},\n {"title": "C", "bo', ["A", "B"]),
        ('{"title": "A", "body": "x"}\nprose\n{"title": "B"}\n', ["A", "B"]),
        ('{"version": "https://jsonfeed.org/version/1", "items": [{"title": "A"}, {"ti', ["A"]),
        ('[{"title": "A", "body": "{[\\"}"}, 7, "x", null, {"title": "B"}]', ["A", "B"]),
        ('{"status": "ok", "articles": [{"title": "A"}, {"title": "B"}]}', ["A", "B"]),
        ('{"title": "A", "data": [{"title": "B"}]}', ["A"]),
        ('{"title": broken\n\nWords.\n', ['{"title": broken']),
        ('{"title": "F", "items": [{"title": "A"}, {"t": "b"\n]}', ["A"]),
    ],
)
def test_json(text: str, titles: list[str]) -> None:
    assert _titles(text) == titles


def test_broken_lists_in_lists_are_told_in_no_time() -> None:
    with within(5), pytest.raises(ArticleError, match="cut off"):
        read_json(b'{"items": [' * 3_000)


@pytest.mark.parametrize(
    ("row", "title", "link", "body", "format"),
    [
        ('{"webTitle": "A", "webUrl": "https://a.example/", "bodyText": "b"}', "A", 1, "b", "text"),
        ('{"Title": "A", "URL": "https://a.example/", "Body": "b"}', "A", 1, "b", "markdown"),
        ('{"name": "A", "articleBody": "b", "content": ""}', "A", 0, "b", "markdown"),
        ('{"title": "A", "textContent": "b", "content": "<p>c</p>"}', "A", 0, "<p>c</p>", "html"),
        ('{"resolved_title": "A", "resolved_url": "https://a.example/"}', "A", 1, "", "markdown"),
        ('{"title": "A", "body_markdown": "*b*", "description": "d"}', "A", 0, "*b*", "markdown"),
    ],
)
def test_names_of_services(row: str, title: str, link: int, body: str, format: str) -> None:
    (article,) = (entry.article for entry in _read(row).entries)
    assert (article.title, article.body, article.format) == (title, body, format)
    assert article.link == ("https://a.example/" if link else "")


def test_files_of_several_encodings_begin_a_stream() -> None:
    files = [_FRONT.replace("One", "Größe").encode(name) for name in ("utf-8", "utf-16", "cp1252")]
    assert _titles(b"".join(files)) == ["Größe", "Größe", "Größe"]


def test_what_is_cut_off_is_said() -> None:
    (problem,) = _read('[{"title": "A"},\n\n{"title": "B').problems
    assert problem == ("What begins in line 3 is cut off, or not valid JSON: Unterminated string.")
    with pytest.raises(ArticleError, match="^what begins in line 1 is cut off.*string$"):
        _read('{"title": "A", "body": "x')
    many = _read('{"title": "A"}\n{"title"\n' * 30).problems
    assert (len(many), many[-1]) == (21, "10 more are broken.")


def test_a_long_array_is_known_by_its_first_object() -> None:
    rows = "[" + ", ".join('{"title": "One", "body": "%s"}' % ("words " * 200) for _ in range(99))
    assert kinds.recognise(rows.encode()) == "ndjson"
    assert kinds.recognise(b'[{"a": 1}]\n\n' + b"words " * 20_000) == "articles"


def test_json_says_where_a_date_is_from() -> None:
    row = '{"title": "One", "date": "2021-03-29T18:00:00+00:00", "date_source": "%s"}'
    sources = ("file time", "file name", "front matter", "made up")
    found = kinds.read("\n".join(row % source for source in sources).encode()).entries
    assert [entry.article.date_source for entry in found] == [*sources[:3], "front matter"]


def test_a_file_is_opened_only_for_its_own_row(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(_FRONT)
    row = f'{{"path": "{path}", "title": "One", "date": "2024-02-03T00:00:00+00:00"}}'
    assert _read(row).entries[0].article.body == "Words.\n"
    assert _read(row.replace("One", "Two")).entries[0].article.body == ""
    secret = tmp_path / "One"
    secret.write_text("Secret.")
    assert _read(f'{{"path": "{secret}", "title": "One"}}').entries[0].article.body == ""


_MAIL = (
    b"From: =?utf-8?q?J=C3=B6rg_Oak?= <joerg@mill.example>\nTo: me@home.example\n"
    b"Subject: =?utf-8?b?TcO8aGxl?= & more\nDate: Sat, 08 Jun 2024 04:15:00 +0000\n"
)


def test_mail() -> None:
    multipart = (
        _MAIL + b'Content-Type: multipart/alternative; boundary="x"\n\n--x\n'
        b"Content-Type: text/plain\n\nplain\n--x\nContent-Type: text/html; charset=iso-8859-1\n"
        b"Content-Transfer-Encoding: quoted-printable\n\n<p>Stra=DFe</p>\n--x--\n"
    )
    (entry,) = _read(multipart).entries
    assert (entry.article.title, entry.article.author) == ("Mühle & more", "Jörg Oak")
    assert (entry.article.format, entry.article.body.strip()) == ("html", "<p>Straße</p>")
    assert entry.article.date is not None
    assert entry.article.date.isoformat() == "2024-06-08T04:15:00+00:00"


_MIXED = b"""Content-Type: multipart/mixed; boundary="m"

--m
Content-Type: multipart/alternative; boundary="a"

--a
Content-Type: text/plain

plain
--a
Content-Type: multipart/related; boundary="r"

--r
Content-Type: text/html

<p>html</p>
--r
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--r--
--a--
--m
Content-Type: text/plain
Content-Disposition: attachment; filename="notes.txt"

attached
--m
Content-Type: text/plain

foot < list
--m--
"""


def test_all_texts_of_a_message_are_shown_and_one_of_alternatives() -> None:
    (entry,) = _read(_MAIL + _MIXED).entries
    assert entry.article.body == "<p>html</p>\n\n<pre>foot &lt; list</pre>"
    (entry,) = _read(_MAIL + _MIXED.replace(b"/html", b"/plain")).entries
    assert (entry.article.format, entry.article.body) == ("text", "plain\n\nfoot < list")
    (entry,) = _read(_MAIL + b"Content-Type: multipart/mixed\n\nNo boundary.\n").entries
    assert entry.article.body == "No boundary.\n"


@pytest.mark.parametrize(
    ("charset", "data", "text"),
    [
        ("iso-8859-1", "Grüße".encode(), "Grüße"),
        ("iso-8859-1", "“Grüße”".encode("cp1252"), "“Grüße”"),
        ("us-ascii", "Grüße".encode(), "Grüße"),
        ("gb2312", "渡口的船".encode("gbk"), "渡口的船"),
        ("utf-8", "渡口的船只有一盏灯".encode("gbk"), "渡口的船只有一盏灯"),
        ("no-such", "Grüße".encode(), "Grüße"),
        ("idna", b"\xff\xfe words", None),
    ],
)
def test_charsets_of_mail(charset: str, data: bytes, text: str | None) -> None:
    head = f"Content-Type: text/plain; charset={charset}\n\n"
    (entry,) = _read(_MAIL + head.encode() + data).entries
    assert text is None or entry.article.body == text


@pytest.mark.parametrize("kind", ['multipart/mixed; boundary="x"\n\n--x', "message/rfc822\n"])
def test_parts_in_parts_without_end(kind: str) -> None:
    (entry,) = _read(_MAIL + f"Content-Type: {kind}\n".encode() * 3000 + b"\nDeep.\n").entries
    assert entry.article.title == "Mühle & more"
    assert "Deep." in entry.article.body


def test_mbox() -> None:
    one = b"From a@b Sat Jun  8 04:15:00 2024\n" + _MAIL + b"\n>From here on.\n\n"
    contents = _read(one + one.replace(b"\n>From", b"\nFrom there it is far.\n>From"))
    first, second = (entry.article for entry in contents.entries)
    assert contents.name == "mbox"
    assert first.body == "From here on.\n\n"
    assert second.body.startswith("From there it is far.\nFrom here on.")


def test_maildir(tmp_path: Path) -> None:
    for name in ("cur", "new", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "cur" / "1:2,S").write_bytes(_MAIL + b"\nOne.\n")
    (tmp_path / "new" / "2").write_bytes(_MAIL + b"\nTwo.\n")
    assert kinds.is_maildir(tmp_path)
    entries = kinds.read_folder(tmp_path).entries
    assert [(entry.place, entry.article.body) for entry in entries] == [
        ("cur/1:2,S", "One.\n"),
        ("new/2", "Two.\n"),
    ]


_FILES = {
    "b.md": _FRONT,
    "notes/2024-05-06-walk.md": "A walk.\n",
    "notes/x.png": "\x89PNG",
    "../../out.md": _FRONT,
    ".hidden.md": _FRONT,
}


def _zip(method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, text in _FILES.items():
            archive.writestr(name, text)
    return packed.getvalue()


def _tar() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, text in _FILES.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
        link = tarfile.TarInfo("link.md")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return packed.getvalue()


@pytest.mark.parametrize("data", [_zip(), _tar(), gzip.compress(_tar())], ids=["zip", "tar", "gz"])
def test_archives(data: bytes) -> None:
    entries = _read(data).entries
    assert [entry.place for entry in entries] == ["b.md", "notes/2024-05-06-walk.md"]
    assert [entry.article.title for entry in entries] == ["One", "walk"]
    assert [entry.article.path for entry in entries] == [None, None]


def test_archives_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.md", b"a" * (4 << 20))
    with pytest.raises(ArticleError, match="unpacks to too much"):
        kinds.read(packed.getvalue())
    monkeypatch.setattr("tui.articles.containers.archives.MOST_BYTES", 1000)
    for data in (gzip.compress(b"a" * 2000), gzip.compress(_tar())):
        with pytest.raises(ArticleError, match="unpacks to more than"):
            kinds.read(data)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_articles(pack: Callable[[bytes], bytes]) -> None:
    packed = pack(_FRONT.encode())
    assert _titles(packed) == ["One"]
    assert _titles(packed + pack(_FRONT.replace("One", "Two").encode())) == ["One", "Two"]


def test_what_came_before_a_cut_is_kept() -> None:
    tar = _tar()
    words = "".join(f"{number:x}" for number in range(20_000))
    for data in (gzip.compress(tar)[:-20], gzip.compress((_FRONT + words).encode())[:20_000]):
        contents = _read(data)
        assert contents.entries[0].article.title == "One"
        (problem,) = contents.problems
        assert problem == "The gzip data is cut off or broken: what came before is shown."
    end = tar.index(b"A walk.")
    (entry,) = kinds.read(tar[: end + 3], "tar").entries
    assert entry.place == "b.md"


def test_files_of_a_zip_that_can_not_be_read_cost_no_other() -> None:
    packed = bytearray(_zip(zipfile.ZIP_STORED))
    at = packed.rindex(b"PK\1\2", 0, packed.rindex(b"notes/2024-05-06-walk.md"))
    packed[at + 8] |= 1
    contents = _read(bytes(packed))
    assert [entry.place for entry in contents.entries] == ["b.md"]
    assert contents.problems == ("notes/2024-05-06-walk.md is encrypted.",)
    packed = bytearray(_zip(zipfile.ZIP_STORED))
    packed[packed.index(b"A walk.")] ^= 1
    (problem,) = _read(bytes(packed)).problems
    assert problem.startswith("notes/2024-05-06-walk.md can't be unpacked: Bad CRC-32")


def test_times_in_archives() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, when in (("a.md", (2021, 3, 29, 12, 0, 0)), ("b.md", (1980, 1, 1, 0, 0, 0))):
            archive.writestr(zipfile.ZipInfo(name, when), "Words.\n")
    dated, undated = (entry.article for entry in _read(packed.getvalue()).entries)
    assert dated.date == datetime(2021, 3, 29, 12).astimezone()
    assert (dated.date_source, undated.date) == ("file time", None)
    assert [entry.article.date_source for entry in _read(_tar()).entries] == [
        "front matter",
        "file name",
    ]


def test_a_tar_without_a_sign() -> None:
    tar = bytearray(_tar())
    tar[257:265] = bytes(8)
    tar[148:156] = b"%06o\0 " % (sum(tar[:148]) + 8 * 32 + sum(tar[156:512]))
    assert kinds.recognise(bytes(tar)) == "tar"
    assert kinds.recognise(bytes(tar).replace(b"b.md", b"c.md", 1)) != "tar"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.4\n...", "it is a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "it is a picture (PNG)"),
        (b"BM\x36\0\x0c\0\0\0\0\0\x36\0\0\0\x28\0\0\0", "it is a picture (BMP)"),
        (b"RIFF\x24\x08\0\0WAVEfmt \x10", "it is sound (WAV)"),
        (b"My Book".ljust(60, b"\0") + b"BOOKMOBI", "it is a Kindle book (Mobipocket)"),
        (b"\xa7\r\r\n" + bytes(8), "it is a program (Python)"),
        (b"\x04\x22\x4d\x18\x64\x40", "it is LZ4 data"),
        (bytes(range(256)) * 4, "it is data that is no text"),
        (gzip.compress(bytes(range(256)) * 4), "it is gzip of data that is no text"),
        (_zip()[:200], "the zip can't be read: "),
        (b"\x1f\x8b\x08\0broken and broken", "the gzip data is broken: "),
    ],
    ids=["pdf", "png", "bmp", "wav", "mobi", "pyc", "lz4", "binary", "gzip", "zip", "broken"],
)
def test_what_can_not_be_read_is_named(data: bytes, name: str) -> None:
    with pytest.raises(ArticleError) as error:
        kinds.read(data)
    assert str(error.value).startswith(name)


def test_a_kind_that_is_asked_for() -> None:
    assert [entry.article.format for entry in kinds.read(b"# x", "text").entries] == ["text"]
    assert [entry.article.format for entry in kinds.read(b"x", "html").entries] == ["html"]
    assert len(kinds.read((_FRONT * 2).encode(), "article").entries) == 1


_starts = st.sampled_from(
    [b"", b"{", b"[{", b"From a\nTo: b\n", b"<rss", b"<opml>", b"PK\x03\x04", b"\x1f\x8b", b"BZh"]
)


@given(_starts, st.binary(), st.sampled_from([None, *kinds._READERS]))
def test_no_bytes_raise_but_what_is_said(start: bytes, rest: bytes, kind: Kind) -> None:
    try:
        contents = kinds.read(start + rest, kind)
    except ArticleError:
        return
    assert all(entry.article.title for entry in contents.entries)
