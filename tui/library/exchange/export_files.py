"""Atomic writing of exported files, with errors as sentences for the user."""

from pathlib import Path

from tui import atomic_write
from tui.errors import unwritable


def remove_leftovers_beside(path: Path) -> None:
    """Remove unfinished files of killed exports from the folder of a file to be written.

    Raises:
        NewsreaderError: The folder can't be read.
    """
    try:
        atomic_write.remove_leftovers(path.parent)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error


def replace(path: Path, data: bytes) -> None:
    """Write a file in place of an existing one.

    Raises:
        NewsreaderError: It can't be written; the old file is then unchanged.
    """
    try:
        atomic_write.replace(path, data)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error
