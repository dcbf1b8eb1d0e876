"""Whole articles, read from wherever the library has them."""

from collections.abc import Callable
from pathlib import Path

from tui.articles.article import Article
from tui.articles.reading import read_article
from tui.errors import ArticleError, StorageError
from tui.library.article_json import from_json
from tui.library.marks import bookmark_rows
from tui.library.search.matches import Terms
from tui.library.search.snippet_source import read_some, snippet_from
from tui.library.search.snippets import WIDTH, Snippet, named, snippet_of, terms_in_notes
from tui.library.storage.article_rows import Whereabouts, notes_shown, whereabouts
from tui.library.storage.store import Store
from tui.library.values import Key


class StoredArticles:
    """The articles of the index. Its methods may be called from any thread."""

    def __init__(self, store: Store) -> None:
        """Make the part.

        Args:
            store: Both databases.
        """
        self._store = store

    def read(self, id: int) -> Article:
        """Return a whole article: from its file, else the copy that is kept, else as piped in.

        Raises:
            ArticleError: Its file can't be read, and there is no copy; or reading it was given
                up when it was indexed.
            StorageError: The index can't be read, or has no such row.
        """
        place = self._whereabouts(id)
        if place is None:
            raise StorageError("The article is not in the index any more.")
        return self._read(place, read_article)

    def snippet(self, id: int, terms: Terms, width: int = WIDTH) -> Snippet:
        """Return the piece of an article's text that shows best why a query found it.

        Where the text does not show it, that is a piece of the user's note or labels.

        Only so much of a long article is read that a screenful of them takes no time.

        Args:
            id: The article; one that is gone, or can't be read, has an empty snippet.
            terms: The result of `terms_of` for the query.
            width: The most characters to return.

        Raises:
            StorageError: The index can't be read.
        """
        place = self._whereabouts(id)
        try:
            found = snippet_from(self._read(place, read_some), terms, width) if place else Snippet()
        except ArticleError:
            found = Snippet()
        return found if found.matches else self._of_notes(id, terms, width) or found

    def _of_notes(self, id: int, terms: Terms, width: int) -> Snippet | None:
        """Return the piece of an article's note or labels that terms match; None for none."""
        written = self._store.ask(lambda connection: notes_shown(connection, id))
        in_notes = terms_in_notes(terms)
        for name, text in written:
            if found := snippet_of(text, in_notes, width):
                return named(name, found)
        return None

    def _whereabouts(self, id: int) -> Whereabouts | None:
        return self._store.ask(lambda connection: whereabouts(connection, id, self._store.folders))

    def _read(self, place: Whereabouts, read: Callable[[Path], Article]) -> Article:
        for noted in place.problems:
            if noted.kind == "given up":
                raise ArticleError(f"“{place.title}” can't be shown: {noted.problem}.")
        problem = ArticleError(f"“{place.title}” has no file and no copy any more.")
        for path in place.paths:
            try:
                return read(path)
            except ArticleError as error:
                problem = error
        if place.stored:
            try:
                return from_json(place.stored)
            except ValueError as error:
                raise ArticleError(f"The copy of “{place.title}” is not whole.") from error
        if copy := self._store.guarded(lambda: self._copy(place.key)):
            return copy
        raise problem

    def _copy(self, key: Key) -> Article | None:
        """Return the copy that is kept of an article; None without bookmark and highlights."""
        user = self._store.user
        with user.pool.reading() as connection:
            kept = bookmark_rows.kept_of(connection, key)
            return kept.copy(user.tell) if kept else None
