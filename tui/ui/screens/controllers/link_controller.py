"""Links: into kept articles and back, to the browser, from the contents."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.library.library import Library
    from tui.library.links.article_links import KeptArticle
    from tui.ui.page.jumps import ContentsRead, WayBackWanted
    from tui.ui.page.reader_pane import ReaderPane
    from tui.ui.screens.controllers.folder_updates import ScanFinished
    from tui.ui.screens.controllers.link_opening import (
        ArticleReached,
        LinkFinder,
        LinkLookedUp,
        LinkOpener,
    )
    from tui.ui.screens.controllers.list_controller import ListController
    from tui.ui.screens.dialogs.contents import Entry
    from tui.ui.screens.split_view import SplitView


class LinkController:
    """Follows the links of articles: to other articles, or out of the program."""

    def __init__(
        self, screen: Screen[None], library: Library, listing: ListController, split: SplitView
    ) -> None:
        """Make the controller.

        Args:
            screen: Runs the workers, opens the dialogs and shows the notices.
            library: Knows which links lead to which articles.
            listing: Knows what is listed.
            split: The list and the reader.
        """
        self._screen = screen
        self._library = library
        self._listing = listing
        self._split = split

    @cached_property
    def _parts(self) -> tuple[LinkOpener, LinkFinder]:
        """The parts that open addresses and find articles, made with the first link."""
        from tui.ui.screens.controllers.link_opening import LinkFinder, LinkOpener

        return LinkOpener(self._screen), LinkFinder(self._screen, self._library)

    @property
    def _opener(self) -> LinkOpener:
        return self._parts[0]

    @property
    def _finder(self) -> LinkFinder:
        return self._parts[1]

    # -- following

    def on_reader_pane_link_followed(self, message: ReaderPane.LinkFollowed) -> None:
        """Look for the article that a link leads to."""
        text = self._split.pane.text
        if text is not None:
            self._finder.look_up(text, message.url)

    def on_link_looked_up(self, message: LinkLookedUp) -> None:
        """Go to the kept article that a link leads to; else open its address."""
        text, kept, url = message.text, message.kept, message.url
        if self._split.pane.text is not text:
            return
        name = unquote(urldefrag(url)[1])
        is_web = "://" in url or url.startswith("//")
        if kept is None or (kept.id == text.id and is_web and not name):
            self._opener.open(url, text.article.link)
        elif kept.id == text.id:
            self._split.pane.jumps.go_to_name(name)
        else:
            self._go_to(kept, name)

    def _go_to(self, kept: KeptArticle, name: str) -> None:
        self._finder.reach(kept.id, self._listing.answer.query, name=name)

    def on_way_back_wanted(self, message: WayBackWanted) -> None:
        """Go back to another article, to the line where the reader was."""
        article, place = message.step
        self._finder.reach(article, self._listing.answer.query, place=place)

    def on_article_reached(self, message: ArticleReached) -> None:
        """Show the article, and let the list's cursor go along."""
        split, rows = self._split, self._split.list.rows
        if message.summary is None:
            self._screen.notify("That article is not in the library any more.", timeout=4)
            return
        if not message.is_way_back:
            split.pane.jumps.leave()
        row = rows.index_of(message.summary.id)
        if row is None and message.offset is not None:
            row = rows.row_at(*message.offset)
        split.show_linked(message.summary, row, message.place, message.name)

    def on_scan_finished(self, message: ScanFinished) -> None:
        """Look again which links lead to kept articles."""
        if message.changed:
            self._split.pane.kept_links.look_again()

    def on_files_changed(self) -> None:
        """Look again which links lead to kept articles."""
        self._split.pane.kept_links.look_again()

    # -- contents

    def on_contents_read(self, message: ContentsRead) -> None:
        """Show the contents of the article, unless another one is shown by now."""
        from tui.ui.screens.dialogs.contents import Contents

        pane = self._split.pane
        if message.text is not pane.text:
            return
        highlights = pane.found_highlights.placed
        if not (message.headings or highlights or message.linking):
            self._screen.notify("This article has no headings.", timeout=3)
        else:
            contents = Contents(message.headings, highlights, message.linking, pane.place[0])
            self._screen.app.push_screen(contents, self._go_on)

    def _go_on(self, chosen: Entry | None) -> None:
        """Go to what was chosen from the contents."""
        from tui.ui.page.highlighting.found_highlights import PlacedHighlight
        from tui.ui.page.jumps import PageHeading

        pane = self._split.pane
        if isinstance(chosen, PageHeading):
            self._split.turn_to(reading=True)
            pane.jumps.go(chosen.paragraph)
        elif isinstance(chosen, PlacedHighlight):
            self._split.turn_to(reading=True)
            pane.highlights.open(chosen)
        elif chosen is not None:
            self._go_to(chosen, "")

    # -- the article's own address

    def action_open_link(self) -> None:
        """Open the article's own address."""
        summary = self._split.current
        self._opener.open(summary.link if summary else "", "")

    def action_copy_link(self) -> None:
        """Copy the address of the selected link, or else the article's."""
        summary = self._split.current
        selected = self._split.selected_link
        if selected.startswith("#"):  # The article's own address is not known.
            self._screen.notify("This link leads inside the article.", timeout=3)
        else:
            self._opener.copy(selected or (summary.link if summary else ""))
