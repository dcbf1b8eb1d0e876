"""`newsreader [PATH]...`: the screen with folders, files or piped input."""

import gc
import sys
from collections.abc import Sequence

from tui.cli.inputs.reading_choice import RECOGNISED, Reading, may_be_taken, with_piped
from tui.cli.inputs.standard_input import is_stream
from tui.cli.output import can_style


def open_paths(given: Sequence[str], reading: Reading = RECOGNISED) -> int:
    """Open the screen, or print where standard output is no terminal that can draw one.

    Args:
        given: Paths as typed; `-` is piped input. None for piped input, else the folders in
            the settings, else the samples.
        reading: How piped input and containers are read.

    Returns:
        The exit status.

    Raises:
        NewsreaderError: Nothing can be read, or there is no keyboard.
    """
    if not can_style(sys.stdout):
        return _print(any(map(is_stream, with_piped(given))), given, reading)
    gc.disable()  # Until the first frame, which would take a tenth longer with it.
    if reading.kind or any(map(may_be_taken, with_piped(given))):
        from tui.cli.inputs.live_sources import open_sources

        return open_sources(given, reading)
    from tui.cli.screen import open_folders

    return open_folders(given)


def print_pages(given: Sequence[str], reading: Reading = RECOGNISED) -> int:
    """Print articles as `newsreader show` does without options; return the exit status."""
    from tui.cli.printing.pages import show

    return show(given, reading=reading)


def _print(piped: bool, given: Sequence[str], reading: Reading) -> int:
    if piped:
        return print_pages(given, reading)
    from tui.cli.list import list_rows

    return list_rows(given, reading=reading)
