"""Reading many files with several processes."""

import contextlib
import fcntl
import os
import select
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BufferedReader
from itertools import islice
from typing import IO

from tui.library.indexing.entry import FileEntry, unreadable
from tui.library.indexing.process_worker import receive, send

WORTH_IT = 200
"""From how many files on processes are started."""
PROCESSES = min(max(os.cpu_count() or 2, 2), 8)
"""One for each core; with more than these the index could not be written as fast."""
_FILES = 64
_BYTES = 4_000
"""The most files, and bytes of paths, of one request."""
_AHEAD = 16
"""How many requests a process has to do: so many fit into any pipe, so that nobody waits for it
to read them."""
_PIPE = 1 << 20
"""How many bytes of answers can wait while those before them are written into the index."""
_WHILE_STARTING = 30
"""Files that are read here while the processes start, so that the first rows come at once."""
_PATIENCE = 120.0
"""How many seconds a process may take for one request before its files are given up."""

_COMMAND = (
    "import sys; sys.path[:] = {path!r}; "
    "from tui.library.indexing.process_worker import main; main()"
)


class _Stopped(Exception):
    """The process ended, or hangs, with requests unanswered."""


class _Reader:
    """One process, and the requests that it has not answered yet."""

    def __init__(self) -> None:
        path = [place for place in sys.path if place]
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", _COMMAND.format(path=path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._process.stdin and isinstance(self._process.stdout, BufferedReader)
        self._input: IO[bytes] = self._process.stdin
        # Unbuffered: an answer in a buffer would be waited for in vain.
        self._output = self._process.stdout.raw
        # No system has to allow it, and some don't know it: then answers wait in the process.
        with contextlib.suppress(OSError, AttributeError):
            fcntl.fcntl(self._output, fcntl.F_SETPIPE_SZ, _PIPE)
        self.waiting: deque[Sequence[str]] = deque()

    def ask(self, paths: Sequence[str]) -> None:
        """Send a request; a process that is gone is noticed when it is to answer."""
        self.waiting.append(paths)
        with contextlib.suppress(OSError):
            send(self._input, paths)

    def answer(self, cancelled: Callable[[], bool]) -> list[FileEntry]:
        """Return the answer to the oldest request; nothing once cancelled.

        Raises:
            _Stopped: There will be none.
        """
        waited = 0.0
        while not select.select([self._output], [], [], 0.1)[0]:
            waited += 0.1
            if cancelled():
                return []
            if waited > _PATIENCE:
                raise _Stopped
        try:
            answer: list[FileEntry] = receive(self._output)
        except EOFError as error:
            raise _Stopped from error
        self.waiting.popleft()
        return answer

    def end(self) -> None:
        """End the process and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):
            self._input.close()
        self._output.close()


def read_files(
    paths: Iterable[str], count: int, cancelled: Callable[[], bool]
) -> Iterator[list[FileEntry]]:
    """Yield the entries of files in the order of `paths`, some at a time.

    Args:
        paths: The files; each is asked for no sooner than it can be read.
        count: About how many they are.
        cancelled: Asked often; once it says yes, no more entries come.
    """
    if count < WORTH_IT or not sys.executable:
        yield from _read_here(paths, cancelled)
        return
    readers: list[_Reader] = []
    try:
        try:
            readers += [_Reader() for _ in range(PROCESSES)]
        except OSError:
            yield from _read_here(paths, cancelled)
            return
        paths = iter(paths)
        first = list(islice(paths, _WHILE_STARTING))
        yield from _read_there(readers, first, _requests(paths), cancelled)
    finally:
        for reader in readers:
            reader.end()


def _read_here(paths: Iterable[str], cancelled: Callable[[], bool]) -> Iterator[list[FileEntry]]:
    from tui.library.indexing.entry_maker import file_entries

    for path in paths:
        if cancelled():
            return
        yield file_entries([path])


def _requests(paths: Iterable[str]) -> Iterator[list[str]]:
    request: list[str] = []
    size = 0
    for path in paths:
        length = len(path.encode("utf-8", "surrogateescape")) + 8
        if request and (len(request) >= _FILES or size + length > _BYTES):
            yield request
            request, size = [], 0
        request.append(path)
        size += length
    if request:
        yield request


def _read_there(
    readers: list[_Reader],
    first: Sequence[str],
    requests: Iterator[list[str]],
    cancelled: Callable[[], bool],
) -> Iterator[list[FileEntry]]:
    """Keep some requests with each process, and take the answers in turn."""
    for _ in range(_AHEAD):
        for reader in readers:
            if wanted := next(requests, None):
                reader.ask(wanted)
    yield from _read_here(first, cancelled)
    turn = 0
    while readers[turn].waiting and not cancelled():
        reader = readers[turn]
        try:
            answer = reader.answer(cancelled)
        except _Stopped:
            answer = _one_by_one(reader.waiting.popleft(), cancelled)
            fresh = _Reader()
            for request in reader.waiting:
                fresh.ask(request)
            readers[turn] = fresh
            reader.end()
        if wanted := next(requests, None):
            readers[turn].ask(wanted)
        yield answer
        turn = (turn + 1) % len(readers)


def _one_by_one(paths: Sequence[str], cancelled: Callable[[], bool]) -> list[FileEntry]:
    """Find the file that ends a process: read each with a request of its own."""
    entries: list[FileEntry] = []
    reader = _Reader()
    try:
        for path in paths:
            reader.ask([path])
            try:
                entries += reader.answer(cancelled)
            except _Stopped:
                entries.append(unreadable(path, "It made the program that reads it stop"))
                reader.end()
                reader = _Reader()
            if cancelled():
                break
    finally:
        reader.end()
    return entries
