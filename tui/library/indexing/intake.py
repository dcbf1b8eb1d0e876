"""The intake of articles that no file holds: the rows of a source, and how far it has come."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.errors import ArticleError
from tui.library.indexing.process_pool import Stopped, read_apart

if TYPE_CHECKING:
    from tui.library.indexing.piped_entries import Contained
    from tui.library.indexing.piped_rows import StoredEntry


class Taken(NamedTuple):
    """How far a source has come."""

    name: str
    """The source: `standard input`, or a path."""
    articles: int = 0
    """The articles taken in so far."""
    kind: str = ""
    """The kind that was recognised, with a count: `RSS feed, 20 entries`; empty for articles."""
    size: int = 0
    """The bytes that have come of what can only be read as a whole."""
    waiting: bool = False
    """Whether the last of the articles may still grow: the sender pauses."""
    ended: bool = False
    """Whether all of it was taken in."""
    problems: tuple[str, ...] = ()
    """A sentence for each thing that could not be read."""

    @property
    def was_empty(self) -> bool:
        """Whether the source has ended without an article."""
        return self.ended and not self.articles


class SourceRows:
    """The rows of one source in the index, and whom to tell of them."""

    def __init__(
        self, put: Callable[[Sequence[StoredEntry], Sequence[int]], list[int]], name: str
    ) -> None:
        """Begin without rows.

        Args:
            put: Writes entries in the place of rows; `Library.take_in`.
            name: The source.
        """
        self._put = put
        self._lock = Lock()
        self._tell: Callable[[Taken], object] | None = None
        self._whole = array("q")
        """The rows that stay as they are, once for each article."""
        self._open: list[int] = []
        """The rows that may still change."""
        self._old = array("q")
        """The rows of the time before, while the source is read again."""
        self.taken = Taken(name)
        """How far the source has come."""

    def follow(self, tell: Callable[[Taken], object]) -> None:
        """Have a function called now, and in the source's thread after each change."""
        with self._lock:
            self._tell = tell
            tell(self.taken)

    def take_in(
        self, whole: Sequence[StoredEntry], unfinished: Sequence[StoredEntry] = (), **changes: Any
    ) -> None:
        """Write entries in the place of those that were not finished.

        Args:
            whole: Entries that stay as they are.
            unfinished: Entries that may change, which come after them.
            changes: Further fields of `Taken` to tell of.

        Raises:
            StorageError: The index can't be written.
        """
        ids = self._put([*whole, *unfinished], self._open)
        self._whole.extend(ids[: len(whole)])
        self._open = ids[len(whole) :]
        self.tell(articles=len(self._whole) + len(unfinished), waiting=bool(unfinished), **changes)

    def begin_again(self) -> None:
        """Take the rows for those of the time before: the source is read once more."""
        self._old.extend((*self._whole, *self._open))
        self._whole, self._open = array("q"), []

    def reopen(self) -> None:
        """Take all rows for such as may still change: the next entries take their place."""
        self._open = [*self._old, *self._whole, *self._open]
        self._old, self._whole = array("q"), array("q")

    def drop_old(self) -> None:
        """Take away the rows of the time before that no article has any more.

        Raises:
            StorageError: The index can't be written.
        """
        self._put([], self._old)
        self._old = array("q")
        self.tell()

    def tell(self, **changes: Any) -> None:
        """Tell of changes.

        Args:
            changes: Fields of `Taken`.
        """
        with self._lock:
            self.taken = self.taken._replace(**changes)
            if self._tell is not None:
                self._tell(self.taken)


def read_contained(
    name: str, request: tuple[Any, ...], size: int, cancelled: Callable[[], bool]
) -> Contained:
    """Return the entries of a container, read in a process of its own.

    Args:
        name: The function of `piped_entries`.
        request: Its argument; the second part is the name of the container.
        size: The length of the container, in bytes.
        cancelled: Asked ten times a second.

    Raises:
        ArticleError: It can't be read, or takes too much time or memory.
        StorageError: No process can be started.
    """
    try:
        contained: Contained = read_apart(
            "tui.library.indexing.piped_entries", name, request, size, cancelled
        )
    except Stopped as stopped:
        raise ArticleError(f"{request[1]} can't be read: {stopped}.") from None
    return contained
