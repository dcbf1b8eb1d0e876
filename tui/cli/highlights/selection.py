"""The highlights that a command is asked for, each with its place in the article's text."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tui.articles.article import Article
from tui.cli.library_access import bring_up_to_date
from tui.cli.places import places_to_list
from tui.errors import ArticleError, NewsreaderError
from tui.library.exchange.highlight_files import Listed
from tui.library.library import Library
from tui.library.marks.highlight_places import BodyText
from tui.library.query import Query
from tui.library.values import Highlighted


def selected(library: Library, paths: Sequence[str], text: str) -> tuple[list[Listed], bool]:
    """Return highlights, those of one article in the order of its text.

    Args:
        library: The library.
        paths: Files and folders as typed; none for all highlights, wherever their articles are.
        text: A query that their articles must match; empty for all.

    Returns:
        The highlights, and whether a path is missing.

    Raises:
        NewsreaderError: No path can be opened, or the query is not understood.
    """
    if not paths and not text.strip():
        return [each for of in library.highlights.all() for each in _listed(library, of)], False
    missing = False
    folders: tuple[Path, ...] | None = None
    if paths:
        places = places_to_list(paths)
        missing, folders = bool(places.missing), places.folders
        bring_up_to_date(library, folders)
    answer = library.search.find(Query(text, folders=folders))
    if answer.problem:
        raise NewsreaderError(answer.problem)
    library.folders = folders
    found = library.highlights.of(answer.ids)
    return [each for of in found for each in _listed(library, of)], missing


def _listed(library: Library, of: Highlighted) -> Iterator[Listed]:
    """Yield the highlights of an article in the order of its text, the lost ones last."""
    body = BodyText.of(_present(library, of))
    places = body.places(of.highlights)
    order = sorted(
        zip(places, of.highlights, strict=True),
        key=lambda pair: (pair[0] is None, pair[0] or (), pair[1].id or 0),
    )
    for place, highlight in order:
        yield Listed(highlight, of, place and place.start.segment - body.first + 1)


def _present(library: Library, of: Highlighted) -> Article:
    """Return an article as it is now; where it can't be read, its copy."""
    if of.id is None:
        return of.article
    try:
        return library.articles.read(of.id)
    except ArticleError:
        return of.article
