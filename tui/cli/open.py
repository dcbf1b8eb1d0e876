"""`newsreader [PATH]...`: the screen with folders, files or piped input."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.cli.inputs.reading_choice import RECOGNISED, Reading, may_be_taken, with_piped
from tui.cli.inputs.standard_input import PIPE, is_piped, take_keyboard
from tui.cli.output import can_style, say
from tui.cli.places import find_places, read_settings
from tui.paths import Paths

if TYPE_CHECKING:
    from pathlib import Path

    from tui.cli.inputs.sources import Taken
    from tui.config import Settings
    from tui.library.library import Library

_FRAMES = "120"
"""The most frames drawn per second: the response to a key waits for the next frame."""


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
        return _print(PIPE in given or (not given and is_piped()), given, reading)
    gc.disable()  # Until the first frame, which would take a tenth longer with it.
    if any(map(may_be_taken, with_piped(given))):
        from tui.cli.inputs.sources import take_in

        taken = take_in(given, reading)
        if taken:
            return _open_taken(taken)
    return _open_folders(given)


def _print(piped: bool, given: Sequence[str], reading: Reading) -> int:
    if piped:
        from tui.cli.show import show

        return show(given or [PIPE], reading=reading)
    from tui.cli.list import list_rows

    return list_rows(given, reading=reading)


def _open_folders(given: Sequence[str]) -> int:
    from tui.library.library import Library

    settings = read_settings()
    places = find_places(given, settings)
    for sentence in places.missing:
        say(sentence)
    take_keyboard()
    paths = Paths.of_user()
    with Library.open(paths.index_db, paths.user_db) as library:
        return _run(library, places.folders, places.words, settings)


def _open_taken(taken: "Taken") -> int:
    from tui.library.library import Library

    settings = read_settings()
    for sentence in taken.problems:
        say(sentence)
    take_keyboard()
    with Library.open(index=None, user=Paths.of_user().user_db) as library:
        library.add(taken.articles)
        if taken.places:
            from tui.cli.library_access import bring_up_to_date

            bring_up_to_date(library, taken.places.folders)
        return _run(library, None, taken.words, settings)


def _run(
    library: "Library", folders: "tuple[Path, ...] | None", place: str, settings: "Settings"
) -> int:
    """Run the screen until the user quits; its first rows are read before Textual is imported."""
    from tui.ui.screens.session import prepare

    opening = prepare(library, folders)
    os.environ.setdefault("TEXTUAL_FPS", _FRAMES)  # Textual reads it when it is imported.
    from tui.app import NewsReader

    app = NewsReader(library, folders, place, settings, opening)
    app.run()
    return app.return_code or 0
