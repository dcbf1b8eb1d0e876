"""The style of a part of a line-API widget."""

from rich.style import Style
from textual.widget import Widget


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
