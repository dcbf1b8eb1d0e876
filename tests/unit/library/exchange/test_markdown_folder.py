import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.library.exchange.making import NOW, bookmarks, link
from tui.articles.new_files import Names
from tui.errors import NewsreaderError
from tui.library.exchange import export_files, markdown_folder
from tui.library.exchange.bookmark_values import name_of
from tui.library.values import Bookmark


def read(folder: Path) -> dict[str, Bookmark]:
    found = [each.found for each in markdown_folder.read(folder, NOW)]
    return {name_of(kept): kept for each in found if each for kept in each.bookmarks}


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=30,
)
@given(kept=st.lists(bookmarks, max_size=3, unique_by=name_of))
def test_there_and_back(kept: list[Bookmark], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("kept")
    assert markdown_folder.export(kept, folder).new == len(kept)
    assert read(folder) == {name_of(each): each for each in kept}
    again = markdown_folder.export(kept, folder)
    assert again == (0, 0, len(kept), [])


def test_hostile_titles_stay_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    titles = ["../out", "/etc/passwd", ".", "..", ".hidden", "a\0b", "x" * 5000, "same", "SAME"]
    kept = [link(title, f"https://a.org/{number}") for number, title in enumerate(titles)]
    assert markdown_folder.export(kept, folder).new == len(kept)
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]
    assert len(list(folder.iterdir())) == len(kept)
    assert len(read(folder)) == len(kept)


def test_links_are_not_followed_when_writing(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    markdown_folder.export([link()], folder)
    (own,) = folder.iterdir()
    elsewhere = own.rename(tmp_path / "elsewhere.md")
    before = elsewhere.read_bytes()
    own.symlink_to(elsewhere)
    done = markdown_folder.export([link(note="new")], folder)
    assert (done.new, done.changed) == (1, 0)
    assert elsewhere.read_bytes() == before


def test_broken_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text('---\ntitle: x\nnewsreader: "{"\n---\n')
    (tmp_path / "b.md").symlink_to(tmp_path / "none")
    (tmp_path / "c.md").write_text("An article as any other\n")
    found = {each.path.name: each.found for each in markdown_folder.read(tmp_path, NOW)}
    assert found["c.md"] is None
    assert found["a.md"] and found["a.md"].unread[0].line == 3
    assert found["b.md"] and "passed over" in found["b.md"].unread[0].why


def test_a_folder_that_can_t_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NewsreaderError, match="can't be written"):
        markdown_folder.export([link()], tmp_path / "file" / "kept")


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept.json"
    path.write_text("old")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(NewsreaderError, match="No space left"):
        export_files.replace(path, b"new")
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["kept.json"]  # noqa: PTH208


def test_permissions_stay_and_links_lead_on(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    path.write_text("old")
    path.chmod(0o600)
    through = tmp_path / "link.json"
    through.symlink_to(path)
    export_files.replace(through, b"new")
    assert through.is_symlink()
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_name_that_another_program_takes_meanwhile_stays_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = tmp_path / "2024-05-06 7.md"

    class Taken(Names):
        """Names that were looked at before the other program wrote its file."""

        def __init__(self, taken: Iterable[str]) -> None:
            super().__init__(taken)
            theirs.write_text("theirs")

    kept = [link(f"{number}", f"https://a.org/{number}") for number in range(100)]
    kept[7] = kept[7]._replace(
        article=kept[7].article._replace(title="2024-05-06 7", format="markdown")
    )
    monkeypatch.setattr("tui.articles.new_files.Names", Taken)
    told: list[int] = []
    assert markdown_folder.export(kept, tmp_path, told.append).new == 100
    assert told == list(range(100))
    assert theirs.read_text() == "theirs"
    assert len(read(tmp_path)) == 100
