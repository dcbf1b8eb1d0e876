"""The bar at the foot of the reader for a text to find in the article."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from tui.commands import Where
from tui.ui.common.key_bindings import bindings


class FindBox(Input):
    """The box for the text to find."""

    WHERE: ClassVar[Where] = "find"
    BINDINGS: ClassVar[list[BindingType]] = bindings("find")

    DEFAULT_CSS = """
    FindBox { height: 1; width: 1fr; border: none; padding: 0; }
    FindBox:focus { border: none; }
    """

    def action_keep_find(self) -> None:
        """Go to the article."""
        self.post_message(FindBar.FindKept(self.value))

    def action_leave_find(self) -> None:
        """End the find and go to the article."""
        self.post_message(FindBar.FindLeft())

    def action_find_next(self) -> None:
        """Go to the next place."""
        self.post_message(FindBar.FindStepped(1))

    def action_find_previous(self) -> None:
        """Go to the place before."""
        self.post_message(FindBar.FindStepped(-1))


class FindBar(Horizontal):
    """The bar with the box, which posts every change of its text, and the number of matches."""

    DEFAULT_CSS = """
    FindBar { height: 1; display: none; }
    FindBar > Static { width: auto; }
    """

    count: reactive[str] = reactive("")
    """The number of matches and the one that the reader is at, in words."""

    @dataclass(eq=False, repr=False)
    class FindTyped(Message):
        """Another text is to be found."""

        text: str

    @dataclass(eq=False, repr=False)
    class FindStepped(Message):
        """The user wants the next place (`step` 1) or the one before (-1)."""

        step: int

    @dataclass(eq=False, repr=False)
    class FindKept(Message):
        """The user goes to the article; the matches stay highlighted."""

        text: str

    @dataclass(eq=False, repr=False)
    class FindLeft(Message):
        """The user wants nothing found any more."""

    def __init__(self, *, id: str) -> None:
        """Make a bar that is not shown."""
        super().__init__(id=id)
        self.box = FindBox(placeholder="find in this article", compact=True, id="find")
        """The box for the text."""
        self._count = Static("", id="find-count")

    def compose(self) -> ComposeResult:
        """Make the parts."""
        yield Static(" / ", id="find-slash")
        yield self.box
        yield self._count

    def watch_count(self, count: str) -> None:
        """Show the number of matches."""
        self._count.update(f" {count} " if count else "")

    def open(self) -> None:
        """Show the bar, with its last text selected so that it can be typed over."""
        self.display = True
        # At once: keys that are typed ahead belong to the box already.
        self.screen.set_focus(self.box)
        self.box.action_select_all()

    def close(self) -> None:
        """Hide the bar."""
        self.display = False

    def on_input_changed(self, event: Input.Changed) -> None:
        """Post the text to find."""
        event.stop()
        self.post_message(self.FindTyped(event.value))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Keep the matches when the focus goes elsewhere."""
        if self.display and event.widget is self.box:
            self.post_message(self.FindKept(self.box.value))
