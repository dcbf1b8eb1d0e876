"""The search box, whose text is a query that is asked with every change."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from tui.commands import Where
from tui.ui.common.bindings import bindings


class SearchBox(Input):
    """The box for a text in the query language."""

    WHERE: ClassVar[Where] = "search"
    BINDINGS: ClassVar[list[BindingType]] = bindings("search")

    DEFAULT_CSS = """
    SearchBox { height: 1; border: none; padding: 0; }
    SearchBox:focus { border: none; }
    """

    virtual_size = Reactive(Size(0, 0), layout=False)
    """The size of the text; that of the box does not depend on it, so that a letter more or less
    moves nothing else."""

    @dataclass(eq=False, repr=False)
    class SearchTyped(Message):
        """The text has changed."""

        box: "SearchBox"

    @dataclass(eq=False, repr=False)
    class SearchLeft(Message):
        """The user is done typing."""

        box: "SearchBox"
        kept: bool
        """Whether the text stays in the box."""

    def __init__(self, text: str, *, id: str) -> None:
        """Make a box with a text in it."""
        # Not `compact`, which looks the same but has the box styled twice.
        super().__init__(text, placeholder="search", select_on_focus=False, id=id)

    def watch_virtual_size(self, virtual_size: Size) -> None:
        """Scroll no further than the text goes."""
        self._scroll_update(virtual_size)

    def on_focus(self) -> None:
        """Move the terminal's cursor here: input methods show their choices beside it."""
        # A key that comes early may find the box without its place on the screen.
        self.call_after_refresh(self._bring_cursor)

    def on_resize(self) -> None:
        """Move the terminal's cursor along."""
        self._bring_cursor()

    def _bring_cursor(self) -> None:
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Post that the text has changed."""
        event.stop()
        self.post_message(self.SearchTyped(self))

    def show(self, text: str) -> None:
        """Put a text in without a post."""
        if text != self.value:
            with self.prevent(Input.Changed):
                self.value = text
                self.cursor_position = len(text)

    def action_keep_search(self) -> None:
        """Go to the list, and keep the text."""
        self.post_message(self.SearchLeft(self, kept=True))

    def action_leave_search(self) -> None:
        """Go back to the list, and drop the text."""
        self.post_message(self.SearchLeft(self, kept=False))
