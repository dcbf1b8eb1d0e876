"""Inline text: white space collapsed as a browser does, lines cut where the body cuts them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tui.document.clean_text import fit
from tui.document.model import Image, Role, Span

SPACE = " \t\n\r\f"
"""What HTML counts as white space."""

INDENT = SPACE + "\u3000\xa0\u2000\u2001\u2002\u2003\u2007\u202f"
"""What writers put at the start of a paragraph to move its first line in."""

NO_ROLES: frozenset[Role] = frozenset()

_UNEVEN = re.compile(r"[\t\n\r\f]|  ")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_WIDE = re.compile(
    "[\u2e80-\u303e\u3041-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6"
    "\U00020000-\U0003fffd]"
)
"""Wide characters, between which a source's line break is no space (CSS Text 3, 4.1.3)."""


class Piece(NamedTuple):
    """A stretch of the source's text, or a line break, or a picture among the text."""

    text: str
    roles: frozenset[Role]
    link: int | None
    image: Image | None = None


def collapse(text: str) -> str:
    """Return the text with its white space collapsed and none at its ends."""
    text = fit(text).strip(SPACE)
    return _SPACES.sub(_one_space, text) if _UNEVEN.search(text) else text


def _one_space(found: re.Match[str]) -> str:
    """Return what a stretch of white space between two characters is shown as."""
    space = found[0]
    if "\n" not in space:
        return " "
    text = found.string
    return _join(text[found.start() - 1], text[found.end()])


def _join(before: str, after: str) -> str:
    """Return what a line break in the source between two characters is shown as."""
    return "" if _WIDE.match(before) and _WIDE.match(after) else " "


class _Open(NamedTuple):
    """A span in the making; what is added to its text often is joined only once."""

    parts: list[str]
    roles: frozenset[Role]
    link: int | None


class _Collapser:
    r"""Spans in the making: one paragraph, in which a line break is a `\n`."""

    def __init__(self) -> None:
        self.spans: list[_Open] = []
        self.last = ""
        self.pending = ""

    def add(self, text: str, roles: frozenset[Role], link: int | None) -> None:
        """Add text as it stands in the source."""
        core = text.strip(SPACE)
        if not core:
            if text:
                self._wait(text)
            return
        if not self.last or self.last == "\n":
            self.pending = ""
            core = core.lstrip(INDENT)
        elif text[0] in SPACE:
            self._wait(text[: text.index(core[0])])
        if core:
            self._append(core, roles, link)
        if text[-1] in SPACE:
            self._wait(text[len(text.rstrip(SPACE)) :])

    def _wait(self, space: str) -> None:
        """Keep white space until it is known what follows it."""
        if self.last and self.last != "\n" and self.pending != "\n":
            self.pending = "\n" if "\n" in space else " "

    def _append(self, core: str, roles: frozenset[Role], link: int | None) -> None:
        if _UNEVEN.search(core):
            core = _SPACES.sub(_one_space, core)
        if self.pending:
            space = " " if self.pending == " " else _join(self.last, core[0])
            self.pending = ""
            if space:
                core = self._space_before(core, roles, link)
        self.last = core[-1]
        if self.spans:
            previous = self.spans[-1]
            if previous.link == link and previous.roles == roles:
                previous.parts.append(core)
                return
        self.spans.append(_Open([core], roles, link))

    def _space_before(self, core: str, roles: frozenset[Role], link: int | None) -> str:
        """Put a space where it changes no looks; return the text that follows."""
        previous = self.spans[-1]
        if previous.roles == roles and previous.link == link:
            return " " + core
        if previous.link is None and previous.roles <= roles:
            previous.parts.append(" ")
            return core
        if link is None and roles <= previous.roles:
            return " " + core
        self.spans.append(_Open([" "], roles & previous.roles - {"link"}, None))
        return core

    def cut(self) -> None:
        """Break the line here."""
        self.pending = ""
        self._trim()
        if self.spans:
            self.spans[-1].parts.append("\n")
            self.last = "\n"

    def _trim(self) -> None:
        """Take invisible white space off the end."""
        while self.spans:
            parts = self.spans[-1].parts
            while parts:
                text = parts[-1].rstrip(INDENT)
                if text:
                    parts[-1] = text
                    return
                parts.pop()
            self.spans.pop()

    def take(self) -> tuple[Span, ...]:
        """Return the paragraph, and begin anew."""
        self._trim()
        spans = tuple([Span("".join(parts), roles, link) for parts, roles, link in self.spans])
        self.spans, self.last, self.pending = [], "", ""
        return spans


def compose(pieces: Sequence[Piece]) -> list[tuple[Span, ...] | Image]:
    """Return the paragraphs and the pictures that pieces of inline text come to.

    A line break starts a new paragraph where another follows or where the next line is
    moved in, which is how much of the web parts its paragraphs. A picture with text before
    and after it on its line leaves its mark there (a span of role `image`) and follows its
    paragraph; any other picture parts the text.
    """
    if len(pieces) == 1 and pieces[0].image is None:
        text, roles, link, _ = pieces[0]
        text = collapse(text).strip(INDENT)
        return [(Span(text, roles, link),)] if text else []
    if not any(piece.image is not None or piece.roles is BREAK for piece in pieces):
        line = _Collapser()
        for text, roles, link, _ in pieces:
            line.add(fit(text), roles, link)
        spans = line.take()
        return [spans] if spans else []
    return _composed(pieces)


def _composed(pieces: Sequence[Piece]) -> list[tuple[Span, ...] | Image]:
    """Return what pieces with breaks or pictures among them come to."""
    result: list[tuple[Span, ...] | Image] = []
    later: list[Image] = []
    line = _Collapser()
    breaks = 0

    def end() -> None:
        spans = line.take()
        if spans:
            result.append(spans)
        result.extend(later)
        later.clear()

    among = _among_text(pieces)
    for number, (text, roles, link, image) in enumerate(pieces):
        if image is not None:
            if number in among:
                line.add(f"▣{image.picture.number}", NO_ROLES | {"image"}, image.link)
                later.append(image)
            else:
                end()
                result.append(image)
            breaks = 0
        elif text == "\n" and roles is BREAK:
            breaks += 1
            if breaks > 1:
                end()
            else:
                line.cut()
        else:
            text = fit(text)
            if breaks == 1 and text.lstrip(SPACE)[:1] in ("\u3000", "\xa0"):
                end()
            if text.strip(INDENT):
                breaks = 0
            line.add(text, roles, link)
    end()
    return result


BREAK: frozenset[Role] = frozenset({"marker"})
"""The roles by which a piece is known to be a `<br>`, and no line break of the source."""


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
