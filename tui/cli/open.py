"""`newsreader [PATH]...`: the screen with folders, files or piped input."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.cli.output import can_style, say
from tui.cli.places import find_places, read_settings
from tui.cli.standard_input import PIPE, is_piped, read_pipe, take_keyboard
from tui.errors import NewsreaderError
from tui.paths import Paths

if TYPE_CHECKING:
    from pathlib import Path

    from tui.config import Settings
    from tui.library.library import Library

_FRAMES = "120"
"""The most frames drawn per second: the response to a key waits for the next frame."""


def open_paths(given: Sequence[str]) -> int:
    """Open the screen, or print where standard output is no terminal that can draw one.

    Args:
        given: Paths as typed; `-` is piped input. None for piped input, else the folders in
            the settings, else the samples.

    Returns:
        The exit status.

    Raises:
        NewsreaderError: Nothing can be read, or there is no keyboard.
    """
    piped = PIPE in given or (not given and is_piped())
    paths = [path for path in given if path != PIPE]
    if not can_style(sys.stdout):
        return _print(piped, given)
    gc.disable()  # Until the first frame, which would take a tenth longer with it.
    return _open_pipe(paths) if piped else _open_folders(paths)


def _print(piped: bool, given: Sequence[str]) -> int:
    if piped:
        from tui.cli.show import show

        return show(given or [PIPE])
    from tui.cli.list import list_rows

    return list_rows(given)


def _open_folders(paths: Sequence[str]) -> int:
    from tui.cli.library_access import open_or_replace

    settings = read_settings()
    places = find_places(paths, settings)
    for sentence in places.missing:
        say(sentence)
    take_keyboard()
    with open_or_replace(Paths.of_user()) as library:
        return _run(library, places.folders, places.words, settings)


def _open_pipe(paths: Sequence[str]) -> int:
    from tui.articles.containers.cat_stream import split_stream
    from tui.library.library import Library

    settings = read_settings()
    places = find_places(paths, settings) if paths else None
    for sentence in places.missing if places else ():
        say(sentence)
    articles = split_stream(read_pipe())
    if not articles:
        raise NewsreaderError("The piped input contains no article.")
    take_keyboard()
    with Library.open(index=None, user=Paths.of_user().user_db) as library:
        library.add(articles)
        if places:
            from tui.cli.library_access import bring_up_to_date

            bring_up_to_date(library, places.folders)
        words = f"standard input and {places.words}" if places else "standard input"
        return _run(library, None, words, settings)


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
