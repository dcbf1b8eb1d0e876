"""The messages by which the reader pane and its parts tell what has happened.

All of them are handled as the pane's own: `on_reader_pane_link_followed` and so on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from tui.ui.page.anchors import PageHeading
from tui.ui.page.page_builder import Text
from tui.ui.page.page_matches import PageMatches

_PANE = "reader_pane"


@dataclass(eq=False, repr=False)
class Progressed(Message, namespace=_PANE):
    """The reader is at another place, or the page has grown."""

    share: float
    """The part of the article that has been on the screen, 0 to 1."""
    minutes_left: int


@dataclass(eq=False, repr=False)
class PlaceLost(Message, namespace=_PANE):
    """The reader's place could not be kept."""

    reason: str


@dataclass(eq=False, repr=False)
class Emptied(Message, namespace=_PANE):
    """The pane shows no page any more."""


@dataclass(eq=False, repr=False)
class BackWanted(Message, namespace=_PANE):
    """The user wants to go back to the list."""


@dataclass(eq=False, repr=False)
class LinkFollowed(Message, namespace=_PANE):
    """The user wants to open an address outside the article."""

    url: str


@dataclass(eq=False, repr=False)
class ImagesWanted(Message, namespace=_PANE):
    """The user wants to see a picture over the whole screen."""

    number: int


@dataclass(eq=False, repr=False)
class Said(Message, namespace=_PANE):
    """The line about the page has changed: where a link leads, or what can be typed."""

    words: str


@dataclass(eq=False, repr=False)
class PlaceFound(Message, namespace=_PANE, bubble=False):
    """The place of a name in an article has been looked up."""

    text: Text
    name: str
    paragraph: int | None
    """None: the article has no such place."""


@dataclass(eq=False, repr=False)
class ContentsRead(Message, namespace=_PANE):
    """The headings of an article have been read."""

    text: Text
    headings: Sequence[PageHeading]


@dataclass(eq=False, repr=False)
class FindWanted(Message, namespace=_PANE):
    """The user wants to type a text to find in the article."""


@dataclass(eq=False, repr=False)
class MatchesFound(Message, namespace=_PANE, bubble=False):
    """The matches in a text have been found."""

    text: Text
    matches: PageMatches


@dataclass(eq=False, repr=False)
class MatchesCounted(Message, namespace=_PANE):
    """The reader is at another match, or the number of matches has changed."""

    number: int | None
    """The match that the reader is at, from 1; None for none."""
    total: int
    turned: int
    """1 if the match was found from the top on again, -1 if from the end, else 0."""
    finding: bool
    """Whether the matches are of the find in the article, not of the library's search."""
