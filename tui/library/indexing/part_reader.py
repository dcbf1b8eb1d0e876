"""The parts of a stream read in another process, within the bounds of `process_pool`."""

from collections.abc import Sequence

from tui.articles.article import Article
from tui.library.article_json import to_json
from tui.library.indexing.entry import entry_given_up
from tui.library.indexing.piped_rows import StoredEntry
from tui.library.indexing.process_pool import ReadingProcess, Stopped, seconds_for

_MODULE = "tui.library.indexing.piped_entries"
_WORK = "part_entries"
_UNNAMED = "An article that could not be read"


class PartReader:
    """Reads parts of a stream; the answers come in the order of the requests."""

    def __init__(self, base: str) -> None:
        """Start the process.

        Args:
            base: The address to which relative links lead; empty for none.

        Raises:
            StorageError: No process can be started.
        """
        self._base = base
        self._process = ReadingProcess(_MODULE, _WORK)

    @property
    def waiting(self) -> int:
        """The number of requests without an answer."""
        return len(self._process.waiting)

    @property
    def output(self) -> int:
        """The descriptor that can be read once there is an answer."""
        descriptor: int = self._process.output.fileno()
        return descriptor

    def ask(self, parts: Sequence[bytes]) -> None:
        """Have some parts read.

        Args:
            parts: Bytes of an article each.
        """
        self._process.ask((parts, self._base), seconds_for(sum(map(len, parts))))

    def answer(self) -> list[StoredEntry]:
        """Wait for the entries of the oldest request.

        Parts that end the process are read once more, each by itself; one that ends it again has
        an entry that says why it was given up.

        Raises:
            StorageError: No process can be started.
        """
        (parts, _), _ = self._process.waiting[0]
        try:
            return list(self._process.answer())
        except Stopped as stopped:
            self._process = self._process.replaced()
            return self._one_by_one(parts) if len(parts) > 1 else [_given_up(parts[0], stopped)]

    def _one_by_one(self, parts: Sequence[bytes]) -> list[StoredEntry]:
        alone = PartReader(self._base)
        entries: list[StoredEntry] = []
        try:
            for part in parts:
                alone.ask([part])
                entries += alone.answer()
        finally:
            alone.end()
        return entries

    def end(self) -> None:
        """End the process."""
        self._process.end()


def _given_up(part: bytes, stopped: Stopped) -> StoredEntry:
    article = Article(_UNNAMED, part.decode("utf-8", "replace"), "text")
    return entry_given_up(article, str(stopped)), to_json(article._replace(body=""))
