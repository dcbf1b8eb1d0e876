"""AsciiDoc to HTML (the AsciiDoc language documentation, docs.asciidoctor.org)."""

import re
from collections.abc import Iterator
from html import escape

from tui.document.formats.html_writer import (
    DEEPEST,
    MOST_NESTED,
    HtmlWriter,
    formula,
    marked_up,
    take_until,
)

_ATTRIBUTE = re.compile(r":(!?[\w-]+!?):(?:[ \t]+(.*))?\Z")
_HEADING = re.compile(r"([=#]{1,6})[ \t]+(\S.*?)(?:[ \t]+\1)?\Z")
_DELIMITER = re.compile(r"(-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|/{4,}|--|```|\|===)(\w*)\Z")
_STYLE = re.compile(r"\[([^\[\]]*)\]\Z|\[\[[^\[\]]*\]\]\Z")
_BETWEEN = re.compile(
    r"\[(?:\[[^\[\]]*\]|(?:[.#%]|source\b|quote\b|verse\b|horizontal\b|discrete\b|cols=|options="
    r"|(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\b)[^\[\]]*)\]\Z"
)
"""Attributes that end the paragraph above them; other words in brackets belong to it."""
_TITLE = re.compile(r"\.(?![. \t])(.+)\Z")
_ADMONITION = re.compile(r"(NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+(.*)\Z")
_ITEM = re.compile(r"[ \t]*(\*{1,5}|-|\.{1,5}|\d{1,9}\.|<(?:\d+|\.)>)[ \t]+(.*)\Z")
_TERM = re.compile(r"[ \t]*(\S.{0,300}?)(:{2,4}|;;)(?:[ \t]+(.*))?\Z")
_MACRO = re.compile(r"(image|video|audio|include)::([^\[\]\s]+)\[([^\]]*)\]\Z")
_UNSEEN = re.compile(r"//(?!/)|(?:ifdef|ifndef|ifeval|endif|toc)::|<<<\Z")
_RULE = re.compile(r"'{3,}\Z|(?:- ?){3}\Z|(?:\* ?){3}\Z")
_CELL = re.compile(r"(?:(?:^|(?<=\s))(?:\d+(?:\.\d+)?[+*])?[<^>.]{0,4}[aehlmsd]?)?(?<!\\)\|")
_INLINE = re.compile(
    r"\+\+\+(?P<raw>.{1,500}?)\+\+\+|`\+(?P<plain>.{1,500}?)\+`|``(?P<code>.{1,500}?)``"
    r"|(?<![\w`])`(?P<mono>\S|\S.{0,500}?\S)`(?!\w)"
    r"|(?<![\w+`])\+(?P<passed>[^\s+]|[^\s+][^+\n]{0,300}?[^\s+])\+(?![\w+`])"
    r"|(?P<macro>image|link|xref|kbd|btn|menu|footnote|mailto|icon|pass|stem|latexmath):(?P<to>[^\s\[\]:]{0,300}(?::[^\s\[\]]{0,300})?)"
    r"\[(?P<in>[^\]]{0,500})\]"
    r"|<<(?P<ref>[^<>,\n]{1,300})(?:,[ ]?(?P<refwords>[^<>\n]{1,300}))?>>"
    r"|(?P<url>https?://[^\s<>\[\]]*[^\s<>\[\].,;:!?'\")])(?:\[(?P<words>[^\]]{0,500})\])?"
    r"|(?P<twice>\*\*|__|##)(?P<within>.{1,500}?)(?P=twice)"
    r"|(?<![\w*_#\\])(?P<mark>[*_#])(?P<text>\S|\S(?:.|\n(?!\n)){0,500}?\S)(?P=mark)(?!\w)"
    r"|(?P<script>[\^~])(?P<small>[^\s^~]{1,200})(?P=script)"
    r"|(?P<quote>[\"'])`(?P<quoted>\S(?:.|\n){0,500}?)`(?P=quote)"
)
_TAGS = {"*": "strong", "_": "em", "#": "mark", "^": "sup", "~": "sub"}
_QUOTES = {'"': ("“", "”"), "'": ("‘", "’")}
_REFERENCE = re.compile(r"\{([\w-]+)\}")
_CHARACTERS = {
    "nbsp": "\xa0",
    "empty": "",
    "sp": " ",
    "zwsp": "\u200b",
    "plus": "+",
    "asterisk": "*",
}


def from_asciidoc(body: str) -> str:
    """Return the HTML of a body of AsciiDoc. Included files are named, not read."""
    converter = _Converter(dict(_CHARACTERS), 0)
    converter.read(body.split("\n"))
    return converter.writer.html()


class _Converter:
    """Reads lines into a writer."""

    def __init__(self, attributes: dict[str, str], depth: int) -> None:
        self.writer = HtmlWriter()
        self._attributes = attributes
        self._depth = depth
        """How many blocks the lines lie in."""
        self._style: list[str] = []
        """The attributes in brackets above a block."""
        self._markers: list[str] = []
        """The markers of the open lists, outermost first."""
        self._goes_on = False
        """Whether the next block belongs to the list item before it."""
        self._waits = False
        """Whether the description of a term is still to come."""

    def read(self, lines: list[str]) -> None:
        """Read the lines of a page or of a block."""
        source = iter(lines)
        for line in source:
            line = line.rstrip()
            if not line:
                self.writer.end_paragraph()
            elif line == "+" and self._markers:
                self.writer.end_paragraph()
                self._goes_on = True
            elif self.writer.in_paragraph and not self._interrupts(line):
                self._words(line)
            else:
                self._begin(line, source)

    def _interrupts(self, line: str) -> bool:
        """Return whether a line ends the paragraph above it."""
        is_term = bool(self._markers) and _TERM.match(line)
        starts = _ITEM.match(line) or _DELIMITER.match(line) or _BETWEEN.match(line)
        return bool(starts or is_term or _UNSEEN.match(line))

    def _begin(self, line: str, source: Iterator[str]) -> None:
        """Read a line that begins a block."""
        if found := _DELIMITER.match(line):
            self._settle()
            self._block(found[1], found[2], *take_until(source, found[1]))
            self._style = []
        elif found := _ATTRIBUTE.match(line):
            self._attributes[found[1].strip("!")] = found[2] or ""
        elif found := _STYLE.match(line):
            self.writer.end_paragraph()
            self._style = [part.strip(" \"'") for part in (found[1] or "").split(",")]
        elif found := _ITEM.match(line):
            self._item(found[1], found[2])
        elif (found := _TERM.match(line)) and "://" not in found[1]:
            self._item(found[2], found[3] or "", found[1])
        elif not _UNSEEN.match(line):
            waits, self._waits = self._waits, False
            self._goes_on |= waits
            self._settle()
            self._line(line.strip() if waits else line)

    def _line(self, line: str) -> None:
        """Read a line that is a block by itself, or begins a paragraph."""
        if found := _HEADING.match(line):
            level = len(found[1])
            self.writer.block(f"<h{level}>{self._inline(found[2])}</h{level}>")
        elif _RULE.match(line):
            self.writer.block("<hr>")
        elif found := _MACRO.match(line):
            self.writer.block(f"<p>{self._macro(found[1], found[2], found[3])}</p>")
        elif found := _TITLE.match(line):
            self.writer.block(f"<p><strong>{self._inline(found[1])}</strong></p>")
        elif self._style[:1] in (["source"], ["listing"], ["literal"]):
            self.writer.line(f"<code>{escape(line)}</code>")
        elif line[0] in " \t":
            self.writer.code([line.strip()])
        else:
            if found := _ADMONITION.match(line):
                self.writer.line(f"<strong>{found[1].capitalize()}:</strong>")
                line = found[2]
            self._words(line)

    def _words(self, line: str) -> None:
        html = self._inline(line.removesuffix(" +").strip())
        self.writer.line(f"{html}<br>" if line.endswith(" +") else html)

    def _settle(self) -> None:
        """End the lists, unless the next block belongs to an item."""
        self.writer.end_paragraph()
        if not self._goes_on:
            self.writer.close_lists()
            self._markers = []
        self._goes_on = False

    def _item(self, marker: str, text: str, term: str = "") -> None:
        """Begin an item; a marker that no open list has begins a list within the item."""
        marker = re.sub(r"\d+", "1", marker)
        if marker in self._markers:
            del self._markers[self._markers.index(marker) + 1 :]
        else:
            self._markers.append(marker)
        tag = "dl" if term else "ul" if marker[0] in "*-" else "ol"
        depth = len(self._markers) - 1
        self.writer.item(depth, tag, self._inline(text), self._inline(term))
        self._goes_on = False
        self._waits = bool(term) and not text

    def _block(self, delimiter: str, language: str, lines: list[str], closed: bool) -> None:
        """Write a block between two delimiters."""
        style = [*self._style, "", ""]
        kind = delimiter[0] if delimiter != "--" else ""
        if kind in ("-", ".", "`", "+") or self._depth >= MOST_NESTED:
            if style[0] == "source" or not style[0] and style[1]:
                language = style[1]
            self.writer.code(lines, language)
        elif kind == "|":
            self._table(lines)
        elif kind != "/" or not closed:
            inner = _Converter(self._attributes, self._depth + 1)
            inner.read(lines)
            html = inner.writer.html()
            if style[0].isupper():
                html = f"<p><strong>{escape(style[0].capitalize())}</strong></p>{html}"
            if by := ", ".join(filter(None, style[1:3])) if style[0] in ("quote", "verse") else "":
                html += f"<p>— {self._inline(by)}</p>"
            quoted = kind == "_" or style[0].isupper() or style[0] == "quote"
            self.writer.block(f"<blockquote>{html}</blockquote>" if quoted else html)

    def _table(self, lines: list[str]) -> None:
        """Write a table; its first line, or the attribute `cols`, tells the number of columns."""
        said = re.search(r'cols="?([^"\]]+)', ",".join(self._style))
        first = next((line for line in lines if line.strip()), "")
        columns = len(_CELL.findall(first))
        if said and (times := re.match(r"(\d+)\*", said[1])):
            columns = int(times[1])
        elif said and columns < 2:
            columns = sum("=" not in part for part in self._style if part) or columns
        cells = [cell.strip().replace("\\|", "|") for cell in _CELL.split("\n".join(lines))[1:]]
        wide = max(1, columns)
        rows = [cells[at : at + wide] for at in range(0, len(cells), wide)]
        after = lines[lines.index(first) + 1 : lines.index(first) + 2] if first else []
        headed = "header" in ",".join(self._style) or (after == [""] and len(rows) > 1)
        self.writer.table([[self._inline(cell) for cell in row] for row in rows], headed)

    def _macro(self, name: str, target: str, within: str) -> str:
        """Return what a macro shows: a picture, or a link."""
        words, *others = (part.strip() for part in within.split(","))
        if name == "image":
            return f'<img src="{escape(target)}" alt="{escape(words.strip(chr(34)))}">'
        if name == "icon":
            return ""
        if name == "pass":
            return escape(within)
        if name in ("stem", "latexmath"):
            return formula(within, False, f"{name}:[{within}]")
        if name in ("kbd", "btn", "menu", "footnote"):
            shown = " › ".join(filter(None, [target, *within.split(" > ")]))
            shown = f"[{within}]" if name == "footnote" else shown
            return f"<kbd>{escape(shown)}</kbd>" if name == "kbd" else self._inline(shown)
        words = words if others and "=" in others[0] else within
        shown = self._inline(words.removesuffix("^").strip('"')) or escape(target)
        if name == "xref" and not re.search(r"[./]", target):
            return shown
        address = f"mailto:{target}" if name == "mailto" else target
        return f'<a href="{escape(address)}">{shown}</a>'

    def _inline(self, text: str, depth: int = 0) -> str:
        """Return text with attributes, macros and emphasis as HTML."""
        if not depth:
            text = _REFERENCE.sub(lambda found: self._attributes.get(found[1], found[0]), text)
        if depth > DEEPEST:
            return escape(text)
        return marked_up(_INLINE, text, lambda found: self._marked(found, depth + 1))

    def _marked(self, found: re.Match[str], depth: int) -> str:
        if found["raw"] or found["passed"]:
            return escape(found["raw"] or found["passed"])
        if code := found["plain"] or found["mono"] or found["code"]:
            return f"<code>{escape(code)}</code>"
        if found["macro"]:
            return self._macro(found["macro"], found["to"], found["in"])
        if found["url"]:
            return self._macro("link", found["url"], found["words"] or "")
        if found["ref"]:
            return escape(found["refwords"] or found["ref"])
        if found["quoted"]:
            before, after = _QUOTES[found["quote"]]
            return f"{before}{self._inline(found['quoted'], depth)}{after}"
        sign = found["mark"] or found["script"] or found["twice"][0]
        inside = found["text"] or found["small"] or found["within"]
        return f"<{_TAGS[sign]}>{self._inline(inside, depth)}</{_TAGS[sign]}>"
