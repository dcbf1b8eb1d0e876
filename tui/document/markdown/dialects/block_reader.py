"""The walk over the lines of a body: quotes, list items, code, HTML, and the boxes of dialects."""

import re
from collections.abc import Callable
from typing import NamedTuple

from tui.articles.late_pattern import late
from tui.document.markdown.dialects import components, openings
from tui.document.template_tags import html_output

_MOST_BOXES = 20
"""The most boxes inside each other; a deeper one is text. It bounds the work for each line."""

_MARKER = late(r"(?:[-*+]|\d{1,9}[.)])[ \t]++(?=\S)")
_NESTED = late(r"[ ]*>[> ]*+(?=\[!)")
_THEMATIC = late(r"([-*_])[ \t]*+(?:\1[ \t]*+){2,}")
_FENCE = re.compile(r"(`{3,})[^`]*+$|(~{3,})")
_HEADING = late(r"#{1,6}[ \t]++(.+?)[ \t]*+#*[ \t]*$")

_FAR = 1_000
"""The most lines up to the end of a block that has its own kind of end."""


class _Box(NamedTuple):
    """An open block of a dialect."""

    indent: int
    """The column of its first line."""
    step: int
    """How many more columns its content has, which are taken off."""
    close: str
    """The tag that ends it, or the empty string."""
    source: str | None
    """The lines that opened it, where a line of colons ends it: without that they are text."""
    place: int
    """The place of its beginning in the result."""
    items: list[int]
    """The list items around it."""


class _Fence(NamedTuple):
    """An open fence of code."""

    marks: str
    depth: int
    """The quotes around it."""
    base: int
    """The column of the list item around it."""


class BlockReader:
    """Goes through the lines of a body."""

    def __init__(self, markdown: str, rules: dict[str, "Rule"], callout: "Rule") -> None:
        """Take the lines of a body.

        Args:
            markdown: The body.
            rules: The rules by the first character of a line's content.
            callout: The rule for the first line of a quote.
        """
        self._rules = rules
        self._callout = callout
        self.lines = markdown.split("\n")
        self.mdx = bool(components.SIGN.search(markdown))
        self.components: set[str] = set()
        """The components that have been read."""
        self.at = 0
        """The number of the next line."""
        self.out: list[str] = []
        self.boxes: list[_Box] = []
        self._items: list[int] = []
        """The columns of the content of the open list items."""
        self._fence: _Fence | None = None
        self.raw: str | None = None
        """The text that ends the open block of HTML; the empty string for a blank line."""
        self.in_paragraph = False
        self._depth = 0
        """The quotes around the last line."""

    def read(self) -> str:
        """Return the result."""
        while self.at < len(self.lines):
            source = self.lines[self.at]
            self.at += 1
            indent, text = indent_of(source)
            if text:
                self._line(self._dedented(indent), text)
            else:
                self._blank(source)
        self._leave(0)
        return "\n".join(self.out)

    def _blank(self, source: str) -> None:
        self.out.append(source)
        if self._fence and self._fence.depth:
            self._fence = None
        if self.raw == "":
            self.raw = None
        self.in_paragraph = False
        self._depth = 0

    def _dedented(self, indent: int) -> int:
        """Return the indent of a line less that of its boxes; those that it ends are closed."""
        for number, box in enumerate(self.boxes):
            if box.step and indent < box.indent + box.step:
                self._leave(number)
                break
            indent -= box.step
        return indent

    def _line(self, indent: int, text: str) -> None:
        """Read a line that is not blank."""
        if self._fence and self._in_fence(indent, text):
            return
        if self.raw and self._in_html(indent, text):
            return
        quotes = text[: _end_of_quotes(text)]
        before, self._depth = self._depth, quotes.count(">")
        lead, content, column = " " * indent + quotes, text[len(quotes) :], indent
        if not quotes:
            while self._items and indent < self._items[-1]:
                self._items.pop()
        base = self._items[-1] if self._items else 0
        if not self.in_paragraph and (content.startswith("    ") or indent >= base + 4):
            self.out.append(lead + content)
            return
        while (marker := _MARKER.match(content)) and not _THEMATIC.fullmatch(content):
            column += len(marker[0]) if len(marker[0].expandtabs(4)) < 6 else 2
            if not quotes:
                self._items.append(column)
            lead, content = lead + marker[0], content[marker.end() :]
            self.in_paragraph = False
        fence = _FENCE.match(content)
        if fence:
            self.begin_fence(lead, content, fence[1] or fence[2])
            return
        if quotes and self._depth > before and self._callout(self, lead, content):
            return
        # A quote in a list item, perhaps of another quote.
        inner = _NESTED.match(content)
        if inner and self._callout(self, lead + inner[0], content[inner.end() :]):
            return
        rule = self._rules.get(content[:1])
        if rule and rule(self, lead, content):
            return
        if self.mdx and "</" in content:
            content = components.without_bare(content)
        self.out.append(lead + content)
        self.in_paragraph = self.raw is None and not content.startswith("#")

    def begin_fence(self, lead: str, content: str, marks: str) -> None:
        """Read the line that opens a fence: of code, or of a box with content in Markdown."""
        opened = openings.of_fence(content, self.lines, self.at)
        if opened and not lead.strip() and not self.is_full:
            end = self.line_of_end(lambda line: line.startswith(marks) and not line.strip(marks[0]))
            if end >= 0:
                self.lines[end] = " " * indent_of(self.lines[end])[0] + ":::"
                self.container(lead, content, *opened)
                return
        title = openings.code_title(content) if not lead.strip() else ""
        if title:
            self.out.append(_titled(lead, html_output.text(title)))
        self._fence = _Fence(marks, self._depth, self._items[-1] if self._items else 0)
        self.out.append(lead + content)

    def line_of_end(self, is_end: Callable[[str], bool]) -> int:
        """Return the number of the first line below that ends a block, or -1."""
        for at in range(self.at, min(self.at + _FAR, len(self.lines))):
            if is_end(self.lines[at].strip()):
                return at
        return -1

    def _in_fence(self, indent: int, text: str) -> bool:
        """Write a line of fenced code; return False where its quote or its item has ended."""
        assert self._fence
        marks, depth, base = self._fence
        inside = _end_of_quotes(text) if depth else 0
        if text.count(">", 0, inside) < depth or (not depth and indent < base):
            self._fence = None
            return False
        self.out.append(" " * indent + text)
        inner = text[inside:].strip()
        if inner.startswith(marks) and not inner.strip(marks[0]):
            self._fence = None
            self.in_paragraph = False
        return True

    def _in_html(self, indent: int, text: str) -> bool:
        """Write a line of HTML that ends at some text; Markdown may follow a comment."""
        assert self.raw
        end = text.lower().find(self.raw)
        after = end + len(self.raw)
        comment = self.raw == "-->"
        if end >= 0:
            self.raw = None
        if end < 0 or not comment or not text[after:].strip():
            self.out.append(" " * indent + text)
            return True
        self.split(" " * indent, text[:after], text[after:])
        return True

    def split(self, lead: str, before: str, after: str) -> None:
        """Write the first part of a line, and read the rest as a paragraph of its own."""
        again = re.sub(r"[^>\s]", " ", lead)
        self.out += [lead + before, again.rstrip()]
        self.in_paragraph = False
        indent, quotes = indent_of(again)
        self._line(indent, quotes + after.lstrip())

    def container(self, lead: str, content: str, opened: openings.Opening, more: int = 0) -> bool:
        """Open the box of a container.

        Args:
            lead: What stands before its line.
            content: The line.
            opened: What it opens.
            more: The number of lines below that belong to it.
        """
        if self.is_full:
            return False
        title = opened.title
        if opened.has_heading and not title:
            at = self.next_line()
            heading = _HEADING.match(self.lines[at].strip()) if at >= 0 else None
            if heading:
                title, more = heading[1], at + 1 - self.at
        source = "\n".join([lead + content, *self.lines[self.at : self.at + more]])
        self.at += more
        tag = "blockquote" if opened.is_boxed else ""
        return self.open(len(lead), 0, title or opened.usual, tag, source, lead)

    def end_container(self) -> bool:
        """End the innermost container; return False where none is open."""
        ended = [n for n, box in enumerate(self.boxes) if box.source is not None]
        if not ended:
            return False
        self._leave(ended[-1] + 1)
        self._end(self.boxes.pop())
        return True

    def goes_on(self) -> bool:
        """Return whether the next line is not blank."""
        return self.at < len(self.lines) and bool(self.lines[self.at].strip())

    @property
    def is_full(self) -> bool:
        """Whether so many boxes are open that no other one opens."""
        return len(self.boxes) >= _MOST_BOXES

    def open_inner(self, indent: int, title: str) -> bool:
        """Open a box for content that may be indented more than its tag."""
        step = max(self.inner_indent() - self.outer_indent(indent), 0)
        if self.is_full:
            step = 0
        if step:
            return self.open(indent, step, title)
        self.out.append(_titled(" " * indent, title))
        self.in_paragraph = False
        return True

    def open(
        self,
        indent: int,
        step: int,
        title: str,
        tag: str = "",
        source: str | None = None,
        lead: str = "",
    ) -> bool:
        """Open a box, after the mark of a list item if one leads; return False beyond the most."""
        if self.is_full:
            return False
        close = f"</{tag}>" if tag else ""
        box = _Box(indent, step, close, source, len(self.out), self._items.copy())
        self.boxes.append(box)
        pad = " " * indent
        before = lead if lead.strip() else f"\n{pad}"
        self.out.append((f"{before}<{tag}>\n" if tag else "") + _titled(pad, title))
        self.in_paragraph = False
        return True

    def _leave(self, count: int) -> None:
        """Leave all boxes but the first ones."""
        while len(self.boxes) > count:
            box = self.boxes.pop()
            if box.source is None:
                self._end(box)
            else:
                self.out[box.place] = box.source

    def _end(self, box: _Box) -> None:
        self.out.append(f"\n{' ' * box.indent}{box.close}\n" if box.close else "")
        self._items = box.items
        self._fence = self.raw = None
        self.in_paragraph = False

    def next_line(self) -> int:
        """Return the number of the next line that is not blank, or -1."""
        at = self.at
        while at < len(self.lines):
            if self.lines[at].strip():
                return at
            at += 1
        return -1

    def inner_indent(self) -> int:
        """Return the indent of the next line that is not blank, as it is written, or -1."""
        at = self.next_line()
        return indent_of(self.lines[at])[0] if at >= 0 else -1

    def outer_indent(self, indent: int) -> int:
        """Return the indent that a line in the open boxes has as it is written."""
        return indent + sum(box.step for box in self.boxes)


def _end_of_quotes(text: str) -> int:
    """Return the place after the marks of quotes at the beginning of a line."""
    at = 0
    while text.startswith(">", at):
        at += 2 if text.startswith((" ", "\t"), at + 1) else 1
    return at


def indent_of(line: str) -> tuple[int, str]:
    """Return the columns before the text of a line, and the text; tabs stop at every fourth."""
    text = line.lstrip(" \t")
    space = line[: len(line) - len(text)]
    return len(space.expandtabs(4)), text.rstrip("\r") if text.isspace() else text


def _titled(pad: str, title: str) -> str:
    """Return a title in bold, a paragraph of its own; its text is Markdown."""
    return f"\n{pad}<strong>{title}</strong>\n" if title.strip() else ""


Rule = Callable[[BlockReader, str, str], bool]
"""Reads a line, from what stands before its content and the content; False where it is text."""
