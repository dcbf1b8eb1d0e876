"""Links: into kept articles and back, to the browser, from the contents."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.library.library import Library
    from tui.library.links.article_links import KeptArticle
    from tui.ui.page.followed_links import LinkFollowed
    from tui.ui.page.jumps import ContentsRead, WayBackWanted
    from tui.ui.screens.controllers.folder_updates import ScanFinished
    from tui.ui.screens.controllers.link_opening import (
        ArticleReached,
        LinkLookedUp,
        LinkParts,
    )
    from tui.ui.screens.controllers.list_controller import ListController
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
    def _parts(self) -> LinkParts:
        """The parts that find articles and open addresses, made with the first link."""
        from tui.ui.screens.controllers.link_opening import LinkParts

        return LinkParts(self._screen, self._library, self._split, self._go_to)

    # -- following

    def on_link_followed(self, message: LinkFollowed) -> None:
        """Look for the article that a link leads to."""
        text = self._split.pane.text
        if text is not None:
            self._parts.finder.look_up(text, message.url)

    def on_link_looked_up(self, message: LinkLookedUp) -> None:
        """Go to the kept article that a link leads to; else open its address."""
        text, kept, url = message.text, message.kept, message.url
        if self._split.pane.text is not text:
            return
        name = unquote(urldefrag(url)[1])
        is_web = "://" in url or url.startswith("//")
        if kept is None or (kept.id == text.id and is_web and not name):
            self._parts.opener.open(url, text.article.link)
        elif kept.id == text.id:
            self._split.pane.jumps.go_to_name(name)
        else:
            self._go_to(kept, name)

    def _go_to(self, kept: KeptArticle, name: str = "") -> None:
        self._parts.finder.reach(kept.id, self._listing.answer.query, name=name)

    def on_way_back_wanted(self, message: WayBackWanted) -> None:
        """Go back to another article, to the line where the reader was."""
        article, place = message.step
        self._parts.finder.reach(article, self._listing.answer.query, place=place)

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
            self._split.pane.kept_links.lookup.repeat()

    def on_files_changed(self) -> None:
        """Look again which links lead to kept articles."""
        self._split.pane.kept_links.lookup.repeat()

    # -- contents

    def on_contents_read(self, message: ContentsRead) -> None:
        """Show the contents of the article."""
        self._parts.contents.open(message)

    # -- the article's own address

    def action_open_link(self) -> None:
        """Open the article's own address."""
        summary = self._split.current
        self._parts.opener.open(summary.link if summary else "", "")

    def action_copy_link(self) -> None:
        """Copy the selected highlight, the address of the selected link, or else the article's."""
        summary = self._split.current
        selected = self._split.selected_link
        if self._split.pane.has_focus and (words := self._split.pane.highlights.readable_text):
            self._screen.app.copy_to_clipboard(words)
            self._screen.notify("Copied the highlight", timeout=3)
        elif selected.startswith("#"):  # The article's own address is not known.
            self._screen.notify("This link leads inside the article.", timeout=3)
        else:
            self._parts.opener.copy(selected or (summary.link if summary else ""))
