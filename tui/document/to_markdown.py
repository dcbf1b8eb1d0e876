"""An article as Markdown, for taking it elsewhere: a copy, an export, a pipe."""

import re
from html import escape
from typing import TYPE_CHECKING

import html2text

from tui.articles.article import Article
from tui.articles.clean_text import clean
from tui.articles.date_format import in_words
from tui.document.html.tags import LANGUAGE_CLASS

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

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


_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
"""What would be markup inside a title (CommonMark 0.31, section 2.4)."""


def to_markdown(article: Article) -> str:
    """Return the article as Markdown: its title, a line about it, its body.

    A body that is Markdown stays as it stands, one of plain text too; HTML is turned into
    Markdown, a paragraph a line, its links made absolute.
    """
    parts = [f"# {_escaped(article.title)}"]
    about = " · ".join(_escaped(part) for part in (article.author, _date(article)) if part)
    if about:
        parts.append(about)
    if article.link:
        parts.append(f"<{article.link}>")
    body = _from_html(article) if article.format == "html" else article.body
    if body.strip():
        parts.append(body.strip("\n"))
    return clean("\n\n".join(parts)) + "\n"


def _date(article: Article) -> str:
    return in_words(article.date, article.has_time) if article.date else ""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _from_html(article: Article) -> str:
    # Importing it takes a good part of the time that the first frame may take.
    from tui.document.template_tags.in_html import without_tags_in_html

    pass  # MERGED

    text = make(_shown(without_tags_in_html(article.body)), article.link)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[^\S\n]+$", "", text, flags=re.MULTILINE))


def _shown(html: str) -> str:
    """Return HTML without what a browser hides, its films and frames as links."""
    from selectolax.lexbor import LexborHTMLParser

    from tui.document.html.media import media_address, media_title, picture_address
    from tui.document.html.source_repair import shallow

    tree = LexborHTMLParser(shallow(html))
    if tree.body is None:
        return html
    _drop_hidden(tree)
    for node in tree.css("img"):
        address = picture_address(node, node.attributes)
        if address:
            node.attrs["src"] = address
    for node in tree.css("video, audio, iframe, embed"):
        address = media_address(node, node.attributes)
        if address:
            title = escape(media_title(address, node.attributes))
            made = LexborHTMLParser(f'<p><a href="{escape(address)}">{title}</a></p>')
            paragraph = made.css_first("p")
            if paragraph is not None:
                node.insert_before(paragraph)
        node.decompose()
    return (tree.body.inner_html if tree.body else "") or ""


def _drop_hidden(tree: "LexborHTMLParser") -> None:
    """Take what a browser hides out of a tree."""
    from tui.document.html.styles import looks

    gone: list[LexborNode] = []
    unseen: list[LexborNode] = []
    waiting = [(tree.root, False)]
    while waiting:
        node, hidden = waiting.pop()
        if node is None:
            continue
        waiting.append((node.next, hidden))
        if node.tag and node.tag[0] not in "-!":
            wanted = looks(node.attributes)
            if wanted.gone or node.tag in ("script", "style", "template"):
                gone.append(node)
                continue
            hidden = hidden if wanted.visible is None else not wanted.visible
            waiting.append((node.first_child, hidden))
        if hidden:
            unseen.append(node)
    for node in gone:
        node.decompose()
    # What `visibility` hides can hold what is seen again: an element stays for that alone.
    for node in reversed(unseen):
        if node.first_child is None:
            node.decompose()
