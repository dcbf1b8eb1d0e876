import re
import tomllib
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.readme import PICTURE, README, keys_table, table_in
from tui.commands import COMMANDS
from tui.config import load_settings
from tui.ui.screens.dialogs.help import QUERY_LANGUAGE


def test_the_keys_are_those_of_the_program() -> None:
    assert table_in(README.read_text(encoding="utf-8")) == keys_table()


def test_the_picture_is_there_and_shows_the_program() -> None:
    picture = PICTURE.read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    assert "newsreader" in picture


def test_every_run_of_the_picture_is_as_wide_as_its_cells() -> None:
    cell = 12.2
    wide = 0
    for attributes, text in re.findall(
        r"<text ([^>]* y=[^>]*)>([^<]*)</text>", PICTURE.read_text()
    ):
        run = unescape(text)
        if "-title" in attributes:
            continue
        places = [float(x) for x in re.findall(r' x="([^"]*)"', attributes)[0].split()]
        length = re.search(r'textLength="([^"]*)"', attributes)
        if length:
            assert all(cell_len(character) < 2 for character in run), run
            assert float(length[1]) == pytest.approx(cell_len(run) * cell)
        else:
            wide += len(run)
            assert len(places) == len(run), run
            for (place, next_place), character in zip(pairwise(places), run, strict=False):
                assert next_place - place == pytest.approx(cell_len(character) * cell)
    assert wide > 100


def test_help_and_readme_tell_the_same_query_language() -> None:
    readme = README.read_text(encoding="utf-8")
    for forms, _ in QUERY_LANGUAGE:
        for form in forms.split("   "):
            for part in form.split("  "):
                assert part.strip() in readme, part


def test_the_settings_of_the_readme_are_valid_and_take_no_other_command_s_key(
    tmp_path: Path,
) -> None:
    (written,) = re.findall(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    file = tmp_path / "config.toml"
    file.write_text(written, encoding="utf-8")
    assert load_settings(file).mistakes == ()
    for id, keys in tomllib.loads(written)["keys"].items():
        (where,) = (set(command.where) for command in COMMANDS if command.id == id)
        everywhere = {"screen", "app"}
        taken = {
            key
            for one in COMMANDS
            if one.id != id and (where & everywhere or {*one.where} & (where | everywhere))
            for key in one.keys.split(",")
        }
        assert not taken & set(keys.split(",")), id
