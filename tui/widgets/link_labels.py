"""Labels over the links on the screen: what is typed narrows them down to one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.widgets.page_links import Spot, Target

if TYPE_CHECKING:
    from tui.widgets.page_maker import Page

LETTERS = "asdfghjkl"
"""What labels are made of: the row of keys where the fingers rest."""


class Label(NamedTuple):
    """A label as it is drawn."""

    cell: int
    """Cells from where the line begins."""
    typed: str
    rest: str
    """What is still to be typed."""


def label_texts(count: int) -> list[str]:
    """Return so many labels, the shortest first; none is the beginning of another.

    Up to 9 have one letter, up to 81 at most two.
    """
    texts = [""]
    first = 0
    while len(texts) - first < count:
        texts += [texts[first] + letter for letter in LETTERS]
        first += 1
    return texts[first : first + count]


class LinkLabels:
    """The labels of what can be opened on the screen, and what has been typed of one."""

    def __init__(self, page: Page, spots: Sequence[Spot], numbers: Sequence[int]) -> None:
        """Give every spot a label.

        Args:
            page: The page that the spots are on.
            spots: What gets a label, in reading order.
            numbers: The numbers that may be typed instead: those of all links of the article.
        """
        self.page = page
        self.typed = ""
        """What has been typed of a label or a number."""
        self._targets = dict(zip(label_texts(len(spots)), spots, strict=True))
        self._numbers = numbers
        self._lines: dict[int, list[tuple[int, str]]] = {}
        self._place_labels()

    def _place_labels(self) -> None:
        """Put each label over its spot, or right after the one before it on the line."""
        for text, spot in self._targets.items():
            on_line = self._lines.setdefault(spot.line, [])
            cell = spot.cell
            if on_line:
                before, before_text = on_line[-1]
                cell = max(cell, before + len(before_text))
            on_line.append((cell, text))

    @property
    def any_drawn(self) -> bool:
        """Whether there is a label on the screen, whatever has been typed."""
        return bool(self._targets)

    def type(self, character: str) -> bool:
        """Type a letter of a label or a digit of a number; tell whether anything is left."""
        self.typed += character
        return bool(self._left())

    def rub_out(self) -> bool:
        """Take back the last character; tell whether there was one."""
        before, self.typed = self.typed, self.typed[:-1]
        return bool(before)

    @property
    def chosen(self) -> Target | None:
        """What the typed characters leave as the only one."""
        left = self._left()
        return left[0] if self.typed and len(left) == 1 else None

    @property
    def numbered(self) -> Target | None:
        """The link whose number has been typed, though longer numbers begin with it too."""
        if not self.typed.isdigit():
            return None
        return next((target for target in self._left() if str(target.number) == self.typed), None)

    def _left(self) -> list[Target]:
        if self.typed[:1].isdigit():
            numbers = [number for number in self._numbers if str(number).startswith(self.typed)]
            return [Target("link", number) for number in numbers]
        return [spot.target for text, spot in self._targets.items() if text.startswith(self.typed)]

    def on_line(self, number: int) -> list[Label]:
        """Return the labels to draw over a line, from left to right."""
        if self.typed[:1].isdigit():
            return []
        typed = len(self.typed)
        return [
            Label(cell, text[:typed], text[typed:])
            for cell, text in self._lines.get(number, ())
            if text.startswith(self.typed)
        ]
