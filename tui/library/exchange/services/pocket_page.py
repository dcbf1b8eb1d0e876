"""Pocket's page of links, `ril_export.html`: a list of what is unread and one of what is read."""

import re
from datetime import datetime
from html.parser import HTMLParser

from tui.library.exchange.parsed_bookmarks import (
    CUT_OFF,
    Found,
    Unread,
    at_the_end,
    without_cut_tag,
)
from tui.library.exchange.services.saved_items import SavedItem, bookmark_of
from tui.library.exchange.tidy_words import with_bare_ampersands
from tui.library.values import Bookmark

NAME = "Pocket"

_SIGN = re.compile(r"<title>\s*Pocket Export\s*</title>|<a\s[^>]*\btime_added\s*=", re.IGNORECASE)
_LONGEST_HEAD = 4096
_HEADING_OF_READ = re.compile(r"\bread\b|\barchive", re.IGNORECASE)


def is_page(text: str) -> bool:
    """Return whether a text is Pocket's page, by its beginning."""
    return text.lstrip("\ufeff \t\r\n").startswith("<") and bool(_SIGN.search(text[:_LONGEST_HEAD]))


def read_page(text: str, now: datetime) -> Found:
    """Return the links of the page.

    Args:
        text: The whole text; it may end in the middle.
        now: The time of bookmarks for which the page gives none.
    """
    reader = _Reader(now)
    whole = without_cut_tag(text)
    reader.feed(with_bare_ampersands(whole))
    reader.close()
    cut = reader.in_link or whole != text or not reader.is_closed
    unread = [*reader.unread, *([at_the_end(text, CUT_OFF)] if cut else [])]
    return Found(reader.found, unread, links=True, service=NAME)


class _Reader(HTMLParser):
    """Collects the links below their headings."""

    def __init__(self, now: datetime) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Bookmark] = []
        self.unread: list[Unread] = []
        self.in_link = False
        self.is_closed = False
        """Whether the list that was opened last is closed."""
        self._now = now
        self._link: dict[str, str] = {}
        self._line = 1
        self._words: list[str] = []
        self._is_read = False

    def set_cdata_mode(self, *element: object, **more: object) -> None:
        """Read every element as markup: `<script>` in a title would hide the rest."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a link, a heading or a list."""
        if tag == "a":
            self._link = {name: value or "" for name, value in attrs}
            self._line, self._words, self.in_link = self.getpos()[0], [], True
        elif tag == "h1":
            self._words = []
        elif tag == "ul":
            self.is_closed = False

    def handle_endtag(self, tag: str) -> None:
        """End a link, a heading or a list."""
        if tag == "a" and self.in_link:
            self.in_link = False
            self._finish()
        elif tag == "h1":
            self._is_read = bool(_HEADING_OF_READ.search("".join(self._words)))
        elif tag in ("ul", "body", "html"):
            self.is_closed = True

    def handle_data(self, data: str) -> None:
        """Add text to the open title or heading."""
        self._words.append(data)

    def _finish(self) -> None:
        item = SavedItem(
            self._link.get("href", ""),
            "".join(self._words),
            self._link.get("time_added", ""),
            [self._link.get("tags", "")],
            read=self._is_read,
        )
        read = bookmark_of(item, self._now)
        if isinstance(read, str):
            self.unread.append(Unread(self._line, read))
        else:
            self.found.append(read)
