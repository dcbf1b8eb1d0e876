"""Author and date in the body of an HTML page, and in the script of a WeChat page."""

import re
from datetime import UTC, datetime
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

from tui.articles.clean_text import one_line
from tui.articles.late_pattern import late

_TAG = late(
    r"""<[a-z][a-z0-9]{0,15}\s(?=[^<>]{1,800}>)[^<>]{0,800}?(?<=[\s"'])(?:
        (?P<author>itemprop=["']?author\b | rel=["']?author\b | id=["']?js_author_name\b)
      | (?P<date>itemprop=["']?datePublished\b | id=["']?publish_time\b | pubdate\b)
      | (?P<time>datetime=)
      | (?P<byline>id=["']?js_name\b | class=["'][^"'<>]{0,80}\b(?:byline|author)\b)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""The tag of an element that may hold the author or the date: by microdata of schema.org, by the
microformat `rel=author`, by WeChat's ids, by HTML's `time`, by its class."""

_MOST = 200
"""The most such elements that are looked at."""

_WITHIN = 500_000
"""The characters of a page in which they are looked for."""

_LENGTH = 1_000
"""The characters from such a tag on that are parsed."""

_BEGINNING = re.compile(r"<(?:h1|article|main)\b", re.IGNORECASE)
"""The beginning of an article: a time or a byline before it belongs to something else."""

_NAME = re.compile(r"[^\d|·•@/]{2,60}\Z")
_MOST_WORDS = 7
"""The most words of a name with what stands before it: `Written by Fenna Oduya`."""

_VARIABLE = late(
    r"""\bvar\s+(ct|msg_title|msg_link)\s*=\s*(?:htmlDecode\()?["']([^"'\n]{1,1000})["']"""
)
"""Variables of WeChat's script: the time in seconds since 1970, the title, the address."""

_SECONDS = re.compile(r"[0-9]{9,10}\Z")


def read_body(page: str) -> dict[str, object]:
    """Return `author` and `date` of the first elements that hold them.

    Elements that are marked as such come before times and bylines.
    """
    found: dict[str, object] = {}
    beginning = _BEGINNING.search(page)
    begins = beginning.start() if beginning else 0
    for tag in islice(_TAG.finditer(page, 0, _WITHIN), _MOST):
        kind = tag.lastgroup or ""
        if kind in found or (kind in ("time", "byline") and tag.start() < begins):
            continue
        body = LexborHTMLParser(f"<body>{page[tag.start() : tag.start() + _LENGTH]}").body
        element = body.first_child if body is not None else None
        if element is None:
            continue
        said = element.attributes
        text = one_line(said.get("content") or said.get("datetime") or element.text())
        is_name = bool(_NAME.match(text)) and len(text.split()) <= _MOST_WORDS
        if text and (is_name or kind in ("date", "time")):
            found[kind] = text
    found = {"author": found.get("byline"), "date": found.get("time"), **found}
    return {key: found[key] for key in ("author", "date") if found[key]}


def read_wechat(page: str) -> dict[str, object]:
    """Return date, title and link as the script of a WeChat page has them."""
    said = dict(islice(_VARIABLE.findall(page), _MOST))
    values: dict[str, object] = {}
    if _SECONDS.match(said.get("ct", "")):
        values["date"] = datetime.fromtimestamp(int(said["ct"]), UTC).isoformat()
    for key, name in (("title", "msg_title"), ("link", "msg_link")):
        if name in said:
            values[key] = said[name]
    return values
