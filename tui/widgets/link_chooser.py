"""Choosing a link of a page by keys: one after the other, or by the labels over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from tui.browser import absolute
from tui.widgets.link_labels import LETTERS, Label, LinkLabels
from tui.widgets.page_links import Target, address, next_spot, spots_between

if TYPE_CHECKING:
    from tui.widgets.page_view import PageView

_HOW = "Type a label, or a link's number"
_NO_LABEL = "No link is on the screen: type a link's number"


class LinkChooser:
    """Knows which link is selected, and what has been typed of a label."""

    def __init__(self, view: PageView) -> None:
        """Choose among the links of the page in a view."""
        self._view = view
        self._labels: LinkLabels | None = None
        self.selected: Target | None = None
        """The link that is selected."""
        self._pointed = ""

    # -- one after the other

    def select(self, step: int) -> bool:
        """Select the next link (`step` 1) or the one before (-1); tell whether there is one.

        It goes on from the selected link, or from what is on the screen.
        """
        page = self._view.page
        if page is None:
            return False
        first, last = self._view.lines_shown
        on_screen = spots_between(page, first, last)
        here = next((spot for spot in on_screen if spot.target == self.selected), None)
        if here is not None:
            spot = next_spot(page, here.line, step, beside=here.target)
        elif on_screen:
            spot = on_screen[0 if step > 0 else -1]
        else:
            spot = next_spot(page, first if step > 0 else last - 1, step)
        if spot is None:
            return False
        self.selected = spot.target
        self._view.bring_into_sight(spot.line)
        self._tell()
        return True

    def unselect(self) -> bool:
        """Select no link; tell whether one was selected."""
        was, self.selected = self.selected, None
        if was is not None:
            self._tell()
        return was is not None

    @property
    def address(self) -> str:
        """The address of the selected link as the article has it, or the empty string."""
        page = self._view.page
        return address(page.text, self.selected) if page is not None else ""

    def point(self, url: str) -> None:
        """Say where the link leads that the mouse is on; the empty string where it is on none."""
        if url != self._pointed:
            self._pointed = url
            self._say()

    @property
    def whole_address(self) -> str:
        """The address of the selected link as seen from the article's own, for others to open."""
        text = self._view.text
        return absolute(self.address, text.article.link) if self.address and text else ""

    # -- by labels

    def label(self) -> bool:
        """Put labels over what can be opened on the screen; tell whether there is anything."""
        page = self._view.page
        if page is None:
            return False
        spots = spots_between(page, *self._view.lines_shown)
        text = page.text
        numbers = range(0 if text.article.link else 1, len(text.document.links) + 1)
        if not spots and not numbers:
            return False
        self._labels = LinkLabels(page, spots, numbers)
        self._tell()
        return True

    @property
    def labelled(self) -> bool:
        """Whether there are labels, that have the keys."""
        return self._labels is not None

    def unlabel(self) -> bool:
        """Take the labels off; tell whether there were any."""
        was, self._labels = self._labels, None
        if was is not None:
            self._tell()
        return was is not None

    def forget(self) -> None:
        """Another article is shown."""
        self._labels = self.selected = None
        self._tell()

    def labels_on(self, line: int) -> list[Label]:
        """Return the labels to draw over a line."""
        labels = self._labels
        return labels.on_line(line) if labels and labels.page is self._view.page else []

    def take_key(self, event: events.Key) -> None:
        """Give a key to the labels, where there are any; they keep what they can use.

        Any key that is none of theirs takes them off. It does nothing else if it is a
        character (it was mistyped), and what it always does if it is not: scrolling goes on.
        """
        labels = self._labels
        if labels is None:
            return
        character = event.character if event.is_printable else None
        if labels.page is not self._view.page:
            self.unlabel()
            return
        if character is None and event.key not in ("escape", "enter", "backspace"):
            self.unlabel()
            return
        event.stop()
        event.prevent_default()
        chosen = None
        if event.key == "enter":
            chosen, goes_on = labels.numbered, False
        elif event.key == "backspace":
            goes_on = labels.rub_out()
        else:
            goes_on = bool(character) and self._type(labels, character or "")
            chosen = labels.chosen if goes_on else None
        if chosen is not None or not goes_on:
            self.unlabel()
        else:
            self._tell()
        if chosen is not None:
            self._view.follow(address(labels.page.text, chosen))

    def _type(self, labels: LinkLabels, character: str) -> bool:
        usable = character.lower() in LETTERS or (character.isascii() and character.isdigit())
        return usable and labels.type(character.lower())

    def _tell(self) -> None:
        """Say what has changed, and draw the page anew."""
        self._say()
        self._view.refresh()

    def _say(self) -> None:
        """Say what can be typed, or where the link leads that the mouse is on or is selected."""
        labels = self._labels
        if labels is None:
            note = self._whole(self._pointed) or self._said_of_selected()
        elif labels.typed:
            note = f"{_how(labels)}: {labels.typed}"
            if labels.numbered is not None:
                note += f"  {self._whole(address(labels.page.text, labels.numbered))}"
        else:
            note = _how(labels)
        self._view.say(note)

    def _said_of_selected(self) -> str:
        if self.selected is None or not self.address:
            return ""
        kind, number = self.selected
        whole = self._whole(self.address)
        return f"{kind} {number} · {whole}" if number else whole

    def _whole(self, url: str) -> str:
        """Return an address as seen from the article's own; a place inside it stays short."""
        text = self._view.text
        if not url or text is None or url.startswith("#"):
            return url
        return absolute(url, text.article.link)


def _how(labels: LinkLabels) -> str:
    """Return what can be typed."""
    return _HOW if labels.any_drawn else _NO_LABEL
