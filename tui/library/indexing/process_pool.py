"""Files and articles read in other processes, each within bounds of time and memory.

A parser may be slow or hungry on a file that was made, or happened, to be so, and nothing in this
process can stop it amid C code. There the system can: a reading process whose timer of processor
time (setitimer(2), ITIMER_PROF) runs out ends, and so does one that gets no more memory.
"""

import contextlib
import fcntl
import os
import select
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BufferedReader
from signal import SIGPROF
from typing import IO, Any

from tui.articles.files import FoundFile
from tui.errors import ArticleError, StorageError
from tui.library.indexing.entry import FileEntry, given_up
from tui.library.indexing.process_worker import MEMORY, NO_MEMORY, receive, send
from tui.library.search.folding import folds_chinese

PROCESSES = min(max(os.cpu_count() or 2, 2), 8)
"""One for each core; with more than these the index could not be written as fast."""
_FILES = 64
_BYTES = 4_000
_SIZES = 2_000_000
"""The most files of one request, its most bytes, and those of its files. A larger file is read
by itself."""
_PER_FILE = 30
"""The bytes that a file takes of a request beside its path."""
_AHEAD = 16
"""The requests that a process has to do: so many fit into any pipe, so that nobody waits for it
to read them."""
_PIPE = 1 << 20
"""The bytes of answers that can wait while those before them are written into the index."""
_WAIT = 0.1
"""The seconds between two looks whether the work is cancelled."""
_QUICK = 1.0
"""The seconds of processor time for a request; it usually takes 0.05. After these its files are
put off, to be read one by one when all others have been."""
_LEAST, _FOR_BYTE, _MOST = 2.0, 1.5e-6, 30.0
"""The seconds of processor time for one file: at least, for each byte more, and at most. The
densest markup takes 0.8 seconds for 1,000,000 bytes, plain text 0.04."""

_Request = tuple[list[FoundFile], float]
"""Files, and the seconds of processor time that they may take together."""

_COMMAND = (
    "import sys; sys.path[:] = {path!r}; "
    "from tui.library.indexing.process_worker import main; "
    "from {module} import {name}; {folds}main({name})"
)

_FOLDING_CHINESE = (
    "from tui.library.search.chinese import chinese_variants; "
    "from tui.library.search.folding import fold_chinese; fold_chinese(chinese_variants()); "
)
"""The first code of a process where simplified and traditional characters are taken for one."""


class Stopped(Exception):
    """A reading process ended with a request unanswered; its text gives the reason."""


class ReadingProcess:
    """A process that calls one function, and the requests that it has not answered yet."""

    def __init__(self, module: str, name: str) -> None:
        """Start the process.

        Args:
            module: The function's module, which is imported there only.
            name: The function's name; it takes one argument.

        Raises:
            StorageError: No process can be started.
        """
        self._function = (module, name)
        path = [place for place in sys.path if place]
        folds = _FOLDING_CHINESE if folds_chinese() else ""
        command = _COMMAND.format(path=path, module=module, name=name, folds=folds)
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", command],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise StorageError(
                f"Articles can't be read, since no process can be started for it: {error}."
            ) from error
        assert self._process.stdin and isinstance(self._process.stdout, BufferedReader)
        self._input: IO[bytes] = self._process.stdin
        # Unbuffered: an answer in a buffer would be waited for in vain.
        self.output = self._process.stdout.raw
        # No system has to allow it, and some don't know it: then answers wait in the process.
        with contextlib.suppress(OSError, AttributeError):
            fcntl.fcntl(self.output, fcntl.F_SETPIPE_SZ, _PIPE)
        self.waiting: deque[tuple[Any, float]] = deque()
        """The requests without an answer, the oldest first: their arguments and seconds."""

    def ask(self, argument: Any, seconds: float) -> None:
        """Send a request; a process that is gone is noticed when it is to answer.

        Args:
            argument: The function's argument, which is pickled.
            seconds: The processor time after which the process ends.
        """
        self.waiting.append((argument, seconds))
        with contextlib.suppress(OSError):
            send(self._input, (argument, seconds))

    def answer(self) -> Any:
        """Wait for the answer to the oldest request, which then waits no more.

        Raises:
            Stopped: There will be none.
            ArticleError: The function has raised it.
        """
        _, seconds = self.waiting.popleft()
        try:
            answer = receive(self.output)
        except EOFError:
            raise Stopped(_reason(self._process.wait(), seconds)) from None
        if isinstance(answer, ArticleError):
            raise answer
        return answer

    def replaced(self) -> "ReadingProcess":
        """End the process; return a new one that has the requests without an answer.

        Raises:
            StorageError: No process can be started.
        """
        fresh = ReadingProcess(*self._function)
        for request in self.waiting:
            fresh.ask(*request)
        self.end()
        return fresh

    def end(self) -> None:
        """End the process and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):
            self._input.close()
        self.output.close()


def _ready(processes: Sequence[ReadingProcess]) -> list[ReadingProcess]:
    """Return those processes that have an answer, or have ended; none after 0.1 seconds."""
    outputs = {process.output: process for process in processes}
    return [outputs[output] for output in select.select(outputs, [], [], _WAIT)[0]]


def _reason(status: int, seconds: float) -> str:
    if status == -SIGPROF:
        return f"it takes more than {seconds:.0f} seconds of processor time to read"
    if status == NO_MEMORY:
        return f"it takes more than {MEMORY // 2**20:,} MB of memory to read"
    return "it made the process that reads it end"


def seconds_for(size: int) -> float:
    """Return the processor time that a file or a body may take to read, in seconds.

    Args:
        size: In bytes or characters.
    """
    return min(_LEAST + size * _FOR_BYTE, _MOST)


def read_apart(
    module: str, name: str, argument: Any, size: int, cancelled: Callable[[], bool]
) -> Any:
    """Call a function that reads one file or body, in a process of its own.

    Args:
        module: The function's module.
        name: The function's name.
        argument: The function's argument.
        size: The length of the file or the body, which its time depends on.
        cancelled: Asked ten times a second; once it says yes, `Stopped` is raised.

    Raises:
        Stopped: The function takes too much time or memory.
        ArticleError: The function has raised it.
        StorageError: No process can be started.
    """
    process = ReadingProcess(module, name)
    try:
        process.ask(argument, seconds_for(size))
        while not _ready([process]):
            if cancelled():
                raise Stopped("it was cancelled")
        return process.answer()
    finally:
        process.end()


def read_files(
    files: Iterable[FoundFile], cancelled: Callable[[], bool]
) -> Iterator[list[tuple[FoundFile, FileEntry]]]:
    """Yield files with their entries, some at a time, in the order given.

    Large files, and those that a process ended with, come last, each read by itself; one that ends
    its process then has an entry that says why it was given up. An empty list tells that nothing
    was read for a moment, so that what came before need not wait for what takes long.

    Args:
        files: In the order of the bytes of their paths; each is asked for no sooner than it can
            be read.
        cancelled: Asked often; once it says yes, no more entries come.

    Raises:
        StorageError: No process can be started.
    """
    put_off: list[FoundFile] = []

    def small() -> Iterator[FoundFile]:
        for file in files:
            if file.weight <= _SIZES:
                yield file
            else:
                put_off.append(file)

    pool = _Pool(cancelled)
    try:
        requests = ((request, _QUICK) for request in _requests(small()))
        for request, answer in pool.answers(requests, _AHEAD):
            if isinstance(answer, Stopped):
                put_off += request
            else:
                yield list(zip(request, answer, strict=True))
        # A process with one request only is ended by no other file.
        requests = (([file], seconds_for(file.weight)) for file in put_off)
        for request, answer in pool.answers(requests, 1):
            if isinstance(answer, Stopped):
                answer = [given_up(os.fsdecode(file.raw), str(answer)) for file in request]
            yield list(zip(request, answer, strict=True))
    finally:
        pool.end()


def _requests(files: Iterable[FoundFile]) -> Iterator[list[FoundFile]]:
    request: list[FoundFile] = []
    length = size = 0
    for file in files:
        length += len(file.raw) + _PER_FILE
        size += file.weight
        if request and (len(request) >= _FILES or length > _BYTES or size > _SIZES):
            yield request
            request, length, size = [], len(file.raw) + _PER_FILE, file.weight
        request.append(file)
    if request:
        yield request


class _Pool:
    """Processes that read files, started as they are needed."""

    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self._cancelled = cancelled
        self._readers: list[ReadingProcess] = []

    def answers(
        self, requests: Iterator[_Request], ahead: int
    ) -> Iterator[tuple[list[FoundFile], list[FileEntry] | Stopped]]:
        """Yield the files of each request with their entries, or with why there are none.

        Nothing is yielded as two empty lists after each 0.1 seconds without an answer.

        Args:
            requests: Sorted lists of files, each with the processor time that they may take.
            ahead: The most requests that a process has at a time. With more than one, answers
                come in the order of the requests; else as they are ready.
        """
        while not self._cancelled():
            self._ask(requests, ahead)
            busy = [reader for reader in self._readers if reader.waiting]
            if not busy:
                return
            if ahead > 1:
                busy = [min(busy, key=lambda reader: reader.waiting[0])]
            ready = _ready(busy)
            if not ready:
                yield [], []
            for reader in ready:
                files = reader.waiting[0][0]
                try:
                    yield files, reader.answer()
                except Stopped as stopped:
                    self._readers[self._readers.index(reader)] = reader.replaced()
                    yield files, stopped

    def _ask(self, requests: Iterator[_Request], ahead: int) -> None:
        """Give each request to the process with the fewest."""
        while True:
            fewest = min(self._readers, key=lambda reader: len(reader.waiting), default=None)
            is_full = len(self._readers) == PROCESSES
            if fewest and is_full and len(fewest.waiting) >= ahead:
                return
            request = next(requests, None)
            if request is None:
                return
            if fewest is None or (fewest.waiting and not is_full):
                fewest = _file_reader()
                self._readers.append(fewest)
            fewest.ask(*request)

    def end(self) -> None:
        """End all processes."""
        for reader in self._readers:
            reader.end()


def _file_reader() -> ReadingProcess:
    return ReadingProcess("tui.library.indexing.entry_maker", "file_entries")
