"""Plain text to a document: paragraphs, and line breaks that the author meant."""

from tui.articles.article import Problem
from tui.articles.late_pattern import late
from tui.document.addresses import find_addresses
from tui.document.inline_text import INDENT, SPACE, collapse, fit
from tui.document.model import Block, Code, Document, Link, Paragraph, Span

_BLANK_LINES = late(r"\n[ \t\u3000\xa0]*(?:\n[ \t\u3000\xa0]*)+")
_TABLE = late(r"^\s*[+|].*[+|]\s*$|\S {3,}\S.* {3,}\S|\t\S.*\t")

_MOST_LINES = 500_000
"""The most lines that are set as such; each may be a block, of 300 bytes in memory."""

_TOO_MANY_LINES = Problem(
    f"more than {_MOST_LINES:,} lines", None, "the text after them is shown as one paragraph"
)

_DRAWN = 1000
"""The number of characters of a line that decide whether it is part of a drawing."""

_FEWEST_CELLS = 55
"""The least width at which lines were wrapped by a program; shorter lines may be verse."""


def from_text(text: str) -> Document:
    """Return the document of a plain text.

    Blank lines separate paragraphs. In a paragraph, lines are joined where they were wrapped
    at a fixed width, as in mails and old texts: all but the last are nearly as long as the
    longest, which has 55 to 100 cells. Otherwise each line stays a line: verse, lists,
    addresses, and texts with one line a paragraph. Drawings and tables made of characters are
    set as code. Beyond 500,000 lines the text is one paragraph.
    """
    links: list[Link] = []
    blocks: list[Block] = []
    text, rest = _divided(fit(text).strip("\n"))
    for part in _BLANK_LINES.split(text):
        lines = part.split("\n")
        if not part.strip(INDENT):
            continue
        if _is_drawn(lines):
            blocks.append(Code("\n".join(line.rstrip().expandtabs(8) for line in lines)))
        elif _is_hard_wrapped(lines):
            blocks.append(Paragraph(_linked(collapse(part.strip(INDENT)), links)))
        else:
            blocks.extend(_kept(lines, links))
    if not rest:
        return Document(tuple(blocks), tuple(links))
    notice = f"{_TOO_MANY_LINES.problem}; {_TOO_MANY_LINES.shown_as}"
    blocks.append(Paragraph((Span(collapse(rest.strip(INDENT))),)))
    blocks.append(Paragraph((Span(notice, frozenset({"notice"})),)))
    return Document(tuple(blocks), tuple(links), problems=(_TOO_MANY_LINES,))


def _divided(text: str) -> tuple[str, str]:
    """Return the lines of a text that are set as such, and what comes after them."""
    if text.count("\n") < _MOST_LINES:
        return text, ""
    rest = text.split("\n", _MOST_LINES)[-1]
    return text[: len(text) - len(rest)].rstrip("\n"), rest


def _is_drawn(lines: list[str]) -> bool:
    """Return whether lines are a drawing, a table or code, with significant spaces."""
    if sum(bool(_TABLE.search(line[:_DRAWN])) for line in lines) * 2 > len(lines) > 1:
        return True
    return all(line.startswith(("    ", "\t")) for line in lines) and (
        len(lines) > 1 or not lines[0].lstrip()[:1].isalpha()
    )


def _is_hard_wrapped(lines: list[str]) -> bool:
    """Return whether lines were wrapped at a fixed width."""
    if len(lines) < 2:
        return True
    # An estimate of the cells: most characters from U+2E80 on are wide.
    lengths = [len(line) + sum(char > "\u2e80" for char in line) for line in lines]
    longest = max(lengths)
    return _FEWEST_CELLS <= longest <= 100 and min(lengths[:-1]) >= longest * 0.7


def _kept(lines: list[str], links: list[Link]) -> list[Paragraph]:
    """Return lines as one paragraph with line breaks, or as one each if long or indented."""
    long = sum(len(line) for line in lines) > 100 * len(lines)
    moved = [line for line in lines if line.startswith("\u3000")]
    texts = [collapse(line.strip(INDENT)) for line in lines]
    texts = [line for line in texts if line.strip(SPACE)]
    if long or moved:
        return [Paragraph(_linked(line, links)) for line in texts]
    return [Paragraph(_linked("\n".join(texts), links))] if texts else []


def _linked(text: str, links: list[Link]) -> tuple[Span, ...]:
    """Return text as spans, with its addresses as links."""
    spans: list[Span] = []
    at = 0
    for start, end, address in find_addresses(text):
        if start > at:
            spans.append(Span(text[at:start]))
        links.append(Link(len(links) + 1, text[start:end], address))
        spans.append(Span(text[start:end], frozenset({"link"}), len(links)))
        at = end
    if at < len(text):
        spans.append(Span(text[at:]))
    return tuple(spans)
