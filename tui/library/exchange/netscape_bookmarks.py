"""The bookmark files of browsers: the Netscape format, a dialect of HTML."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from html import escape
from html.parser import HTMLParser
from typing import Any

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

_OWN = f"<TITLE>{MARK}</TITLE>"
_HEAD = f"""<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
{_OWN}
<H1>Bookmarks</H1>
<DL><p>
"""
_SHELVES = frozenset(
    {"personal_toolbar_folder", "unfiled_bookmarks_folder", "mobile_bookmarks_folder"}
)
"""Attributes of the folders that browsers create themselves, whose names are no labels."""

_LAST_OPEN = "the outermost list is never closed: the file may end in the middle"
_ODD_DECLARATION = re.compile(r"<!(?!--|doctype)", re.IGNORECASE)


def to_text(bookmarks: Sequence[Bookmark]) -> str:
    """Return the bookmarks with a link, as a browser imports them."""
    return f"{_HEAD}{''.join(_item(each) for each in bookmarks if each.article.link)}</DL><p>\n"


def _item(bookmark: Bookmark) -> str:
    link, title = escape(bookmark.article.link), escape(bookmark.article.title, quote=False)
    tags = f' TAGS="{escape(",".join(bookmark.labels))}"' if bookmark.labels else ""
    note = f"    <DD>{escape(bookmark.note, quote=False)}\n" if bookmark.note else ""
    added = int(bookmark.added.replace(microsecond=0).timestamp())
    return f'    <DT><A HREF="{link}" ADD_DATE="{added}"{tags}>{title}</A>\n{note}'


def from_text(text: str, now: datetime) -> Found:
    """Return the links of a bookmark file; the names of their folders become labels.

    Args:
        text: The whole text; its markup may be broken.
        now: The time of bookmarks for which the text gives none.
    """
    reader = _Reader(now)
    whole = without_cut_tag(text)
    # Python's parser stops at a declaration that HTML does not have.
    reader.feed(_ODD_DECLARATION.sub("&lt;!", with_bare_ampersands(whole)))
    reader.close()
    why = CUT_OFF if whole != text else reader.why_cut_off(own=_OWN in text[:500])
    reader.finish()
    unread = [*reader.unread, at_the_end(text, why)] if why else reader.unread
    return Found(reader.found, unread, links=True)


class _Reader(HTMLParser):
    """Reads links, notes and nested folders."""

    def __init__(self, now: datetime) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Bookmark] = []
        self.unread: list[Unread] = []
        self._now = now
        self._folders: list[str] = []
        self._coming = ""
        self._link: dict[str, str] | None = None
        self._line = 1
        self._into: list[str] | None = None
        self._title: list[str] = []
        self._note: list[str] = []
        self._heading: list[str] = []
        self._is_shelf = False
        self._links = 0
        self._ends: Counter[str] = Counter()

    def set_cdata_mode(self, *element: Any, **more: Any) -> None:
        """Begin an element without markup, such as `<script>`, but not in a title or a note.

        There it is a word that a program forgot to escape, and it would hide the rest.
        """
        if self._into is None:
            super().set_cdata_mode(*element, **more)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a link, a folder or a note."""
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in said:
            self.finish()
            self._links += 1
            self._link, self._line = said, self.getpos()[0]
            self._into = self._title = []
        elif tag == "h3":
            self.finish()
            self._is_shelf = not _SHELVES.isdisjoint(said)
            self._into = self._heading = []
        elif tag == "dl":
            self.finish()
            self._folders.append(self._coming)
            self._coming = ""
        elif tag == "dt":
            self.finish()
        elif tag == "dd":
            self._into = self._note = []
        elif tag == "br" and self._into is not None:
            self._into.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a link, a folder or a list."""
        self._ends[tag] += 1
        if tag == "a" and self._into is self._title:
            self._into = None
        elif tag == "h3" and self._into is self._heading:
            self._coming = "" if self._is_shelf else "".join(self._heading)
            self._into = None
        elif tag == "dl":
            self.finish()
            if self._folders:
                self._folders.pop()

    def handle_data(self, data: str) -> None:
        """Add text to the open title, note or heading."""
        if self._into is not None:
            self._into.append(data)

    def why_cut_off(self, *, own: bool) -> str:
        """Return the sign that the file ends in the middle, as a phrase, or the empty string.

        Some programs never close links or lists, some not the outermost list. An element that
        is open at the end therefore counts only if others of its kind were closed.

        Args:
            own: Whether newsreader wrote the file; it closes all elements.
        """
        in_link = self._link is not None and self._into is self._title
        if self._into is self._heading or (in_link and (self._ends["a"] or self._links == 1)):
            return CUT_OFF
        if own:
            return "" if self._ends["dl"] and not self._folders else CUT_OFF
        if not self._folders or not self._ends["dl"] or self._ends["html"] or self._ends["body"]:
            return ""
        return _LAST_OPEN if len(self._folders) == 1 else CUT_OFF

    def finish(self) -> None:
        """Store the link that was read, if there is one."""
        link, self._link = self._link, None
        title, note = "".join(self._title), "".join(self._note)
        self._title, self._note, self._into = [], [], None
        if link is None:
            return
        labels = [*self._folders[-DEEPEST:], link.get("tags", "")]
        added = link.get("add_date", "").strip()
        if added.isdecimal():
            # With fewer than nine digits, it would be read as a day instead of seconds.
            added = added.zfill(9)
        read = LinkRead(title, link["href"], added, note, labels)
        bookmark = bookmark_of_link(read, self._now)
        if isinstance(bookmark, str):
            self.unread.append(Unread(self._line, bookmark))
        else:
            self.found.append(bookmark)
