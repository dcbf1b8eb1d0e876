"""What a screen does for its reader: links, contents, finding in the article."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tui.commands import HINTS
from tui.library.search.matches import phrase
from tui.ui.common.key_hints import KeyHints
from tui.ui.page.foot_line import FootLine
from tui.ui.screens import messages
from tui.ui.screens.filtering import FilteringScreen
from tui.ui.screens.split_view import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from tui.config import Settings
    from tui.library.query import Query
    from tui.ui.page import reader_messages
    from tui.ui.page.find_bar import FindBar
    from tui.ui.screens.asking import Asker
    from tui.ui.screens.link_opening import LinkFollower


class ReadingScreen(FilteringScreen):
    """A screen with a desk, the line below it, and the keys that matter below that."""

    def __init__(
        self,
        query: Query,
        folders: tuple[Path, ...] | None,
        asker: Asker,
        desk: Desk,
        settings: Settings,
    ) -> None:
        """Make the screen.

        Args:
            query: What is listed at first.
            folders: What is open, absolute; None for what was piped in.
            asker: Counts categories and days.
            desk: The list and the reader.
            settings: The user's settings.
        """
        super().__init__(query, folders, asker)
        self._desk = desk
        self._foot = FootLine(id="lower")
        self._hints = KeyHints(settings.keys, id="hints")

    @cached_property
    def _links(self) -> LinkFollower:
        from tui.ui.screens.link_opening import LinkFollower

        return LinkFollower(self)

    # -- how far

    def on_reader_pane_progressed(self, message: reader_messages.Progressed) -> None:
        """Say how far the reader is."""
        self._foot.progress = messages.progress(message.share, message.minutes_left)

    def on_reader_pane_emptied(self) -> None:
        """There is nothing to be far in."""
        self._foot.progress = self._foot.matches = ""

    def on_reader_pane_matches_counted(self, message: reader_messages.MatchesCounted) -> None:
        """Say at which match the reader is."""
        self._foot.matches = messages.matches(
            message.number, message.total, message.turned, message.finding
        )
        self._show_hints()

    def on_reader_pane_said(self, message: reader_messages.Said) -> None:
        """Say where a link leads, or what can be typed."""
        self._foot.said = message.words
        self._show_hints()

    def on_descendant_focus(self) -> None:
        """Show the keys of what has the focus."""
        self._show_hints()

    def _show_hints(self) -> None:
        where = getattr(self.focused, "WHERE", "list")
        if where == "pane":
            where = self._desk.pane.hints
        self._hints.where = where if where in HINTS else "list"

    # -- finding in the article

    def on_reader_pane_find_wanted(self) -> None:
        """Let the text be typed."""
        self._foot.open_bar()

    def on_find_bar_find_typed(self, message: FindBar.FindTyped) -> None:
        """Find what is typed."""
        self._desk.pane.matches.find(phrase(message.text))

    def on_find_bar_find_stepped(self, message: FindBar.FindStepped) -> None:
        """Go to the next place, or the one before."""
        self._desk.pane.matches.step(message.step)

    def on_find_bar_find_kept(self, message: FindBar.FindKept) -> None:
        """Go to the text."""
        if self._foot.close_bar():
            self._desk.pane.matches.keep(phrase(message.text))
            self._leave_find_bar()

    def on_find_bar_find_left(self) -> None:
        """Go to the text as it was before."""
        if self._foot.close_bar():
            self._desk.pane.matches.give_up()
            self._leave_find_bar()

    def _leave_find_bar(self) -> None:
        if self.focused is None or self.focused is self._foot.bar.box:
            self._desk.turn_to(reading=True)

    # -- pictures

    def action_images(self) -> None:
        """Show the pictures of the article, beginning with the first on the screen."""
        self._show_images(self._desk.pane.pictures.nearest())

    def on_reader_pane_images_wanted(self, message: reader_messages.ImagesWanted) -> None:
        """Show the pictures of the article, beginning with the one that is wanted."""
        self._show_images(message.number)

    def _show_images(self, number: int | None) -> None:
        from tui.ui.screens.picture_screen import show_images

        show_images(self, self._desk.pane, number)

    # -- links and contents

    def on_reader_pane_contents_read(self, message: reader_messages.ContentsRead) -> None:
        """Show the contents of the article."""
        from tui.ui.screens.pickers import pick_heading

        pane = self._desk.pane
        if not message.headings:
            self.notify("This article has no headings.", timeout=3)
        elif message.text is pane.text:
            pick_heading(self.app, message.headings, pane.place[0], self._go_to_heading)

    def _go_to_heading(self, paragraph: int) -> None:
        self._desk.turn_to(reading=True)
        self._desk.pane.jumps.go(paragraph)

    def on_reader_pane_link_followed(self, message: reader_messages.LinkFollowed) -> None:
        """Open a link of the article."""
        text = self._desk.pane.text
        self._links.follow(message.url, text.article.link if text else "")

    def action_open_link(self) -> None:
        """Open the article's page."""
        summary = self._desk.list.current
        self._links.follow(summary.link if summary else "", "")

    def action_copy_link(self) -> None:
        """Copy the address of the selected link, or else the article's."""
        summary = self._desk.list.current
        selected = self._desk.selected_link
        if selected.startswith("#"):  # The article's own address is not known.
            self.notify("This link leads inside the article.", timeout=3)
        else:
            self._links.copy(selected or (summary.link if summary else ""))
