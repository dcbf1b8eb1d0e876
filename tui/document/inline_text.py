"""Inline text: white space is collapsed as in a browser, and lines break where the body does."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.articles.clean_text import clean, first_match
from tui.articles.late_pattern import late
from tui.document.model import Image, Role, Span

_ODD = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\uffff]"
)
_DROPPED = late("[\xad\u202a-\u202e\u2066-\u2069]")


def fit(text: str) -> str:
    r"""Return the text without control codes, and without marks that span lines.

    HTML lets `&#27;` through as an escape character, so this comes after parsing. Soft
    hyphens go, since a browser shows none; so do embeddings, isolates and overrides of
    direction, which the breaking of lines would tear apart (Unicode UAX #9, section 3.3).
    """
    if not is_odd(text):
        return text
    return clean(_DROPPED.sub("", text.replace("\u2028", " ").replace("\u2029", " ")))


def is_odd(text: str) -> bool:
    """Return whether `fit` would change a text."""
    if text.isascii() and text.isprintable():
        return False
    return first_match(_ODD, text) is not None


def fit_address(address: str) -> str:
    """Return an address without control codes and without white space that browsers ignore.

    Tabs and line breaks inside go too (WHATWG URL, 4.4). An address that leaves out its
    scheme (`//host/path`) gets `https:`.
    """
    if address.isascii() and address.isprintable() and " " not in address and address[:2] != "//":
        return address
    address = fit("".join(address.split("\n"))) if "\n" in address else fit(address)
    address = address.replace("\t", "").replace("\r", "").strip()
    return "https:" + address if address.startswith("//") else address


SPACE = " \t\n\r\f"
"""The white space of HTML."""

INDENT = SPACE + "\u3000\xa0\u2000\u2001\u2002\u2003\u2007\u202f"
"""The characters with which authors indent the first line of a paragraph."""

NO_ROLES: frozenset[Role] = frozenset()

_AT_ONCE = 1_000_000
"""The number of characters of which white space is replaced at once. A pattern keeps a string for
each replacement, so that a text of 20 MB could take 200 MB."""

_SPACES = re.compile(r"[ \t\n\r\f]+")
_WIDE = late(
    "[\u2e80-\u303e\u3041-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6"
    "\U00020000-\U0003fffd]"
)
"""Wide characters, between which a line break of the source is not a space (CSS Text 3, 4.1.3)."""

BREAK: frozenset[Role] = frozenset({"marker"})
"""The roles that mark a piece as a `<br>`, as opposed to a line break of the source."""


class Piece(NamedTuple):
    """A piece of the source's text, a line break, or a picture in the text."""

    text: str
    roles: frozenset[Role]
    link: int | None
    image: Image | None = None


def collapse(text: str) -> str:
    """Return the text with its white space collapsed, and stripped at its ends."""
    if text.isascii() and text.isprintable():
        text = text.strip(" ")
        return _SPACES.sub(" ", text) if "  " in text else text
    text = fit(text).strip(SPACE)
    if not _is_uneven(text):
        return text
    pieces: list[str] = []
    at = 0
    while cut := _SPACES.search(text, at + _AT_ONCE):
        # With the character behind the white space, which counts for what replaces it.
        pieces.append(_SPACES.sub(_one_space, text[at : cut.end() + 1])[:-1])
        at = cut.end()
    return "".join((*pieces, _SPACES.sub(_one_space, text[at:])))


def _is_uneven(text: str) -> bool:
    """Return whether any white space in a text is more than one space."""
    # Plain searches: a pattern takes ten times as long in an article of one long line.
    return "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text


def _one_space(found: re.Match[str]) -> str:
    """Return the replacement of white space between two characters."""
    space = found[0]
    if "\n" not in space:
        return " "
    text = found.string
    return _join(text[found.start() - 1], text[found.end()])


def _join(before: str, after: str) -> str:
    """Return the replacement of a source's line break between two characters."""
    return "" if _WIDE.match(before) and _WIDE.match(after) else " "


class _Open(NamedTuple):
    """A span that is being built; its parts are joined only once."""

    parts: list[str]
    roles: frozenset[Role]
    link: int | None


def _add_line(spans: list[_Open], pieces: Iterable[Piece], uneven: bool = True) -> None:
    """Add the text of one line to the spans of its paragraph.

    White space is held back until the next text comes: at both ends of a line it is
    invisible, and white space of adjacent pieces is one space.

    Args:
        spans: the spans of the paragraph so far.
        pieces: the pieces of the line.
        uneven: whether a piece may contain white space of more than one space.
    """
    last = waiting = ""
    for text, roles, link, _ in pieces:
        core = text.strip(SPACE)
        if not core:
            if text and last and waiting != "\n":
                waiting = "\n" if "\n" in text else " "
            continue
        after = ""
        if len(core) < len(text):
            start = text.find(core)
            if start and waiting != "\n":
                waiting = "\n" if "\n" in text[:start] else " "
            rest = text[start + len(core) :]
            if rest:
                after = "\n" if "\n" in rest else " "
        if not last:
            waiting = ""
            core = core.lstrip(INDENT)
            if not core:
                continue
        if uneven and _is_uneven(core):
            core = _SPACES.sub(_one_space, core)
        if waiting and (waiting == " " or _join(last, core[0])):
            core = _space_before(spans, core, roles, link)
        waiting = after
        last = core[-1]
        if spans:
            previous = spans[-1]
            if previous.link == link and previous.roles == roles:
                previous.parts.append(core)
                continue
        spans.append(_Open([core], roles, link))


def _space_before(spans: list[_Open], core: str, roles: frozenset[Role], link: int | None) -> str:
    """Add a space to the span that it changes least; return the text that follows."""
    previous = spans[-1]
    if previous.roles == roles and previous.link == link:
        return " " + core
    if previous.link is None and previous.roles <= roles:
        previous.parts.append(" ")
        return core
    if link is None and roles <= previous.roles:
        return " " + core
    spans.append(_Open([" "], roles & previous.roles - {"link"}, None))
    return core


def _trim(spans: list[_Open]) -> None:
    """Remove white space at the end."""
    while spans:
        parts = spans[-1].parts
        while parts:
            text = parts[-1].rstrip(INDENT)
            if text:
                parts[-1] = text
                return
            parts.pop()
        spans.pop()


def _finished(spans: list[_Open]) -> tuple[Span, ...]:
    """Return the spans of a paragraph."""
    _trim(spans)
    return tuple([Span("".join(parts), roles, link) for parts, roles, link in spans])


def compose(pieces: Sequence[Piece]) -> list[tuple[Span, ...] | Image]:
    """Return the paragraphs and the pictures of inline text.

    A line break starts a new paragraph where another one follows or where the next line is
    indented, since many pages separate paragraphs so. A picture with text before and after
    it on its line leaves a mark there (a span of role `image`) and follows its paragraph;
    any other picture divides the text.
    """
    if len(pieces) == 1 and pieces[0].image is None:
        text, roles, link, _ = pieces[0]
        text = collapse(text).strip(INDENT)
        return [(Span(text, roles, link),)] if text else []
    text = "".join([piece[0] for piece in pieces])
    if is_odd(text):
        pieces = [piece._replace(text=fit(piece.text)) for piece in pieces]
    for piece in pieces:
        if piece[3] is not None or piece[1] is BREAK:
            return _composed(pieces)
    spans: list[_Open] = []
    _add_line(spans, pieces, _is_uneven(text))
    return [_finished(spans)] if spans else []


def _composed(pieces: Sequence[Piece]) -> list[tuple[Span, ...] | Image]:
    """Return the paragraphs and the pictures of pieces with breaks or pictures."""
    result: list[tuple[Span, ...] | Image] = []
    later: list[Image] = []
    spans: list[_Open] = []
    line: list[Piece] = []
    breaks = 0

    def end() -> None:
        """End the paragraph."""
        _add_line(spans, line)
        if finished := _finished(spans):
            result.append(finished)
        result.extend(later)
        for each in (spans, line, later):
            each.clear()

    among = _among_text(pieces)
    for number, piece in enumerate(pieces):
        text, roles, _, image = piece
        if image is not None:
            if number in among:
                mark = f"▣{image.picture.number}"
                line.append(Piece(mark, NO_ROLES | {"image"}, image.link))
                later.append(image)
            else:
                end()
                result.append(image)
            breaks = 0
        elif text == "\n" and roles is BREAK:
            breaks += 1
            if breaks > 1:
                end()
                continue
            _add_line(spans, line)
            line.clear()
            _trim(spans)
            if spans:
                spans[-1].parts.append("\n")
        else:
            if breaks == 1 and text.lstrip(SPACE)[:1] in ("\u3000", "\xa0"):
                end()
            if text.strip(INDENT):
                breaks = 0
            line.append(piece)
    end()
    return result


def _among_text(pieces: Sequence[Piece]) -> set[int]:
    """Return the numbers of the pieces that are pictures with text on both sides."""
    found: set[int] = set()
    waiting: list[int] = []
    text_before = False
    for number, piece in enumerate(pieces):
        if piece.image is not None:
            if text_before:
                waiting.append(number)
        elif piece.roles is BREAK:
            text_before = False
            waiting.clear()
        elif piece.text.strip(INDENT):
            text_before = True
            found.update(waiting)
            waiting.clear()
    return found
