"""Standard input: what was piped in, and the keyboard back after it."""

import os
import sys

from tui.cli.output import is_terminal
from tui.errors import NewsreaderError

PIPE = "-"
"""The path that stands for standard input."""

MOST_BYTES = 256 * 1024 * 1024
"""As much as is held in memory; more is better kept in a folder and indexed."""

_INPUT = 0
"""The file descriptor of standard input."""

_CHUNK = 1 << 20


def is_piped() -> bool:
    """Return whether something other than a keyboard stands at standard input."""
    return sys.stdin is not None and not is_terminal(sys.stdin)


def read_pipe(most: int = MOST_BYTES) -> bytes:
    """Return all that is piped in.

    Args:
        most: The most bytes to take.

    Raises:
        NewsreaderError: Nothing is piped in, too much, or it can't be read.
    """
    if not is_piped():
        raise NewsreaderError(
            "Nothing is piped in: `-` stands for standard input, as in `cat a.md | newsreader -`."
        )
    data = bytearray()
    try:
        while chunk := os.read(_INPUT, _CHUNK):
            data += chunk
            if len(data) > most:
                raise NewsreaderError(
                    f"More than {most >> 20} MB were piped in. Keep the articles in a folder"
                    " instead, and open that."
                )
    except OSError as error:
        raise NewsreaderError(f"Standard input can't be read: {error.strerror}.") from error
    if not data.strip():
        raise NewsreaderError("Nothing came through the pipe.")
    return bytes(data)


def take_keyboard() -> None:
    """Put the terminal's keyboard where standard input is; nothing when it is there already.

    Textual reads the keys from the descriptor of standard input, which a pipe takes.

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
    # Without a controlling terminal, as under some supervisors, the screen's own one will do.
    try:
        return os.open(os.ttyname(sys.stdout.fileno()), os.O_RDWR | os.O_NOCTTY)
    except (OSError, AttributeError) as error:
        raise NewsreaderError(
            "There is no terminal to read keys from. `newsreader show` and `newsreader list`"
            " need none."
        ) from error
