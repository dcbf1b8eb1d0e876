"""The places of an article that links and the contents lead to, and the jumps to them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote, urldefrag

from textual.message import Message
from textual.worker import get_current_worker

from tui.document.addresses import absolute
from tui.document.layout.page import page_anchors, page_headings
from tui.library.links.article_links import KeptArticle
from tui.ui.page.page_builder import Place, Text
from tui.ui.page.page_host import PageHost

TOP = ""
"""The name of the top of an article: where `#` and `#top` lead."""


class PageHeading(NamedTuple):
    """A heading of an article."""

    level: int
    """1 to 6."""
    text: str
    paragraph: int
    """Its number (`Line.paragraph`)."""
    share: float
    """The part of the article's text above it, 0 to 1."""


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
    name = name.rpartition("#")[2]  # Obsidian names the headings above it too.
    anchors = page_anchors(text.article, text.document, text.minutes)
    for known in (name, f"user-content-{name}"):
        if known in anchors:
            return anchors[known]
    if not (slug := _slug(name)):
        return None
    found = page_headings(text.article, text.document, text.minutes)
    titled = (1, text.article.title, 0)
    return next((at for _, words, at in (*found, titled) if _slug(words) == slug), None)


def _slug(words: str) -> str:
    return re.sub(r"[\W_]+", "-", words.casefold()).strip("-")


_MOST = 200
"""The most places that the trail holds."""


class Step(NamedTuple):
    """A place that was left by a jump or a link."""

    article: int
    """The id of the article."""
    place: Place


@dataclass(eq=False, repr=False)
class PlaceFound(Message, bubble=False):
    """The place of a name in an article has been looked up."""

    text: Text
    name: str
    paragraph: int | None
    """None: the article has no such place."""
    arriving: bool = False
    """Whether a link from another article leads there."""


@dataclass(eq=False, repr=False)
class WayBackWanted(Message):
    """The user wants to go back to another article."""

    step: Step


@dataclass(eq=False, repr=False)
class ContentsRead(Message):
    """The headings of an article have been read."""

    text: Text
    headings: Sequence[PageHeading]
    linking: Sequence[KeptArticle]
    """The articles that link to it."""


class Jumps:
    """The jumps to places of articles, and one trail of all places that they left."""

    def __init__(self, host: PageHost, linking: Callable[[Text], list[KeptArticle]]) -> None:
        """Begin with an empty trail.

        Args:
            host: The widget that shows the article; it handles `PlaceFound`.
            linking: Returns the articles that link to one; called in worker threads.
        """
        self._host = host
        self._linking = linking
        self._trail: list[Step] = []
        """The places that were left by a jump or a link, the latest last."""
        self._name: str | None = None
        """The name of the place to go to once the article is shown that a link leads to."""
        self.landed: int | None = None
        """The paragraph that the last jump went to, until the next key."""
        self._waiting: Callable[[], object] | None = None
        """The call that waits until all of a long article has been read."""

    def leave(self) -> None:
        """Remember the reader's place, because a jump follows."""
        step = self._here
        if step is not None and self._trail[-1:] != [step]:
            self._trail.append(step)
            del self._trail[:-_MOST]

    @property
    def _here(self) -> Step | None:
        text = self._host.text
        return Step(text.id, self._host.place) if text is not None else None

    def go(self, paragraph: int) -> None:
        """Jump to a paragraph."""
        self.leave()
        self._land(paragraph)

    def _land(self, paragraph: int) -> None:
        self._host.go_to(paragraph)
        self.landed = paragraph
        self._host.refresh()

    def on_key(self) -> None:
        """Take the mark off the paragraph that the last jump went to."""
        if self.landed is not None:
            self.landed = None
            self._host.refresh()

    def action_jump_back(self) -> None:
        """Go back to the place before the last jump, or link, in whatever article that is."""
        here = self._here
        while self._trail:
            step = self._trail.pop()
            if step == here:
                continue
            if here is not None and step.article == here.article:
                self._host.go_to(*step.place)
            else:
                self._host.post_message(WayBackWanted(step))
            return
        self._host.notify("No jump to go back from.", timeout=3)

    def arrive(self, name: str) -> None:
        """Go to a place by its name, once the article is shown that a link leads to."""
        self._name = name

    def article_changed(self) -> None:
        """Leave the former article's places; the way back stays."""
        self.landed = self._waiting = None
        name, self._name = self._name, None
        if name and name != TOP:
            self._look_up(name, arriving=True)

    def text_changed(self) -> None:
        """Make the call that waits for the whole article, if all of it has been read."""
        text, waiting = self._host.text, self._waiting
        if text is not None and text.whole and waiting is not None:
            self._waiting = None
            waiting()

    def _wait(self, then: Callable[[], object]) -> None:
        """Call back once all of a long article has been read, and tell the user about it."""
        self._waiting = then
        text = self._host.text
        if text is not None and not text.whole:
            self._host.notify("The rest of the article is still being read.", timeout=2)
        self.text_changed()

    # -- links inside the article

    def follow(self, url: str) -> bool:
        """Go where a link leads if that is in the article; return whether it is."""
        text = self._host.text
        name = name_inside(url, text.article.link) if text is not None else None
        if text is None or name is None:
            return False
        self.go_to_name(name)
        return True

    def go_to_name(self, name: str) -> None:
        """Jump to the place of a name, which is looked for in a worker."""
        self._look_up(name)

    def on_place_found(self, message: PlaceFound) -> None:
        """Go to the place that a link leads to; say so if the article has no such place."""
        text = self._host.text
        if text is None or text.id != message.text.id:
            return
        if message.paragraph is not None:
            (self._land if message.arriving else self.go)(message.paragraph)
        elif not message.text.whole:
            self._wait(lambda: self._look_up(message.name, message.arriving))
        else:
            self._host.notify(f"There is no “{message.name}” in this article.", timeout=4)

    def _look_up(self, name: str, arriving: bool = False) -> None:
        """Look for the place of a name, in a worker."""
        text = self._host.text
        if text is not None:
            self._host.run_worker(
                lambda: self._find(text, name, arriving),
                thread=True,
                exclusive=True,
                group="places",
            )

    def _find(self, text: Text, name: str, arriving: bool) -> None:
        """Find a place by its name; runs in a worker thread, so touches no widget."""
        paragraph = paragraph_named(text, name)
        if not get_current_worker().is_cancelled:
            self._host.post_message(PlaceFound(text, name, paragraph, arriving))

    # -- contents

    def list_contents(self) -> None:
        """Read the headings of the article, in a worker that posts `ContentsRead`."""
        text = self._host.text
        if text is not None and not text.whole:
            self._wait(self.list_contents)
        elif text is not None:
            self._host.run_worker(
                lambda: self._list(text), thread=True, exclusive=True, group="contents"
            )

    def _list(self, text: Text) -> None:
        """Read the headings of a text; runs in a worker thread, so touches no widget."""
        found, linking = headings(text), self._linking(text)
        if not get_current_worker().is_cancelled:
            self._host.post_message(ContentsRead(text, found, linking))
