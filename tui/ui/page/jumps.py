"""Jumps inside an article, and the way back from them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urldefrag

from textual.worker import get_current_worker

from tui.document.layout.page import page_anchors, page_headings
from tui.ui.common.browser import absolute

if TYPE_CHECKING:
    from tui.ui.page.page_builder import Text

    pass  # MERGED
    from tui.ui.page.page_view import PageView

TOP = ""
"""The name of the top of an article: where `#` and `#top` lead."""

Place = tuple[int, int]
"""The number of a paragraph, and the characters into it."""


class PageHeading(NamedTuple):
    """A heading of an article."""

    level: int
    """1 to 6."""
    text: str
    paragraph: int
    """Its number (`Line.paragraph`)."""
    share: float
    """How much of the article's text stands above it, 0 to 1."""


def headings(text: Text) -> list[PageHeading]:
    """Return the headings of an article, in order."""
    found = page_headings(text.article, text.document, text.minutes)
    at = {paragraph for _, _, paragraph in found}
    above: dict[int, int] = {}
    characters = 0
    for number, paragraph in enumerate(text.paragraphs):
        if number in at:
            above[number] = characters
        characters += len(paragraph)
    return [
        PageHeading(level, " ".join(words.split()), number, above[number] / max(1, characters))
        for level, words, number in found
        if words.strip()
    ]


def name_inside(address: str, base: str) -> str | None:
    """Return the name of the place in the same article that an address leads to.

    Args:
        address: As the article has it.
        base: The article's own address, perhaps empty.

    Returns:
        The name, `TOP` for the top; None for an address that leads elsewhere.
    """
    page, name = urldefrag(address)
    if "#" not in address or (page and (not base or absolute(page, base) != urldefrag(base)[0])):
        return None
    name = unquote(name)
    return TOP if name.lower() == "top" else name


def paragraph_named(text: Text, name: str) -> int | None:
    """Return the number of the paragraph that bears a name; None where none does.

    Headings without a name of their own are known by their words, as the sites do that
    make the names themselves: `What is new?` is `what-is-new`.
    """
    if name == TOP:
        return 0
    anchors = page_anchors(text.article, text.document, text.minutes)
    for known in (name, f"user-content-{name}"):
        if known in anchors:
            return anchors[known]
    slug = _slug(name)
    found = page_headings(text.article, text.document, text.minutes) if slug else []
    return next((number for _, words, number in found if _slug(words) == slug), None)


def _slug(words: str) -> str:
    return re.sub(r"[\W_]+", "-", words.casefold()).strip("-")


_MOST = 200
"""How many places the way back has."""


class Jumps:
    """Goes to places of the article in a view, and knows where the reader came from."""

    def __init__(self, view: PageView) -> None:
        """Begin with no way back."""
        self._view = view
        self._trail: list[Place] = []
        self.landed: int | None = None
        """The paragraph that the last jump went to, until the next key."""
        self._waiting: Callable[[], object] | None = None
        """What is to be done once all of a long article has been read."""

    def leave(self) -> None:
        """Remember where the reader is: a jump comes."""
        place = self._view.place
        if self._trail[-1:] != [place]:
            self._trail.append(place)
            del self._trail[:-_MOST]

    def go(self, paragraph: int) -> None:
        """Jump to a paragraph."""
        self.leave()
        self._view.go_to(paragraph)
        self.landed = paragraph
        self._view.refresh()

    def settle(self) -> None:
        """The reader has seen where the jump went."""
        if self.landed is not None:
            self.landed = None
            self._view.refresh()

    def back(self) -> bool:
        """Go back to where the reader was before the last jump; tell whether there was one."""
        here = self._view.place
        while self._trail:
            place = self._trail.pop()
            if place != here:
                self._view.go_to(*place)
                return True
        return False

    def forget(self) -> None:
        """Another article is shown: there is no way back."""
        self._trail.clear()
        self.landed = self._waiting = None

    def text_changed(self) -> None:
        """More of the article has been read: do what had to wait for that."""
        text, waiting = self._view.text, self._waiting
        if text is not None and text.whole and waiting is not None:
            self._waiting = None
            waiting()

    def wait(self, then: Callable[[], object]) -> None:
        """Do something once all of a long article has been read, and say so."""
        self._waiting = then
        text = self._view.text
        if text is not None and not text.whole:
            self._view.notify("The rest of the article is still being read.", timeout=2)
        self.text_changed()

    def follow(self, url: str) -> bool:
        """Go where a link leads if it leads to a place in the article; tell whether it does."""
        pass  # MERGED

        text = self._view.text
        name = name_inside(url, text.article.link) if text is not None else None
        if text is None or name is None:
            return False
        self.look_up(name)
        return True

    def look_up(self, name: str) -> None:
        """Have the place of that name looked for, in a worker."""
        text = self._view.text
        if text is not None:
            self._view.run_worker(
                lambda: self._look_up(text, name), thread=True, exclusive=True, group="places"
            )

    def _look_up(self, text: Text, name: str) -> None:
        """Find a place by its name; runs in a worker thread, so touches no widget."""
        pass  # MERGED

        paragraph = paragraph_named(text, name)
        if not get_current_worker().is_cancelled:
            self._view.post_message(self._view.PlaceFound(text, name, paragraph))

    def list_contents(self) -> None:
        """Have the headings of the article read, in a worker."""
        text = self._view.text
        if text is not None and not text.whole:
            self.wait(self.list_contents)
        elif text is not None:
            self._view.run_worker(
                lambda: self._list(text), thread=True, exclusive=True, group="contents"
            )

    def _list(self, text: Text) -> None:
        """Read the headings of a text; runs in a worker thread, so touches no widget."""
        pass  # MERGED

        found = headings(text)
        if not get_current_worker().is_cancelled:
            self._view.post_message(self._view.ContentsRead(text, found))
