"""Standard input and named pipes: reading what is piped in, and the keyboard after that."""

import os
import stat
import sys
from pathlib import Path

from tui.articles.files import LARGEST_HELD
from tui.cli.output import is_terminal
from tui.errors import NewsreaderError

PIPE = "-"
"""The path that stands for standard input."""

_INPUT = 0
"""The file descriptor of standard input."""

_CHUNK = 1 << 20


def is_piped() -> bool:
    """Return whether standard input is open, and neither a terminal nor `/dev/null`."""
    if sys.stdin is None or is_terminal(sys.stdin):
        return False
    try:
        return not stat.S_ISCHR(os.fstat(_INPUT).st_mode)
    except OSError:
        return False


def is_stream(path: str) -> bool:
    """Return whether a path as typed is piped input, or a named pipe: that of `<(command)` is."""
    if path == PIPE:
        return True
    try:
        return stat.S_ISFIFO(Path(path).stat().st_mode)
    except (
        OSError,
        ValueError,
    ):  # No file, or a name that none can have: the reader of the path says so.
        return False


def name_of(path: str, *, begins: bool = False) -> str:
    """Return the name of piped input or of a path, for messages.

    Args:
        path: The path as typed.
        begins: Whether a sentence begins with it.
    """
    if path != PIPE:
        return path
    return "Standard input" if begins else "standard input"


def pipe_descriptor(path: str = PIPE) -> int:
    """Return a descriptor of a stream, which the caller closes.

    Raises:
        NewsreaderError: Nothing is piped in, or the named pipe can't be opened.
    """
    if path != PIPE:
        try:
            return os.open(path, os.O_RDONLY)
        except OSError as error:
            raise NewsreaderError(f"{path} can't be opened: {error.strerror}.") from error
    if not is_piped():
        raise NewsreaderError(
            "Nothing is piped in: `-` stands for standard input, as in `cat a.md | newsreader -`."
        )
    return os.dup(_INPUT)


def read_pipe(path: str = PIPE, most: int = LARGEST_HELD) -> bytes:
    """Return all of the piped input, or of a named pipe.

    Args:
        path: The named pipe.
        most: The most bytes to read.

    Raises:
        NewsreaderError: There is no input, too much, or it can't be read.
    """
    pipe = pipe_descriptor(path)
    data = bytearray()
    try:
        while chunk := os.read(pipe, _CHUNK):
            data += chunk
            if len(data) > most:
                raise NewsreaderError(
                    f"More than {most >> 20} MB were piped in. Keep the articles in a folder"
                    " instead, and open that."
                )
    except OSError as error:
        name = name_of(path, begins=True)
        raise NewsreaderError(f"{name} can't be read: {error.strerror}.") from error
    finally:
        os.close(pipe)
    if not data.strip():
        raise NewsreaderError("Nothing came through the pipe.")
    return bytes(data)


def take_keyboard() -> None:
    """Connect standard input to the terminal's keyboard, unless it is already.

    Textual reads keys from the descriptor of standard input, which a pipe has taken.

    Raises:
        NewsreaderError: There is no terminal.
    """
    if is_terminal(sys.stdin):
        return
    if sys.__stdin__ is None:
        raise NewsreaderError("Standard input is closed, so no key could be read.")
    keyboard = _open_keyboard()
    os.dup2(keyboard, _INPUT)
    os.close(keyboard)


def _open_keyboard() -> int:
    """Return a new descriptor of the terminal."""
    try:
        return os.open("/dev/tty", os.O_RDWR)
    except OSError:
        pass
    # Without a controlling terminal, as under some supervisors, the screen's terminal serves.
    try:
        return os.open(os.ttyname(sys.stdout.fileno()), os.O_RDWR | os.O_NOCTTY)
    except (OSError, AttributeError) as error:
        raise NewsreaderError(
            "There is no terminal to read keys from. `newsreader show` and `newsreader list`"
            " need none."
        ) from error
