"""An article as Markdown, for taking it elsewhere: a copy, an export, a pipe."""

import re
from html import escape
from typing import TYPE_CHECKING

from tui.articles.article import Article
from tui.articles.moments import in_words
from tui.articles.text import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

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
    from tui.document.html_template_tags import without_tags_in_html
    from tui.document.markdown_maker import make

    text = make(_shown(without_tags_in_html(article.body)), article.link)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[^\S\n]+$", "", text, flags=re.MULTILINE))


def _shown(html: str) -> str:
    """Return HTML without what a browser hides, its films and frames as links."""
    from selectolax.lexbor import LexborHTMLParser

    from tui.document.html_depth import shallow
    from tui.document.html_images import media_address, media_title, picture_address

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
    from tui.document.html_styles import looks

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
