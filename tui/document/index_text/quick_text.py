"""The text that simple HTML shows, read off its source: without a tree, without a document.

An index wants no more of an article than its words, and most articles are paragraphs,
headings, lists, links, tables and pictures. Of these the text is known as soon as the tags are.
Whatever else a body holds is left to `from_html`, with which this agrees word for word.
"""

import re

from tui.articles.article import Article
from tui.articles.clean_text import is_printed
from tui.document.body_parser import LONG
from tui.document.index_text.quick_reader import QuickText, Reader
from tui.document.index_text.quick_tags import NotSimple, tags

_BLOCK = re.compile(r"(<(p|li|h[1-6])\b[^<>]*>)([^<]*)</\2>\n?")
"""A block that holds nothing but text; most of a body are such."""
_EMPTY_SCRIPT = re.compile(r"""<script(?: [a-z-]+(?:="[^"<>]*")?)*></script>""")
_COMMENT = "<!-- script -->"
"""Parts the text around it as a script does."""
_STRANGE_TEXT = ("\r", "\f", "\0", "\x85", "\u25a3")
"""What a parser changes in text, a line end of old, and the mark of a picture in a line."""


def look_quickly(article: Article) -> QuickText | None:
    """Return what the body of an article shows; None where that takes a parser of HTML."""
    if article.format == "text" or len(article.body) > LONG:
        return None
    if article.format == "html":
        from tui.document.template_tags.in_html import without_tags_in_html

        return quick_text(without_tags_in_html(article.body))
    from tui.document.markdown.from_markdown import to_html

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
    if "<script" in html:
        html = _EMPTY_SCRIPT.sub(_COMMENT, html)
    plain = printed and "\t" not in html and "&" not in html
    parts = _BLOCK.split(html)
    reader = Reader(find_links and _may_hold_addresses(html), plain)
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
