"""Articles as Markdown, for copies, exports and pipes.

html2text turns HTML into Markdown. Before that, elements that a browser hides are removed, lazy
pictures get their real addresses, and videos and frames become links.
"""

import re
from html import escape

import html2text
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui.articles.article import Article
from tui.articles.clean_text import clean
from tui.articles.date_format import in_words
from tui.document.body_parser import is_saved_page
from tui.document.formats.conversion import converted
from tui.document.html.media import media_address, media_title, picture_address
from tui.document.html.source_repair import within_bounds
from tui.document.html.styles import looks
from tui.document.html.tags import LANGUAGE_CLASS
from tui.document.main_article.selection import keep_main_article
from tui.document.markdown.fences import fence_around
from tui.document.template_tags.in_html import without_tags_in_html

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "center", "details", "figcaption", "figure", "footer",
        "header", "main", "section", "summary",
    }
)  # fmt: skip
"""Blocks that html2text would join."""

_INDENTED = frozenset({"ul", "ol", "blockquote"})
_DEEPEST = 60
"""The most lists and quotes inside one another. Each indents all that is in it: with the 2,000 that
a parser lets through, half a megabyte would be a quarter of a gigabyte of spaces."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
"""Characters that are markup in a title (CommonMark 0.31, section 2.4)."""

_SPACES = re.compile(r"[ \t\n\r\f]+")
"""White space that HTML takes for one space."""


def to_markdown(article: Article) -> str:
    """Return the article as Markdown: its title, a line about it, its body.

    A body of Markdown or plain text stays unchanged. HTML is turned into Markdown, one line a
    paragraph, with absolute links. Of a saved page it is the main article, where that can be
    told.
    """
    return _with_head(article, body_as_markdown(article))


def whole_to_markdown(article: Article) -> str:
    """Return the article as Markdown; of a saved page, all that a browser shows of it."""
    return _with_head(article, whole_body_as_markdown(article))


def _with_head(article: Article, body: str) -> str:
    parts = [f"# {_escaped(article.title)}"]
    date = article.date and in_words(article.date, article.has_time, article.date_source)
    about = " · ".join(_escaped(part) for part in (article.author, date) if part)
    if about:
        parts.append(about)
    if article.link:
        parts.append(f"<{article.link}>")
    if body.strip():
        parts.append(body.strip("\n"))
    return clean("\n\n".join(parts)) + "\n"


def body_as_markdown(article: Article) -> str:
    """Return the body as Markdown; Markdown and plain text stay unchanged.

    Of a saved page it is the main article, where that can be told.
    """
    return _from_html(converted(article), is_saved_page(article))


def whole_body_as_markdown(article: Article) -> str:
    """Return the body as Markdown; of a saved page, all that a browser shows of it."""
    return _from_html(converted(article), main_article=False)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _from_html(article: Article, main_article: bool) -> str:
    if article.format != "html":
        return article.body
    html = _shown(without_tags_in_html(article.body), main_article)
    text = str(_Writer(article.link, html).handle(html))
    # A pattern for white space at the ends would try each of the spaces before a nested item.
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n")))


class _Writer(html2text.HTML2Text):
    """Writes code in fences with its language, and keeps the cells of a table on their row.

    Args:
        address: the address of the page, to which its links are relative.
        html: well-formed, as a parser writes it.
    """

    def __init__(self, address: str, html: str) -> None:
        super().__init__(baseurl=address, bodywidth=0)
        self.unicode_snob = True
        self.ul_item_mark = "-"
        self.emphasis_mark = "*"
        self.backquote_code_style = True
        self._fence = fence_around(html)
        self._language = ""
        self._write = self.out
        self.out = self._fenced
        self._cells = 0
        self._levels = 0
        """How many lists and quotes are open."""

    def _fenced(self, s: str) -> None:
        """Write a text; the fences of a code block get their length and the language."""
        if s.startswith("\n") and s.lstrip("\n> ") == "```":
            s = s[:-3] + self._fence + (self._language if self.pre else "")
            self._language = ""
        self._write(s)

    def handle_tag(self, tag: str, attrs: dict[str, str | None], start: bool) -> None:
        """Write a tag."""
        if tag in _INDENTED:
            level = self._levels + start
            self._levels += 1 if start else -1
            if level > _DEEPEST:
                self.p()
                return
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
        """Write text, with characters escaped that would be HTML or end a cell."""
        if not (self.pre or self.code):
            # The line ends say nothing here, and html2text would seek a list after each of them,
            # up to the end of all white space.
            data = _SPACES.sub(" ", data)
            data = data.replace("<", "\\<") if entity_char or "<" in data else data
        if self._cells > 0:
            data = data.replace("|", "\\|").replace("\n", " ")
        super().handle_data(data, entity_char)


def _shown(html: str, main_article: bool) -> str:
    """Return HTML without hidden elements, and with links in place of videos and frames."""
    tree = LexborHTMLParser(within_bounds(html)[0])
    if tree.body is None:
        return html
    if main_article:
        keep_main_article(tree)
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


def _drop_hidden(tree: LexborHTMLParser) -> None:
    """Remove the elements from a tree that a browser hides."""
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
    # An element hidden by `visibility` may contain visible ones: it stays only for those.
    for node in reversed(unseen):
        if node.first_child is None:
            node.decompose()
