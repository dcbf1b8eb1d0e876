"""Noticing what changes in the user's folders."""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from tui.library.indexing.process_worker import receive, send
from tui.library.watching.watch_worker import Changed, Order, Unwatched, Watching

__all__ = ["Changed", "Unwatched", "Watch", "Watching"]

_COMMAND = (
    "import sys; sys.path[:] = {path!r}; from tui.library.watching.watch_worker import main; main()"
)


class Watch:
    """Watches files and folders with a process of its own, until it is stopped."""

    def __init__(self, opened: Sequence[Path], since: int) -> None:
        """Start nothing yet.

        Args:
            opened: Files and folders, absolute.
            since: Nanoseconds since 1970; what has changed from then on is told first.
        """
        self._order = Order([str(path) for path in opened], since)
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._lock = threading.Lock()

    def messages(self) -> Iterator[Changed | Unwatched | Watching]:
        """Yield what happens, waiting in between; end once stopped.

        Whatever goes wrong is told with `Unwatched`, and nothing is raised.
        """
        try:
            process = self._start()
        except OSError as error:
            yield Unwatched(f"Changes of files show at the next start only: {error}.")
            return
        if process is None:
            return
        assert process.stdin and process.stdout
        try:
            with contextlib.suppress(EOFError, OSError):
                send(process.stdin, self._order)
                while True:
                    yield receive(process.stdout)
            if not self._stopped:
                yield Unwatched(
                    "Changes of files show at the next start only: what watches them has ended."
                )
        finally:
            self.stop()
            process.wait()
            with contextlib.suppress(OSError):
                process.stdin.close()
            process.stdout.close()

    def stop(self) -> None:
        """End at once; from any thread, and more than once."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    def _start(self) -> subprocess.Popen[bytes] | None:
        """Start the process, unless it shall not run any more.

        Raises:
            OSError: It can't be started.
        """
        path = [place for place in sys.path if place]
        with self._lock:
            if self._stopped:
                return None
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _COMMAND.format(path=path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            return self._process
