"""Text is text: no string is read as markup, and no character of it works on the terminal.

Written for Textual 8.2.8 and Rich 14. Textual reads a string as markup wherever it shows one:
in notices, titles, tooltips, options, the hits of the palette. All of these call
`Content.from_markup`, and markup may hold actions (`[@click=app.quit]`), which a click runs.
The program itself styles text with `Content` and segments, so it has no use for markup.
"""

import re
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from tui.articles.clean_text import harmless

_UNDRAWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""C0, DEL, C1, ends of lines, marks of direction that reach beyond their neighbours, and
lone surrogates."""


def switch_markup_off() -> None:
    """Have Textual take every string for the text that it is, in the whole process."""
    Content.from_markup = classmethod(_literal)  # type: ignore[method-assign, assignment]


def _literal(cls: type[Content], text: str | Content) -> Content:
    return text if isinstance(text, Content) else cls(text)


class ControlCodeFilter(LineFilter):
    """Takes out of every line what a terminal would obey, or could not be sent.

    Control codes and marks of direction have no width, so the line stays as wide as it was. A
    lone surrogate, which stands for a byte of a file name, becomes U+FFFD.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments, with no such character in any text."""
        if not any(_UNDRAWABLE.search(segment.text) for segment in segments):
            return segments
        return [
            Segment(text if control else _UNDRAWABLE.sub(_drawable, text), style, control)
            for text, style, control in segments
        ]


def _drawable(found: re.Match[str]) -> str:
    return "\ufffd" if found[0] >= "\ud800" else ""


class ErrorConsole(Console):
    """Writes to standard error what is left to say when the screen is gone."""

    def __init__(self) -> None:
        super().__init__(stderr=True, markup=False, highlight=False, emoji=False)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Yield the segments, with control codes in their text written out."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else harmless(text), style, control)
