"""A table of keys and what they do; words that need several lines stay in their column."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.widgets.cells import pad, wrapped


class KeyTable(Widget):
    """Shows keys and words in two columns."""

    DEFAULT_CSS = """
    KeyTable { height: auto; }
    """

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        """Make the table.

        Args:
            rows: Keys, as the user writes them, and words.
        """
        super().__init__()
        self._rows = rows
        self._widest = max((len(keys) for keys, _ in rows), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return how many lines the table needs."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Draw the table."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        column = min(max(16, self._widest + 2), max(0, width // 2))
        lines = []
        for keys, words in self._rows:
            for number, part in enumerate(wrapped(words, width - column)):
                sign = pad("" if number else keys, column)
                lines.append(Content.assemble((sign, "$primary"), part))
        return lines
