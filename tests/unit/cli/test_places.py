import os
from pathlib import Path

import pytest

from tui.cli.places import find_places, why_not
from tui.config import Settings
from tui.errors import NewsreaderError
from tui.paths import shorten
from tui.resources import sample_articles

pytestmark = pytest.mark.usefixtures("home")


def test_a_folder_is_called_by_its_path(archive: Path) -> None:
    places = find_places([str(archive)], Settings())
    assert places.folders == (archive.resolve(),)
    assert places.words == str(archive.resolve())


def test_the_home_folder_is_shortened(home: Path) -> None:
    (home / "news").mkdir()
    assert find_places([str(home / "news")], Settings()).words == "~/news"
    assert shorten(home.resolve()) == "~"


def test_relative_paths_and_links_are_resolved(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (archive.parent / "link").symlink_to(archive)
    monkeypatch.chdir(archive.parent)
    assert find_places(["link", "archive/", "./archive"], Settings()).folders == (
        archive.resolve(),
    )


def test_several_are_counted(archive: Path, home: Path) -> None:
    files = [str(archive / "chips.md"), str(archive / "old.md")]
    assert find_places(files, Settings()).words == "2 files"
    assert find_places([str(archive), str(home)], Settings()).words == "2 folders"
    assert find_places([str(home), *files], Settings()).words == "3 files and folders"


def test_without_paths_the_folders_of_the_settings_are_taken(archive: Path) -> None:
    assert find_places([], Settings(folders=(archive,))).folders == (archive.resolve(),)


def test_without_any_folder_the_samples_are_taken() -> None:
    places = find_places([], Settings())
    assert places.folders == (sample_articles().resolve(),)
    assert places.words == "sample articles"


def test_what_is_missing_is_said_and_the_rest_is_taken(archive: Path) -> None:
    places = find_places(["nowhere", str(archive)], Settings())
    assert places.folders == (archive.resolve(),)
    assert places.missing == ("There is no file or folder nowhere.",)


def test_nothing_there_is_an_error() -> None:
    with pytest.raises(NewsreaderError) as error:
        find_places(["nowhere", "neither"], Settings())
    assert str(error.value).splitlines() == [
        "There is no file or folder nowhere.",
        "There is no file or folder neither.",
    ]


def test_a_missing_folder_of_the_settings_is_named_as_such(home: Path) -> None:
    with pytest.raises(NewsreaderError, match="config.toml.*`folders`: there is no file or folder"):
        find_places([], Settings(folders=(home / "gone",)))


def test_a_mistyped_command_is_asked_about() -> None:
    assert "command `bookmarks`?" in why_not("bookmarcs")


@pytest.mark.parametrize("path", ["", "a\0b", "x" * 5000])
def test_no_path_raises(path: str) -> None:
    assert why_not(path).endswith((".", "?"))


def test_a_pipe_is_neither_file_nor_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert why_not(str(tmp_path / "pipe")).endswith("is neither a file nor a folder.")
