"""Mail: single messages (RFC 5322, MIME) and mbox files (RFC 4155)."""

import re
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses
from itertools import pairwise
from pathlib import Path

from tui.articles.article import Article
from tui.articles.containers.entries import Contents, Entry, article_of, numbered, plain
from tui.articles.encoding.decode import decode
from tui.articles.reading import read_bytes
from tui.errors import ArticleError

_MESSAGE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\n(?=[!-9;-~]+:[^\n]*\n)")
"""The line above each message of an mbox: after a blank line, and before a header."""
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mbox(data: bytes) -> Contents:
    """Read the messages of an mbox. Raises nothing.

    A `>` before `From ` at the beginning of a line is the format's, and left out.
    """
    starts = [found.start() for found in _MESSAGE.finditer(data)]
    articles = []
    for start, end in pairwise([*starts, len(data)]):
        message = data[data.find(b"\n", start) + 1 : end]
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
    """Return the article of a message: its HTML part, else its plain text; no attachments.

    Raises nothing.
    """
    message = message_from_bytes(data)
    part = _best_part(message)
    html = part is not None and part.get_content_type() == "text/html"
    authors = getaddresses([_words(message.get("From"))])
    values: dict[str, object] = {
        "title": plain(_words(message.get("Subject"))),
        "author": [plain(name or address) for name, address in authors],
        "date": _words(message.get("Date")),
        "link": _words(message.get("Archived-At")),
    }
    return article_of(values, _text(part) if part else "", "html" if html else "text")


def _best_part(message: Message) -> Message | None:
    """Return the first part in HTML, else the first in plain text (RFC 2046, 5.1.4)."""
    texts = [
        part
        for part in message.walk()
        if part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment"
    ]
    html = (part for part in texts if part.get_content_subtype() == "html")
    return next(html, texts[0] if texts else None)


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)  # Only a multipart message has none.
    return _decoded(data, part.get_content_charset())


def _decoded(data: bytes, charset: str | None) -> str:
    """Return bytes in the charset that the message names; the likeliest where that is wrong."""
    try:
        return data.decode(charset or "ascii")
    except (LookupError, UnicodeDecodeError):
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
