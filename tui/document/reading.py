"""An article's body understood, whole or only its beginning."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tui.articles.article import Article
from tui.document.model import Document

LONG = 100_000
"""From how many characters on a body is read in steps, so that its first page is there soon."""

_BEGINNINGS = (25_000, 800_000)
"""How many characters of a long body each step reads, before the last one reads all."""

_LABEL = re.compile(r"\[([^\[\]\n]{1,200})\]")
"""What may name a link that is defined elsewhere (CommonMark 0.31, section 4.7)."""


def read_document(article: Article) -> Document:
    """Return the document of an article; whatever its body holds, there is one.

    The parsers are imported by the first body that needs them, since they are slow to load.
    """
    return _read(article, article.body)


def read_in_steps(article: Article) -> Iterator[Document]:
    """Yield the document of an article; of a long one first what its beginnings come to.

    The blocks of a beginning are those of the whole, in the same order and the same words,
    except for the last few; `Document.part` says how much of the body it is. The last
    document is the whole.
    """
    length = len(article.body)
    if length > LONG:
        for step in _BEGINNINGS:
            if step * 2 < length:
                document = _read(article, beginning(article, step))
                yield replace(document, part=step / length)
    yield read_document(article)


def beginning(article: Article, length: int) -> str:
    """Return the first lines of a body, about `length` characters.

    Of Markdown, the definitions of their links and notes that stand further down are put below.
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
        labels = {label.casefold() for label in _LABEL.findall(begun)}
        begun += "\n\n" + "\n".join(_definitions(body, cut, labels))
    return begun


def _definitions(body: str, start: int, labels: set[str]) -> Iterator[str]:
    """Yield the lines of a body, from a place on, that define labels, of a note the first one."""
    at = body.find("\n[", start) if labels else -1
    while at >= 0:
        after = body.find("\n", at + 1)
        line = body[at + 1 : after if after >= 0 else None]
        label, colon, _ = line[1:].partition("]:")
        if colon and label.casefold() in labels:
            yield line
        at = body.find("\n[", at + 1)


def _read(article: Article, body: str) -> Document:
    if article.format == "text":
        from tui.document.from_text import from_text

        return from_text(body)
    if article.format == "markdown":
        from tui.document.from_markdown import from_markdown
        from tui.document.from_text import from_text

        try:
            return from_markdown(body)
        except Exception:
            # The parser is not ours: what it trips over is shown as it was typed, which
            # Markdown is made for.
            return from_text(body)
    from tui.document.from_html import from_html
    from tui.document.html_template_tags import without_tags_in_html

    return from_html(without_tags_in_html(body))
