"""Mouse buttons pressed on a widget that is removed, but still on the screen.

Written for Textual 8.2.8. A press begins a selection of text, for which Textual asks the parent of
the widget under the mouse for its place (`Screen._forward_event`). A widget that has just been
removed, such as a notice whose time is over, has no parent, and the program ended.
"""

from textual.widget import Widget


def spare_removed_widgets() -> None:
    """Let no selection begin in a widget without a parent, in the whole process."""
    Widget.allow_select = property(_may_be_selected)  # type: ignore[assignment]


def _may_be_selected(self: Widget) -> bool:
    return self.ALLOW_SELECT and self.parent is not None
