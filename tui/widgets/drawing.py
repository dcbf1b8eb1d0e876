"""Doing something once a widget is drawn."""

from collections.abc import Callable

from textual.widget import Widget


def once_drawn(widget: Widget, callback: Callable[[], object]) -> None:
    """Call back when what a widget has to show now is on the screen.

    Its own `call_after_refresh` hands the callback to the screen before it says what there is
    to draw: where a frame is due just then, for something else, that is too soon by a frame.
    After that the screen knows, and calls back at once where nothing is left to draw.

    Args:
        widget: A widget of the current screen, told already what to show.
        callback: Called in the screen's task.
    """
    widget.call_after_refresh(widget.screen.call_after_refresh, callback)
