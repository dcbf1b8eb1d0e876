"""HTML as Markdown, by html2text: what that leaves wrong is put right here."""

import re

import html2text

from tui.document.html_tags import LANGUAGE_CLASS

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "center", "details", "figcaption", "figure", "footer",
        "header", "main", "section", "summary",
    }
)  # fmt: skip
"""Blocks that html2text would run together."""

Attributes = dict[str, str | None]


def make(html: str, address: str) -> str:
    """Return HTML as Markdown, a paragraph a line.

    Args:
        html: well-formed, as a parser writes it, its pictures with their addresses.
        address: of the page, to which its links are relative.
    """
    maker = _Maker(address, html)
    return str(maker.handle(html))


class _Maker(html2text.HTML2Text):
    """Writes code in fences with its language, and keeps the cells of a table on their row."""

    def __init__(self, address: str, html: str) -> None:
        super().__init__(baseurl=address, bodywidth=0)
        self.unicode_snob = True
        self.ul_item_mark = "-"
        self.emphasis_mark = "*"
        self.backquote_code_style = True
        # A fence must be longer than any in the code (CommonMark 0.31, section 4.5).
        longest = max((len(run) for run in re.findall("`{3,}", html)), default=2)
        self._fence = "`" * (longest + 1)
        self._language = ""
        self._write = self.out
        self.out = self._fenced
        self._cells = 0

    def _fenced(self, s: str) -> None:
        """Write a text; the marks of code that begin and end a block are made whole."""
        if s.startswith("\n") and s.lstrip("\n> ") == "```":
            s = s[:-3] + self._fence + (self._language if self.pre else "")
            self._language = ""
        self._write(s)

    def handle_tag(self, tag: str, attrs: Attributes, start: bool) -> None:
        """Take a tag."""
        if tag in ("td", "th"):
            self._cells += 1 if start else -1
        elif self._cells > 0 and tag in ("p", "br", "div", "ul", "ol", "li"):
            self.o(" ")
            return
        if tag in ("pre", "code") and start:
            found = LANGUAGE_CLASS.search(attrs.get("class") or "")
            self._language = found[1] if found else self._language if tag == "code" else ""
        elif tag in _BLOCKS and not self._cells:
            self.p()
        super().handle_tag(tag, attrs, start)

    def handle_data(self, data: str, entity_char: bool = False) -> None:
        """Take text; what would be HTML or would end a cell is escaped."""
        if not (self.pre or self.code):
            data = data.replace("<", "\\<") if entity_char or "<" in data else data
        if self._cells > 0:
            data = data.replace("|", "\\|").replace("\n", " ")
        super().handle_data(data, entity_char)
