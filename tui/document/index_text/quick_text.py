"""The entry to the quick text; the package explains its contract."""

import re

from tui.articles.article import Article
from tui.articles.clean_text import is_printed
from tui.document.body_parser import LONG
from tui.document.index_text.quick_reader import QuickText, Reader
from tui.document.index_text.quick_tags import NotSimple, tags
from tui.document.markdown.from_markdown import to_html
from tui.document.template_tags.in_html import without_tags_in_html

_BLOCK = re.compile(r"(<(p|li|h[1-6])\b[^<>]*>)([^<]*)</\2>\n?")
"""A block that holds only text, as most blocks do."""
_EMPTY_SCRIPT = re.compile(r"""<script(?: [a-z-]+(?:="[^"<>]*")?)*></script>""")
_COMMENT = "<!-- script -->"
"""Replaces an empty script: it separates the text around it as the script does."""
_STRANGE_TEXT = ("\r", "\f", "\0", "\x85", "\u25a3")
"""Characters that a parser changes, old line ends, and the mark of a picture in a line."""


def look_quickly(article: Article) -> QuickText | None:
    """Return the quick text of an article; None where its body needs a parser."""
    if article.format == "text" or len(article.body) > LONG:
        return None
    if article.format == "html":
        return quick_text(without_tags_in_html(article.body))
    try:
        return quick_text(to_html(article.body), find_links=True)
    except Exception:
        # A bug in the Markdown parser must not stop the index; `read_document` handles it.
        return None


def quick_text(html: str, find_links: bool = False) -> QuickText | None:
    """Return the quick text of a body of HTML; None where it needs a parser.

    Args:
        html: The body, its template tags replaced.
        find_links: Whether addresses in the text are links, as in HTML made from Markdown.
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
    """Return whether a text may hold an address, perhaps partly written as entities."""
    # A single character is found ten times as fast as three.
    return "&" in html or "@" in html or ":" in html and "://" in html or "www." in html
