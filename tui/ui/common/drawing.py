"""The styles of a widget's parts, and calls once a widget has been drawn."""

from collections.abc import Callable

from rich.style import Style
from textual.widget import Widget


class RoleStyles:
    """The styles of a widget's parts, worked out once until the colours change."""

    def __init__(self, widget: Widget, prefix: str = "") -> None:
        """Know the styles of a widget, which calls `clear` in `notify_style_update`.

        Args:
            widget: The widget.
            prefix: What its component classes begin with, left out where a role is named.
        """
        self._widget = widget
        self._prefix = prefix
        self._known: dict[tuple[str, ...], Style] = {}

    def __call__(self, *roles: str) -> Style:
        """Return the style of component classes, as `role_style` does; of the widget for none."""
        style = self._known.get(roles)
        if style is None:
            names = [self._prefix + role for role in roles]
            style = role_style(self._widget, *names) if roles else self._widget.rich_style
            self._known[roles] = style
        return style

    def clear(self) -> None:
        """Forget what is known."""
        self._known.clear()


def role_style(widget: Widget, *roles: str) -> Style:
    """Return the style of component classes laid over each other, the last on top.

    Colours that are partly transparent, and those that choose themselves by what they stand
    on, come out right. `Widget.get_visual_style` leaves `reverse` out, which is what shows a
    cursor where there are no colours.
    """
    style = widget.get_visual_style(*roles).rich_style
    if any(widget.get_component_styles(role).text_style.reverse for role in roles):
        style += Style(reverse=True)
    return style


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
