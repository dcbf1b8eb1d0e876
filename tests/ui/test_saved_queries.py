"""Queries saved by name, called again, removed; and those that the settings say badly."""

from pathlib import Path

import pytest

from tests.ui.archive import CHIPS, HARBOUR, MOTHS, ROAD, TITLES, TOOLS
from tests.ui.reader import NARROW, Reader, open_reader
from tests.ui.test_filters import by_category, by_date
from tui.config import load_settings
from tui.paths import Paths
from tui.ui.screens.dialogs.query_dialogs import NameQuery, PickQuery


@pytest.fixture
def config(home: Path) -> Path:  # noqa: ARG001 - the settings of the test's own home
    """A settings file with two queries, one of which is not understood."""
    path = Paths.of_user().settings
    path.parent.mkdir(parents=True)
    path.write_text(
        "# mine\n[queries]\nNotes = 'category:/notes the'   # all of them\nBad = 'date:soon x'\n",
        encoding="utf-8",
    )
    return path


def saved(reader: Reader) -> dict[str, str]:
    """Return the queries in the settings file."""
    assert reader.app.screen is reader.main
    return dict(load_settings(Paths.of_user().settings).queries)


async def test_a_query_is_saved_and_called_again(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await by_category(reader, "economy")
        await by_date(reader, "2021-03")
        await reader.search("-lamps")
        await reader.press("S")
        assert isinstance(reader.app.screen, NameQuery)
        assert "category:/world/economy date:2021-03 -lamps" in reader.screen
        await reader.type(" Chips  of March ")
        await reader.press("enter")
        assert reader.told == ["Saved as “Chips of March”."]
        await reader.press("x", "s")
        assert isinstance(reader.app.screen, PickQuery)
        assert "Chips of March" in reader.screen
        await reader.press("enter")
        assert reader.titles == [CHIPS]
        assert reader.chips == ["category world › economy", "date March 2021"]
        assert reader.box.value == "-lamps"
        assert saved(reader) == {"Chips of March": "category:/world/economy date:2021-03 -lamps"}


async def test_a_query_is_written_over(archive: Path, config: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.command("only unread")
        await reader.press("S")
        await reader.type("Note")
        assert "is saved already" not in reader.screen
        await reader.type("s")
        assert "“Notes” is saved already; Enter replaces it." in reader.screen
        await reader.press("escape")
        assert saved(reader)["Notes"] == "category:/notes the"
        await reader.press("S", "enter")
        assert "Type a name first." in reader.screen
        await reader.type("Notes")
        await reader.press("enter")
        assert '# mine\n[queries]\nNotes = "is:unread"   # all of them\n' in config.read_text()


async def test_a_query_is_found_by_its_name_or_what_it_says(archive: Path, config: Path) -> None:
    config.write_text(config.read_text() + "'the road' = 'lantern'\nb = 'Harbour'\n")
    async with open_reader(archive) as reader:
        await reader.press("s")
        await reader.type("THE")
        assert "category:/notes" in reader.screen
        assert "Harbour" not in reader.screen.split("Saved queries")[1]
        await reader.press("enter")
        assert reader.box.value == "lantern"
        await reader.press("s")
        await reader.type("harb")
        await reader.press("enter")
        assert reader.titles == [HARBOUR]
        await reader.press("s")
        await reader.type("xyz")
        assert "No matching query" in reader.screen
        await reader.press("enter", "delete", "escape")
        assert reader.titles == [HARBOUR]


async def test_a_query_is_removed_after_a_question(archive: Path, config: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("s", "delete")
        assert "Remove the saved query “Notes”?" in reader.screen
        await reader.press("n")
        assert list(saved(reader)) == ["Notes", "Bad"]
        await reader.press("s", "delete", "y")
        assert list(saved(reader)) == ["Bad"]
        assert config.read_text() == "# mine\n[queries]\nBad = 'date:soon x'\n"
        assert "Removed “Notes”." in reader.told


@pytest.mark.usefixtures("config")
async def test_the_palette_calls_saved_queries(archive: Path) -> None:
    async with open_reader(archive, size=NARROW) as reader:
        await reader.press("enter")
        await reader.command("Notes")
        assert reader.titles == [ROAD, TOOLS]
        await reader.press("x")
        assert MOTHS in reader.titles


async def test_a_bad_query_is_said_with_its_line_and_can_be_mended(
    archive: Path, config: Path
) -> None:
    async with open_reader(archive, settings=load_settings(config), notices=True) as reader:
        assert "A mistake in ~/config/newsreader/config.toml" in reader.screen
        assert "line 4: the query `Bad`: “soon” is no date" in reader.screen
        reader.app.clear_notifications()
        await reader.press("s", "down")
        assert "“soon” is no date" in reader.screen
        await reader.press("enter")
        assert reader.titles == TITLES
        assert reader.box.value == "date:soon x"
        assert "“soon” is no date" in reader.screen
        await reader.press("S")
        assert reader.app.screen is reader.main
        assert reader.told[-1].startswith("“soon” is no date")


async def test_there_may_be_nothing_to_save_or_call(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("S", "s")
        assert reader.app.screen is reader.main
        assert reader.told[0] == "Nothing to save: there is no search and no filter."
        assert reader.told[1] == ("No saved queries yet. S saves the current search and filters.")


async def test_settings_that_cannot_be_changed_are_said(archive: Path, config: Path) -> None:
    config.write_text("queries = { a = 'b' }\n")
    async with open_reader(archive) as reader:
        await reader.search("lamps")
        await reader.press("S")
        await reader.type("x")
        await reader.press("enter")
        assert "can't change without risk" in reader.told[-1]
        assert config.read_text() == "queries = { a = 'b' }\n"
