"""The dialog for picking a theme, which shows each as the cursor comes to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.library.search.folding import fold
from tui.themes import theme_name, theme_word, theme_words
from tui.ui.common.cells import cut
from tui.ui.common.key_bindings import Hint
from tui.ui.filters.filtered_rows import GUTTER, FilteredRows, gutter
from tui.ui.screens.dialogs.dialog import FilterDialog, row_bindings


class ThemeList(FilteredRows[str]):
    """The words for the themes, of which a filter leaves some."""

    LOOKS = "theme-list"
    NOTHING = "No matching theme"

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "theme-list--cursor",
        "theme-list--hover",
        "theme-list--empty",
    }

    DEFAULT_CSS = """
    ThemeList > .theme-list--cursor { text-style: reverse; }
    """

    @dataclass(eq=False, repr=False)
    class ThemeChosen(Message):
        """A theme was clicked."""

        name: str

    @dataclass(eq=False, repr=False)
    class ThemeReached(Message):
        """The cursor came to a theme."""

        name: str

    def __init__(self, now: str, *, id: str) -> None:
        """Make the list of all themes, with the cursor on the one in use.

        Args:
            now: Textual's name of the theme in use.
            id: The widget's id.
        """
        self._words = theme_words()
        super().__init__(self._words, len(self._words), id=id)
        if theme_word(now) in self._words:
            self._cursor = self._words.index(theme_word(now))

    def filter(self, text: str) -> None:
        """Show the themes whose words contain all that is typed."""
        parts = fold(text).split()
        rows = [word for word in self._words if all(part in word for part in parts)]
        self.show_rows(rows, 0)
        self._tell()

    def set_cursor(self, index: int) -> None:
        """Put the cursor on a theme, and tell which it is."""
        super().set_cursor(index)
        self._tell()

    def choose_row(self, row: str, x: int) -> None:  # noqa: ARG002
        """Choose the theme."""
        self.post_message(self.ThemeChosen(theme_name(row)))

    def draw_row(self, row: str, under: list[str], at_cursor: bool, width: int) -> Strip:
        """Draw the word for a theme."""
        base = self._style(*under)
        mark = gutter(at_cursor)
        segments = [Segment(mark, base), Segment(cut(row, width - GUTTER), base)]
        return Strip(segments).adjust_cell_length(width, base)

    def _tell(self) -> None:
        if self.current is not None:
            self.post_message(self.ThemeReached(theme_name(self.current)))


_HINTS: tuple[Hint, ...] = (
    (("pick_theme.choose",), "use"),
    (("pick_theme.up", "pick_theme.down"), "look at another"),
    (("pick_theme.cancel",), "cancel"),
)


class PickTheme(FilterDialog[str]):
    """Picks a theme; its result is Textual's name of it, or None when cancelled."""

    BINDINGS = row_bindings("pick_theme", "Use the theme")

    def __init__(self, now: str) -> None:
        """Make the dialog.

        Args:
            now: Textual's name of the theme in use, which comes back when cancelled.
        """
        self._now = now
        self._list = ThemeList(now, id="theme-list")
        super().__init__("Choose a theme", "Type a part of a name", self._list, _HINTS)

    def on_theme_list_theme_reached(self, event: ThemeList.ThemeReached) -> None:
        """Show the theme under the cursor, unless it is left already."""
        event.stop()
        if self.is_active:
            self.app.theme = event.name

    def on_theme_list_theme_chosen(self, event: ThemeList.ThemeChosen) -> None:
        """Use the theme that was clicked."""
        event.stop()
        self.dismiss(event.name)

    def action_choose(self) -> None:
        """Use the theme under the cursor."""
        if self._list.current is not None:
            self.dismiss(theme_name(self._list.current))

    def action_cancel(self) -> None:
        """Go back to the theme of before."""
        self.app.theme = self._now
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """Cancel on a click beside the dialog."""
        if event.widget is self:
            self.action_cancel()
