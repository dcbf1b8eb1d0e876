"""The reader's surroundings: foot line, key hints, find bar and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.articles.terminal_text import counted
from tui.commands import HINTS, command, keys_of
from tui.library.search.matches import phrase
from tui.ui.common.cells import percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.screen import Screen

    from tui.ui.common.key_bindings import KeyHints
    from tui.ui.list.article_list import ArticleList
    from tui.ui.page.find_bar import FindBar
    from tui.ui.page.followed_links import ImagesWanted
    from tui.ui.page.foot_line import FootLine
    from tui.ui.page.links import Said
    from tui.ui.page.match_walker import MatchesCounted
    from tui.ui.page.page_builder import Text
    from tui.ui.page.reading_place import Progressed
    from tui.ui.page.selecting.page_selection import TextTaken
    from tui.ui.screens.split_view import SplitView


_WIDTH_STEP = 4
"""The cells by which a key sets the text wider or narrower."""


class ReaderController:
    """Wires the reader to the lines below it, the pictures, and the commands for its looks."""

    def __init__(
        self, screen: Screen[None], split: SplitView, foot: FootLine, hints: KeyHints
    ) -> None:
        """Make the controller.

        Args:
            screen: Has the focus, opens the dialogs and shows the notices.
            split: The list and the reader.
            foot: The line that says how far the reader is; it holds the find bar.
            hints: The line of keys.
        """
        self._screen = screen
        self._split = split
        self._foot = foot
        self._hints = hints

    def on_article_list_article_opened(self, message: ArticleList.ArticleOpened) -> None:
        """Open the article in the reader."""
        self._split.read(message.id)

    # -- the lines below

    def on_progressed(self, message: Progressed) -> None:
        """Say how far the reader is, and on which view of a saved page."""
        text = self._split.pane.text
        self._foot.page_view = page_view(text, self._screen.app._keymap) if text else ""
        self._foot.progress = progress(message.share, message.minutes_left)

    def on_split_view_rearranged(self) -> None:
        """Say nothing of progress where no article can be seen."""
        if not self._split.shows_article:
            self.on_page_emptied()

    def on_page_emptied(self) -> None:
        """Say nothing of progress, since no article is shown."""
        self._foot.page_view = self._foot.progress = self._foot.matches = ""

    def on_matches_counted(self, message: MatchesCounted) -> None:
        """Say at which match the reader is."""
        self._foot.matches = matches(message.number, message.total, message.turned, message.finding)
        self.on_descendant_focus()

    def on_said(self, message: Said) -> None:
        """Say where a link leads, or what can be typed."""
        self._foot.said = message.words
        self.on_descendant_focus()

    def on_descendant_focus(self) -> None:
        """Show the keys of the widget that has the focus."""
        where = getattr(self._screen.focused, "WHERE", "list")
        if where == "pane":
            where = self._split.pane.hints
        self._hints.where = where if where in HINTS else "list"

    def on_selection_changed(self) -> None:
        """Show the keys of the selection, or not any more."""
        self.on_descendant_focus()

    def on_text_taken(self, message: TextTaken) -> None:
        """Copy the selected text."""
        self._screen.app.copy_to_clipboard(message.text)
        self._screen.notify(f"Copied {message.size}", timeout=3)

    # -- finding in the article

    def on_reader_pane_find_wanted(self) -> None:
        """Open the find bar."""
        self._foot.open_bar()

    def on_find_bar_find_typed(self, message: FindBar.FindTyped) -> None:
        """Find the typed text."""
        self._split.pane.matches.find(phrase(message.text))

    def on_find_bar_find_stepped(self, message: FindBar.FindStepped) -> None:
        """Go to the next match, or the previous one."""
        self._split.pane.matches.step(message.step)

    def on_find_bar_find_kept(self, message: FindBar.FindKept) -> None:
        """Go from the find bar to the match."""
        if self._foot.close_bar():
            self._split.pane.matches.keep(phrase(message.text))
            self._leave_find()

    def on_find_bar_find_left(self) -> None:
        """Go back to where the reader was before the find."""
        if self._foot.close_bar():
            self._split.pane.matches.give_up()
            self._leave_find()

    def _leave_find(self) -> None:
        if self._screen.focused is None or self._screen.focused is self._foot.bar.box:
            self._split.turn_to(reading=True)

    # -- the article and its looks

    def action_contents(self) -> None:
        """Show the contents of the article."""
        if self._split.shows_article:
            self._split.pane.jumps.list_contents()
        else:
            self._screen.notify("Open an article to see its contents.", timeout=3)

    def action_whole_page(self) -> None:
        """Show the whole of a saved page, or its main article again."""
        if not (self._split.shows_article and self._split.pane.pages.turn_page()):
            self._screen.notify("Nothing of this article is left out.", timeout=3)

    def action_wider(self) -> None:
        """Set the text wider."""
        self._split.pane.pages.reading_width += _WIDTH_STEP

    def action_narrower(self) -> None:
        """Set the text narrower."""
        self._split.pane.pages.reading_width -= _WIDTH_STEP

    def action_justified(self) -> None:
        """Set the text to both margins, or ragged on the right again."""
        pages = self._split.pane.pages
        pages.justified = not pages.justified

    # -- pictures

    def action_images(self) -> None:
        """Show the pictures of the article, beginning with the first on the screen."""
        self._show_pictures(self._split.pane.pictures.nearest())

    def on_images_wanted(self, message: ImagesWanted) -> None:
        """Show the pictures of the article, beginning with the one that was clicked."""
        self._show_pictures(message.number)

    def _show_pictures(self, number: int | None) -> None:
        from tui.ui.screens.picture_screen import show_pictures

        show_pictures(self._screen, self._split.pane, number)


def page_view(text: Text, keymap: Mapping[str, str]) -> str:
    """Return the words for the view of a saved page, and the key of the other one.

    Args:
        text: The article that is shown.
        keymap: The user's own keys by command id.
    """
    if not (text.whole_page or text.document.abridged):
        return ""
    views = ["whole page", "main article"] if text.whole_page else ["main article", "whole page"]
    key = next(iter(keys_of(command("whole_page"), keymap)), "")
    return f"{views[0]} · {key} {views[1]}" if key else views[0]


def progress(share: float, minutes_left: int) -> str:
    """Return the words for how far the reader is."""
    if share >= 1:
        return "end"
    left = f"{minutes_left} min left" if minutes_left else "less than a minute left"
    return f"{percent(share)} · {left}"


def matches(number: int | None, total: int, turned: int, finding: bool) -> str:
    """Return the words for the match that the reader is at.

    Args:
        number: The number of the match, from 1; None before the first step.
        total: How many matches there are.
        turned: 1 where the search went on from the top, -1 from the end; else 0.
        finding: Whether the user is finding text in this article, so that no match is worth words.
    """
    if not total:
        return "no match" if finding else ""
    if number is None:
        return counted(total, "match", "matches")
    around = {1: ", from the top again", -1: ", from the end again"}.get(turned, "")
    return f"{number:,} of {total:,}{around}"
