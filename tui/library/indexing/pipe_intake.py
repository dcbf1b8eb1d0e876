"""A stream taken in as it comes: by articles, or as a whole where its kind allows no more."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from threading import Thread
from typing import TYPE_CHECKING

from tui.articles.containers import Kind, kinds
from tui.articles.containers.cat_stream import Stream
from tui.articles.containers.entries import kind_in_words
from tui.articles.containers.json_elements import Elements
from tui.articles.containers.mbox_stream import Messages
from tui.articles.files import LARGEST, LARGEST_HELD
from tui.errors import ArticleError, NewsreaderError
from tui.library.indexing.intake import SourceRows, read_contained
from tui.library.indexing.part_reader import PartReader

if TYPE_CHECKING:
    from tui.library.indexing.piped_rows import StoredEntry

_Stream = Stream | Elements | Messages
_STREAMS: dict[Kind | None, Callable[[], _Stream]] = {
    "articles": Stream,
    "ndjson": Elements,
    "mbox": Messages,
}
"""The kinds that are divided as they come."""
MOST_PIPED = 4 << 30
"""The most bytes of a stream, so that an endless one does not fill the disk."""
_CHUNK = 1 << 20
_PARTS = 64
_PART_BYTES = 250_000
"""The most parts of one request, and its most bytes."""
_AHEAD = 8
"""The requests that wait to be read; with so many the sender waits."""
_BATCH_SECONDS = 0.1
_LONGEST_BATCH = 1.0
"""A transaction takes in what was read in this time; each takes twice that of the one before, up
to the longest."""
_PAUSE = 0.15
"""The seconds without a byte after which the unfinished article is shown."""
_STOP_SECONDS = 1.0
"""The longest wait for the thread to end."""
_SHOW_SECONDS = 1.0
_SHOW_SHARE = 10
"""While bytes come the unfinished article is shown this often, and for no more than one part of
so many of the time."""
_MOST_PROBLEMS = 20
"""The most problems of a stream that are told of."""
_MOST_SHOWN = 1 << 20
"""The most bytes of an unfinished article that is shown."""


class PipeIntake:
    """Takes in a stream in a thread."""

    def __init__(self, pipe: int, rows: SourceRows, kind: Kind | None, base: str) -> None:
        """Make the intake; `start` begins.

        Args:
            pipe: The descriptor to read, which is closed at the end.
            rows: Writes the articles.
            kind: The kind of the stream; None to recognise it.
            base: The address to which relative links lead; empty for none.
        """
        self.rows = rows
        name = rows.taken.name
        self._name = "Standard input" if name == "standard input" else name
        self._pipe = pipe
        self._kind = kind
        self._base = base
        self._stop, stopping = os.pipe()
        self._stopping: int | None = stopping
        self._thread = Thread(target=self.run, name="pipe", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def cancel(self) -> None:
        """Have the intake end soon; what was written until then stays. May be called again."""
        if self._stopping is not None:
            os.close(self._stopping)
            self._stopping = None

    def stop(self) -> None:
        """End the thread; what was written until then stays.

        A thread that waits for an article of many megabytes to be read is not waited for: it ends
        with the program.
        """
        self.cancel()
        self._thread.join(_STOP_SECONDS)

    def run(self) -> None:
        """Take in the stream in the thread that calls; `start` calls it in one of its own."""
        problems: tuple[str, ...] = ()
        try:
            problems = self._read()
        except _Stopped:
            pass  # Nobody is interested any more.
        except OSError as error:
            problems = (f"{self._name} can't be read: {error.strerror}.",)
        except NewsreaderError as error:
            problems = (str(error),)
        finally:
            # The system tells a sender that has not come to its end that nobody reads on.
            os.close(self._pipe)
            os.close(self._stop)
            self.rows.tell(waiting=False, ended=True, problems=problems)

    def _read(self) -> tuple[str, ...]:
        """Read the stream to its end, and return a sentence for each thing that can't be read."""
        with closing(_Division(self.rows, self._base)) as division:
            chunks = self._chunks(division)
            head = bytearray()
            kind = self._kind if self._kind in _STREAMS else None
            if kind is None:
                for chunk in chunks:
                    head += chunk
                    if len(head) >= kinds.HEAD:
                        break
                    if division.quiet and (likely := self._divisible(head)):
                        division.show_beginning(likely, head)
                kind = self._divisible(head)
            if kind is None:
                return self._read_whole(head, chunks)
            division.begin(kind)
            division.feed(bytes(head))
            for chunk in chunks:
                division.feed(chunk)
                division.advance()
            division.finish()
        if not self.rows.taken.articles:
            raise NewsreaderError(
                *(division.problems or [f"There is no article in {self.rows.taken.name}."])
            )
        return tuple(division.problems)

    def _chunks(self, division: _Division) -> Iterator[bytes]:
        """Yield the bytes as they come, and none where the reading process is to be looked at.

        Raises:
            _Stopped: The intake is to end.
            NewsreaderError: Too much was piped in.
            OSError: The stream can't be read.
        """
        size = 0
        patience = None
        while True:
            pipe = [self._pipe] if division.has_room else []
            ready = select.select([*pipe, division.reader.output, self._stop], [], [], patience)[0]
            if self._stop in ready:
                raise _Stopped
            # After one look at what came before a pause there is nothing to do until it ends.
            division.quiet = not ready
            patience = _PAUSE if ready else None
            if self._pipe not in ready:
                yield b""
                continue
            chunk = os.read(self._pipe, _CHUNK)
            size += len(chunk)
            if not chunk:
                return
            if size > MOST_PIPED:
                division.finish()
                raise NewsreaderError(
                    f"More than {MOST_PIPED >> 30} GB were piped in: the rest is left out."
                )
            yield chunk

    def _divisible(self, head: bytearray) -> Kind | None:
        """Return the kind of a stream that begins so; None where only all of it can be read."""
        if self._kind or not head.strip() or kinds.is_packed(head):
            return None
        kind = kinds.recognise(bytes(head))
        return kind if kind in _STREAMS else None

    def _read_whole(self, data: bytearray, chunks: Iterable[bytes]) -> tuple[str, ...]:
        """Read a stream that can't be divided as it comes, or is empty."""
        name = self._name
        is_known = self._kind or not data.strip() or kinds.is_container(bytes(data[: kinds.HEAD]))
        if not is_known:
            raise ArticleError(f"{name} can't be read: it is {kinds.unreadable(bytes(data))}.")
        for chunk in chunks:
            if not chunk:
                continue
            data += chunk
            self.rows.tell(size=len(data))
            if len(data) > LARGEST_HELD:
                raise ArticleError(
                    f"{name} can't be read: it is a container of more than {LARGEST_HELD >> 20} MB."
                )
        if not data.strip():
            raise NewsreaderError("Nothing came through the pipe.")
        request = (bytes(data), name, self._kind, self._base)
        contained = read_contained("stream_entries", request, len(data), self._is_stopped)
        self.rows.take_in(contained.entries, kind=contained.words)
        return contained.problems

    def _is_stopped(self) -> bool:
        return bool(select.select([self._stop], [], [], 0)[0])


class _Division:
    """Divides a stream, has its parts read in another process, and writes them in batches."""

    def __init__(self, rows: SourceRows, base: str) -> None:
        self.reader = PartReader(base)
        self.quiet = False
        """Whether nothing has happened for a while."""
        self.problems: list[str] = []
        """A sentence for each thing that could not be read."""
        self._rows = rows
        self._stream: _Stream = Stream()
        self._line = 1
        """The number of the first line that is not asked for yet."""
        self._things: tuple[str, tuple[str, str]] | None = None
        """The kind in words, and the name of its entries; None for articles."""
        self._count = 0
        """The number of entries."""
        self._parts: list[bytes] = []
        self._size = 0
        self._batch: list[StoredEntry] = []
        self._began = 0.0
        self._seconds = _BATCH_SECONDS
        self._is_new = False
        """Whether any bytes came since the unfinished article was shown."""
        self._again = time.monotonic() + _SHOW_SECONDS
        """When it may be shown while bytes come."""

    @property
    def has_room(self) -> bool:
        """Whether more of the stream can be taken in now."""
        return self.reader.waiting < _AHEAD

    def begin(self, kind: Kind) -> None:
        """Note the kind of the stream, before its first bytes."""
        self.reader.kind = kind
        self._stream = _STREAMS[kind]()

    def feed(self, data: bytes) -> None:
        """Take in the next bytes.

        Raises:
            NewsreaderError: An article is too long to be read.
        """
        self._is_new = self._is_new or bool(data)
        self._add(self._stream.feed(data))
        if self._stream.held > LARGEST:
            self._finish()
            raise NewsreaderError(
                f"An article of more than {LARGEST >> 20} MB came through the pipe: it and all that"
                " follows is left out."
            )

    def finish(self) -> None:
        """Write the rest at the end of the stream."""
        self._add(self._stream.close())
        self._finish()

    def close(self) -> None:
        """End the process."""
        self.reader.end()

    def advance(self) -> None:
        """Write what was read, and show the unfinished article after a pause and now and then."""
        if self.reader.waiting and select.select([self.reader.output], [], [], 0)[0]:
            self._take_answer()
        if self._parts and not self.reader.waiting:
            self._ask()
        is_due = time.monotonic() - self._began >= self._seconds or not self.reader.waiting
        if self._batch and is_due:
            self._write()
        is_due = self.quiet or time.monotonic() > self._again
        if self._is_new and is_due and not self.reader.waiting:
            self._is_new = False
            if self._stream.held <= _MOST_SHOWN:
                self._show(self._stream.so_far())

    def show_beginning(self, kind: Kind, head: bytearray) -> None:
        """Show the articles that a stream begins with, of which the kind is not certain yet."""
        self.reader.kind = kind
        stream = _STREAMS[kind]()
        self._show([*stream.feed(bytes(head)), *stream.so_far()])

    def _show(self, parts: Sequence[bytes]) -> None:
        began = time.monotonic()
        self.reader.ask(parts)
        self._rows.take_in([], self.reader.answer().entries)
        now = time.monotonic()
        self._again = now + max(_SHOW_SECONDS, (now - began) * _SHOW_SHARE)

    def _add(self, parts: Iterable[bytes]) -> None:
        for part in parts:
            self._parts.append(part)
            self._size += len(part)
            if len(self._parts) >= _PARTS or self._size >= _PART_BYTES:
                self._ask()

    def _ask(self) -> None:
        self.reader.ask(self._parts, self._line)
        self._line += sum(part.count(b"\n") for part in self._parts)
        self._parts, self._size = [], 0

    def _take_answer(self) -> None:
        read = self.reader.answer()
        self._batch += read.entries
        self._count += len(read.entries)
        self.problems += read.problems[: _MOST_PROBLEMS - len(self.problems)]
        if read.name != "articles":
            self._things = read.name, read.things

    def _write(self) -> None:
        self._rows.take_in(self._batch)
        self._batch = []
        self._began = time.monotonic()
        self._seconds = min(self._seconds * 2, _LONGEST_BATCH)

    def _finish(self) -> None:
        if self._parts:
            self._ask()
        while self.reader.waiting:
            self._take_answer()
        kind = kind_in_words(self._things[0], self._count, self._things[1]) if self._things else ""
        self._rows.take_in(self._batch, kind=kind)
        self._batch = []


class _Stopped(Exception):
    """The intake is to end."""
