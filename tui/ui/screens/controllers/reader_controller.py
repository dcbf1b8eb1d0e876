"""The reader's surroundings: foot line, key hints, find bar, pictures, links and contents."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tui.commands import HINTS
from tui.library.search.matches import phrase
from tui.ui.screens import messages

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.ui.common.key_bindings import KeyHints
    from tui.ui.page import reader_messages
    from tui.ui.page.find_bar import FindBar
    from tui.ui.page.foot_line import FootLine
    from tui.ui.screens.controllers.link_opening import LinkOpener
    from tui.ui.screens.split_view import Desk


class ReaderController:
    """Wires the reader to the lines below it, to the browser and to its dialogs."""

    def __init__(self, screen: Screen[None], desk: Desk, foot: FootLine, hints: KeyHints) -> None:
        """Make the controller.

        Args:
            screen: Has the focus, opens the dialogs and shows the notices.
            desk: The list and the reader.
            foot: The line that says how far the reader is; it holds the find bar.
            hints: The line of keys.
        """
        self._screen = screen
        self._desk = desk
        self._foot = foot
        self._hints = hints

    @cached_property
    def _links(self) -> LinkOpener:
        from tui.ui.screens.controllers.link_opening import LinkOpener

        return LinkOpener(self._screen)

    # -- the lines below

    def show_progress(self, message: reader_messages.Progressed) -> None:
        """Say how far the reader is."""
        self._foot.progress = messages.progress(message.share, message.minutes_left)

    def clear_progress(self) -> None:
        """Say nothing, since no article is shown."""
        self._foot.progress = self._foot.matches = ""

    def show_matches(self, message: reader_messages.MatchesCounted) -> None:
        """Say at which match the reader is."""
        self._foot.matches = messages.matches(
            message.number, message.total, message.turned, message.finding
        )
        self.show_hints()

    def say(self, message: reader_messages.Said) -> None:
        """Say where a link leads, or what can be typed."""
        self._foot.said = message.words
        self.show_hints()

    def show_hints(self) -> None:
        """Show the keys of the widget that has the focus."""
        where = getattr(self._screen.focused, "WHERE", "list")
        if where == "pane":
            where = self._desk.pane.hints
        self._hints.where = where if where in HINTS else "list"

    # -- finding in the article

    def open_find(self) -> None:
        """Open the find bar."""
        self._foot.open_bar()

    def find(self, message: FindBar.FindTyped) -> None:
        """Find the typed text."""
        self._desk.pane.matches.find(phrase(message.text))

    def step_find(self, message: FindBar.FindStepped) -> None:
        """Go to the next match, or the previous one."""
        self._desk.pane.matches.step(message.step)

    def keep_find(self, message: FindBar.FindKept) -> None:
        """Go from the find bar to the match."""
        if self._foot.close_bar():
            self._desk.pane.matches.keep(phrase(message.text))
            self._leave_find()

    def cancel_find(self) -> None:
        """Go back to where the reader was before the find."""
        if self._foot.close_bar():
            self._desk.pane.matches.give_up()
            self._leave_find()

    def _leave_find(self) -> None:
        if self._screen.focused is None or self._screen.focused is self._foot.bar.box:
            self._desk.turn_to(reading=True)

    # -- pictures

    def show_nearest_picture(self) -> None:
        """Show the pictures of the article, beginning with the first on the screen."""
        self.show_picture(self._desk.pane.pictures.nearest())

    def show_picture(self, number: int | None) -> None:
        """Show the pictures of the article, beginning with one; None: with the last."""
        from tui.ui.screens.picture_screen import show_images

        show_images(self._screen, self._desk.pane, number)

    # -- contents and links

    def pick_heading(self, message: reader_messages.ContentsRead) -> None:
        """Show the contents of the article, unless another one is shown by now."""
        from tui.ui.screens.controllers.pickers import pick_heading

        pane = self._desk.pane
        if not message.headings:
            self._screen.notify("This article has no headings.", timeout=3)
        elif message.text is pane.text:
            pick_heading(self._screen.app, message.headings, pane.place[0], self._go_to_heading)

    def _go_to_heading(self, paragraph: int) -> None:
        self._desk.turn_to(reading=True)
        self._desk.pane.jumps.go(paragraph)

    def follow_link(self, message: reader_messages.LinkFollowed) -> None:
        """Open a link of the article."""
        text = self._desk.pane.text
        self._links.open(message.url, text.article.link if text else "")

    def open_original(self) -> None:
        """Open the article's own address."""
        summary = self._desk.list.current
        self._links.open(summary.link if summary else "", "")

    def copy_link(self) -> None:
        """Copy the address of the selected link, or else the article's."""
        summary = self._desk.list.current
        selected = self._desk.selected_link
        if selected.startswith("#"):  # The article's own address is not known.
            self._screen.notify("This link leads inside the article.", timeout=3)
        else:
            self._links.copy(selected or (summary.link if summary else ""))
