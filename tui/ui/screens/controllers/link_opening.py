"""Links and contents: kept articles looked up, addresses opened, contents chosen from.

A safe address opens at once, any other after a question.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag

from textual.message import Message
from textual.screen import Screen

from tui.articles.article import Summary
from tui.document.addresses import absolute, is_safe
from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.links.article_links import KeptArticle
from tui.library.query import Query
from tui.ui.common.browser import open_address
from tui.ui.page.highlighting.found_highlights import PlacedHighlight
from tui.ui.page.jumps import ContentsRead, PageHeading
from tui.ui.page.page_builder import Place, Text
from tui.ui.screens.controllers.query_worker import Failed
from tui.ui.screens.dialogs.contents import Contents, Entry
from tui.ui.screens.dialogs.dialog import Confirm
from tui.ui.screens.split_view import SplitView


@dataclass(eq=False, repr=False)
class LinkLookedUp(Message):
    """The library has been asked where a link leads."""

    text: Text
    """The article that has the link."""
    url: str
    """As the article has it."""
    kept: KeptArticle | None
    """The article that it leads to; None for none that is kept."""


@dataclass(eq=False, repr=False)
class ArticleReached(Message):
    """An article that a link, or the way back, leads to has been looked up."""

    summary: Summary | None
    """None for one that is gone."""
    offset: tuple[int, int] | None
    """Its day in the list and the number of rows of that day before it; None where it is not
    listed in the order of days."""
    place: Place | None
    """The place to begin at; None: where the reader left it."""
    name: str
    """The name of the place to go to; empty for none."""

    @property
    def is_way_back(self) -> bool:
        """Whether the way back led there, not a link."""
        return self.place is not None


class LinkFinder:
    """Looks articles up for links, in workers of a screen that gets the messages."""

    def __init__(self, screen: Screen[None], library: Library) -> None:
        """Make the finder."""
        self._screen = screen
        self._library = library

    def look_up(self, text: Text, url: str) -> None:
        """Look for the article that a link leads to; `LinkLookedUp` follows."""

        def look() -> None:
            kept = self._library.links.lead(text.id, [url])
            self._screen.post_message(LinkLookedUp(text, url, kept.get(url)))

        self._work(look)

    def reach(self, id: int, listed: Query, place: Place | None = None, name: str = "") -> None:
        """Look for an article and its row; `ArticleReached` follows.

        Args:
            id: The article's.
            listed: The query whose articles are listed.
            place: The place to begin at; None: where the reader left it.
            name: The name of the place to go to; empty for none.
        """

        def look() -> None:
            summary = next(iter(self._library.search.summaries([id])), None)
            is_by_day = listed.sort == "date" and summary is not None
            offset = self._library.search.place_of(listed, id) if is_by_day else None
            self._screen.post_message(ArticleReached(summary, offset, place, name))

        self._work(look)

    def _work(self, look: Callable[[], None]) -> None:
        def work() -> None:
            try:
                look()
            except NewsreaderError as error:
                self._screen.post_message(Failed(str(error)))

        self._screen.run_worker(work, thread=True, exclusive=True, group="links")


class LinkOpener:
    """Opens and copies addresses for a screen."""

    def __init__(self, screen: Screen[None]) -> None:
        """Make the opener; `screen` runs its worker, opens the question and shows the notices."""
        self._screen = screen

    def open(self, url: str, base: str) -> None:
        """Open an address in the browser.

        Args:
            url: The address, perhaps relative.
            base: The article's own address, that a relative one starts from.
        """
        address = absolute(url, base) if url else ""
        if not address:
            self._screen.notify("There is no address to open.", timeout=3)
        elif is_safe(address):
            self._open(address)
        elif ":" not in address:
            name = unquote(urldefrag(address)[0]) or address
            self._screen.notify(f"{name} is not in the library.", timeout=4)
        else:
            question = "This is not a web or mail address. Open it anyway?"
            self._screen.app.push_screen(
                Confirm(question, address), lambda yes: self._open(address) if yes else None
            )

    def copy(self, link: str) -> None:
        """Copy an address."""
        if link:
            self._screen.app.copy_to_clipboard(link)
            self._screen.notify(f"Copied {link}", timeout=3)
        else:
            self._screen.notify("There is no address to copy.", timeout=3)

    def _open(self, address: str) -> None:
        self._screen.run_worker(lambda: self._run(address), thread=True, group="browser")

    def _run(self, address: str) -> None:
        try:
            open_address(address)
        except NewsreaderError as error:
            self._screen.post_message(Failed(str(error)))


class ContentsOpener:
    """Shows the contents of an article, and goes to what is chosen from them."""

    def __init__(
        self, screen: Screen[None], split: SplitView, go_to: Callable[[KeptArticle], None]
    ) -> None:
        """Make the opener.

        Args:
            screen: Opens the dialog and shows the notice.
            split: The list and the reader.
            go_to: Opens an article that links to the one that is shown.
        """
        self._screen = screen
        self._split = split
        self._go_to = go_to

    def open(self, read: ContentsRead) -> None:
        """Show the contents, unless another article is shown by now."""
        pane = self._split.pane
        if read.text is not pane.text:
            return
        highlights = pane.found_highlights.placed
        if not (read.headings or highlights or read.linking):
            self._screen.notify("This article has no headings.", timeout=3)
        else:
            contents = Contents(read.headings, highlights, read.linking, pane.place[0])
            self._screen.app.push_screen(contents, self._go_on)

    def _go_on(self, chosen: Entry | None) -> None:
        """Go to what was chosen."""
        pane = self._split.pane
        if isinstance(chosen, PageHeading):
            self._split.turn_to(reading=True)
            pane.jumps.go(chosen.paragraph)
        elif isinstance(chosen, PlacedHighlight):
            self._split.turn_to(reading=True)
            pane.highlights.open(chosen)
        elif chosen is not None:
            self._go_to(chosen)


class LinkParts:
    """The parts of the controller of links, made together with the first link."""

    def __init__(
        self,
        screen: Screen[None],
        library: Library,
        split: SplitView,
        go_to: Callable[[KeptArticle], None],
    ) -> None:
        """Make the parts; the arguments are those of their classes."""
        self.finder = LinkFinder(screen, library)
        self.opener = LinkOpener(screen)
        self.contents = ContentsOpener(screen, split, go_to)
