"""Markdown to a document, by way of HTML."""

from functools import cache
from typing import TYPE_CHECKING

from tui.document.model import Document

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def from_markdown(markdown: str) -> Document:
    """Return the document that a body of Markdown comes to.

    CommonMark with GFM's tables, strikethrough, task lists and addresses that are links by
    themselves, and with footnotes and definition lists; HTML in it works as on the web.
    """
    from tui.document.from_html import from_html

    return from_html(to_html(markdown), find_links=True)


def to_html(markdown: str) -> str:
    """Return Markdown as HTML."""
    # The parser passes lone surrogates to an encoder of addresses, which refuses them.
    text = markdown.encode("utf-8", "replace").decode("utf-8")
    html = _parser().render(text)
    assert isinstance(html, str)
    return html


@cache
def _parser() -> "MarkdownIt":
    """Return the one parser; importing it takes a while, so that comes when it is needed."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.tasklists import tasklists_plugin

    # Addresses are found in the document: linkify takes a third of all the time, and takes
    # the Chinese after an address for a part of it.
    parser = MarkdownIt("commonmark", {"html": True})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(tasklists_plugin).use(deflist_plugin)
    # Article files name any kind of address; which to open is decided when one is opened.
    setattr(parser, "validateLink", _any_address)  # noqa: B010
    return parser


def _any_address(_url: str) -> bool:
    return True
