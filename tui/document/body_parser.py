"""An article's body understood, whole or only its beginning."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tui.articles.article import Article
from tui.document.chunked_search import places
from tui.document.model import Document

LONG = 100_000
"""From how many characters on a body is read in steps, so that its first page is there soon."""

_BEGINNINGS = (12_000, 80_000, 800_000)
"""How many characters of a long body each step reads, before the last one reads all: the first
comes to more than a screenful, unless most of it is markup."""

_LABEL = re.compile(r"\[([^\[\]\n]{1,200})\]")
"""What may name a link that is defined elsewhere (CommonMark 0.31, section 4.7)."""

_DEFINED = re.compile(
    r"[ \t>]{0,12}\[((?=\^)[^\[\]\s]{1,200})\]:[^\n]*"
    r"|[ \t>]{0,12}\[([^\[\]\n]{1,200})\]:[ \t]*\n?[ \t]*(?:<[^<>\n]*>|[^<\s]\S*)"
    r"""(?:[ \t]+(?:"[^"\\\n]*"|'[^'\\\n]*'|\([^()\\\n]*\)))?[ \t]*(?=\n|\Z)"""
)
"""The first line of a note, or a definition of a link; marks of a quote may stand before it.
What is not sure to be one is left out: it would be shown."""

_LONGEST = 220
"""The most characters before the colon."""

_BEGINS_ALIKE = re.compile(r"\n*+(?![ \t]*\n|[+-]|[A-Za-z][\w-]*[ \t]?[:：])")
"""How a body begins that is the same below other lines: not with what may be a front matter."""

_FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`\n]*$)|~{3,})([^\n]*)$", re.MULTILINE)


def read_document(article: Article) -> Document:
    """Return the document of an article; whatever its body holds, there is one.

    The parsers are imported by the first body that needs them, since they are slow to load.
    """
    return _read(article, article.body)


def read_in_steps(article: Article) -> Iterator[Document]:
    """Yield the document of an article; of a long one first what its beginnings show, if anything.

    The blocks of a beginning are those of the whole, in the same order and the same words,
    except for the last few; `Document.part` says how much of the body it is. The last
    document is the whole.
    """
    length = len(article.body)
    if length > LONG:
        for step in _BEGINNINGS:
            if step * 2 < length:
                document = _read(article, beginning(article, step))
                if document.blocks:
                    yield replace(document, part=step / length)
    yield read_document(article)


def beginning(article: Article, length: int) -> str:
    """Return the first lines of a body, about `length` characters.

    Of Markdown, what defines their links and stands further down is put above them, where no
    open tag takes it in. Notes are put below: they are counted in the order of what is read.
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
            begun += f"\n{_open_fence(begun)}"
        begun = "\n\n".join([*above, begun, *below])
    return begun


def _open_fence(markdown: str) -> str:
    """Return the fence of code that Markdown ends within, or the empty string."""
    fence = ""
    for found in _FENCE.finditer(markdown):
        if not fence:
            fence = found[1]
        elif found[1].startswith(fence) and not found[2].strip():
            fence = ""
    return fence


def _definitions(body: str, start: int, labels: set[str]) -> Iterator[str]:
    """Yield the lines of a body, from a place on, that define labels, of a note the first one."""
    for at in places(body, "]:", start):
        begins = body.rfind("\n", 0, at) + 1
        found = _DEFINED.match(body, begins) if at - begins <= _LONGEST else None
        label = (found[1] or found[2]) if found is not None else ""
        if found is not None and _normal(label) in labels:
            yield found[0].lstrip(" \t>")


def _normal(label: str) -> str:
    return " ".join(label.split()).casefold()


def _read(article: Article, body: str) -> Document:
    if article.format == "text":
        from tui.document.formats.from_text import from_text

        return from_text(body)
    if article.format == "markdown":
        from tui.document.formats.from_text import from_text
        from tui.document.markdown.from_markdown import from_markdown

        try:
            return from_markdown(body)
        except Exception:
            # The parser is not ours: what it trips over is shown as it was typed, which
            # Markdown is made for.
            return from_text(body)
    from tui.document.html.from_html import from_html
    from tui.document.template_tags.in_html import without_tags_in_html

    return from_html(without_tags_in_html(body))
