"""`newsreader [PATH]...`: the screen with folders, files or piped input."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.inputs.reading_choice import RECOGNISED, Reading, may_be_taken, with_piped
from tui.cli.inputs.standard_input import is_stream, take_keyboard
from tui.cli.output import can_style, say
from tui.cli.places import Places, places_to_open, read_settings
from tui.config import Settings, with_folder_mistakes
from tui.errors import NOTHING_READABLE
from tui.paths import Paths

if TYPE_CHECKING:
    from tui.library.indexing.intake import SourceRows
    from tui.library.library import Library

_FRAMES = "120"
"""The most frames drawn per second: the response to a key waits for the next frame."""

_SAMPLES_ADVICE = (
    "These are sample articles. `newsreader FOLDER` opens your own;"
    " `newsreader config` says where to name folders."
)


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
        from tui.cli.inputs.sources import divided_by_kind

        now, rest = divided_by_kind(given, reading)
        if now:
            return _open_sources(now, rest, reading)
    return _open_folders(given)


def _print(piped: bool, given: Sequence[str], reading: Reading) -> int:
    if piped:
        from tui.cli.printing.pages import show

        return show(given, reading=reading)
    from tui.cli.list import list_rows

    return list_rows(given, reading=reading)


def _open_folders(given: Sequence[str]) -> int:
    from tui.library.library import Library

    settings = read_settings()
    if not given and settings.folders:
        settings = with_folder_mistakes(Paths.of_user().settings, settings)
    places = places_to_open(given, settings)
    say(*places.missing)
    take_keyboard()
    paths = Paths.of_user()
    with Library.open(paths.index_db, paths.user_db) as library:
        return _run(library, places.folders, places, settings)


def _open_sources(now: Sequence[str], rest: Sequence[str], reading: Reading) -> int:
    from tui.cli.inputs.live_sources import taking_in

    settings = read_settings()
    places = places_to_open(rest, settings) if rest else None
    with taking_in(now, places, reading) as (library, sources):
        return _run(library, None, places or Places((), ""), settings, sources)


def _run(
    library: "Library",
    folders: tuple[Path, ...] | None,
    places: Places,
    settings: Settings,
    sources: "Sequence[SourceRows]" = (),
) -> int:
    """Run the screen until the user quits; its first rows are read before Textual is imported.

    No screen is taken where sources have ended by then, and nothing came.

    Returns:
        The exit status: 1 where a path is missing.
    """
    from tui.ui.screens.session import prepare

    told = {str(mistake) for mistake in settings.mistakes}
    opening = prepare(library, folders)._replace(
        notices=[sentence for sentence in places.missing if sentence not in told],
        advice=_SAMPLES_ADVICE if places.samples else "",
    )
    os.environ.setdefault("TEXTUAL_FPS", _FRAMES)  # Textual reads it when it is imported.
    from tui.app import NewsReader

    if sources and not places.words and all(source.taken.was_empty for source in sources):
        return NOTHING_READABLE
    app = NewsReader(library, folders, places.words, settings, opening, sources)
    app.run()
    return app.return_code or (1 if places.missing else 0)
