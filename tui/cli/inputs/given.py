"""The inputs of a command in an open library: folders and files, containers, piped input."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.articles.article import Article
from tui.cli.inputs.reading_choice import Reading, may_be_taken, with_piped
from tui.cli.library_access import bring_up_to_date, open_library
from tui.cli.output import say
from tui.cli.places import places_to_list
from tui.library.library import Library
from tui.paths import Paths

if TYPE_CHECKING:
    from tui.cli.inputs.sources import Taken


class Given(NamedTuple):
    """The inputs of a command, in an open library."""

    library: Library
    folders: tuple[Path, ...] | None
    """The folders and files with which the index is still to be updated; None where it is not."""
    words: str
    """The name of it for messages."""
    missing: bool
    """Whether a path could not be read."""
    articles: Sequence[Article] = ()
    """The articles that no file of the index holds."""


@contextmanager
def open_given(given: Sequence[str], reading: Reading) -> Iterator[Given]:
    """Open a library with what is given, and print a sentence for each path that is missing.

    Articles that were piped in or are in a container come into an index in memory.

    Args:
        given: Paths as typed; none for piped input, else the folders in the settings.
        reading: How piped input and containers are read.

    Raises:
        NewsreaderError: Nothing can be read.
    """
    taken = _taken(given, reading)
    if taken is None:
        places = places_to_list(given)
        with open_library() as library:
            library.folders = places.folders
            yield Given(library, places.folders, places.words, bool(places.missing))
        return
    for sentence in taken.problems:
        say(sentence)
    with Library.open(index=None, user=Paths.of_user().user_db) as library:
        library.add(taken.articles)
        if taken.places:
            bring_up_to_date(library, taken.places.folders)
        yield Given(library, None, taken.words, bool(taken.problems), taken.articles)


def _taken(given: Sequence[str], reading: Reading) -> "Taken | None":
    if not reading.kind and not any(map(may_be_taken, with_piped(given))):
        return None
    from tui.cli.inputs.sources import take_in

    return take_in(given, reading)
