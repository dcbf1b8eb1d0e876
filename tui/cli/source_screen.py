"""The screen with piped input and containers, and with the folders named beside them."""

from collections.abc import Sequence

from tui.cli.inputs.live_sources import taking_in
from tui.cli.inputs.reading_choice import Reading
from tui.cli.inputs.sources import divided_by_kind
from tui.cli.places import Places, places_to_open, read_settings
from tui.cli.screen import open_folders, run_screen


def open_sources(given: Sequence[str], reading: Reading) -> int:
    """Open the screen with paths of which some may be streams or containers.

    Args:
        given: Paths as typed; `-` is piped input, as none are.
        reading: How piped input and containers are read.

    Returns:
        The exit status.

    Raises:
        NewsreaderError: Nothing can be read, or there is no keyboard.
    """
    now, rest = divided_by_kind(given)
    if not now:
        return open_folders(given)
    settings = read_settings()
    places = places_to_open(rest, settings) if rest else None
    with taking_in(now, places, reading) as (library, sources):
        return run_screen(library, None, places or Places((), ""), settings, sources)
