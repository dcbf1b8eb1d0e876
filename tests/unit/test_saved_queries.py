import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.config import load_settings
from tui.errors import SettingsError
from tui.saved_queries import remove_query, save_query

WHOLE = """\
# My settings
folders = ["~/archive"]   # [queries] is below
notes = '''
[queries]
Chips = "no query"
'''

[queries]   # what I look for
"Software in Nanjing" = 'category:/金融 "南京" date:2021'
Chips = "title:chips" # # of them
# the last one

[keys]
Chips = "s"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A settings file with comments and what looks like a query but is none."""
    path = tmp_path / "config.toml"
    path.write_text(WHOLE, encoding="utf-8")
    return path


def test_a_new_query_stands_below_the_others(path: Path) -> None:
    save_query(path, "New", "is:unread")
    new = WHOLE.replace("# of them\n", '# of them\nNew = "is:unread"\n')
    assert path.read_text(encoding="utf-8") == new
    assert list(load_settings(path).queries) == ["Software in Nanjing", "Chips", "New"]


def test_a_query_is_written_over_and_its_comment_stays(path: Path) -> None:
    save_query(path, "Chips", 'text:"#chips"')
    new = WHOLE.replace('"title:chips"', "'text:\"#chips\"'")
    assert path.read_text(encoding="utf-8") == new
    save_query(path, "Chips", "title:chips")
    assert path.read_text(encoding="utf-8") == WHOLE


def test_a_query_is_removed_and_nothing_else(path: Path) -> None:
    remove_query(path, "Software in Nanjing")
    lines = WHOLE.splitlines(keepends=True)
    assert path.read_text(encoding="utf-8") == "".join(line for line in lines if "南京" not in line)
    remove_query(path, "not there")
    remove_query(path, "Chips")
    assert load_settings(path).queries == {}
    save_query(path, "Chips", "title:chips")
    assert load_settings(path).queries == {"Chips": "title:chips"}
    assert tomllib.loads(path.read_text(encoding="utf-8"))["keys"] == {"Chips": "s"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[queries]\nx = "y"\n'),
        ('theme = "dark"', 'theme = "dark"\n\n[queries]\nx = "y"\n'),
        ('theme = "dark"\r\n', 'theme = "dark"\r\n\r\n[queries]\r\nx = "y"\r\n'),
        ("[queries]", '[queries]\nx = "y"\n'),
        ("[queries]\n\n\n[keys]\n", '[queries]\nx = "y"\n\n\n[keys]\n'),
        ("[ 'queries' ]\na = 'b'\n# end", "[ 'queries' ]\na = 'b'\nx = \"y\"\n# end\n"),
        ("[queries]\na = 'b'\n[queries.c]\n", "[queries]\na = 'b'\nx = \"y\"\n[queries.c]\n"),
        ("queries.x = 'old'\n", 'queries.x = "y"\n'),
        ('[queries]\n\'x\'="""\nold\n"""# why\n', "[queries]\n'x'=\"y\"# why\n"),
        ("[queries]\nx = 'old'", '[queries]\nx = "y"'),
        ("\ufefftheme = 'dark'\r\n", "\ufefftheme = 'dark'\r\n\r\n[queries]\r\nx = \"y\"\r\n"),
    ],
)
def test_odd_layouts(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "deep" / "config.toml"
    path.parent.mkdir()
    path.write_bytes(before.encode())
    save_query(path, "x", "y")
    assert path.read_bytes().decode() == after


@pytest.mark.parametrize(
    "text", ["queries = { a = 'b' }\n", "queries = 3\n", "[[queries]]\n", "theme = \n", "[queries"]
)
def test_what_cannot_be_changed_safely_is_left_and_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="config.toml") as caught:
        save_query(path, "x", "y")
    assert "\n" not in str(caught.value)
    assert path.read_text(encoding="utf-8") == text


def test_a_link_to_the_file_stays_a_link_and_the_file_keeps_its_mode(tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles" / "newsreader.toml"
    kept.parent.mkdir()
    kept.write_text("# mine\n", encoding="utf-8")
    kept.chmod(0o600)
    link = tmp_path / "config.toml"
    link.symlink_to(kept)
    save_query(link, "x", "y")
    assert link.is_symlink()
    assert kept.read_text(encoding="utf-8") == '# mine\n\n[queries]\nx = "y"\n'
    assert kept.stat().st_mode & 0o777 == 0o600
    assert list(kept.parent.iterdir()) == [kept]


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="can't be written"):
        save_query(tmp_path / "file" / "config.toml", "x", "y")


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(NAMES, st.none() | NAMES), max_size=4))
def test_whatever_is_saved_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, str | None]]
) -> None:
    path = tmp_path_factory.mktemp("saved") / "config.toml"
    path.write_text(WHOLE, encoding="utf-8")
    before = tomllib.loads(WHOLE)
    for name, text in changes:
        if text is None:
            remove_query(path, name)
            before["queries"].pop(name, None)
        else:
            save_query(path, name, text)
            before["queries"][name] = text
    assert tomllib.loads(path.read_bytes().decode()) == before
