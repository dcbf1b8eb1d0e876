"""The text that a snippet is made from: a bounded part of an article, however long it is."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tui.articles.article import Article
from tui.articles.reading import parse_article, read_bytes
from tui.articles.suffixes import SUFFIXES
from tui.document.body_parser import beginning, is_saved_page, read_document
from tui.document.formats.conversion import converted
from tui.document.text_segments import same_words, shown_text
from tui.library.search.folding import fold
from tui.library.search.matches import Terms
from tui.library.search.snippets import WIDTH, Place, Snippet, beginning_of, best_place, snippet_of

_READ = 1_000_000
"""The most bytes of a file that are read."""

_WHOLE = 24_000
"""The most characters of a body that is understood as a whole."""

_BEFORE, _AFTER = 2_000, 6_000
"""The characters around a place that are understood of a longer body."""

_TRIES = 3
"""The most places that are looked at: some are in an address or in a tag."""

_TERMS = 8
"""The most terms that are looked for in a long body."""

_HITS = 50
"""The most places of each."""

_STARTS = {"html": ("<p", "<h", "<li", "<tr", "\n", "<", " ")}
"""The places where a piece of a body may begin, the best first."""


def read_some(path: Path) -> Article:
    """Read the first part of a file, as `read_article` would read a file that ended there.

    All of a notebook is read, most of which may be pictures.

    Raises:
        ArticleError: It can't be read.
    """
    most = None if SUFFIXES.get(path.suffix.lower()) == "notebook" else _READ + 1
    data, modified = read_bytes(path, most)
    if most is None or len(data) <= _READ:
        return parse_article(data, path=path.absolute(), modified=modified)
    data = data[:_READ]
    # A character that is cut in two would make another encoding of it.
    whole = data.rfind(b"\n") + 1 or data.rfind(b" ") + 1
    return parse_article(data[:whole] or data, path=path, modified=modified)


def snippet_from(article: Article, terms: Terms, width: int = WIDTH) -> Snippet:
    """Return what a row shows of an article's text.

    Args:
        article: The article.
        terms: The result of `terms_of`.
        width: The most characters to return.

    Returns:
        The piece around the best match; where only the title or another field matches,
        the excerpt, or the beginning of the text. A title at the head of the text is left
        out, since the row has it.
    """
    first = ""
    for text in _texts(article, terms):
        text = _without_title(text, article.title)
        if found := snippet_of(text, terms, width):
            return found
        first = first or text
    return beginning_of(article.excerpt or first, width)


def _texts(article: Article, terms: Terms) -> Iterator[str]:
    """Yield the text that an article shows; of a long one, in pieces that may match."""
    if article.format == "notebook":  # A piece of JSON is no notebook.
        article = converted(article)
    body = article.body
    if len(body) <= _WHOLE or is_saved_page(article):
        yield shown_text(read_document(article))
        return
    hits = _hits(body.replace("\u3000", " "), terms)
    for _ in range(_TRIES):
        best = best_place(hits)
        if best is None:
            break
        start, end = _piece(article, best[0])
        yield shown_text(read_document(article._replace(body=body[start:end])))
        hits = [hit for hit in hits if not start <= hit.start < end]
    begun = beginning(article, _AFTER)
    yield shown_text(read_document(article._replace(body=begun)))


def _without_title(text: str, title: str) -> str:
    head, _, rest = text.partition("\n")
    return rest if same_words(head, title) else text


def _hits(body: str, terms: Terms) -> list[Place]:
    """Return about where words stand in a body that is not understood yet."""
    folded = fold(body)
    stretch = len(body) / max(1, len(folded))
    found: list[Place] = []
    for number, term in enumerate(terms[:_TERMS]):
        words = _sought(term, folded)
        if words:
            found += [
                Place(round(at.start() * stretch), round(at.end() * stretch), number)
                for at in islice(re.finditer(re.escape(words), folded), _HITS)
            ]
    return found


def _sought(term: object, folded: str) -> str:
    """Return what of a term stands in a text: all of it, or else its rarest word."""
    chunks: tuple[str, ...] = getattr(term, "chunks", ())
    whole = " ".join(chunks)
    if whole in folded:
        return whole
    return min((chunk for chunk in chunks if chunk in folded), key=folded.count, default="")


def _piece(article: Article, place: int) -> tuple[int, int]:
    """Return the range of a body around a place, from where something begins."""
    body = article.body
    earliest = max(0, place - _BEFORE)
    start = earliest
    for sign in _STARTS.get(article.format, ("\n\n", "\n", " ")) if earliest else ():
        at = body.find(sign, earliest, place)
        if at >= 0:
            start = at
            break
    return start, min(len(body), place + _AFTER)
