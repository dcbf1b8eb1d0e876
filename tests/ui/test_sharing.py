"""Articles taken elsewhere: copied, saved, edited, piped to commands; commands of the settings."""

import os
from asyncio import sleep, timeout
from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.app import App

from tests.ui.archive import CHIPS, TITLES
from tests.ui.reader import Reader, open_reader
from tui.config import Settings, UserCommand
from tui.ui.screens.dialogs.command_output import CommandOutput
from tui.ui.screens.dialogs.line_choice import LineChoice


async def open_chips(reader: Reader) -> None:
    """Put the cursor on the article about chips."""
    await reader.press("j")
    assert reader.current == CHIPS


async def pipe(reader: Reader, command: str) -> None:
    """Pipe the article under the cursor to a command."""
    await reader.press("vertical_line")
    assert isinstance(reader.app.screen, LineChoice)
    await reader.type(command)
    await reader.press("enter")
    await reader.still()


async def test_the_article_is_copied_as_markdown(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await open_chips(reader)
        await reader.press("Y")
        assert reader.app.clipboard.startswith(f"# {CHIPS}\n")
        assert "[the survey](https://example.org/survey)" in reader.app.clipboard
        assert reader.told == [f"Copied “{CHIPS}” as Markdown"]


async def test_earlier_commands_are_hinted_at_where_there_are_any(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("vertical_line")
        assert "earlier ones" not in reader.screen
        await reader.press("escape")
        await pipe(reader, "cat")
        await reader.press("escape", "vertical_line")
        assert "↑ ↓ earlier ones" in reader.screen


async def test_the_path_is_copied(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await open_chips(reader)
        await reader.press("p")
        assert reader.app.clipboard == str(archive / "chips.md")


async def test_a_path_that_is_no_text_is_not_copied(archive: Path) -> None:
    (archive / "chips.md").rename(os.fsdecode(os.fsencode(archive) + b"/chips\xff.md"))
    async with open_reader(archive) as reader:
        await open_chips(reader)
        await reader.press("p")
        assert reader.told == ["The path holds bytes that are no text."]


async def test_articles_are_saved_as_files(archive: Path, tmp_path: Path) -> None:
    one, all = tmp_path / "one", tmp_path / "all"
    async with open_reader(archive) as reader:
        await open_chips(reader)
        await reader.press("W")
        await reader.type(str(one))
        await reader.press("enter")
        assert [path.name for path in one.iterdir()] == [
            "2021-03-29-Chip-makers-add-a-night-shift.md"
        ]
        await reader.press("W", "tab")
        await reader.type(str(all))
        await reader.press("enter")
        assert len(list(all.iterdir())) == len(TITLES)
        (archive / "chips.md").unlink()
        await reader.press("W", "down", "enter")
        assert reader.told[-1].startswith(f"“{CHIPS}”") or "chips.md" in reader.told[-1]
        assert len(list(all.iterdir())) == len(TITLES)


async def test_a_command_shows_what_it_prints(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await open_chips(reader)
        await pipe(reader, "tr a-z A-Z; printf '\\033[31mred\\033]0;evil\\007\\a'; exit 3")
        assert isinstance(reader.app.screen, CommandOutput)
        assert "THE ORDERS OUTRAN THE CLEAN ROOMS, SAYS THE SURVEY" in reader.screen
        assert "exit status 3" in reader.screen
        await reader.press("y")
        assert reader.app.clipboard.endswith("A LANTERN IS A LAMP.\nred")
        await reader.press("q", "vertical_line", "down", "tab", "enter")
        await reader.still()
        assert "[THE SURVEY](HTTPS://EXAMPLE.ORG/SURVEY)" in reader.screen
        await reader.press("y")
        assert "A LANTERN IS A LAMP." in reader.app.clipboard
        await reader.press("escape")
        assert not isinstance(reader.app.screen, CommandOutput)


async def test_the_last_commands_outlive_the_program(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await pipe(reader, "echo one")
        await reader.press("q")
        await pipe(reader, "echo two")
        await reader.leave("q", "q")
    async with open_reader(archive) as reader:
        await reader.press("vertical_line", "down", "down", "enter")
        await reader.still()
        assert "one" in reader.screen
        assert "two" not in reader.screen


async def test_a_command_is_stopped(archive: Path) -> None:
    async with open_reader(archive) as reader:
        reader.send("vertical_line")
        await reader.settle()
        await reader.type("trap '' TERM; echo beg''un; while :; do sleep 1; done")
        reader.send("enter")
        while "begun" not in reader.screen:
            await reader.pilot.pause()
        reader.send("escape")  # It asks the command to end, which refuses.
        reader.send("escape")
        await reader.settle()
        await reader.still()
        assert "stopped" in reader.screen
        await reader.press("escape")
        assert not isinstance(reader.app.screen, CommandOutput)


async def test_the_end_of_the_program_ends_its_commands(archive: Path, tmp_path: Path) -> None:
    mine = UserCommand("wait", f"echo $$ > {tmp_path}/pid; exec sleep 600", shell=True)
    settings = Settings(commands={"wait": mine}, keys={"wait": "ctrl+y"})
    async with open_reader(archive, settings=settings) as reader:
        reader.send("ctrl+y")
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
            await reader.pilot.pause()
        reader.send("q")
        while reader.app.is_running:
            await reader.pilot.pause()
    with pytest.raises(ProcessLookupError):
        async with timeout(10):
            while True:  # A process that was killed has its number until a thread takes its status.
                os.kill(int((tmp_path / "pid").read_text()), 0)
                await sleep(0.01)


async def test_commands_of_the_settings_have_keys_and_stand_in_the_palette(archive: Path) -> None:
    commands = {
        "keep it's": UserCommand("keep it's", "grep -c . {path} {title}", shows=True),
        "speak": UserCommand("speak", "false"),
        "lost": UserCommand("lost", "no-such-program {link}"),
    }
    settings = Settings(commands=commands, keys={"keep it's": "ctrl+y", "speak": "ctrl+t"})
    async with open_reader(archive, settings=settings) as reader:
        await open_chips(reader)
        await reader.press("ctrl+y")
        await reader.still()
        assert f"grep: {CHIPS}: No such file or directory" in reader.screen
        await reader.press("q", "ctrl+t")
        assert reader.told == ["speak: exit status 1"]
        await reader.command("Your command: lost")
        assert reader.told[-1] == "lost: lost can't be started: No such file or directory."


async def test_an_edited_file_is_read_anew(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "an editor"
    editor.write_text(
        '#!/bin/sh\n[ "$1" = --wait ] && sed -i "s/night shift/day shift/; '
        's/A lantern is a lamp/A lantern is a light/" "$2"\n'
    )
    editor.chmod(0o700)
    monkeypatch.setenv("VISUAL", f"'{editor}' --wait")
    monkeypatch.setattr(App, "suspend", lambda _: nullcontext())
    async with open_reader(archive) as reader:
        await open_chips(reader)
        await reader.press("enter", "ctrl+e")
        assert reader.current == CHIPS.replace("night", "day")
        assert "A lantern is a light" in reader.screen
        monkeypatch.setenv("VISUAL", "false")
        await reader.press("ctrl+e")
        assert reader.told[-1] == "The editor false ended with status 1."
        monkeypatch.setenv("VISUAL", "no-such-editor -w")
        await reader.press("ctrl+e")
        assert "no-such-editor -w can't be started: No such file" in reader.told[-1]


async def test_no_editor_is_opened_where_no_terminal_can_be_handed_over(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", f"touch '{tmp_path}/opened'")
    async with open_reader(archive) as reader:
        await open_chips(reader)
        await reader.press("ctrl+e")
        assert reader.told == ["There is no terminal for an editor here."]
        assert reader.current == CHIPS
    assert not (tmp_path / "opened").exists()
