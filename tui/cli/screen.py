"""The screen with folders, or with streams and containers that it takes in while it is up."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.inputs.standard_input import take_keyboard
from tui.cli.output import say
from tui.cli.places import Places, places_to_open, read_settings
from tui.config import Settings, with_folder_mistakes
from tui.errors import NOTHING_READABLE
from tui.library.library import Library
from tui.paths import Paths
from tui.ui.screens.session import prepare

if TYPE_CHECKING:
    from tui.library.indexing.intake import SourceRows

_FRAMES = "120"
"""The most frames drawn per second: the response to a key waits for the next frame."""

_SAMPLES_ADVICE = (
    "These are sample articles. `newsreader FOLDER` opens your own;"
    " `newsreader config` says where to name folders."
)


def open_folders(given: Sequence[str]) -> int:
    """Open the screen with folders and files; return the exit status.

    Args:
        given: Paths as typed; none for the folders in the settings, or the samples.

    Raises:
        NewsreaderError: Nothing can be read, or there is no keyboard.
    """
    settings = read_settings()
    if not given and settings.folders:
        settings = with_folder_mistakes(Paths.of_user().settings, settings)
    places = places_to_open(given, settings)
    say(*places.missing)
    take_keyboard()
    paths = Paths.of_user()
    with Library.open(paths.index_db, paths.user_db) as library:
        return run_screen(library, places.folders, places, settings)


def run_screen(
    library: Library,
    folders: tuple[Path, ...] | None,
    places: Places,
    settings: Settings,
    sources: "Sequence[SourceRows]" = (),
) -> int:
    """Run the screen until the user quits; its first rows are read before Textual is imported.

    No screen is taken where sources have ended by then, and nothing came.

    Args:
        library: The library, open.
        folders: What is open; None for what was piped in.
        places: The paths that were found and are missing, and their name.
        settings: The user's settings.
        sources: The rows of streams and containers that are being taken in.

    Returns:
        The exit status: 1 where a path is missing.
    """
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
