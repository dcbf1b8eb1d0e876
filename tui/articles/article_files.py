"""Articles written as files: front matter by python-frontmatter, and the body."""

from collections.abc import Iterable
from datetime import datetime
from itertools import accumulate
from pathlib import Path

import frontmatter

from tui.articles.article import Article
from tui.articles.body_format import is_html
from tui.articles.clean_text import clean
from tui.articles.containers.cat_stream import divided
from tui.articles.containers.quoted_text import Quotes
from tui.articles.new_files import NewFiles
from tui.articles.suffixes import SUFFIXES

_SUFFIX_OF = {format: suffix for suffix, format in reversed(SUFFIXES.items())}
"""The suffix of the file of a body: of each format the first in the table."""


def save(articles: Iterable[Article], folder: Path) -> int:
    """Write each article to a new file, with its body as it stands; return their number.

    Args:
        articles: The articles.
        folder: The folder; it need not exist. No file in it is changed.

    Raises:
        NewsreaderError: The folder or a file can't be written.
    """
    saved = 0
    with NewFiles(folder) as files:
        for article in articles:
            data = written(article, article.body).encode("utf-8", "replace")
            files.create(article, suffix_of(article), data)
            saved += 1
    return saved


def suffix_of(article: Article) -> str:
    """Return the file suffix with which the body is read in its own format."""
    if article.format == "html":
        return ".md" if is_html(article.body) else ".html"
    return _SUFFIX_OF[article.format]


def written(article: Article, body: str) -> str:
    """Return an article as a file that reads as the same article, also from a `cat` of several.

    Args:
        article: The article, whose metadata become the front matter; a date that is only its
            file's time does not.
        body: Its body.
    """
    values: dict[str, object] = {"title": article.title}
    if article.author:
        values["author"] = article.author
    if article.date and article.date_source != "file time":
        values["date"] = _date(article.date, article.has_time)
    if article.categories:
        values["categories"] = [list(path) for path in article.categories]
    if article.tags:
        values["tags"] = list(article.tags)
    if article.link:
        values["link"] = article.link
    post = frontmatter.Post("")
    post.metadata = values
    head = frontmatter.dumps(post, sort_keys=False, width=1_000_000)
    return head.rstrip("\n") + "\n\n" + _closed(_undivided(clean(body).strip("\n") + "\n"))


def _date(date: datetime, has_time: bool) -> str:
    """Return a date as text; a day without a time of day is read in the local zone."""
    local = date.astimezone().utcoffset() == date.utcoffset()
    return date.isoformat() if has_time or not local else date.date().isoformat()


def _closed(body: str) -> str:
    """Return a body that leaves no code open, in which the next file of a `cat` would stand.

    The end of a Markdown or HTML text closes what is open (CommonMark 0.31, sections 4.5 and 4.6),
    so the line that is added changes nothing that is shown.
    """
    closing = Quotes().closing(bytearray(body.encode("utf-8", "replace")))
    return f"{body}{closing}\n" if closing else body


def _undivided(body: str) -> str:
    """Return a body in which nothing begins an article in a `cat` of files.

    A space before a line makes it no front matter, and is nothing in Markdown (CommonMark 0.31,
    sections 4.1 and 4.3: up to three before a rule or the line under a heading).
    """
    file = b"---\ntitle: x\n---\n"
    top = file + body.encode("utf-8", "replace")
    # With the next file, whose fence may end what the body leaves open.
    ends = accumulate(map(len, divided([top + file])))
    if places := [place for place in ends if place < len(top)]:
        pieces = map(slice, [len(file), *places], [*places, len(top)])
        return _undivided(" ".join(top[piece].decode() for piece in pieces))
    return body
