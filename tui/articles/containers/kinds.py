"""The kinds of containers: recognised by their content, and read by a module each."""

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from tui.articles.containers import Kind
from tui.articles.containers.entries import Contents
from tui.articles.containers.json_elements import Elements
from tui.articles.containers.wide_text import Narrowed
from tui.articles.encoding.decode import NO_TEXT, decode
from tui.articles.late_pattern import late
from tui.errors import ArticleError

HEAD = 64 * 1024
"""The bytes of a beginning by which a kind is recognised."""

_READERS: dict[Kind, tuple[str, str]] = {
    "article": ("single_article", "read_article"),
    "articles": ("cat_stream", "read_articles"),
    "html": ("single_article", "read_html"),
    "text": ("single_article", "read_text"),
    "feed": ("feeds", "read_feed"),
    "opml": ("outlines", "read_opml"),
    "ndjson": ("json_rows", "read_json"),
    "mbox": ("mail", "read_mbox"),
    "eml": ("mail", "read_message"),
    "zip": ("archives", "read_zip"),
    "tar": ("archives", "read_tar"),
}
"""The module and the function that read a kind; only those of the kind at hand are imported."""

_PACKED = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\0": "xz"}
_UNREADABLE = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x7fELF", "a program (ELF)"),
    (b"SQLite format 3\0", "a database (SQLite)"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"OggS", "sound (Ogg)"),
    (b"ID3", "sound (MP3)"),
    (b"fLaC", "sound (FLAC)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x04\x22\x4d\x18", "LZ4 data"),
    (b"\x1f\x9d", "compress data (.Z)"),
    (b"LZIP\1", "lzip data"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"\0\0\1\0", "a picture (ICO)"),
    (b"MZ\x90\0", "a program (Windows)"),
    (b"\xca\xfe\xba\xbe\0", "a program (Java)"),
    (b"\0asm", "a program (WebAssembly)"),
    (b"\xcf\xfa\xed\xfe", "a program (macOS)"),
    (b"\x1a\x45\xdf\xa3", "a video (Matroska)"),
    (b"FLV\1", "a video (Flash)"),
    (b"wOFF", "a font (WOFF)"),
    (b"wOF2", "a font (WOFF 2)"),
    (b"OTTO\0", "a font (OpenType)"),
    (b"\0\1\0\0\0", "a font (TrueType)"),
    (b"!BDN", "an Outlook archive (PST)"),
    (b"AT&TFORM", "a DjVu document"),
    (b"bplist0", "a property list (macOS)"),
    (b"!<arch>\n", "an archive (ar)"),
    (b"WARC/1.", "a web archive (WARC)"),
    (b"%!PS", "a PostScript document"),
)
"""The first bytes of what can't be read, and its name."""
_LATER = (
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "a picture (WebP)"),
    (re.compile(rb"....ftyp(?:avif|heic|mif1)", re.DOTALL), "a picture (AVIF or HEIC)"),
    (re.compile(rb"....ftyp", re.DOTALL), "a video (MP4)"),
    (re.compile(rb"RIFF....WAVE", re.DOTALL), "sound (WAV)"),
    (re.compile(rb"RIFF....AVI ", re.DOTALL), "a video (AVI)"),
    (re.compile(rb"\xff[\xfb\xf3\xf2\xfa][^\0]"), "sound (MP3)"),
    (re.compile(rb"BM.{12}[\x0c\x28\x38\x6c\x7c]\0{3}", re.DOTALL), "a picture (BMP)"),
    (re.compile(rb".{60}(?:BOOKMOBI|TEXtREAd)", re.DOTALL), "a Kindle book (Mobipocket)"),
    (re.compile(rb".{2}\r\n\0{4}", re.DOTALL), "a program (Python)"),
    (re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub", re.DOTALL), "an EPUB book"),
    (re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd", re.DOTALL), "an OpenDocument file"),
    (re.compile(rb"PK\x03\x04.{26}\[Content_Types\]", re.DOTALL), "an Office document"),
)
_PROLOGUE = r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*"
_FEED = late(_PROLOGUE + r"<(?:\w+:)?(?:rss|feed|RDF)(?=[\s>/])", re.DOTALL | re.IGNORECASE)
_OPML = late(_PROLOGUE + r"<opml(?=[\s>/])", re.DOTALL | re.IGNORECASE)
_JSON = re.compile(r"[\s\x1e]*(?:\{\s*\"|\[\s*\{)")
_OF_ROWS = frozenset({"body", "content", "content_html", "content_text", "html", "items"})
"""Keys that no front matter has: it stands above the text."""
_PROSE = re.compile(r"[^\W\d_]")
_MBOX = re.compile(r"\s*From \S[^\n]*\n[!-9;-~]+:")
_HEADER = re.compile(r"(?:([!-9;-~]+):[^\n]*\n(?:[ \t][^\n]*\n)*)")
_OF_MAIL = frozenset({
    "from", "to", "subject", "date", "message-id", "received", "return-path", "mime-version",
    "delivered-to", "reply-to", "sender", "x-mailer", "content-type",
})  # fmt: skip


class Opened(NamedTuple):
    """Bytes with the compression taken off."""

    data: bytes
    packed: str = ""
    """The method that had packed them; empty where none had."""
    problem: str = ""
    """A sentence where they are not all."""


def read(data: bytes, kind: Kind | None = None) -> Contents:
    """Read the articles in bytes of any kind.

    Args:
        data: A whole file, or all of a stream.
        kind: Its kind; None to recognise it.

    Raises:
        ArticleError: It is of another kind than can be read, or broken. The message is a phrase.
    """
    opened = _unpacked(data)
    found = kind or recognise(opened.data)
    if found is None:
        name = unreadable(opened.data)
        raise ArticleError(f"it is {opened.packed} of {name}" if opened.packed else f"it is {name}")
    contents = _reader(found)(opened.data)
    if opened.problem:
        return contents._replace(problems=(*contents.problems, opened.problem))
    return contents


def recognise(data: bytes) -> Kind | None:
    """Return the kind of uncompressed bytes by their beginning; None for what can't be read.

    Text that is of no other kind is `articles`.

    Args:
        data: The bytes, at least the first `HEAD` of them.
    """
    head = data[:HEAD]
    if _name(head):
        return None
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if _is_tar(head):
        return "tar"
    # A stream may begin with files of several encodings.
    narrowed = Narrowed()
    decoded = decode(narrowed.feed(head) + narrowed.close())
    if decoded is NO_TEXT:
        return None
    text = decoded.text.replace("\r\n", "\n")
    if _FEED.match(text):
        return "feed"
    if _OPML.match(text):
        return "opml"
    if _MBOX.match(text):
        return "mbox"
    if _is_mail(text):
        return "eml"
    return _kind_of_json(text) if _JSON.match(text) else "articles"


def is_container(head: bytes) -> bool:
    """Return whether bytes begin a container that is not a `cat` of files.

    Args:
        head: The first `HEAD` bytes of a file.
    """
    return is_packed(head) or recognise(head) not in (None, "articles")


def is_packed(head: bytes | bytearray) -> bool:
    """Return whether bytes begin what gzip, bzip2 or xz has packed."""
    return head.startswith(tuple(_PACKED))


def is_maildir(folder: Path) -> bool:
    """Return whether a folder is a Maildir: it has the three that each one has."""
    return all((folder / name).is_dir() for name in ("cur", "new", "tmp"))


def read_folder(folder: Path) -> Contents:
    """Read the messages of a Maildir.

    Raises:
        ArticleError: A message can't be read.
    """
    mail = import_module("tui.articles.containers.mail")
    contents: Contents = mail.read_maildir(folder)
    return contents


def unreadable(data: bytes) -> str:
    """Return the name of a kind that can't be read: `a PDF`, `data that is no text`."""
    return _name(data) or "data that is no text"


def _name(data: bytes) -> str:
    for start, name in _UNREADABLE:
        if data.startswith(start):
            return name
    return next((name for pattern, name in _LATER if pattern.match(data)), "")


def _unpacked(data: bytes) -> Opened:
    for start, method in _PACKED.items():
        if data.startswith(start):
            archives = import_module("tui.articles.containers.archives")
            text, problem = archives.unpacked(data, method)
            return Opened(text, method, problem)
    return Opened(data)


def _reader(kind: Kind) -> Callable[[bytes], Contents]:
    module, name = _READERS[kind]
    reader: Callable[[bytes], Contents] = getattr(
        import_module(f"tui.articles.containers.{module}"), name
    )
    return reader


def _is_tar(head: bytes) -> bool:
    """Return whether bytes begin a tar: by its sign, or without one (V7) by its check sum."""
    if head[257:262] == b"ustar":
        return True
    said = head[148:156].strip(b" \0")
    counted = sum(head[:148]) + 8 * ord(" ") + sum(head[156:512])
    return said.isdigit() and head[:1] != b"\0" and said.lstrip(b"0") == b"%o" % counted


def _is_mail(text: str) -> bool:
    """Return whether a text begins with the headers of a message: a sender, and two more."""
    names: set[str] = set()
    at = 0
    while found := _HEADER.match(text, at):
        names.add(found[1].lower())
        at = found.end()
    return bool(names & {"from", "sender"}) and len(names & _OF_MAIL) > 2


def _kind_of_json(text: str) -> Kind:
    """Return `articles` where an object is the front matter of the prose after it.

    Args:
        text: The beginning of what may be JSON; it need not hold a whole object.
    """
    parsers = import_module("tui.articles.front_matter.parsers")
    start = text.index("{")
    try:
        value, end = parsers.load_json(text, start)
    except parsers.NotStrict:
        # Cut off or broken: rows are objects of a line each, and no line of JSON begins as prose.
        lines = text[start:].split("\n")[1:]
        if lines and lines[0].startswith("{"):
            return "ndjson"
        return "ndjson" if _is_cut(text) and not any(map(_PROSE.match, lines)) else "articles"
    rest = text[end:].lstrip(" \t\r\n\x1e,]")
    is_row = isinstance(value, dict) and not _OF_ROWS.isdisjoint(value)
    return "ndjson" if is_row or not rest or rest[0] in "{[" else "articles"


def _is_cut(text: str) -> bool:
    """Return whether the last object of a text is not closed."""
    elements = Elements()
    for _ in (*elements.feed(text.encode("utf-8", "replace")), *elements.close()):
        pass
    return elements.is_open
