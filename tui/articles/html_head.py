"""The metadata in the head of an HTML page."""

import re

from tui.articles.clean_text import one_line

_MOST = 128 * 1024
_HEAD_ENDS = re.compile(r"</head\s*>|<body[\s>]", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|(?><!--.*?-->)\s*)*<(?:!doctype\s+html|html|head|body|title|meta|link)\b",
    re.I | re.S,
)
_META = {
    "author": "author",
    "article:author": "author",
    "dc.creator": "author",
    "parsely-author": "author",
    "sailthru.author": "author",
    "article:published_time": "date",
    "og:published_time": "date",
    "datepublished": "date",
    "date": "date",
    "pubdate": "date",
    "publishdate": "date",
    "publish_date": "date",
    "dc.date": "date",
    "dc.date.issued": "date",
    "dcterms.created": "date",
    "parsely-pub-date": "date",
    "sailthru.date": "date",
    "og:updated_time": "updated",
    "article:modified_time": "updated",
    "article:section": "category",
    "article:tag": "tags",
    "keywords": "keywords",
    "news_keywords": "keywords",
    "description": "description",
    "og:description": "summary",
    "og:url": "url",
    "og:image": "image",
    "og:locale": "locale",
    "og:title": "og:title",
}


def is_page(text: str) -> bool:
    """Return whether the text is a whole HTML page, judged by its beginning.

    The tags of `html`, `head` and `body` may be left out (HTML 13.1.2.4).
    """
    return bool(_PAGE.match(text[:4096]))


def read_head(page: str) -> dict[str, object]:
    """Return the metadata in the page's head, under the keys of front matters.

    They come from `<title>`, `<link rel=canonical>`, and the `<meta>` names and properties
    of HTML, Open Graph, Dublin Core and schema.org. Where several give the same key, the first
    one in the table counts; all `article:tag` values count.
    """
    from selectolax.lexbor import LexborHTMLParser

    end = _HEAD_ENDS.search(page, 0, _MOST)
    values: dict[str, object] = {}
    tree = LexborHTMLParser(page[: end.start() if end else min(len(page), _MOST)])
    title = tree.css_first("title")
    if title is not None:
        values["title"] = title.text(deep=True)
    html = tree.css_first("html")
    if html is not None and html.attributes.get("lang"):
        values["lang"] = html.attributes["lang"]
    ranked: dict[str, int] = {}
    order = list(_META)
    for meta in tree.css("meta[content]"):
        said = meta.attributes
        name = (said.get("name") or said.get("property") or said.get("itemprop") or "").lower()
        content = (said.get("content") or "").strip()
        key = _META.get(name)
        if not key or not content:
            continue
        if key == "tags":
            tags = values.setdefault("tags", [])
            if isinstance(tags, list):
                tags.append(content)
        elif order.index(name) < ranked.get(key, len(order)):
            ranked[key] = order.index(name)
            values[key] = content
    canonical = tree.css_first("link[rel=canonical][href]")
    if canonical is not None and canonical.attributes.get("href"):
        values["link"] = canonical.attributes["href"]
    author = values.get("author")
    if isinstance(author, str) and author.startswith(("http://", "https://")):
        # Open Graph's article:author is the address of a profile, not a name.
        del values["author"]
    _choose_title(values)
    return values


def _choose_title(values: dict[str, object]) -> None:
    """Prefer `og:title` where `<title>` contains it and adds the site's name."""
    own = one_line(str(values.get("title") or ""))
    shared = one_line(str(values.pop("og:title", None) or ""))
    if shared and (not own or own != shared and shared in own):
        values["title"] = shared.replace("&", "&amp;")
    elif own:
        # The parser has decoded entities already, and the reader of the value decodes them again.
        values["title"] = str(values["title"]).replace("&", "&amp;").replace("<", "&lt;")
