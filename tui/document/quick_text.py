"""The text that simple HTML shows, read off its source: without a tree, without a document.

An index wants no more of an article than its words, and most articles are paragraphs,
headings, lists, links and pictures. Of these the text is known as soon as the tags are.
Whatever else a body holds is left to `from_html`, with which this agrees word for word.
"""

import re
from html.entities import html5
from typing import Literal, NamedTuple

from tui.articles.article import Article
from tui.articles.text import is_printed
from tui.document.autolinks import find_addresses
from tui.document.clean_text import is_odd
from tui.document.html_depth import MAX_ELEMENTS
from tui.document.html_frames import code_text
from tui.document.html_images import is_emoji, is_tracker
from tui.document.html_styles import looks_of
from tui.document.inline import INDENT, collapse
from tui.document.reading import LONG

_TAG = re.compile(r"(<[^>]*>)")
_OPENING = re.compile(
    r"""<([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z][\w:-]*+(?:="[^"<>]*"|='[^'<>]*')?+)*+)\s*(/?)>"""
)
_CLOSING = re.compile(r"</([A-Za-z][A-Za-z0-9]*)\s*>")
_ATTRIBUTE = re.compile(r"""([A-Za-z][\w:-]*+)(?:="([^"]*)"|='([^']*)')?+""")
_TELLING_CLASS = re.compile("caption|descr|katex|footnote")
"""What a class may hold that makes another thing of its element."""

_ADDRESS = re.compile(r"(?!javascript:|vbscript:)[a-z0-9/#.?]\S*", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]*;)|#([0-9]{2,6});)?")

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol"})
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "blockquote", "center", "li", "pre", *_HEADINGS, *_LISTS}
)
_INLINE = frozenset(
    {
        "a", "b", "big", "code", "del", "em", "font", "i", "ins", "mark", "s", "small", "span",
        "strike", "strong", "sub", "sup", "u",
    }
)  # fmt: skip
_WITH_RULES = frozenset({"p", "pre", "a", "code", *_HEADINGS})
"""Elements in which others have their own rules."""

_STRANGE_TEXT = ("\r", "\f", "\0", "\u25a3")
"""What a parser changes in text, and the mark that stands for a picture in it."""

_MOST_KNOWN = 5000
"""How many different tags are remembered."""


class QuickText(NamedTuple):
    """What a simple body shows."""

    text: str
    """As `plain_text.shown_text` returns it."""
    links: bool
    code: bool
    """Whether there is a block of code."""
    images: int
    """How many pictures."""


class _Tag(NamedTuple):
    """What a tag does."""

    act: Literal["open", "close", "break", "rule", "picture", "nothing", "strange"]
    name: str = ""
    """Of the element; of a picture what it is called."""
    block: bool = False
    leads: bool = False
    """Whether it is a link that leads somewhere."""


_STRANGE = _Tag("strange")


class _NotSimple(Exception):
    """The body takes a parser."""


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
    if any(strange in html for strange in _STRANGE_TEXT):
        return None
    if len(html) >= MAX_ELEMENTS and html.count("<") >= MAX_ELEMENTS:
        return None
    parts = _TAG.split(html)
    if "<" in parts[-1]:
        return None
    plain = is_printed(html) and "\t" not in html and "&" not in html
    reader = _Reader(find_links and _may_hold_addresses(html), plain)
    try:
        reader.text(parts[0])
        for source, text in zip(parts[1::2], parts[2::2], strict=True):
            reader.tag(_tags[source])
            if text:
                reader.text(text)
        return reader.finish()
    except _NotSimple:
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

    def text(self, text: str) -> None:
        """Take a text as it stands in the source."""
        if text == "\n" and not self._line and "pre" not in self._within:
            return
        if "&" in text:
            text = _ENTITY.sub(_character, text)
        self._line.append(text)
        if self._behind and text.strip(INDENT):
            raise _NotSimple
        if self._links:
            return
        if self._leads:
            self._links = bool(text.strip())
        elif self._find_links and not ("pre" in self._within or "code" in self._within):
            self._links = bool(find_addresses(text))

    def tag(self, tag: _Tag) -> None:
        """Take a tag."""
        act, name, block, leads = tag
        if act == "open":
            if block:
                self._begin_block(name)
            elif name == "a" and "pre" in self._within:
                raise _NotSimple
            self._open.append(name)
            if name in _WITH_RULES:
                if name in self._within:
                    raise _NotSimple
                self._within.add(name)
            if leads:
                self._leads = True
        elif act == "close":
            self._close(name, block)
        elif act == "break" or act == "rule":
            if "pre" in self._within or (act == "rule" and "p" in self._within):
                raise _NotSimple
            self._end_line()
        elif act == "picture":
            self._picture(name)
        elif act == "strange":
            raise _NotSimple

    def _picture(self, called: str) -> None:
        if "pre" in self._within:
            raise _NotSimple
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
            if not self._open or self._open[-1] not in _LISTS:
                raise _NotSimple
        within = self._within
        if within and ("p" in within or "pre" in within or "a" in within):
            raise _NotSimple
        if name in _HEADINGS and not within.isdisjoint(_HEADINGS):
            raise _NotSimple

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
            raise _NotSimple
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
            raise _NotSimple
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
            raise _NotSimple
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
        raise _NotSimple
    line = collapse(text).strip(INDENT)
    if line and (line[0].isspace() or line[-1].isspace()):
        raise _NotSimple
    return line


def _character(found: re.Match[str]) -> str:
    """Return the characters that an entity stands for, as far as there is no doubt."""
    name, number = found.groups()
    if name:
        if name in html5:
            return html5[name]
    elif number:
        code = int(number)
        if 32 <= code < 127 or 160 <= code < 0xD800 or 0xE000 <= code < 0xFDD0:
            return chr(code)
    elif found.string[found.end() : found.end() + 1].strip() == "":
        return "&"
    raise _NotSimple


class _Tags(dict[str, _Tag]):
    """What tags do, by their source; pages use few of them, again and again."""

    def __missing__(self, source: str) -> _Tag:
        tag = _tag(source)
        if len(self) < _MOST_KNOWN and tag.act != "picture" and tag.name != "a":
            self[source] = tag
        return tag


_tags = _Tags()


def _tag(source: str) -> _Tag:
    """Return what a tag does."""
    closing = _CLOSING.fullmatch(source)
    if closing:
        name = closing[1].lower()
        known = name in _BLOCKS or name in _INLINE
        return _Tag("close", name, name in _BLOCKS) if known else _STRANGE
    if source.startswith("<!--"):
        inner = source[4:-3]
        plain = source.endswith("-->") and inner and inner[0] != "-" and "--" not in inner
        return _Tag("nothing") if plain and inner[-1] != "-" else _STRANGE
    opening = _OPENING.fullmatch(source)
    if not opening:
        return _STRANGE
    name, source, slash = opening[1].lower(), opening[2], opening[3]
    found = [(key.lower(), first or second) for key, first, second in _ATTRIBUTE.findall(source)]
    if found and not _are_plain(found):
        return _STRANGE
    if name == "img":
        return _picture(dict(found))
    if name == "br" or name == "hr":
        return _Tag("break" if name == "br" else "rule")
    if slash or (name not in _BLOCKS and name not in _INLINE):
        return _STRANGE
    address = dict(found).get("href", "") if name == "a" else ""
    if address and not _ADDRESS.fullmatch(address):
        return _STRANGE
    return _Tag("open", name, name in _BLOCKS, bool(address))


def _picture(attributes: dict[str, str]) -> _Tag:
    """Return what the tag of a picture does: nothing where it is too small to be seen."""
    if not _ADDRESS.fullmatch(attributes.get("src", "")) or "&" in attributes.get("class", ""):
        return _STRANGE
    try:
        attributes["alt"] = _ENTITY.sub(_character, attributes.get("alt", ""))
        called = attributes["alt"] or _ENTITY.sub(_character, attributes.get("title", ""))
    except _NotSimple:
        return _STRANGE
    if is_tracker(attributes):
        return _Tag("nothing")
    return _STRANGE if is_emoji(attributes) else _Tag("picture", called)


def _are_plain(attributes: list[tuple[str, str]]) -> bool:
    """Return whether attributes change nothing of what text is shown."""
    values = dict(attributes)
    if len(values) < len(attributes) or "hidden" in values or "popover" in values:
        return False
    if _TELLING_CLASS.search(values.get("class", "")):
        return False
    style = values.get("style", "")
    looks = looks_of(style)
    shown = looks.visible is None and looks.block is None and not looks.spaces
    return "&" not in style and shown and not looks.gone and not looks.preformatted
