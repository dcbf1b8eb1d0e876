"""A writer of HTML for the converters of markup that is read line by line."""

import re
from collections.abc import Callable, Iterator
from html import escape

from tui.document.markdown.tex import mathml

MOST_NESTED = 20
"""The number of blocks within blocks that are told apart; deeper ones are shown as code."""

DEEPEST = 5
"""The number of marks within marks that are told apart; in deeper ones all is text."""

_CLOSES = {"ul": "</li></ul>", "ol": "</li></ol>", "dl": "</dd></dl>"}


def marked_up(pattern: re.Pattern[str], text: str, mark: Callable[[re.Match[str]], str]) -> str:
    """Return text as HTML, with each match of a pattern as `mark` gives it."""
    parts: list[str] = []
    at = 0
    for found in pattern.finditer(text):
        parts += [escape(text[at : found.start()]), mark(found)]
        at = found.end()
    return "".join(parts) + escape(text[at:])


class HtmlWriter:
    """Collects paragraphs, lists and other blocks. What it is given as HTML is not escaped."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._lines: list[str] = []
        """The lines of the open paragraph, as HTML."""
        self._bare = False
        """Whether the open paragraph is the first of its list item, which needs no tag."""
        self._lists: list[tuple[int, str]] = []
        """The open lists: how far in, and their tags."""

    def line(self, html: str) -> None:
        """Add a line to the open paragraph, or begin one."""
        self._lines.append(html)

    @property
    def in_paragraph(self) -> bool:
        """Whether a paragraph is open."""
        return bool(self._lines)

    def end_paragraph(self) -> None:
        """End the open paragraph, if there is one."""
        if self._lines:
            words = "\n".join(self._lines)
            self._parts.append(words if self._bare else f"<p>{words}</p>")
            self._lines = []
        self._bare = False

    def close_lists(self, beyond: int = -1) -> None:
        """End the lists that are further in than a number, and the paragraph in them."""
        while self._lists and self._lists[-1][0] > beyond:
            self.end_paragraph()
            self._parts.append(_CLOSES[self._lists.pop()[1]])

    def block(self, html: str) -> None:
        """Add a block to the open list item, or to the page."""
        self.end_paragraph()
        self._parts.append(html)

    def item(self, depth: int, tag: str, html: str, term: str = "") -> None:
        """Begin an item of a list.

        Args:
            depth: how far in the list is, from 0; deeper ones lie in the items before them.
            tag: `ul`, `ol`, or `dl` with a term.
            html: the first line of the item.
            term: what the item of a `dl` explains, as HTML.
        """
        self.end_paragraph()
        self.close_lists(depth)
        if self._lists and self._lists[-1] == (depth, tag):
            self._parts.append("</dd>" if tag == "dl" else "</li>")
        else:
            self.close_lists(depth - 1)
            self._parts.append(f"<{tag}>")
            self._lists.append((depth, tag))
        self._parts.append(f"<dt>{term}</dt><dd>" if tag == "dl" else "<li>")
        self._lines = [html] if html else []
        self._bare = True

    def code(self, lines: list[str], language: str = "") -> None:
        """Add a block of code."""
        kind = f' class="language-{escape(language)}"' if language else ""
        self.block(f"<pre><code{kind}>{escape(chr(10).join(lines))}\n</code></pre>")

    def table(self, rows: list[list[str]], headed: bool) -> None:
        """Add a table of cells that are HTML; the first row may be its head."""
        trs = []
        for number, row in enumerate(rows):
            tag = "th" if headed and not number else "td"
            cells = "".join(f"<{tag}>{cell}</{tag}>" for cell in row)
            trs.append(f"<tr>{cells}</tr>")
        self.block(f"<table>{''.join(trs)}</table>")

    def html(self) -> str:
        """Return the page."""
        self.end_paragraph()
        self.close_lists()
        return "\n".join(self._parts)


def take_until(lines: Iterator[str], end: str) -> tuple[list[str], bool]:
    """Take the lines up to one that is an end, in any case.

    Returns:
        The lines before it, and whether there is one; else all lines.
    """
    taken: list[str] = []
    for line in lines:
        if line.strip().lower() == end:
            return taken, True
        taken.append(line)
    return taken, False


def formula(tex: str, display: bool, source: str) -> str:
    """Return a formula as MathML where it is simple, else its source.

    Args:
        tex: The formula, without its signs.
        display: Whether it stands in a block of its own.
        source: The formula as it is written.
    """
    content = mathml(tex)
    if not content:
        return escape(source)
    return f"<math{' display=block' if display else ''}>{content}</math>"
