"""The line above a tree of categories: what is counted, and the heads of its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.library.query import Grouping
from tui.ui.common.cells import cut
from tui.ui.common.drawing import role_style
from tui.ui.filters.category_tree import HEADS

TABS: Mapping[Grouping, str] = {
    "category": "Categories",
    "tag": "Tags",
    "author": "Authors",
    "label": "Labels",
}


class TallyHeading(Widget):
    """Names what can be counted, of which a click chooses one, and the two columns."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"tally-heading--tab", "tally-heading--current"}

    DEFAULT_CSS = """
    TallyHeading { height: 1; }
    TallyHeading > .tally-heading--current { text-style: bold underline; }
    """

    current: reactive[Grouping] = reactive[Grouping]("category")
    """What is counted in the rows below."""
    widths: reactive[tuple[int, int]] = reactive((len(HEADS[0]), len(HEADS[1])))
    """The widths of the columns, in cells."""

    @dataclass
    class TabChosen(Message):
        """The user wants another thing to be counted."""

        grouping: Grouping

    def __init__(self, groupings: tuple[Grouping, ...], *, id: str | None = None) -> None:
        """Make the line.

        Args:
            groupings: What can be counted.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._groupings = groupings

    def render_line(self, y: int) -> Strip:
        """Draw the line; the columns end before the scroll bar of the rows."""
        width, base = self.size.width, self.rich_style
        if y or not width:
            return Strip.blank(width, base)
        tab = role_style(self, "tally-heading--tab")
        heads = "  ".join(map(str.rjust, HEADS, self.widths)) + "  "
        segments = [Segment(" ", base)]
        for grouping in self._groupings:
            style = role_style(self, "tally-heading--current") if grouping == self.current else tab
            meta = Style(meta={"grouping": grouping})
            segments += [Segment(TABS[grouping], style + meta), Segment("  ", base)]
        used = sum(len(segment.text) for segment in segments)
        return Strip(
            [*segments, Segment(cut(heads.rjust(width - used), max(0, width - used)), tab)]
        ).adjust_cell_length(width, base)

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        event.stop()
        chosen = event.style.meta.get("grouping")
        for grouping in self._groupings:
            if chosen == grouping:
                self.post_message(self.TabChosen(grouping))
