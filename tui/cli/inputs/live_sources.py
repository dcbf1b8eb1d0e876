"""The screen with sources that it takes in while it is up: piped input and containers."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tui.cli.inputs.reading_choice import Reading
from tui.cli.inputs.sources import divided_by_kind
from tui.cli.inputs.standard_input import is_stream, name_of, pipe_descriptor, take_keyboard
from tui.cli.library_access import bring_up_to_date
from tui.cli.output import say
from tui.cli.places import Places, places_to_open, read_settings
from tui.cli.screen import open_folders, run_screen
from tui.library.indexing.container_intake import ContainerIntake
from tui.library.indexing.intake import SourceRows
from tui.library.indexing.pipe_intake import PipeIntake
from tui.library.library import Library
from tui.library.storage.temporary_index import temporary_index
from tui.paths import Paths


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
    now, rest = divided_by_kind(given, reading)
    if not now:
        return open_folders(given)
    settings = read_settings()
    places = places_to_open(rest, settings) if rest else None
    with _taking_in(now, places, reading) as (library, sources):
        return run_screen(library, None, places or Places((), ""), settings, sources)


@contextmanager
def _taking_in(
    paths: Sequence[str], places: Places | None, reading: Reading
) -> Iterator[tuple[Library, list[SourceRows]]]:
    """Take in streams and containers, into a temporary index, while the screen is up.

    The keyboard is taken. At the end what was recognised, and what could not be read, is said.

    Args:
        paths: The paths as typed; `-` is piped input.
        places: The folders and files beside them, which are taken in at once.
        reading: How the sources are read.

    Yields:
        The library, and the rows of each source.

    Raises:
        NewsreaderError: Nothing is piped in, or there is no keyboard.
    """
    kept = Paths.of_user()
    with ExitStack() as stack:
        index = stack.enter_context(temporary_index(kept.cache / "piped"))
        library = stack.enter_context(Library.open(index, kept.user_db))
        library.expect_articles()
        intakes = [_intake_of(path, library, reading) for path in paths]
        take_keyboard()
        for intake in intakes:
            intake.start()
            stack.callback(intake.stop)
        if places:
            say(*places.missing)
            bring_up_to_date(library, places.folders)
        yield library, [intake.rows for intake in intakes]
        for taken in (intake.rows.taken for intake in intakes):
            say(*([f"{taken.name}: {taken.kind}."] if taken.kind else []), *taken.problems)


def _intake_of(path: str, library: Library, reading: Reading) -> PipeIntake | ContainerIntake:
    """Return what takes in a source.

    Args:
        path: The path as typed; `-` is piped input.
        library: Where the articles come.
        reading: How it is read.

    Raises:
        NewsreaderError: Nothing is piped in.
    """
    rows = SourceRows(library.take_in, name_of(path))
    if is_stream(path):
        return PipeIntake(pipe_descriptor(path), rows, reading.kind, reading.base)
    return ContainerIntake(Path(path).resolve(), rows, reading.kind, reading.base)
