"""Jumps inside an article, and the way back from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

if TYPE_CHECKING:
    from tui.widgets.page_maker import Text
    from tui.widgets.page_places import Place
    from tui.widgets.page_view import PageView

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
        from tui.widgets.page_places import name_inside

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
        from tui.widgets.page_places import paragraph_named

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
        from tui.widgets.page_places import headings

        found = headings(text)
        if not get_current_worker().is_cancelled:
            self._view.post_message(self._view.ContentsRead(text, found))
