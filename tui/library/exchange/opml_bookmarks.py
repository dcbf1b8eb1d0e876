"""Bookmarks as an OPML outline, as outliners and feed readers write them.

Entities that a document declares are never expanded: they can grow without limit, or refer to
files on the user's machine.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime
from html.parser import HTMLParser
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from tui.library.exchange.parsed_bookmarks import (
    CUT_OFF,
    DEEPEST,
    MARK,
    Found,
    LinkRead,
    Unread,
    at_the_end,
    bookmark_of_link,
    without_cut_tag,
)
from tui.library.exchange.tidy_words import with_bare_ampersands
from tui.library.values import Bookmark

_LINKS = ("url", "htmlurl", "xmlurl", "link", "href")
"""The attributes with the address of an outline: those of the page before those of the feed."""
_NOTES = ("_note", "note", "description")
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENDS_EARLY = expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]
"""Expat's error for a document whose elements are not closed at its end."""
_AROUND = frozenset({"opml", "body"})
"""The elements that hold all outlines."""
_ODD_DECLARATION = re.compile(r"<!(?!--)")


def to_text(bookmarks: Sequence[Bookmark]) -> str:
    """Return the bookmarks with a link as one outline."""
    lines = "".join(_outline(each) for each in bookmarks if each.article.link)
    head = f"<head>\n<title>{MARK}</title>\n</head>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<opml version="2.0">\n{head}\n<body>\n{lines}</body>\n</opml>\n'
    )


def _outline(bookmark: Bookmark) -> str:
    values = {
        "text": bookmark.article.title,
        "type": "link",
        "url": bookmark.article.link,
        "created": format_datetime(bookmark.added),
        # A category with a slash at its beginning is a path, and readers drop the slash.
        "category": ",".join(f"/{each}" if each[0] == "/" else each for each in bookmark.labels),
        "_note": bookmark.note,
    }
    said = (f"{key}={quoteattr(_NO_XML.sub('', value))}" for key, value in values.items() if value)
    return f"  <outline {' '.join(said)}/>\n"


def from_text(text: str, now: datetime) -> Found:
    """Return the links of an outline; the names of the outlines around them become labels.

    Args:
        text: The whole text; if it is not valid XML, it is read as leniently as HTML.
        now: The time of bookmarks for which the text gives none.
    """
    outlines = _Outlines(now)
    whole = without_cut_tag(text)
    broken = _read_strictly(whole, outlines)
    if broken is None:
        return Found(outlines.found, outlines.unread, links=True)
    outlines = _Outlines(now)
    loose = _Loose(outlines)
    loose.feed(_ODD_DECLARATION.sub("&lt;!", with_bare_ampersands(whole)))
    loose.close()
    before = [] if broken.why == CUT_OFF else [broken]
    after = [at_the_end(text)] if not before or loose.is_open or whole != text else []
    return Found(outlines.found, [*before, *outlines.unread, *after], links=True)


class _Outlines:
    """Collects links while outlines open and close."""

    def __init__(self, now: datetime) -> None:
        self.found: list[Bookmark] = []
        self.unread: list[Unread] = []
        self._now = now
        self._names: list[str] = []

    def open(self, values: Mapping[str, str], line: int) -> None:
        """Open an outline, and store its link."""
        said = {name.lower(): value for name, value in values.items()}
        title = said.get("text") or said.get("title") or ""
        link = next((said[name] for name in _LINKS if said.get(name, "").strip()), "")
        if link:
            labels = [*self._names[-DEEPEST:], *_categories(said.get("category", ""))]
            note = next((said[name] for name in _NOTES if said.get(name)), "")
            read = LinkRead(title, link, said.get("created", ""), note, labels)
            bookmark = bookmark_of_link(read, self._now)
            if isinstance(bookmark, str):
                self.unread.append(Unread(line, bookmark))
            else:
                self.found.append(bookmark)
        self._names.append(title)

    def close(self) -> None:
        """Close the innermost outline."""
        if self._names:
            self._names.pop()


def _categories(text: str) -> list[str]:
    """Return the categories of an outline; those that are paths begin with a slash."""
    parts = (part.strip() for part in text.split(","))
    return [part.removeprefix("/") for part in parts]


class _Refused(Exception):
    """The document declares entities of its own."""


def _read_strictly(text: str, outlines: _Outlines) -> Unread | None:
    """Read the text as XML; return the error where it is not valid, else None."""
    parser = expat.ParserCreate()

    def start(name: str, values: dict[str, str]) -> None:
        if name.lower() == "outline":
            outlines.open(values, parser.CurrentLineNumber)

    def end(name: str) -> None:
        if name.lower() == "outline":
            outlines.close()

    def refuse(*_: object) -> None:
        raise _Refused

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(text.encode("utf-8", "replace").decode("utf-8"), True)
    except expat.ExpatError as error:
        if error.code == _ENDS_EARLY:
            return at_the_end(text)
        what = expat.ErrorString(error.code)
        return Unread(error.lineno, f"the XML is broken ({what}); it was read as well as can be")
    except _Refused:
        why = "entities are declared here, which are never read; the rest was"
        return Unread(parser.CurrentLineNumber, why)
    return None


class _Loose(HTMLParser):
    """Reads outlines from text that is not valid XML."""

    def __init__(self, outlines: _Outlines) -> None:
        super().__init__(convert_charrefs=True)
        self.is_open = False
        """Whether an element around the outlines is open."""
        self._outlines = outlines

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an outline, or an element around them."""
        self.is_open = self.is_open or tag in _AROUND
        if tag == "outline":
            values = {name: value or "" for name, value in attrs}
            self._outlines.open(values, self.getpos()[0])

    def handle_endtag(self, tag: str) -> None:
        """Close an outline, or an element around them."""
        self.is_open = self.is_open and tag not in _AROUND
        if tag == "outline":
            self._outlines.close()
