"""The process that reads files and articles, so that the interface stays lively.

It takes requests on standard input and answers on standard output, each a pickle with its
length before it, and ends when its input ends, also amid a file: so it never outlives the
program that started it, however that one ends.
"""

import gc
import os
import pickle
import resource
import signal
import struct
from collections.abc import Callable
from io import RawIOBase
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

from tui.errors import ArticleError

LENGTH = struct.Struct("<I")
"""The length that stands before each message, in bytes."""

MEMORY = 3 << 30
"""The most bytes of address space that the process may take."""
NO_MEMORY = 3
"""The exit status of a process that got no more memory."""

_YOUNG = 50_000
"""After so many new objects Python looks for garbage. Articles are hardly ever any: what they
are made of is let go of at once, and to look after each seven hundred takes a tenth of the time."""


def send(stream: IO[bytes], message: Any) -> None:
    """Write one message.

    Raises:
        OSError: The other side is gone.
    """
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes] | RawIOBase) -> Any:
    """Read one message.

    Raises:
        EOFError: There are no more.
    """
    size = LENGTH.unpack(_read(stream, LENGTH.size))[0]
    return pickle.loads(_read(stream, size))


def _read(stream: IO[bytes] | RawIOBase, size: int) -> bytearray:
    """Read so many bytes, from a stream that may return fewer at a time.

    Raises:
        EOFError: There are no more.
    """
    data = bytearray()
    while len(data) < size:
        more = stream.read(size - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def main(work: Callable[[Any], Any]) -> None:
    """Answer requests until the process is ended; the answer may be an `ArticleError`.

    Each request is an argument of `work`, and the processor time in seconds after which SIGPROF
    ends the process. That, or a lack of memory, may be amid C code, so no handler is set.

    Args:
        work: The function that makes the answers.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard == resource.RLIM_INFINITY or hard > MEMORY:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))
    os.nice(5)
    gc.freeze()
    gc.set_threshold(_YOUNG)
    requests: SimpleQueue[Any] = SimpleQueue()
    answers: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_take, args=(os.fdopen(os.dup(0), "rb"), requests), daemon=True).start()
    Thread(target=_answer, args=(os.fdopen(os.dup(1), "wb"), answers), daemon=True).start()
    # What a library prints must not get among the answers.
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    while True:
        argument, seconds = requests.get()
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            answer = work(argument)
        except MemoryError:
            os._exit(NO_MEMORY)
        except ArticleError as error:
            answer = error
        answers.put(answer)
        signal.setitimer(signal.ITIMER_PROF, 0)


def _take(stream: IO[bytes], requests: SimpleQueue[Any]) -> None:
    """Take requests as they come; end the process with them, since nobody waits for answers."""
    try:
        while True:
            requests.put(receive(stream))
    finally:
        os._exit(0)


def _answer(stream: IO[bytes], answers: SimpleQueue[Any]) -> None:
    """Send answers as they come, so that reading goes on while a full pipe waits to be read.

    No more of them can wait than there are requests.
    """
    while True:
        try:
            send(stream, answers.get())
        except BrokenPipeError:
            return
