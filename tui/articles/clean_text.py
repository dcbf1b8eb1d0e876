"""Text that is safe on a terminal: without control codes, and titles on one line."""

import re
from collections.abc import Iterator
from html import unescape

from tui.articles.late_pattern import late

TITLE_LENGTH = 1000
"""The most characters that a title keeps; the rest is cut off with an ellipsis."""

_ESCAPES = late(
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]"  # CSI: colours, moves (ECMA-48, 5.4)
    # OSC, DCS, SOS, PM and APC carry a payload up to ST or BEL (ECMA-48, 8.3). Without an end
    # on the same line the payload is text, so that no article can hide its rest.
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,2000}(?:\x07|\x1b\\|\x9c)"
)
_ODD = late(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_PRINTED = bytes([9, 10, *range(32, 127)])
"""Tabs, line ends and printable ASCII."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_TABLE: dict[int, str | None] = {
    **dict.fromkeys([*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0)]),
    0x0B: " ",
    0x0C: " ",
    0x0D: "\n",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
    # Overrides reverse text, paired or not, and no script needs them.
    0x202D: None,
    0x202E: None,
    # A byte order mark in the middle is left over from joined files.
    0xFEFF: None,
    **dict.fromkeys([*range(0xFDD0, 0xFDF0), *range(0xFFF9, 0xFFFC), 0xFFFE, 0xFFFF]),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_ONE_LINE = late(r"^[ \t>]{0,20}(?:#{1,6}[ \t]|\|)[^\n]*", re.MULTILINE)
"""A heading of Markdown, or a row of a table, which must stay on one line."""


_PIECE = 250_000
"""The number of characters cleaned at a time, since other threads wait for each search."""

_DIRECTIONS = re.compile("[\u202a\u202b\u202c\u2066-\u2069]")
_OVERRIDES = "\u202d\u202e"
_EMBEDDINGS = "\u202a\u202b"
_ISOLATES = "\u2066\u2067\u2068"
_PDF = "\u202c"
_PDI = "\u2069"

_TAG = late(
    r"<(/?)(abbr|a|big|bdi|bdo|blockquote|body|b|br|center|cite|code|del|dfn|div|em|font|h[1-6]"
    r"|hr|html|img|ins|i|kbd|label|li|mark|nobr|ol|pre|p|q|rb|rp|rt|ruby|samp|section|small|span"
    r"|strike|strong|sub|sup|s|time|title|tt|ul|u|var|wbr)(?=[\s/>])[^<>]{0,500}>",
    re.IGNORECASE,
)
_VOID = frozenset({"br", "hr", "wbr"})
_ALT = late(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_COMMENT = late(r"<!--(?:[^-]|-(?!->)){0,2000}-->")
_BLOCKS = frozenset({"p", "li", "div", "blockquote", "section"})
_UNCLOSED = frozenset({"p", "li"})
"""Blocks whose end tag may be left out (HTML 13.1.2.4)."""
_WIKI_LINK = late(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_LINK = late(r"(?<!\[)\[([^\[\]]+)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])")
_WHITE = re.compile(r"[^\S\u3000]+")


def clean(text: str) -> str:
    r"""Return the text without control codes.

    Whole escape sequences are removed, then every C0 and C1 code except `\n` and `\t`, DEL,
    byte order marks, noncharacters, directional overrides, and the embeddings and isolates
    that are not closed on their own line (Unicode UAX #9). A lone surrogate becomes U+FFFD;
    CRLF, CR, NEL, LS and PS become `\n`; VT and FF become a space, and so does LS in a
    heading of Markdown or in a row of a table, which it would cut.
    """
    if len(text) <= _PIECE:
        return _cleaned(text)
    pieces = list(_pieces(text))
    cleaned = [_cleaned(piece) for piece in pieces]
    return text if cleaned == pieces else "".join(cleaned)


def is_printed(text: str) -> bool:
    """Return whether a text consists of tabs, line ends and printable ASCII only."""
    return text.isascii() and not text.encode("ascii").translate(None, _PRINTED)


def _is_plain(text: str) -> bool:
    """Return whether a quick check, twice as fast as `_ODD`, finds a text clean."""
    if text.isascii():
        return is_printed(text)
    return text.replace("\n", " ").replace("\u3000", " ").isprintable()


def first_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the first match of a pattern of single characters."""
    for start in range(0, len(text), _PIECE):
        found = pattern.search(text, start, start + _PIECE)
        if found:
            return found
    return None


def _cleaned(text: str) -> str:
    if "\r" in text:  # One character is found thirty times as fast as two.
        text = text.replace("\r\n", "\n")
    if _is_plain(text) or not _ODD.search(text):
        return text
    if "\x1b" in text or _CONTROL.search(text):
        text = _ESCAPES.sub("", text)
    if "\u2028" in text:
        text = _ONE_LINE.sub(lambda line: line[0].replace("\u2028", " "), text)
    text = _ODD.sub(_replacement, text)
    if _DIRECTIONS.search(text):
        text = "\n".join(
            _balanced(line) if _DIRECTIONS.search(line) else line for line in text.split("\n")
        )
    return text


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces of whole lines, of at most `_PIECE` characters where possible."""
    start = 0
    while start < len(text):
        end = text.rfind("\n", start, start + _PIECE) + 1
        end = end or text.find("\n", start + _PIECE) + 1
        yield text[start : end or None]
        start = end or len(text)


def _replacement(found: re.Match[str]) -> str:
    return found[0].translate(_TABLE)


def first_control(text: str) -> int | None:
    """Return the line, from 1, of the first control code that `clean` removes, or None.

    Line ends, tabs and form feeds are not faults and do not count.
    """
    found = first_match(_CONTROL, text)
    return None if found is None else text.count("\n", 0, found.start()) + 1


def first_turned(text: str) -> int | None:
    """Return the line, from 1, of the first directional mark that `clean` removes, or None."""
    if not any(mark in text for mark in _OVERRIDES) and not first_match(_DIRECTIONS, text):
        return None
    for number, line in enumerate(text.split("\n"), 1):
        if any(mark in line for mark in _OVERRIDES):
            return number
        if _DIRECTIONS.search(line) and _balanced(line) != line:
            return number
    return None


def _balanced(line: str) -> str:
    """Return the line without directional marks that have no partner on it."""
    opened: list[int] = []
    kept: set[int] = set()
    for found in _DIRECTIONS.finditer(line):
        mark, at = found[0], found.start()
        if mark in _EMBEDDINGS or mark in _ISOLATES:
            opened.append(at)
            continue
        openers = _EMBEDDINGS if mark == _PDF else _ISOLATES
        # PDI closes the embeddings inside its isolate too; PDF closes only the innermost.
        while mark == _PDI and opened and line[opened[-1]] not in openers:
            opened.pop()
        if opened and line[opened[-1]] in openers:
            kept.update((opened.pop(), at))
    return "".join(
        letter for at, letter in enumerate(line) if at in kept or not _DIRECTIONS.match(letter)
    )


def one_line(text: str, length: int = TITLE_LENGTH) -> str:
    """Return the text as one clean line: a title, an author, an excerpt.

    HTML tags are removed, except a lone opening tag (`The <b> element` is about it) and
    text that is not HTML (`Vec<T>`). Entities are decoded, white space collapses to single
    spaces, and directional marks are removed, since a row may be cut anywhere.

    Args:
        text: the text of the file, with markup.
        length: the most characters to keep, at least 1.
    """
    text = text[: 8 * length]
    if "<" in text:
        text = _without_tags(text)
    if "&" in text:
        text = unescape(text)
    if not text.isprintable() or "  " in text:  # Most lines take no pattern.
        if _ODD.search(text):
            text = _DIRECTIONS.sub("", clean(text))
        text = _WHITE.sub(" ", text)
    text = text.strip()
    if len(text) > length:
        text = text[: length - 1].rstrip() + "…"
    return text


def without_links(text: str) -> str:
    """Return the text with each link of Markdown (`[words](address)`) or Obsidian as its words.

    An Obsidian link (`[[page]]`, `[[page|words]]`) shows its words, else its page.
    """
    if "[" not in text:
        return text
    return _LINK.sub(r"\1", _WIKI_LINK.sub(r"\1", text))


def wiki_links(text: str) -> str:
    """Return the text with each Obsidian link as an item between commas."""
    return _WIKI_LINK.sub(r",\1,", text) if "[[" in text else text


def _without_tags(text: str) -> str:
    """Return the text without HTML tags that come in pairs or need no partner."""
    if "<!--" in text:
        text = _COMMENT.sub("", text)
    tags = [(found[2].lower(), found[1]) for found in _TAG.finditer(text)]
    opened = {name for name, slash in tags if not slash}
    closed = {name for name, slash in tags if slash}
    pairs = opened & closed

    def replace(found: re.Match[str]) -> str:
        name = found[2].lower()
        if name == "img" and found[0].strip("</>").lower() != "img":
            alt = _ALT.search(found[0])
            return (alt[1] or alt[2] or "") if alt else ""
        lone = found.start() and tags.count((name, "")) == 1 and name not in closed
        if name in _VOID or name in _BLOCKS and (name in pairs or name in _UNCLOSED and not lone):
            return "" if name == "wbr" else " "
        if name == "rt" and "<rp" not in text:
            return ")" if found[1] else " ("
        return found[0] if name not in pairs and not found[1] else ""

    return _TAG.sub(replace, text)
