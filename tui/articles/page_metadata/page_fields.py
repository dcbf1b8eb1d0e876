"""The metadata of a whole HTML page, from all places that name it."""

import re

from tui.articles.clean_text import one_line
from tui.articles.page_metadata.body_fields import read_body, read_wechat
from tui.articles.page_metadata.head_fields import read_head
from tui.articles.page_metadata.json_ld import read_json_ld

_BY = re.compile(
    r"(?:(?:posted |written )?by\b|von\b|par\b|por\b|作者|文)\s*[:：]?\s*(?=\S)", re.IGNORECASE
)


def read_page(page: str) -> dict[str, object]:
    """Return the metadata of a page, under the keys of front matters.

    The head's own come first, then those of JSON-LD, WeChat's script and the elements of the body.
    """
    values = read_head(page)
    if "application/ld+json" in page:
        said = read_json_ld(page)
        headline = one_line(str(said.get("title", "")))
        if headline and headline in one_line(str(values.get("title", ""))):
            del values["title"]
        values = {**said, **values}
    if "js_content" in page:
        values = {**read_wechat(page), **values}
    if "author" not in values or "date" not in values:
        values = {**read_body(page), **values}
    author = values.get("author")
    if author:
        names = author if isinstance(author, list) else [author]
        values["author"] = [_BY.sub("", one_line(str(name)), count=1) for name in names]
    return values
