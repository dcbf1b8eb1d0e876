"""Pictures of the main screen in some of its states; `test_states` has all of them as text."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.ui.archive import CLUSTER, NANJING, ROAD, STARS, TITLES
from tests.ui.reader import WIDE, Reader, make_app, user_library
from tui.config import Settings
from tui.library.query import Query

Compare = Callable[..., bool]
Steps = Callable[[Reader], Awaitable[None]]


async def as_it_opens(reader: Reader) -> None:
    """Do nothing; the list has unread, read and bookmarked articles already."""


async def reading(reader: Reader) -> None:
    """Read into the long article."""
    await reader.press(*["j"] * TITLES.index(ROAD), "enter", "space")
    assert reader.shown == ROAD


async def arabic(reader: Reader) -> None:
    """Read from right to left."""
    await reader.press(*["j"] * TITLES.index(STARS), "enter")
    assert reader.shown == STARS


async def searching(reader: Reader) -> None:
    """Search, and stand on a match."""
    await reader.search("南京 软件")
    assert reader.titles == [CLUSTER, NANJING]
    await reader.press("j", "enter", "n")


async def filtering(reader: Reader) -> None:
    """Set a category, a month and a mark."""
    await reader.press("c")
    await reader.type("金融")
    await reader.press("enter", "d", "m")
    await reader.command("only unread")
    assert len(reader.chips) == 3


async def with_categories(reader: Reader) -> None:
    """Keep the categories beside the list, and filter by one of them."""
    await reader.press("C", "tab", "tab", "slash")
    await reader.type("金融")
    await reader.press("enter", "escape")
    assert len(reader.chips) == 1


async def misspelling(reader: Reader) -> None:
    """Type a field that there is not."""
    await reader.press("slash")
    await reader.type("colour")  # Found first, so that it is always the same that stays listed.
    await reader.type(":red")


async def one_row(reader: Reader) -> None:
    """Give each article one row, some of them marked."""
    await reader.press("j", "b", "j", "m", "j", "r", "1", "2")


async def one_row_searched(reader: Reader) -> None:
    """Search with one row an article."""
    await reader.press("r")
    await reader.search("lantern")


async def asking_for_help(reader: Reader) -> None:
    """Open the help."""
    await reader.press("question_mark")


async def opening_the_palette(reader: Reader) -> None:
    """Open the palette and type in it."""
    await reader.press("ctrl+p")
    await reader.type("book")
    await reader.pilot.pause()


@pytest.mark.parametrize(
    ("steps", "size", "theme"),
    [
        pytest.param(as_it_opens, WIDE, "dark", id="dark"),
        pytest.param(as_it_opens, WIDE, "light", id="light"),
        pytest.param(as_it_opens, WIDE, "terminal", id="terminal"),
        pytest.param(one_row, WIDE, "dark", id="one-row"),
        pytest.param(one_row_searched, (80, 24), "dark", id="one-row-searched"),
        pytest.param(with_categories, (200, 50), "dark", id="categories"),
        pytest.param(reading, WIDE, "dark", id="reader"),
        pytest.param(arabic, WIDE, "dark", id="arabic"),
        pytest.param(searching, WIDE, "dark", id="search"),
        pytest.param(filtering, WIDE, "dark", id="filters"),
        pytest.param(misspelling, WIDE, "dark", id="unknown-field"),
        pytest.param(asking_for_help, WIDE, "dark", id="help"),
        pytest.param(opening_the_palette, WIDE, "dark", id="palette"),
    ],
)
def test_screen(
    snap_compare: Compare, archive: Path, steps: Steps, size: tuple[int, int], theme: str
) -> None:
    mark(archive)
    assert compare(snap_compare, archive, steps, size, theme)


def mark(archive: Path) -> None:
    """Index the archive, read the third article of it and bookmark two."""
    with user_library() as library:
        library.update((archive,))
        ids = library.search.find(Query(folders=(archive,))).ids
        library.marks.set_read(ids[2:3], True)
        library.bookmarks.set_bookmarked([ids[0], ids[2]], True)


def compare(
    snap_compare: Compare, folder: Path, steps: Steps, size: tuple[int, int], theme: str
) -> bool:
    """Open a folder, take some steps, and compare the picture with the one that is kept."""
    with user_library() as library:
        app = make_app(library, (folder,), Settings(theme=theme))

        async def run(pilot: Pilot[None]) -> None:
            reader = Reader(app, pilot, library)
            await pilot.pause()
            await reader.settle()
            await steps(reader)
            app.clear_notifications()
            await reader.settle()

        return snap_compare(app, terminal_size=size, run_before=run)
