"""The parts of a stream read in another process, within the bounds of `process_pool`."""

from collections.abc import Sequence
from typing import NamedTuple

from tui.articles.article import Article
from tui.articles.containers import Kind
from tui.library.article_json import to_json
from tui.library.indexing.entry import entry_given_up
from tui.library.indexing.piped_rows import StoredEntry
from tui.library.indexing.process_pool import ReadingProcess, Stopped, seconds_for

_MODULE = "tui.library.indexing.piped_entries"
_WORK = "part_entries"
_UNNAMED = "An article that could not be read"


class PartsRead(NamedTuple):
    """The articles of some parts of a stream as entries."""

    name: str
    """The kind in words: `JSON`."""
    things: tuple[str, str]
    """The name of its entries, for one and for several."""
    entries: list[StoredEntry]
    problems: tuple[str, ...] = ()
    """A sentence for each thing that could not be read."""


class PartReader:
    """Reads parts of a stream; the answers come in the order of the requests."""

    def __init__(self, base: str) -> None:
        """Start the process.

        Args:
            base: The address to which relative links lead; empty for none.

        Raises:
            StorageError: No process can be started.
        """
        self.kind: Kind = "articles"
        """The kind of the stream."""
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

    def ask(self, parts: Sequence[bytes], line: int = 1) -> None:
        """Have some parts read.

        Args:
            parts: Bytes of an article each.
            line: The number of their first line in the stream.
        """
        request = (parts, self.kind, line, self._base)
        self._process.ask(request, seconds_for(sum(map(len, parts))))

    def answer(self) -> PartsRead:
        """Wait for the entries of the oldest request.

        Parts that end the process are read once more, each by itself; one that ends it again has
        an entry that says why it was given up.

        Raises:
            StorageError: No process can be started.
        """
        (parts, _, line, _), _ = self._process.waiting[0]
        try:
            read: PartsRead = self._process.answer()
            return read
        except Stopped as stopped:
            self._process = self._process.replaced()
            if len(parts) > 1:
                return self._one_by_one(parts, line)
            return PartsRead("articles", ("article", "articles"), [_given_up(parts[0], stopped)])

    def _one_by_one(self, parts: Sequence[bytes], line: int) -> PartsRead:
        alone = PartReader(self._base)
        alone.kind = self.kind
        entries: list[StoredEntry] = []
        problems: tuple[str, ...] = ()
        try:
            for part in parts:
                alone.ask([part], line)
                read = alone.answer()
                entries += read.entries
                problems += read.problems
                line += part.count(b"\n")
        finally:
            alone.end()
        return read._replace(entries=entries, problems=problems)

    def end(self) -> None:
        """End the process."""
        self._process.end()


def _given_up(part: bytes, stopped: Stopped) -> StoredEntry:
    article = Article(_UNNAMED, part.decode("utf-8", "replace"), "text")
    return entry_given_up(article, str(stopped)), to_json(article._replace(body=""))
