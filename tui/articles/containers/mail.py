"""Mail: single messages (RFC 5322, MIME) and mbox files (RFC 4155)."""

import re
from codecs import lookup
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from html import escape
from pathlib import Path

from tui.articles.article import Article
from tui.articles.containers.entries import Contents, Entry, article_of, numbered, plain
from tui.articles.containers.mbox_stream import Messages
from tui.articles.encoding.decode import WIDER, decode
from tui.articles.reading import read_bytes
from tui.errors import ArticleError

_DATA = ("calendar", "csv", "directory", "rfc822-headers", "vcard", "x-vcard")
"""The kinds of text that programs read."""
_NARROW = ("ascii", "iso8859", "cp125")
"""What the names of charsets of one byte begin with."""
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mbox(data: bytes) -> Contents:
    """Read the messages of an mbox, or of a part of one that begins with a message. Raises nothing.

    A `>` before `From ` at the beginning of a line is the format's, and left out.
    """
    messages = Messages()
    articles = []
    for part in (*messages.feed(data), *messages.close()):
        _, _, message = part.lstrip().partition(b"\n")
        articles.append(article_of_message(_QUOTED_FROM.sub(rb"\1", message)))
    return Contents("mbox", numbered(articles), ("message", "messages"))


def read_message(data: bytes) -> Contents:
    """Read one message. Raises nothing."""
    return Contents("mail", numbered([article_of_message(data)]), ("message", "messages"))


def read_maildir(folder: Path) -> Contents:
    """Read the messages in `new` and `cur` of a Maildir, in the order of their names.

    A message that can't be read costs no other. Raises nothing.
    """
    entries = []
    problems = []
    for path in sorted([*folder.glob("new/*"), *folder.glob("cur/*")], key=lambda one: one.name):
        try:
            message = article_of_message(read_bytes(path)[0])
            entries.append(Entry(message, str(path.relative_to(folder))))
        except ArticleError as error:
            problems.append(str(error))
    return Contents("Maildir", entries, ("message", "messages"), problems=tuple(problems))


def article_of_message(data: bytes) -> Article:
    """Return the article of a message: its HTML parts, else its plain text; no attachments.

    Raises nothing.
    """
    try:
        message = message_from_bytes(data)
        parts = _shown(message)
    except RecursionError:  # Parts in parts without end are shown as they stand.
        message = BytesHeaderParser().parsebytes(data)
        parts = [message]
    is_html = any(map(_is_html, parts))
    texts = (
        f"<pre>{escape(_text(part))}</pre>" if is_html and not _is_html(part) else _text(part)
        for part in parts
    )
    authors = getaddresses([_words(message.get("From"))])
    values: dict[str, object] = {
        "title": plain(_words(message.get("Subject"))),
        "author": [plain(name or address) for name, address in authors],
        "date": _words(message.get("Date")),
        "link": _words(message.get("Archived-At")),
    }
    body = "\n\n".join(text for text in texts if text.strip())
    return article_of(values, body, "html" if is_html else "text")


def _shown(part: Message) -> list[Message]:
    """Return the texts that a part of a message shows, in their order (RFC 2046, 5.1; RFC 2387).

    Of alternatives it is the one in HTML, of related parts the first, of mixed ones each.
    """
    kind = part.get_content_subtype()
    if part.get_content_disposition() == "attachment" or kind in _DATA:
        return []
    if not part.is_multipart():
        # Without a boundary all is one text.
        return [part] if part.get_content_maintype() in ("text", "multipart") else []
    inner = part.get_payload()
    assert isinstance(inner, list)
    shown = [texts for one in inner if isinstance(one, Message) and (texts := _shown(one))]
    if kind == "alternative":
        shown.sort(key=lambda texts: not any(map(_is_html, texts)))
    if kind in ("alternative", "related"):
        shown = shown[:1]
    return [text for texts in shown for text in texts]


def _is_html(part: Message) -> bool:
    return part.get_content_subtype() == "html"


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)  # Only a multipart message has none.
    return _decoded(data, part.get_content_charset())


def _decoded(data: bytes, charset: str | None) -> str:
    """Return bytes in the charset that the message names; the likeliest where that is wrong.

    Any bytes are valid in the charsets of one byte; those that are valid UTF-8 are in that.
    """
    try:
        name = lookup(charset or "ascii").name
        if not name.startswith(_NARROW):
            return data.decode(name)
        if data.decode("utf-8", "ignore").encode() != data:
            return data.decode(WIDER.get(name, name))
    except (LookupError, ValueError):
        pass  # Of a name that is unknown, or wrong, nothing follows.
    return decode(data).text


def _words(header: object) -> str:
    """Return the text of a header with its encoded words (RFC 2047) decoded."""
    # Bytes beyond ASCII come as lone surrogates.
    raw = str(header or "").encode("ascii", "surrogateescape")
    text = decode(raw).text.replace("\r", "").replace("\n", "")
    try:
        parts = decode_header(text)
    except HeaderParseError:
        return text
    return "".join(
        part if isinstance(part, str) else _decoded(part, charset) for part, charset in parts
    )
