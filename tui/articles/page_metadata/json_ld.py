"""The metadata in the JSON-LD of an HTML page (schema.org's Article, JSON-LD 1.1)."""

import json
import re
from collections.abc import Iterator

_TYPE = "application/ld+json"
_MOST_SCRIPTS = 10
_MOST_NODES = 500
_PLAIN = {
    "headline": "title",
    "dateCreated": "date",
    "datePublished": "date",
    "dateModified": "updated",
    "inLanguage": "lang",
    "keywords": "keywords",
    "articleSection": "category",
    "description": "description",
}
"""Properties of an article, and the keys of front matters that mean the same."""

_BESIDE = re.compile(r"\A\s*(?://\s*)?<!(?:\[CDATA\[|--)|(?://\s*)?(?:\]\]|--)>\s*\Z")
"""Marks around a script that old parsers of XHTML and HTML needed."""

_Node = dict[str, object]


def read_json_ld(page: str) -> dict[str, object]:
    """Return the metadata of the first article in a page's JSON-LD.

    An article is what has a type such as `NewsArticle` or `BlogPosting`, else anything with an
    author. An author may be a name, a person or a reference to one (`@id`), or a list of these.
    JSON that is not valid is passed over, as browsers and search engines do.
    """
    nodes = list(_nodes(page))
    article = next(filter(_is_article, nodes), None)
    article = article or next((node for node in nodes if "author" in node), None)
    if article is None:
        return {}
    values: dict[str, object] = {
        key: article[name]
        for name, key in _PLAIN.items()
        if isinstance(article.get(name), str | list) and article[name]
    }
    named = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    authors = article.get("author")
    people = authors if isinstance(authors, list) else [authors]
    names = [name for name in (_name(person, named) for person in people[:50]) if name]
    if names:
        values["author"] = names
    return values


def _name(person: object, named: dict[str, _Node]) -> str:
    if isinstance(person, dict):
        person = person.get("name") or named.get(str(person.get("@id")), {}).get("name")
    is_name = isinstance(person, str) and not person.startswith(("http://", "https://"))
    return str(person).strip() if is_name else ""


def _is_article(node: _Node) -> bool:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(str(name).endswith(("Article", "Posting")) for name in names)


def _nodes(page: str) -> Iterator[_Node]:
    """Yield the objects at the top of each script, and those in their `@graph`."""
    count = 0
    for data in _scripts(page):
        tops = data if isinstance(data, list) else [data]
        for top in tops:
            if not isinstance(top, dict):
                continue
            graph = top.get("@graph")
            for node in [top, *(graph if isinstance(graph, list) else [])]:
                if isinstance(node, dict) and count < _MOST_NODES:
                    count += 1
                    yield node


def _scripts(page: str) -> Iterator[object]:
    """Yield the data of each script of JSON-LD."""
    at = 0
    for _ in range(_MOST_SCRIPTS):
        at = page.find(_TYPE, at)
        start = page.find(">", at) + 1
        end = page.find("</script", start)
        if at < 0 or not start or end < 0:
            return
        at = end
        try:
            yield json.loads(_BESIDE.sub("", page[start:end]), strict=False)
        except (ValueError, RecursionError):
            continue
