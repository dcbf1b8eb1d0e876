"""The document of an article's body: of all of it, or first of its beginning."""

import re
from collections.abc import Callable, Iterator

from tui.articles.article import Article
from tui.articles.late_pattern import late
from tui.document.chunked_search import places
from tui.document.formats.conversion import CONVERTED, converted
from tui.document.formats.from_text import from_text
from tui.document.html.tags import WHOLE_PAGE
from tui.document.markdown.fences import open_fence
from tui.document.model import Document
from tui.document.template_tags.in_html import without_tags_in_html

LONG = 100_000
"""The number of characters above which a body is read in steps, to show its first page soon."""

_BEGINNINGS = (12_000, 80_000, 800_000)
"""The number of characters that each step reads of a long body; the last step reads all. The
first gives more than a screenful, unless most of it is markup."""

_LONGEST_PAGE = 2_000_000
"""The most characters of a saved page that is abridged. A longer one is a book: it is shown whole,
in steps."""

_HEAD = re.compile(r"<(?:head|title|meta|link)\b", re.IGNORECASE)
"""A sign that a page has a head (HTML 13.1.2.4). A post in `<html><body>` has none: it was wrapped
by a program."""

_HEAD_WITHIN = 4_096
"""The number of characters in which that sign is looked for."""

_LABEL = re.compile(r"\[([^\[\]\n]{1,200})\]")
"""A label that may refer to a link definition (CommonMark 0.31, section 4.7)."""

_DEFINED = late(
    r"[ \t>]{0,12}\[((?=\^)[^\[\]\s]{1,200})\]:[^\n]*"
    r"|[ \t>]{0,12}\[([^\[\]\n]{1,200})\]:[ \t]*\n?[ \t]*(?:<[^<>\n]*>|[^<\s]\S*)"
    r"""(?:[ \t]+(?:"[^"\\\n]*"|'[^'\\\n]*'|\([^()\\\n]*\)))?[ \t]*(?=\n|\Z)"""
)
"""The first line of a note, or a link definition, perhaps in a quote. Doubtful ones do not
match, because the reader would see them as text."""

_LONGEST = 220
"""The most characters before the colon."""

_BEGINS_ALIKE = late(r"\n*+(?![ \t]*\n|[+-]|[A-Za-z][\w-]*[ \t]?[:：])")
"""The beginning of a body that keeps its meaning below other lines: no front matter."""


def read_document(article: Article) -> Document:
    """Return the document of an article; every body gives one.

    Of a saved page it holds the main article alone, where that can be told.

    The parsers of HTML and Markdown are imported for the first body that needs them, since they
    are slow to load.
    """
    return _read_converted(article, is_saved_page(article))


def read_whole(article: Article) -> Document:
    """Return the document of an article; of a saved page, all that a browser shows of it."""
    return _read_converted(article, main_article=False)


def _read_converted(article: Article, main_article: bool) -> Document:
    shown = converted(article)
    document = _read(shown, shown.body, main_article)
    found = shown.problems[len(article.problems) :]
    return document._replace(problems=(*found, *document.problems)) if found else document


def is_saved_page(article: Article) -> bool:
    """Return whether the body is a whole HTML document, of which the main article is shown."""
    body = article.body
    return (
        article.format == "html"
        and len(body) <= _LONGEST_PAGE
        and bool(WHOLE_PAGE.match(body))
        and bool(_HEAD.search(body, 0, _HEAD_WITHIN))
    )


def read_in_steps(
    article: Article,
    read: Callable[[Article], Document] = read_document,
    whole: bool = False,
) -> Iterator[Document]:
    """Yield the document of an article; for a long one, first the documents of its beginnings.

    The blocks of a beginning are those of the whole, with the same text in the same order,
    except for the last few; `Document.part` gives its share of the body. A beginning without
    blocks is left out. The last document is the whole. A body that has to be converted is read
    at once, since a part of it means something else, and so is a saved page that is abridged,
    since its article does not stand at its beginning.

    Args:
        article: The article.
        read: Reads all of it.
        whole: Whether that is the whole of a saved page.
    """
    length = len(article.body)
    apart = article.format in CONVERTED or (not whole and is_saved_page(article))
    if length > LONG and not apart:
        for step in _BEGINNINGS:
            if step * 2 < length:
                document = _read(article, beginning(article, step))
                if document.blocks:
                    yield document._replace(part=step / length)
    yield read(article)


def beginning(article: Article, length: int) -> str:
    """Return the first lines of a body, about `length` characters.

    In Markdown, the definitions of their links that come later are put above them, where no
    open tag includes them. Notes are put below, since they are numbered in reading order.
    """
    body = article.body
    cut = max(body.rfind("\n\n", 0, length), body.rfind(">\n", 0, length) + 1)
    if cut < length // 2:
        cut = body.rfind("\n", 0, length)
    if cut < length // 2:
        cut = body.rfind(" ", 0, length)
    if cut < length // 2:
        cut = length
    begun = body[:cut]
    if article.format == "markdown":
        labels = {_normal(label) for label in _LABEL.findall(begun)}
        defined = list(_definitions(body, cut, labels)) if labels else []
        notes = [one for one in defined if one.startswith("[^")]
        links = [one for one in defined if not one.startswith("[^")]
        above, below = (links, notes) if _BEGINS_ALIKE.match(begun) else ([], links + notes)
        if below:
            begun += f"\n{open_fence(begun)}"
        begun = "\n\n".join([*above, begun, *below])
    return begun


def _definitions(body: str, start: int, labels: set[str]) -> Iterator[str]:
    """Yield the definitions of labels from a place on; of a note, only its first line."""
    for at in places(body, "]:", start):
        begins = body.rfind("\n", 0, at) + 1
        found = _DEFINED.match(body, begins) if at - begins <= _LONGEST else None
        label = (found[1] or found[2]) if found is not None else ""
        if found is not None and _normal(label) in labels:
            yield found[0].lstrip(" \t>")


def _normal(label: str) -> str:
    return " ".join(label.split()).casefold()


def _read(article: Article, body: str, main_article: bool = False) -> Document:
    if article.format == "text":
        return from_text(body)
    if article.format == "markdown":
        from tui.document.markdown.from_markdown import from_markdown

        try:
            return from_markdown(body)
        except Exception:
            # A bug in the Markdown parser: the text is shown as typed, which is readable.
            return from_text(body)
    from tui.document.html.from_html import from_html

    return from_html(without_tags_in_html(body), main_article=main_article)
