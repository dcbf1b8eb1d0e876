"""The settings on the screen: mistakes, themes, colours, the form of dates, the first run."""

from pathlib import Path

import pytest

from tests.ui.archive import CHIPS
from tests.ui.reader import PLACE, Telling, open_reader, screen_lines, settle, user_library
from tui.cli.places import find_places
from tui.config import Settings, load_settings
from tui.paths import Paths
from tui.ui.screens.dialogs.command_output import CommandOutput
from tui.ui.screens.dialogs.pick_theme import PickTheme
from tui.ui.screens.session import prepare


def written(text: str) -> Settings:
    """Write the settings of the test's own home, and read them."""
    file = Paths.of_user().settings
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return load_settings(file)


WRONG = 'theme = "[/x]"\n[keys]\nbookmark = "j"\nundo = "9"\n[queries]\nold = "date:20x"\n'


async def test_mistakes_are_listed_in_one_notice(archive: Path) -> None:
    async with open_reader(archive, settings=written(WRONG), notices=True) as reader:
        assert "3 mistakes in ~/config/newsreader/config.toml" in reader.screen
        for line, words in ((1, "[/x]"), (3, "`j` of `bookmark`"), (6, "“20x” is no date")):
            assert f"line {line}: " in reader.screen
            assert words in reader.screen
        first = reader.current
        await reader.press("j")
        assert reader.current != first
        await reader.press("b")
        assert "★" in reader.row(reader.current)


async def test_mistakes_can_be_read_again(archive: Path) -> None:
    async with open_reader(archive, settings=written(WRONG)) as reader:
        written(WRONG.replace("[/x]", "nord"))
        await reader.command("Mistakes in the settings")
        assert isinstance(reader.app.screen, CommandOutput)
        assert "line 3: the key `j` of `bookmark`" in reader.screen
        assert "config.toml: 2 mistakes" in reader.screen
        await reader.press("escape")
        written("")
        await reader.command("Mistakes in the settings")
        assert "config.toml: no mistakes" in reader.screen


async def test_a_command_can_do_without_a_key(archive: Path) -> None:
    async with open_reader(archive, settings=written('[keys]\nbookmark = ""\n')) as reader:
        await reader.press("b")
        assert "★" not in reader.screen
        assert "none" not in reader.lines[-1]


async def test_a_theme_is_shown_before_it_is_chosen(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.command("Choose a theme")
        assert isinstance(reader.app.screen, PickTheme)
        await reader.press("down")
        assert reader.app.theme == "newsreader-light"
        await reader.press("escape")
        assert reader.app.theme == "newsreader-dark"
        await reader.command("Choose a theme")
        await reader.type("nord")
        await reader.press("enter")
        assert reader.app.theme == "nord"
        assert reader.told == ["Theme: nord. The next start has it too."]
    async with open_reader(archive) as reader:
        assert reader.app.theme == "nord"
    async with open_reader(archive, settings=written('theme = "light"\n')) as reader:
        await reader.command("Dark theme")
        assert reader.told[-1].startswith('Theme: dark. To keep it, write theme = "dark" in ~/')


async def test_the_palette_offers_each_theme(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.command("Theme: gruvbox")
        assert reader.app.theme == "gruvbox"


async def test_own_colours_stand_over_every_theme(archive: Path) -> None:
    settings = written('theme = "nord"\n[colors]\nbackground = "#102030"\naccent = "tomato"\n')
    async with open_reader(archive, settings=settings) as reader:
        for theme in ("nord", "newsreader-light"):
            reader.app.theme = theme
            await reader.settle()
            assert reader.app.screen.styles.background.hex == "#102030"
            assert reader.app.current_theme.primary == "tomato"


@pytest.mark.parametrize(
    ("text", "day", "moment"),
    [
        ("", "Monday 29 March 2021", "29 March 2021, 18:02"),
        ('dates = "month day year"\nhours = 12\n', "Monday, March 29, 2021", "6:02 pm"),
        ('dates = "iso"\n', "Monday 2021-03-29", "2021-03-29 18:02"),
    ],
)
async def test_the_form_of_dates(archive: Path, text: str, day: str, moment: str) -> None:
    async with open_reader(archive, settings=written(text)) as reader:
        await reader.press("j")
        assert reader.shown == CHIPS
        assert day in reader.screen
        assert moment in reader.screen


async def test_advice_stands_above_the_list() -> None:
    places = find_places((), Settings())
    assert places.samples
    with user_library() as library:
        opening = prepare(library, places.folders)._replace(advice="[b]Samples[/b]\x1b.")
        app = Telling(library, places.folders, PLACE, Settings(), opening)
        app.told = []
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            assert screen_lines(app)[2].strip() == "[b]Samples[/b]\\x1b."


async def test_no_folder_of_the_settings_can_be_opened() -> None:
    with user_library() as library:
        opening = prepare(library, ())._replace(notices=["That is gone."])
        app = Telling(library, (), PLACE, Settings(), opening)
        app.told = []
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            screen = "\n".join(screen_lines(app))
            assert "None of the folders in the settings can be opened." in screen
            assert "newsreader ~/articles" in screen
            assert app.told == ["That is gone."]
