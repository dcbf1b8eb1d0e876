"""A program in a real terminal: its keys pressed, its screen read."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Self

import pyte
from pyte.screens import Char
from rich.cells import cell_len

PROGRAM = Path(sys.executable).with_name("newsreader")

PATIENCE = 20.0
"""Seconds to wait for anything; far more than it takes, for machines that are busy."""

_UNKNOWN = re.compile(
    # What pyte would print as text: private marks other than `?`, mode questions, DCS, APC.
    rb"\x1b\[[<=>][\d;:]*[ -/]*[@-~]|\x1b\[\?[\d;]*\$[a-z]|\x1b\[[\d;]*:[\d;:]*[@-~]"
    rb"|\x1b[P_^X][^\x1b]*\x1b\\"
)
_BEGUN = re.compile(rb"\x1b(?:\[[\d;:?<=>]*[ -/]*|[P_^X\]][^\x1b\x07]*\x1b?)?$")
"""A sequence at the end of what was read that goes on in what is read next."""


class _Screen(pyte.Screen):
    """A screen that answers what the program asks its terminal."""

    def __init__(self, columns: int, rows: int, answer: Callable[[bytes], None] | None) -> None:
        super().__init__(columns, rows)
        self._answer = answer

    def write_process_input(self, data: str) -> None:
        if self._answer is not None:
            self._answer(data.encode())


class PtySession:
    """A program in a terminal of its own; a context manager that ends it in any case."""

    def __init__(
        self,
        command: Sequence[str | Path],
        environment: Mapping[str, str],
        cwd: Path,
        columns: int = 120,
        rows: int = 32,
        answers: Mapping[bytes, bytes] | None = None,
    ) -> None:
        """Start a program.

        Args:
            command: Its name and its words.
            environment: All of its environment.
            cwd: Where it runs.
            columns: The terminal's width in cells.
            rows: The terminal's height in lines.
            answers: What the terminal answers to what it is asked, and nothing else; without
                them it answers as a plain one.
        """
        self._answers = answers or {}
        self.output = b""
        """All that the program has written."""
        self._pending = b""
        self._status: int | None = None
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            _become(command, environment, cwd, struct.pack("HHHH", rows, columns, 0, 0))
        self._screen = _Screen(columns, rows, self._write if answers is None else None)
        self._stream = pyte.ByteStream(self._screen)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._status is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        if self._terminal >= 0:
            os.close(self._terminal)

    @property
    def lines(self) -> list[str]:
        """The lines on the screen, without spaces at their ends."""
        screen = self._screen
        return [_text(map(screen.buffer[y].__getitem__, range(screen.columns))).rstrip()
                for y in range(screen.lines)]  # fmt: skip

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def title(self) -> str:
        """The title that the program gave its window."""
        return self._screen.title

    @property
    def cursor(self) -> tuple[int, int]:
        """The cell and the line, from 0, where the cursor is."""
        return self._screen.cursor.x, self._screen.cursor.y

    @property
    def in_alternate_screen(self) -> bool:
        """Whether the program has taken the screen and not given it back."""
        return self.output.rfind(b"\x1b[?1049h") > self.output.rfind(b"\x1b[?1049l")

    @property
    def shows_cursor(self) -> bool:
        """Whether the cursor can be seen."""
        return not self._screen.cursor.hidden

    def press(self, keys: str) -> None:
        r"""Type keys; `\r` is Enter, `\x1b` Escape."""
        self._write(keys.encode())

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        """Read what the program writes until something holds.

        Args:
            holds: Asked after all that is read.
            what: What is waited for, in words for the failure.

        Raises:
            AssertionError: It does not come about in time, or the program ends before.
        """
        end = monotonic() + PATIENCE
        while not holds():
            if not self._read(end - monotonic()):
                raise AssertionError(f"waited in vain for {what}; the screen:\n{self.text}")

    def wait_for(self, text: str) -> None:
        """Wait until a text is on the screen."""
        self.wait_until(lambda: text in self.text, repr(text))

    def wait_without(self, text: str) -> None:
        """Wait until a text is no longer on the screen."""
        self.wait_until(lambda: text not in self.text, f"{text!r} to go")

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self._pid, number)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._screen.resize(rows, columns)

    def wait_stopped(self) -> None:
        """Read on until the program is stopped, as by SIGTSTP."""
        end = monotonic() + PATIENCE
        while not os.waitpid(self._pid, os.WUNTRACED | os.WNOHANG)[0]:
            if monotonic() > end:
                raise AssertionError("the program is not stopped")
            self._read(0.05)

    def close_window(self) -> int:
        """Take the terminal away, wait until the program ends, and return its exit status."""
        os.close(self._terminal)
        self._terminal = -1
        end = monotonic() + PATIENCE
        while not (ended := os.waitpid(self._pid, os.WNOHANG))[0]:
            if monotonic() > end:
                raise AssertionError("the program does not end without its terminal")
            select.select([], [], [], 0.01)
        self._status = os.waitstatus_to_exitcode(ended[1])
        return self._status

    def wait_end(self) -> int:
        """Read on until the program ends, and return its exit status."""
        end = monotonic() + PATIENCE
        while self._read(end - monotonic()):
            pass
        if monotonic() > end:
            raise AssertionError(f"the program does not end; the screen:\n{self.text}")
        self._status = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        return self._status

    def _write(self, data: bytes) -> None:
        os.write(self._terminal, data)

    def _answer_to(self, data: bytes) -> None:
        """Answer what is asked in what comes next; a question may have begun before it."""
        if not self._answers:
            return
        questions = b"|".join(map(re.escape, self._answers))
        before = self.output[-max(map(len, self._answers)) + 1 :]
        for asked in re.finditer(questions, before + data):
            if asked.end() > len(before):
                self._write(self._answers[asked[0]])

    def _read(self, seconds: float) -> bool:
        """Take in what comes next; return whether anything came in time."""
        ready, _, _ = select.select([self._terminal], [], [], max(seconds, 0))
        if not ready:
            return False
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError:
            # Linux says EIO when nobody has the other end open any more.
            return False
        self._answer_to(data)
        self.output += data
        data = self._pending + data
        begun = _BEGUN.search(data)
        self._pending = data[begun.start() :] if begun else b""
        self._stream.feed(_UNKNOWN.sub(b"", data[: begun.start()] if begun else data))
        return bool(data)


def _become(
    command: Sequence[str | Path], environment: Mapping[str, str], cwd: Path, size: bytes
) -> None:
    """Turn the forked process into the program."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, size)
        os.chdir(cwd)
        os.execvpe(os.fspath(command[0]), [os.fspath(word) for word in command], environment)
    finally:
        os._exit(127)


def _text(cells: Iterable[Char]) -> str:
    """Return the characters of a line.

    `pyte.Screen.display` fails while half of a wide character is overwritten.
    """
    text = ""
    for cell in cells:
        is_second_half = not cell.data and cell_len(text[-1:]) == 2
        text += cell.data or ("" if is_second_half else " ")
    return text
