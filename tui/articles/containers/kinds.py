"""The kinds of containers: recognised by their content, and read by a module each."""

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from tui.articles.containers import Kind
from tui.articles.containers.entries import Contents
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
    (b"%!PS", "a PostScript document"),
)
"""The first bytes of what can't be read, and its name."""
_LATER = (
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "a picture (WebP)"),
    (re.compile(rb"....ftyp(?:avif|heic|mif1)", re.DOTALL), "a picture (AVIF or HEIC)"),
    (re.compile(rb"....ftyp", re.DOTALL), "a video (MP4)"),
    (re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub", re.DOTALL), "an EPUB book"),
    (re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd", re.DOTALL), "an OpenDocument file"),
    (re.compile(rb"PK\x03\x04.{26}\[Content_Types\]", re.DOTALL), "an Office document"),
)
_PROLOGUE = r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*"
_FEED = late(_PROLOGUE + r"<(?:\w+:)?(?:rss|feed|RDF)(?=[\s>/])", re.DOTALL | re.IGNORECASE)
_OPML = late(_PROLOGUE + r"<opml(?=[\s>/])", re.DOTALL | re.IGNORECASE)
_JSON = re.compile(r"[\s\x1e]*(?:\{\s*\"|\[\s*\{)")
_MBOX = re.compile(r"\s*From \S[^\n]*\n[!-9;-~]+:")
_HEADER = re.compile(r"(?:([!-9;-~]+):[^\n]*\n(?:[ \t][^\n]*\n)*)")
_OF_MAIL = frozenset({
    "from", "to", "subject", "date", "message-id", "received", "return-path", "mime-version",
    "delivered-to", "reply-to", "sender", "x-mailer", "content-type",
})  # fmt: skip


class Opened(NamedTuple):
    """Bytes with the compression taken off."""

    data: bytes
    packed: str
    """The method that had packed them; empty where none had."""


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
    return _reader(found)(opened.data)


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
    if head[257:262] == b"ustar":
        return "tar"
    decoded = decode(head)
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
    if _JSON.match(text):
        if len(data) == len(head):
            return _kind_of_json(text)
        return "ndjson" if _begins_array(text) else _kind_of_json(decode(data).text)
    return "articles"


def is_container(head: bytes) -> bool:
    """Return whether bytes begin a container that is not a `cat` of files.

    Args:
        head: The first `HEAD` bytes of a file.
    """
    return head.startswith(tuple(_PACKED)) or recognise(head) not in (None, "articles")


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
            return Opened(archives.unpacked(data, method), method)
    return Opened(data, "")


def _reader(kind: Kind) -> Callable[[bytes], Contents]:
    module, name = _READERS[kind]
    reader: Callable[[bytes], Contents] = getattr(
        import_module(f"tui.articles.containers.{module}"), name
    )
    return reader


def _is_mail(text: str) -> bool:
    """Return whether a text begins with the headers of a message: a sender, and two more."""
    names: set[str] = set()
    at = 0
    while found := _HEADER.match(text, at):
        names.add(found[1].lower())
        at = found.end()
    return bool(names & {"from", "sender"}) and len(names & _OF_MAIL) > 2


def _begins_array(text: str) -> bool:
    """Return whether a text begins an array with a whole object and a comma after it.

    So a long array need not be read to its end to be recognised.
    """
    parsers = import_module("tui.articles.front_matter.parsers")
    begun = re.match(r"[\s\x1e]*\[\s*", text)
    try:
        _, end = parsers.load_json(text, begun.end() if begun else len(text))
    except parsers.NotStrict:
        return False
    return text[end:].lstrip().startswith(",")


def _kind_of_json(text: str) -> Kind:
    """Return `articles` where an object is the front matter of the prose after it."""
    parsers = import_module("tui.articles.front_matter.parsers")
    start = len(text) - len(text.lstrip(" \t\r\n\x1e"))
    try:
        _, end = parsers.load_json(text, start)
    except parsers.NotStrict:
        # Cut off or broken: rows are objects of a line each.
        rows = text.lstrip().split("\n", 2)
        return "ndjson" if len(rows) > 1 and rows[1].startswith("{") else "articles"
    rest = text[end:].lstrip(" \t\r\n\x1e,")
    return "ndjson" if not rest or rest[0] in "{[" else "articles"
