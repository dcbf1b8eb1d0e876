"""The metadata in the head of an HTML page."""

import re

from selectolax.lexbor import LexborHTMLParser

from tui.articles.clean_text import one_line

_MOST = 128 * 1024
_HEAD_ENDS = re.compile(r"</head\s*>|<body[\s>]", re.IGNORECASE)
_META = {
    "author": "author",
    "article:author": "author",
    "og:article:author": "author",
    "citation_author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "byl": "author",
    "parsely-author": "author",
    "sailthru.author": "author",
    "article:published_time": "date",
    "og:published_time": "date",
    "citation_publication_date": "date",
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
    "og:site_name": "og:site_name",
}
_SEVERAL = frozenset({"author", "tags"})
"""Keys of which all values count."""

_BEFORE_SITE = " \t|｜_–—·•»«:/-"
"""Characters between the title of a page and the name of its site."""


def read_head(page: str) -> dict[str, object]:
    """Return the metadata in the page's head, under the keys of front matters.

    They come from `<title>`, `<link rel=canonical>`, and the `<meta>` names and properties
    of HTML, Open Graph, Dublin Core, Highwire Press and schema.org. Where several give the same
    key, the first one in the table counts; of authors and tags all its values count.
    """
    end = _HEAD_ENDS.search(page, 0, _MOST)
    values: dict[str, object] = {}
    tree = LexborHTMLParser(page[: end.start() if end else min(len(page), _MOST)])
    title = tree.css_first("title")
    if title is not None:
        values["title"] = title.text(deep=True)
    html = tree.css_first("html")
    if html is not None and html.attributes.get("lang"):
        values["lang"] = html.attributes["lang"]
    said: dict[str, list[str]] = {}
    for meta in tree.css("meta[content]"):
        attributes = meta.attributes
        names = (attributes.get(name) for name in ("name", "property", "itemprop"))
        content = (attributes.get("content") or "").strip()
        name = next(filter(None, names), "").lower()
        # Open Graph's article:author is often the address of a profile, not a name.
        if content and not (_META.get(name) == "author" and _is_address(content)):
            said.setdefault(name, []).append(content)
    for name, key in _META.items():
        if name in said and key not in values:
            values[key] = said[name] if key in _SEVERAL else said[name][0]
    canonical = tree.css_first("link[rel=canonical][href]")
    if canonical is not None and canonical.attributes.get("href"):
        values["link"] = canonical.attributes["href"]
    _choose_title(values)
    return values


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://", "//"))


def _choose_title(values: dict[str, object]) -> None:
    """Take the name of the site off the title; prefer `og:title` where `<title>` contains it."""
    own = one_line(str(values.get("title") or ""))
    shared = one_line(str(values.pop("og:title", None) or ""))
    site = one_line(str(values.pop("og:site_name", None) or ""))
    rest = own.removesuffix(site).rstrip()
    if shared and (not own or own != shared and shared in own):
        own = shared
    elif site and rest != own and rest.endswith(tuple(_BEFORE_SITE)):
        own = rest.rstrip(_BEFORE_SITE) or own
    if own:
        # The parser has decoded entities already, and the reader of the value decodes them again.
        values["title"] = own.replace("&", "&amp;").replace("<", "&lt;")
