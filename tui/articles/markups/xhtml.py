"""XHTML as HTML, whose parser does not know the XML in it."""

import re
from html import escape

_EMPTY = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)"
    r"([A-Za-z][\w:-]*)((?:\s[^<>]*)?)/>"
)
"""An element that XML closes where it begins, and HTML never does (HTML, 13.1.2)."""

_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def as_html(xhtml: str) -> str:
    """Return XHTML with its empty elements closed and its CDATA sections as text."""
    text = _CDATA.sub(lambda found: escape(found[1], quote=False), xhtml)
    return _EMPTY.sub(r"<\1\2></\1>", text)
