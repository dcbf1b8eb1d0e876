"""The contrast of what is on the screen, by the Web Content Accessibility Guidelines."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.style import Style
from textual.app import App
from textual.geometry import Region

LEAST = 4.5
"""The least contrast of text, by success criterion 1.4.3 at level AA."""


class Faint(NamedTuple):
    """Text that is hard to read."""

    text: str
    contrast: float


def faint_text(app: App[None], region: Region) -> Iterator[Faint]:
    """Yield the runs of text in a region whose contrast is less than `LEAST`.

    Spaces, lines of frames and signs without meaning of their own (bars, blocks) are no text.
    """
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        if not region.y <= y < region.bottom:
            continue
        for segment in strip.crop(region.x, region.right):
            style = segment.style
            if not _is_text(segment.text) or style is None:
                continue
            found = contrast_of(style)
            if found < LEAST:
                yield Faint(segment.text.strip(), round(found, 2))


def _is_text(text: str) -> bool:
    return any(unicodedata.category(each)[0] in "LNP" for each in text)


def _triplet(colour: Color) -> ColorTriplet:
    return colour.triplet or colour.get_truecolor()


def contrast_of(style: Style) -> float:
    """Return the ratio of the luminances of text and ground, 1 to 21 (WCAG 2.2)."""
    # Textual has mixed what is dim into a colour of its own by the time it is drawn.
    assert style.color is not None and style.bgcolor is not None and not style.dim, style
    pair = (_luminance(_triplet(style.color)), _luminance(_triplet(style.bgcolor)))
    lighter, darker = max(pair), min(pair)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: ColorTriplet) -> float:
    parts = (part / 255 for part in colour)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
