"""Literal text: no string is read as markup or reaches the terminal as a control code.

Written for Textual 8.2.8 and Rich 14. Textual reads strings as markup in notices, titles,
tooltips, options and the palette. All of these call `Content.from_markup`, and markup may
contain actions (`[@click=app.quit]`), which a click runs. The program itself styles text with
`Content` and segments, so it needs no markup.
"""

import re
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from tui.articles.terminal_text import harmless

_UNDRAWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""C0, DEL, C1, line separators, directional marks that affect more than adjacent characters,
and lone surrogates."""


def switch_markup_off() -> None:
    """Make Textual treat every string as literal text, in the whole process."""
    Content.from_markup = classmethod(_literal)  # type: ignore[method-assign, assignment]


def _literal(cls: type[Content], text: str | Content) -> Content:
    return text if isinstance(text, Content) else cls(text)


class ControlCodeFilter(LineFilter):
    """Removes characters from every line that a terminal would obey or can't be sent.

    Control codes and directional marks have no width, so the width of the line stays the same.
    A lone surrogate, which stands for a byte of a file name, becomes U+FFFD.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments without such characters."""
        if not any(_UNDRAWABLE.search(segment.text) for segment in segments):
            return segments
        return [
            Segment(text if control else _UNDRAWABLE.sub(_drawable, text), style, control)
            for text, style, control in segments
        ]


def _drawable(found: re.Match[str]) -> str:
    return "\ufffd" if found[0] >= "\ud800" else ""


class ErrorConsole(Console):
    """Prints messages to standard error after the screen is closed."""

    def __init__(self) -> None:
        super().__init__(stderr=True, markup=False, highlight=False, emoji=False)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Yield the segments, with control codes in their text written out."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else harmless(text), style, control)
