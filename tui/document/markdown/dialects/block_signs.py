"""The blocks of dialects, written as CommonMark and HTML in one pass over the lines.

A block becomes a quote with its title in bold, a tab its name and its content; what the dialect
hides is removed. Code, blocks of HTML and all other lines stay as they are.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from tui.articles.late_pattern import late
from tui.document.markdown.dialects import components, modules
from tui.document.template_tags import meanings
from tui.document.template_tags.syntax import parameters

_HINT = re.compile(
    r"\n[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?+"
    r"(?:!!!|\?\?\?|===[!+]*+ \"|:::|%%|\*\[|\[!(?!\[)|</?[A-Z>]"
    r"|import(?:\s*+[\"'{*]|\s[^\n\"']*+[\"'])|export\s++(?:[a-z]++\s|[{*])"
    r"|<[a-z][^<>\n]*?[\s\"']markdown[\s=>])"
)
"""A line that may belong to a dialect; most bodies have none. A line end is found fast."""
_AFTER_COMMENT = re.compile(r"-->[ \t]*+[^\s<-]")

_MOST_BOXES = 20
"""The most boxes inside each other; a deeper one is text. It bounds the work for each line."""

_MARKER = late(r"(?:[-*+]|\d{1,9}[.)])[ \t]++(?=\S)")
_THEMATIC = late(r"([-*_])[ \t]*+(?:\1[ \t]*+){2,}")
_FENCE = re.compile(r"(`{3,})[^`]*+$|(~{3,})")
_HEADING = late(r"#{1,6}[ \t]++(.+?)[ \t]*+#*[ \t]*$")

_CALLOUT = late(r"\[!([A-Za-z][\w -]*+)(?:\|[^\[\]]*+)?\][-+]?[ \t]*+(.*)$")
_ADMONITION = late(
    r"(?:!!!|\?\?\?\+?)[ ]?([A-Za-z][\w-]*+)((?:[ ]+[\w-]++)*+)(?:[ ]+\"(.*)\")?[ ]*$"
)
_TAB = re.compile(r"===[!+]*+[ ]+\"(.+)\"[ ]*$")
_COLONS = re.compile(r":{3,}[ \t]*+(.*?)[ \t]*+:*$")
_DIRECTIVE = late(r"([A-Za-z][\w-]*+)(?:\[(.*)\])?+[ \t]*+(\{[^{}]*+\})?+[ \t]*+(.*)$")
_CLASS = re.compile(r"\.([\w-]+)")
_ABBREVIATION = re.compile(r"\*\[[^\[\]]++\]:[ \t]*+\S")

_COMMENTS = late(r"(?:<!--(?:[^-]|-(?!->))*+-->[ \t]*+)++")
_VERBATIM = late(r"<(pre|script|style|textarea)(?=[\s>]|$)", re.IGNORECASE)
_HTML = late(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd"
    r"|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]"
    r"|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup"
    r"|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)"
    r"(?=[\s/>]|$)",
    re.IGNORECASE,
)
"""The beginning of a block of HTML that ends at a blank line (CommonMark 0.31, section 4.6)."""
_LONE_TAG = late(r"</?[A-Za-z][\w-]*+(?:\s[^<>]*+)?+>[ \t]*$")
_READ_INSIDE = late(
    r"(?=<[^<>]*+>)(<[a-z][\w-]*+(?:\s[^<>]*?)?)\smarkdown(?:=(?:1|block|span|[\"'](?:1|block|span)[\"']))?"
    r"(?=[\s>])([^<>]*+>)"
)
"""A tag whose content is Markdown (kramdown, PHP Markdown Extra, Python-Markdown)."""

_ADMONITIONS = meanings.NOTES | meanings.KINDS | meanings.FOLDED


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


def with_plain_blocks(markdown: str) -> str:
    """Return Markdown in which the blocks of dialects are CommonMark and HTML."""
    first = "\n" + markdown[: markdown.find("\n") % (len(markdown) + 1)]
    comment = markdown.find("<!--")
    after_comment = comment >= 0 and _AFTER_COMMENT.search(markdown, comment)
    if after_comment or _HINT.search(markdown) or _HINT.match(first):
        return _Blocks(markdown).read()
    return markdown


class _Blocks:
    """Goes through the lines of a body."""

    def __init__(self, markdown: str) -> None:
        self._lines = markdown.split("\n")
        self._mdx = bool(components.SIGN.search(markdown))
        self._components: set[str] = set()
        """The components that have been read."""
        self._at = 0
        """The number of the next line."""
        self._out: list[str] = []
        self._boxes: list[_Box] = []
        self._items: list[int] = []
        """The columns of the content of the open list items."""
        self._fence: _Fence | None = None
        self._raw: str | None = None
        """The text that ends the open block of HTML; the empty string for a blank line."""
        self._in_paragraph = False
        self._depth = 0
        """The quotes around the last line."""

    def read(self) -> str:
        """Return the result."""
        while self._at < len(self._lines):
            source = self._lines[self._at]
            self._at += 1
            indent, text = _indent(source)
            if text:
                self._line(self._dedented(indent), text)
            else:
                self._blank(source)
        self._leave(0)
        return "\n".join(self._out)

    def _blank(self, source: str) -> None:
        self._out.append(source)
        if self._fence and self._fence.depth:
            self._fence = None
        if self._raw == "":
            self._raw = None
        self._in_paragraph = False
        self._depth = 0

    def _dedented(self, indent: int) -> int:
        """Return the indent of a line less that of its boxes; those that it ends are closed."""
        for number, box in enumerate(self._boxes):
            if box.step and indent < box.indent + box.step:
                self._leave(number)
                break
            indent -= box.step
        return indent

    def _line(self, indent: int, text: str) -> None:
        """Read a line that is not blank."""
        if self._fence and self._in_fence(indent, text):
            return
        if self._raw and self._in_html(indent, text):
            return
        quotes = text[: _end_of_quotes(text)]
        before, self._depth = self._depth, quotes.count(">")
        lead, content, column = " " * indent + quotes, text[len(quotes) :], indent
        if not quotes:
            while self._items and indent < self._items[-1]:
                self._items.pop()
        base = self._items[-1] if self._items else 0
        if not self._in_paragraph and (content.startswith("    ") or indent >= base + 4):
            self._out.append(lead + content)
            return
        while (marker := _MARKER.match(content)) and not _THEMATIC.fullmatch(content):
            column += len(marker[0]) if len(marker[0].expandtabs(4)) < 6 else 2
            if not quotes:
                self._items.append(column)
            lead, content = lead + marker[0], content[marker.end() :]
            self._in_paragraph = False
        fence = _FENCE.match(content)
        if fence:
            marks = fence[1] or fence[2]
            self._fence = _Fence(marks, self._depth, self._items[-1] if self._items else 0)
            self._out.append(lead + content)
            return
        if quotes and self._depth > before and self._callout(lead, content):
            return
        rule = RULES.get(content[:1])
        if rule and rule(self, lead, content):
            return
        self._out.append(lead + content)
        self._in_paragraph = self._raw is None and not content.startswith("#")

    def _in_fence(self, indent: int, text: str) -> bool:
        """Write a line of fenced code; return False where its quote or its item has ended."""
        assert self._fence
        marks, depth, base = self._fence
        inside = _end_of_quotes(text) if depth else 0
        if text.count(">", 0, inside) < depth or (not depth and indent < base):
            self._fence = None
            return False
        self._out.append(" " * indent + text)
        inner = text[inside:].strip()
        if inner.startswith(marks) and not inner.strip(marks[0]):
            self._fence = None
            self._in_paragraph = False
        return True

    def _in_html(self, indent: int, text: str) -> bool:
        """Write a line of HTML that ends at some text; Markdown may follow a comment."""
        assert self._raw
        end = text.lower().find(self._raw)
        after = end + len(self._raw)
        comment = self._raw == "-->"
        if end >= 0:
            self._raw = None
        if end < 0 or not comment or not text[after:].strip():
            self._out.append(" " * indent + text)
            return True
        self._split(" " * indent, text[:after], text[after:])
        return True

    def _split(self, lead: str, before: str, after: str) -> None:
        """Write the first part of a line, and read the rest as a paragraph of its own."""
        again = re.sub(r"[^>\s]", " ", lead)
        self._out += [lead + before, again.rstrip()]
        self._in_paragraph = False
        indent, quotes = _indent(again)
        self._line(indent, quotes + after.lstrip())

    def _callout(self, lead: str, content: str) -> bool:
        """Read Obsidian's and GitHub's `[!kind]- Title`, the first line of a quote."""
        found = _CALLOUT.match(content)
        if not found:
            return False
        title = found[2].strip() or _title(found[1])
        self._out += [f"{lead}<strong>{title}</strong>", lead.rstrip()]
        self._in_paragraph = False
        return True

    def _admonition(self, lead: str, content: str) -> bool:
        """Read Python-Markdown's `!!! note "Title"` and PyMdown's `??? note`."""
        found = _ADMONITION.match(content)
        if not found or lead.strip():
            return False
        if found[3] is None and self._inner_indent() < self._outer_indent(len(lead)) + 4:
            return False
        title = _title(found[1]) if found[3] is None else found[3]
        return self._open(len(lead), 4, title, "blockquote")

    def _tab(self, lead: str, content: str) -> bool:
        """Read PyMdown's `=== "Title"`."""
        found = _TAB.match(content)
        return found is not None and not lead.strip() and self._open(len(lead), 4, found[1])

    def _colons(self, lead: str, content: str) -> bool:
        """Read a container of Docusaurus and VuePress, or a div of pandoc, or its end."""
        found = _COLONS.match(content)
        if not found or lead.strip():
            return False
        if not found[1]:
            ended = [n for n, box in enumerate(self._boxes) if box.source is not None]
            if not ended:
                return False
            self._leave(ended[-1] + 1)
            self._end(self._boxes.pop())
            return True
        source = lead + content
        kind, title = _directive(found[1])
        callout = kind.startswith("callout")
        kind = kind.removeprefix("callout-")
        if callout and not title:
            at = self._next()
            heading = _HEADING.match(self._lines[at].strip()) if at >= 0 else None
            if heading:
                source = "\n".join([source, *self._lines[self._at : at + 1]])
                title, self._at = heading[1], at + 1
        boxed = kind in _ADMONITIONS or callout
        if boxed and not title:
            title = _title(kind) if kind != "callout" else ""
        return self._open(len(lead), 0, title, "blockquote" if boxed else "", source)

    def _comment(self, lead: str, content: str) -> bool:
        """Drop Obsidian's comment of several lines: `%%` opens the first, closes the last."""
        if not content.startswith("%%") or "%%" in content[2:] or lead.strip():
            return False
        for at in range(self._at, len(self._lines)):
            line = self._lines[at].rstrip()
            if "%%" in line:
                if line.count("%%") > 1 or not line.endswith("%%"):
                    return False
                self._at = at + 1
                return True
        return False

    def _abbreviation(self, lead: str, content: str) -> bool:
        """Drop the definition of an abbreviation, `*[HTML]: …`."""
        return not lead.strip() and bool(_ABBREVIATION.match(content))

    def _module(self, lead: str, _content: str) -> bool:
        """Drop the imports and exports of MDX."""
        if lead or self._in_paragraph or self._boxes:
            return False
        count = modules.lines_of_statement(self._lines, self._at - 1)
        self._at += max(count - 1, 0)
        return count > 0

    def _tag(self, lead: str, content: str) -> bool:
        """Read a line that begins with a tag or a comment of HTML."""
        if self._raw is None and content.startswith("<!--"):
            comments = _COMMENTS.match(content)
            if not comments:
                self._raw = "-->"
            elif comments.end() < len(content):
                self._split(lead, comments[0].rstrip(), content[comments.end() :])
                return True
            return False
        if not lead.strip() and (self._component(lead, content) or self._inside(lead, content)):
            return True
        verbatim = _VERBATIM.match(content)
        if verbatim:
            end = f"</{verbatim[1].lower()}>"
            self._raw = None if end in content.lower() else end
        elif _HTML.match(content) or (not self._in_paragraph and _LONE_TAG.match(content)):
            self._raw = ""
        return False

    def _component(self, lead: str, content: str) -> bool:
        """Read the tag of an MDX component on lines of its own."""
        found = components.read([content, *self._lines[self._at : self._at + components.MOST]])
        if not found:
            return False
        is_known = self._mdx or not found.bare or found.name in self._components
        if not is_known and (not found.opens or self._goes_on()):
            return False
        self._components.add(found.name)
        self._at += found.lines - 1
        self._raw = None
        if found.opens:
            return self._open_inner(len(lead), found.title)
        self._out.append(f"\n{lead}{found.html}\n" if found.html else "")
        self._in_paragraph = False
        return True

    def _goes_on(self) -> bool:
        """Return whether the next line is not blank."""
        return self._at < len(self._lines) and bool(self._lines[self._at].strip())

    def _inside(self, lead: str, content: str) -> bool:
        """Read a tag with the attribute `markdown="1"`."""
        found = _READ_INSIDE.match(content)
        if not found:
            return False
        self._raw = None
        self._out += [lead + found[1] + found[2], ""]
        rest = content[found.end() :].strip()
        self._in_paragraph = bool(rest)
        if not rest:
            return self._open_inner(len(lead), "")
        self._out.append(lead + rest)
        return True

    def _open_inner(self, indent: int, title: str) -> bool:
        """Open a box for content that may be indented more than its tag."""
        step = max(self._inner_indent() - self._outer_indent(indent), 0)
        if len(self._boxes) >= _MOST_BOXES:
            step = 0
        if step:
            return self._open(indent, step, title)
        self._out.append(_titled(" " * indent, title))
        self._in_paragraph = False
        return True

    def _open(
        self, indent: int, step: int, title: str, tag: str = "", source: str | None = None
    ) -> bool:
        """Open a box; return False where there are too many."""
        if len(self._boxes) >= _MOST_BOXES:
            return False
        close = f"</{tag}>" if tag else ""
        box = _Box(indent, step, close, source, len(self._out), self._items.copy())
        self._boxes.append(box)
        pad = " " * indent
        self._out.append((f"\n{pad}<{tag}>\n" if tag else "") + _titled(pad, title))
        self._in_paragraph = False
        return True

    def _leave(self, count: int) -> None:
        """Leave all boxes but the first ones."""
        while len(self._boxes) > count:
            box = self._boxes.pop()
            if box.source is None:
                self._end(box)
            else:
                self._out[box.place] = box.source

    def _end(self, box: _Box) -> None:
        self._out.append(f"\n{' ' * box.indent}{box.close}\n" if box.close else "")
        self._items = box.items
        self._fence = self._raw = None
        self._in_paragraph = False

    def _next(self) -> int:
        """Return the number of the next line that is not blank, or -1."""
        at = self._at
        while at < len(self._lines):
            if self._lines[at].strip():
                return at
            at += 1
        return -1

    def _inner_indent(self) -> int:
        """Return the indent of the next line that is not blank, as it is written, or -1."""
        at = self._next()
        return _indent(self._lines[at])[0] if at >= 0 else -1

    def _outer_indent(self, indent: int) -> int:
        """Return the indent that a line in the open boxes has as it is written."""
        return indent + sum(box.step for box in self._boxes)


RULES: dict[str, Callable[[_Blocks, str, str], bool]] = {
    "!": _Blocks._admonition,
    "?": _Blocks._admonition,
    "=": _Blocks._tab,
    ":": _Blocks._colons,
    "%": _Blocks._comment,
    "*": _Blocks._abbreviation,
    "i": _Blocks._module,
    "e": _Blocks._module,
    "<": _Blocks._tag,
}
"""The rules by the first character of a line's content; `_HINT` must find their signs, too."""


def _end_of_quotes(text: str) -> int:
    """Return the place after the marks of quotes at the beginning of a line."""
    at = 0
    while text.startswith(">", at):
        at += 2 if text.startswith((" ", "\t"), at + 1) else 1
    return at


def _indent(line: str) -> tuple[int, str]:
    """Return the columns before the text of a line, and the text; tabs stop at every fourth."""
    text = line.lstrip(" \t")
    space = line[: len(line) - len(text)]
    return len(space.expandtabs(4)), text.rstrip("\r") if text.isspace() else text


def _title(kind: str) -> str:
    return kind.replace("-", " ").strip().capitalize()


def _titled(pad: str, title: str) -> str:
    """Return a title in bold, a paragraph of its own; its text is Markdown."""
    return f"\n{pad}<strong>{title}</strong>\n" if title.strip() else ""


def _directive(words: str) -> tuple[str, str]:
    """Return the kind and the title of a container, from the words after its colons."""
    found = _DIRECTIVE.match(words)
    attributes = (found[3] or "") if found else words
    _, named = parameters(attributes.strip("{} "))
    title = named.get("title", "")
    if found:
        return found[1].lower(), title or found[2] or found[4].strip().strip("\"'")
    kinds = _CLASS.findall(attributes)
    callout = next((one for one in kinds if one.startswith("callout")), "")
    return (callout or next(iter(kinds), "")).lower(), title
