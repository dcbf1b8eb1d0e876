"""Hyperlinks that the terminal itself can open (OSC 8)."""

from urllib.parse import quote

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.ui.common.browser import absolute, is_safe

_LONGEST = 2083
"""The longest address, in bytes, that terminals built on VTE take."""

_KEPT = "".join(chr(code) for code in range(0x21, 0x7F))
"""What may stand in an address within OSC 8; anything else must be percent-encoded."""


def hyperlink(address: str, base: str) -> str:
    """Return an address as a terminal may be given it, or the empty string.

    Only whole addresses with a scheme that opens without a question are given away. What is
    not printable ASCII is percent-encoded, so no control code can be among it.

    Args:
        address: As the article has it, perhaps relative.
        base: The article's own address.
    """
    whole = absolute(address, base) if address else ""
    if not is_safe(whole):
        return ""
    encoded = quote(whole, safe=_KEPT, errors="replace")
    return encoded if len(encoded) <= _LONGEST else ""


class Hyperlinks(LineFilter):
    """Makes hyperlinks of the segments whose style says so in its meta data.

    It must be the last filter: Rich numbers links at random, and anew with every change of a
    style, but the pieces of one link must bear one number to be underlined as one.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments with their links."""
        return [
            Segment(text, _linked(style), control) if style is not None and style.meta else segment
            for segment in segments
            for text, style, control in (segment,)
        ]


def link_meta(address: str, id: str) -> dict[str, str]:
    """Return the meta data of a style whose text becomes a hyperlink.

    Args:
        address: What `hyperlink` returned.
        id: Names the link among those of the screen; without `:` and `;`.
    """
    return {"hyperlink": address, "link_id": id} if address else {}


def _linked(style: Style) -> Style:
    address = style.meta.get("hyperlink")
    if not isinstance(address, str):
        return style
    linked = style.update_link(address)
    linked._link_id = str(style.meta["link_id"])  # There is no public way to choose it.
    return linked
