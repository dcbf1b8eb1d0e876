"""Lists of feeds in OPML 2.0, as one article with a link for each feed."""

import re
from html import escape, unescape

from tui.articles.clean_text import clean
from tui.articles.containers.entries import Contents, article_of, numbered
from tui.articles.encoding.decode import decode

_OUTLINE = re.compile(r"<(?P<end>/)?outline\b(?P<said>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.I)
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TITLE = re.compile(r"<head\b.*?<title>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def read_opml(data: bytes) -> Contents:
    """Read a list of feeds. What is not well-formed loses no feed. Raises nothing."""
    text = _COMMENT.sub("", clean(decode(data).text))
    lines = []
    feeds = 0
    for found in _OUTLINE.finditer(text):
        if found["end"]:
            lines.append("</ul></li>")
            continue
        said = {
            key.lower(): unescape(double or single)
            for key, double, single in _ATTRIBUTE.findall(found["said"])
        }
        address = said.get("xmlurl") or said.get("url") or ""
        feeds += bool(said.get("xmlurl"))
        name = escape(said.get("text") or said.get("title") or address)
        link = f'<a href="{escape(address)}">{name}</a>' if address else name
        home = said.get("htmlurl")
        if home and home != address:
            link += f' (<a href="{escape(home)}">{escape(home)}</a>)'
        alone = found["said"].rstrip().endswith("/")
        lines.append(f"<li>{link}</li>" if alone else f"<li>{link}<ul>")
    title = _TITLE.search(text)
    values: dict[str, object] = {"title": title[1].strip() if title else "", "name": "Feeds"}
    article = article_of(values, f"<ul>{''.join(lines)}</ul>", "html")
    return Contents("OPML", numbered([article]), ("feed", "feeds"), feeds)
