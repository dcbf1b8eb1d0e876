"""Links of Hexo that have no words of their own: `{% post_link name %}` says the other's title."""

from collections.abc import Mapping
from typing import Any

from tui.document.model import Document, Link, Span
from tui.document.template_tags.meanings import name_and_title
from tui.document.template_tags.syntax import find_tags


def untitled(body: str, document: Document) -> list[Link]:
    """Return the links of a document whose words are only the name of a file.

    Args:
        body: What the document was read from.
        document: The document.
    """
    if "post_link" not in body:
        return []
    tags = [name_and_title(tag.arguments) for tag in find_tags(body) if tag.name == "post_link"]
    names = {name for name, title in tags if not title}
    return [link for link in document.links if link.url in names and link.text == link.url]


def with_titles(document: Document, titles: Mapping[int, str]) -> Document:
    """Return a document whose links have other words.

    Args:
        document: The document.
        titles: The words, by the number of the link.
    """
    links = tuple(link._replace(text=titles.get(link.number, link.text)) for link in document.links)
    blocks = tuple(_changed(block, titles) for block in document.blocks)
    return document._replace(blocks=blocks, links=links)


def _changed(part: Any, titles: Mapping[int, str]) -> Any:
    """Return a part of a document, of whatever kind, with the words of its links changed."""
    if isinstance(part, Span) and part.link is not None and part.link in titles:
        return part._replace(text=titles[part.link])
    if not isinstance(part, tuple):
        return part
    inside = [_changed(each, titles) for each in part]
    return type(part)(*inside) if hasattr(part, "_fields") else tuple(inside)
