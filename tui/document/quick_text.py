"""The text that simple HTML shows, read off its source: without a tree, without a document.

An index wants no more of an article than its words, and most articles are paragraphs,
headings, lists, links and pictures. Of these the text is known as soon as the tags are.
Whatever else a body holds is left to `from_html`, with which this agrees word for word.
"""

import re
from typing import NamedTuple

from tui.articles.article import Article
from tui.articles.text import is_printed
from tui.document.autolinks import find_addresses
from tui.document.clean_text import is_odd
from tui.document.html_depth import MAX_ELEMENTS
from tui.document.html_frames import code_text
from tui.document.inline import INDENT, collapse
from tui.document.quick_tags import ENTITY, HEADINGS, LISTS, NotSimple, Tag, character, tags
from tui.document.reading import LONG

_TAG = re.compile(r"(<[^>]*>)")
_BLOCK = re.compile(r"(<(p|li|h[1-6])\b[^<>]*>)([^<]*)</\2>\n?")
"""A block that holds nothing but text; most of a body are such."""
_SHORTEST = len("<p>")
_WITH_RULES = frozenset({"p", "pre", "a", "code", *HEADINGS})
"""Elements in which others have their own rules."""

_STRANGE_TEXT = ("\r", "\f", "\0", "\u25a3")
"""What a parser changes in text, and the mark that stands for a picture in it."""


class QuickText(NamedTuple):
    """What a simple body shows."""

    text: str
    """As `plain_text.shown_text` returns it."""
    links: bool
    code: bool
    """Whether there is a block of code."""
    images: int
    """How many pictures."""


def look_quickly(article: Article) -> QuickText | None:
    """Return what the body of an article shows; None where that takes a parser of HTML."""
    if article.format == "text" or len(article.body) > LONG:
        return None
    if article.format == "html":
        from tui.document.html_template_tags import without_tags_in_html

        return quick_text(without_tags_in_html(article.body))
    from tui.document.from_markdown import to_html

    try:
        return quick_text(to_html(article.body), find_links=True)
    except Exception:
        # The parser of Markdown is not ours; `read_document` knows what to do then.
        return None


def quick_text(html: str, find_links: bool = False) -> QuickText | None:
    """Return what a body of HTML shows; None where that takes a parser.

    Args:
        html: The body, its template tags replaced.
        find_links: Whether it was made of Markdown: addresses in its text are links then.
    """
    printed = is_printed(html)
    if not printed and any(strange in html for strange in _STRANGE_TEXT):
        return None
    if len(html) >= MAX_ELEMENTS * _SHORTEST and html.count("<") >= MAX_ELEMENTS:
        return None
    plain = printed and "\t" not in html and "&" not in html
    parts = _BLOCK.split(html)
    reader = _Reader(find_links and _may_hold_addresses(html), plain)
    try:
        reader.source(parts[0])
        for tag, name, text, source in zip(*(parts[at::4] for at in range(1, 5)), strict=True):
            reader.block(tags[tag], name, text)
            if source:
                reader.source(source)
        return reader.finish()
    except NotSimple:
        return None


def _may_hold_addresses(html: str) -> bool:
    """Return whether a text may hold an address; an entity may stand for a part of one."""
    # A single character is found ten times as fast as three.
    return "&" in html or "@" in html or ":" in html and "://" in html or "www." in html


class _Reader:
    """Takes texts and tags in turn, as a parser does (HTML, 13.2.6.4.7)."""

    def __init__(self, find_links: bool, plain: bool) -> None:
        self._find_links = find_links
        self._plain = plain
        """Whether all texts are line ends and what ASCII prints: most have not to be looked at."""
        self._lines: list[str] = []
        self._line: list[str] = []
        self._open: list[str] = []
        self._within: set[str] = set()
        """Those of the open elements that have rules of their own."""
        self._leads = False
        """Whether a link is open that leads somewhere."""
        self._links = False
        self._code = False
        self._images = 0
        self._behind = False
        """Whether a picture stands behind the text of a line: more text puts it amid the text."""

    def source(self, source: str) -> None:
        """Take whole tags and the text around them."""
        parts = _TAG.split(source)
        if "<" in parts[-1]:
            raise NotSimple
        if parts[0]:
            self.text(parts[0])
        for tag, text in zip(parts[1::2], parts[2::2], strict=True):
            self.tag(tags[tag])
            if text:
                self.text(text)

    def block(self, tag: Tag, name: str, text: str) -> None:
        """Take a block that holds nothing but text, from its tag to its end."""
        if tag.act == "strange":
            raise NotSimple
        if self._line or self._within or self._behind or name == "li":
            self._begin_block(name)
        self.text(text)
        self._end_line()

    def text(self, text: str) -> None:
        """Take a text as it stands in the source."""
        if text == "\n" and not self._line and "pre" not in self._within:
            return
        if "&" in text:
            text = ENTITY.sub(character, text)
        self._line.append(text)
        if self._behind and text.strip(INDENT):
            raise NotSimple
        if self._links:
            return
        if self._leads:
            self._links = bool(text.strip())
        elif self._find_links and not ("pre" in self._within or "code" in self._within):
            self._links = bool(find_addresses(text))

    def tag(self, tag: Tag) -> None:
        """Take a tag."""
        act, name, block, leads = tag
        if act == "open":
            if block:
                self._begin_block(name)
            elif name == "a" and "pre" in self._within:
                raise NotSimple
            self._open.append(name)
            if name in _WITH_RULES:
                if name in self._within:
                    raise NotSimple
                self._within.add(name)
            if leads:
                self._leads = True
        elif act == "close":
            self._close(name, block)
        elif act == "break" or act == "rule":
            if "pre" in self._within or (act == "rule" and "p" in self._within):
                raise NotSimple
            self._end_line()
        elif act == "picture":
            self._picture(name)
        elif act == "strange":
            raise NotSimple

    def _picture(self, called: str) -> None:
        if "pre" in self._within:
            raise NotSimple
        before = self._behind
        self._behind = self._end_line() or before
        self._images += 1
        self._links = self._links or self._leads
        called = collapse(called)
        if called:
            self._lines.append(called)

    def _begin_block(self, name: str) -> None:
        """Begin a block; a paragraph and an item end where the next one begins."""
        self._end_line()
        if self._open and self._open[-1] == "p":
            self._pop()
        if name == "li":
            if self._open and self._open[-1] == "li":
                self._pop()
            if not self._open or self._open[-1] not in LISTS:
                raise NotSimple
        within = self._within
        if within and ("p" in within or "pre" in within or "a" in within):
            raise NotSimple
        if name in HEADINGS and not within.isdisjoint(HEADINGS):
            raise NotSimple

    def _close(self, name: str, block: bool) -> None:
        if name == "pre":
            self._end_code()
        elif block:
            self._end_line()
            while self._open and self._open[-1] in ("p", "li") and self._open[-1] != name:
                if name == "p":
                    break
                self._pop()
        if not self._open or self._open[-1] != name:
            raise NotSimple
        self._pop()
        if name == "a":
            self._leads = False

    def _pop(self) -> None:
        self._within.discard(self._open.pop())

    def _end_line(self) -> bool:
        """End a line, and return whether there is text on it."""
        self._behind = False
        pieces = self._line
        if not pieces:
            return False
        if "pre" in self._within:
            raise NotSimple
        self._line = []
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        line = text.strip(INDENT)
        if not line:
            return False
        # What prints holds no white space but spaces, and little that is odd: most lines.
        if self._plain:
            prints = "\n" not in line
        else:
            prints = line.isprintable() and "\ufffc" not in line and "\ufffd" not in line
        if not prints:
            line = _uneven_line(text, len(pieces))
        elif "  " in line:
            line = collapse(line)
        if line:
            self._lines.append(line)
        return bool(line)

    def _end_code(self) -> None:
        source = "".join(self._line)
        self._line = []
        if is_odd(source):
            raise NotSimple
        text = code_text(source)
        if text:
            self._lines.append(text)
            self._code = True

    def finish(self) -> QuickText:
        """Return what was shown."""
        self._end_line()
        return QuickText("\n".join(self._lines), self._links, self._code, self._images)


def _uneven_line(text: str, pieces: int) -> str:
    """Return a line as it is shown, of a text that may hold more than meets the eye."""
    if pieces > 1 and is_odd(text):
        raise NotSimple
    line = collapse(text).strip(INDENT)
    if line and (line[0].isspace() or line[-1].isspace()):
        raise NotSimple
    return line
