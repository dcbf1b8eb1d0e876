"""The links and pictures of a page, and their selection by keys: in order, or by labels."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from rich.cells import cell_len
from textual import events
from textual.message import Message

from tui.document.addresses import absolute
from tui.document.inline_text import collapse
from tui.document.model import Line, Run
from tui.library.links.article_links import KeptArticle
from tui.ui.page.page_builder import Page, Text
from tui.ui.page.page_host import PageHost


class Target(NamedTuple):
    """A link, a picture or a highlight of a page."""

    kind: Literal["link", "picture", "highlight"]
    number: int
    """In the document, from 1; 0 is the article's own link, or its cover. Of a highlight: its id.
    """


OWN = Target("link", 0)
"""The article's own link in its title block: no step goes there, since a key of its own opens it.
"""


class Spot(NamedTuple):
    """The beginning of a target on a line."""

    target: Target
    line: int
    """The number of the line on its page."""
    cell: int
    """Cells from where the line begins."""


def target_of(run: Run, line: Line) -> Target | None:
    """Return the target of a run of a line; None for plain text."""
    if run.link is not None:
        return Target("link", run.link)
    if line.picture is not None and "image" in run.roles:
        return Target("picture", line.picture)
    return None


def address(text: Text, target: Target | None) -> str:
    """Return the address of a target as the article has it, or the empty string."""
    if target is None:
        return ""
    kind, number = target
    if kind == "highlight":
        return ""
    if number == 0:
        return text.article.link if kind == "link" else text.article.cover
    document = text.document
    if kind == "link":
        return document.links[number - 1].url if number <= len(document.links) else ""
    return document.pictures[number - 1].url if number <= len(document.pictures) else ""


def spots_on(page: Page, number: int) -> list[Spot]:
    """Return the targets on a line of a page, each where it begins, in order."""
    line = page.lines[number]
    if line.picture is None and all(run.link is None for run in line.runs):
        return []
    found: dict[Target, Spot] = {}
    cell = 0
    for run in line.runs:
        target = target_of(run, line)
        if target and target not in found and run.text.strip() and address(page.text, target):
            blank = len(run.text) - len(run.text.lstrip())
            found[target] = Spot(target, number, cell + blank)
        cell += cell_len(run.text)
    return list(found.values())


SpotsOn = Callable[[Page, int], list[Spot]]
"""Returns the targets of some kinds on a line of a page, in order."""


def spots_between(page: Page, first: int, last: int, spots_on: SpotsOn = spots_on) -> list[Spot]:
    """Return the targets on the lines from `first` up to `last`, each once, in order."""
    found: dict[Target, Spot] = {}
    for number in range(max(0, first), min(last, len(page.lines))):
        for spot in spots_on(page, number):
            found.setdefault(spot.target, spot)
    return list(found.values())


def next_spot(
    page: Page,
    line: int,
    step: int,
    beside: Target | None = None,
    spots_on: SpotsOn = spots_on,
) -> Spot | None:
    """Return the nearest target at or after a line (`step` 1), or at or before it (-1).

    Args:
        page: The page, as far as it is laid out.
        line: The number of the line to begin at.
        step: 1 or -1.
        beside: A target on that line: only what comes after (before) it counts.
        spots_on: Returns the targets that count.
    """
    passed = beside is None
    for spot in _all_spots(page, line, step, spots_on):
        if spot.target == beside:
            passed = True
        elif passed and spot.target != OWN:
            return spot
    return None


def _all_spots(page: Page, line: int, step: int, spots_on: SpotsOn) -> Iterator[Spot]:
    last = len(page.lines) - 1
    numbers = range(line, last + 1) if step > 0 else range(min(line, last), -1, -1)
    for number in numbers:
        yield from spots_on(page, number)[::step]


LETTERS = "asdfghjkl"
"""The letters of labels: the row of keys where the fingers rest."""


class Label(NamedTuple):
    """A label as it is drawn."""

    cell: int
    """Cells from where the line begins."""
    typed: str
    rest: str
    """The part that is still to be typed."""


def label_texts(count: int) -> list[str]:
    """Return a number of labels, the shortest first; none is the beginning of another.

    Up to 9 have one letter, up to 81 at most two.
    """
    texts = [""]
    first = 0
    while len(texts) - first < count:
        texts += [texts[first] + letter for letter in LETTERS]
        first += 1
    return texts[first : first + count]


class LinkLabels:
    """The labels of the targets on the screen, and the characters typed so far."""

    def __init__(self, page: Page, spots: Sequence[Spot], numbers: Sequence[int]) -> None:
        """Give every spot a label.

        Args:
            page: The page that the spots are on.
            spots: The spots, in reading order.
            numbers: The numbers that may be typed instead: those of all links of the article.
        """
        self.page = page
        self.typed = ""
        """The beginning of a label or a number."""
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
        """Whether any target on the screen has a label."""
        return bool(self._targets)

    def type(self, character: str) -> bool:
        """Type a letter of a label or a digit of a number; return whether any target is left."""
        self.typed += character
        return bool(self._left())

    def rub_out(self) -> bool:
        """Take back the last character; return whether there was one."""
        before, self.typed = self.typed, self.typed[:-1]
        return bool(before)

    @property
    def chosen(self) -> Target | None:
        """The only target that the typed characters leave."""
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


_HOW = "Type a label, or a link's number"
_NO_LABEL = "No link is on the screen: type a link's number"


@dataclass(eq=False, repr=False)
class Said(Message):
    """The line about the page has changed: where a link leads, or what can be typed."""

    words: str


class Stops(Protocol):
    """What else of a page can be stepped to: its highlights."""

    def spots_on(self, page: Page, number: int) -> list[Spot]:
        """Return those that begin on a line of a page."""

    def said_of(self, id: int) -> str:
        """Return what is said of one that is selected."""


class LinkChooser:
    """The selection among the links and highlights of a page, and the labels over the links."""

    def __init__(
        self,
        host: PageHost,
        follow: Callable[[str], None],
        kept: Callable[[str], KeptArticle | None],
        stops: Stops,
    ) -> None:
        """Begin with nothing selected.

        Args:
            host: The widget that shows the page.
            follow: Opens an address as the article has it.
            kept: Returns the kept article that such an address leads to, where that is known.
            stops: The highlights.
        """
        self._host = host
        self._follow = follow
        self._kept = kept
        self._stops = stops
        self._labels: LinkLabels | None = None
        self.selected: Target | None = None
        """The link or the highlight that is selected."""
        self._pointed = ""
        """The address under the mouse."""
        self._said = ""

    # -- one after the other

    def action_next_link(self) -> None:
        """Select the next link or highlight."""
        if not self._select(1):
            self._host.notify("No more links or highlights below.", timeout=3)

    def action_previous_link(self) -> None:
        """Select the link or highlight before."""
        if not self._select(-1):
            self._host.notify("No more links or highlights above.", timeout=3)

    def action_open_selected(self) -> None:
        """Open the selected link."""
        self._follow(self.address)

    def _select(self, step: int) -> bool:
        """Select the next link or highlight (`step` 1) or the one before (-1).

        It goes on from the selected one, or from what is on the screen.

        Returns:
            Whether there is one.
        """
        page = self._host.page
        if page is None:
            return False
        first, last = self._host.lines_shown
        shown = spots_between(page, first, last, self._spots_on)
        on_screen = [spot for spot in shown if spot.target != OWN]
        here = next((spot for spot in on_screen if spot.target == self.selected), None)
        if here is not None:
            spot = next_spot(page, here.line, step, here.target, self._spots_on)
        elif on_screen:
            spot = on_screen[0 if step > 0 else -1]
        else:
            spot = next_spot(page, first if step > 0 else last - 1, step, None, self._spots_on)
        if spot is None:
            return False
        self.selected = spot.target
        self._host.bring_into_sight(spot.line)
        self._tell()
        return True

    def _spots_on(self, page: Page, number: int) -> list[Spot]:
        """Return the links, pictures and highlights on a line, in order."""
        spots = [*spots_on(page, number), *self._stops.spots_on(page, number)]
        return sorted(spots, key=lambda spot: spot.cell)

    def select(self, target: Target) -> None:
        """Select a target of the page."""
        self.selected = target
        self._tell()

    def say_again(self) -> None:
        """Say again what is selected, since that may have changed."""
        self._say()

    def unselect(self) -> bool:
        """Select nothing; return whether one was selected."""
        was, self.selected = self.selected, None
        if was is not None:
            self._tell()
        return was is not None

    @property
    def address(self) -> str:
        """The address of the selected link as the article has it, or the empty string."""
        page = self._host.page
        return address(page.text, self.selected) if page is not None else ""

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say where the link under the mouse leads."""
        url = event.style.meta.get("url")
        self._point(url if isinstance(url, str) else "")

    def on_leave(self) -> None:
        """Forget the link that was under the mouse."""
        self._point("")

    def _point(self, url: str) -> None:
        if url != self._pointed:
            self._pointed = url
            self._say()

    @property
    def whole_address(self) -> str:
        """The address of the selected link as seen from the article's own, for others to open."""
        text = self._host.text
        return absolute(self.address, text.article.link) if self.address and text else ""

    # -- by labels

    def action_follow_link(self) -> None:
        """Put labels over the links on the screen, to be typed."""
        page = self._host.page
        if page is None or not self._label(page):
            self._host.notify("This article has no links.", timeout=3)

    def _label(self, page: Page) -> bool:
        """Put labels over the targets on the screen; return whether there is anything to type."""
        spots = spots_between(page, *self._host.lines_shown)
        text = page.text
        numbers = range(0 if text.article.link else 1, len(text.document.links) + 1)
        if not spots and not numbers:
            return False
        self._labels = LinkLabels(page, spots, numbers)
        self._tell()
        return True

    @property
    def labelled(self) -> bool:
        """Whether there are labels; keys belong to them then."""
        return self._labels is not None

    def unlabel(self) -> bool:
        """Take the labels off; return whether there were any."""
        was, self._labels = self._labels, None
        if was is not None:
            self._tell()
        return was is not None

    def page_changed(self) -> None:
        """Take labels off that lie over a page set otherwise, as in a window of another size."""
        if self._labels is not None and self._labels.page is not self._host.page:
            self.unlabel()

    def forget(self) -> None:
        """Drop selection and labels, because another article is shown."""
        self._labels = self.selected = None
        self._tell()

    def labels_on(self, line: int) -> list[Label]:
        """Return the labels to draw over a line."""
        labels = self._labels
        return labels.on_line(line) if labels and labels.page is self._host.page else []

    def on_key(self, event: events.Key) -> None:
        """Give a key to the labels, where there are any.

        A key that is no part of a label takes the labels off. A character does nothing else
        then, since it was mistyped; any other key does what it always does.
        """
        labels = self._labels
        if labels is None:
            return
        character = event.character if event.is_printable else None
        if labels.page is not self._host.page:
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
            self._follow(address(labels.page.text, chosen))

    def _type(self, labels: LinkLabels, character: str) -> bool:
        usable = character.lower() in LETTERS or (character.isascii() and character.isdigit())
        return usable and labels.type(character.lower())

    def _tell(self) -> None:
        """Say what has changed, and draw the page again."""
        self._say()
        self._host.refresh()

    def _say(self) -> None:
        """Say what can be typed, or where the pointed or selected link leads."""
        labels = self._labels
        if labels is None:
            note = self._whole(self._pointed) or self._said_of_selected()
        elif labels.typed:
            note = f"{_how(labels)}: {labels.typed}"
            if labels.numbered is not None:
                note += f"  {self._whole(address(labels.page.text, labels.numbered))}"
        else:
            note = _how(labels)
        if note != self._said:
            self._said = note
            self._host.post_message(Said(note))

    def _said_of_selected(self) -> str:
        if self.selected is None:
            return ""
        kind, number = self.selected
        if kind == "highlight":
            return self._stops.said_of(number)
        if not self.address:
            return ""
        whole = self._whole(self.address)
        return f"{kind} {number} · {whole}" if number else whole

    def _whole(self, url: str) -> str:
        """Return an address as seen from the article's own; a place inside it stays short."""
        text = self._host.text
        if not url or text is None or url.startswith("#"):
            return url
        kept = self._kept(url)
        if kept is not None and kept.id != text.id:
            return f"“{collapse(kept.title)}”"
        return absolute(url, text.article.link)


def _how(labels: LinkLabels) -> str:
    """Return in words what can be typed."""
    return _HOW if labels.any_drawn else _NO_LABEL
