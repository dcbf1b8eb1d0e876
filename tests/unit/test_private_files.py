import os
import re
import stat
import time
from pathlib import Path

import pytest

from tui import atomic_write, private_files

DAYS_AGO = time.time() - 9 * 24 * 60 * 60


@pytest.fixture(autouse=True)
def _generous(request: pytest.FixtureRequest) -> None:
    """Make everything for everybody, unless the program sees to it."""
    before = os.umask(0)
    request.addfinalizer(lambda: os.umask(before))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_what_is_made_is_for_its_owner(tmp_path: Path) -> None:
    made = tmp_path / "above" / "own"
    private_files.make_folder(made)
    private_files.make_file(made / "file")
    private_files.make_folder(made)
    assert [mode(each) for each in (tmp_path / "above", made, made / "file")] == [
        0o700,
        0o700,
        0o600,
    ]


def test_a_folder_above_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    private_files.make_folder(tmp_path / "own")
    assert mode(tmp_path) == 0o755


def test_what_is_there_is_put_right_and_keeps_what_it_holds(tmp_path: Path) -> None:
    below = tmp_path / "own" / "below"
    below.mkdir(parents=True)
    (below / "file").write_text("kept")
    (below / "script").write_text("#!")
    (below / "script").chmod(0o755)
    private_files.make_folder(tmp_path / "own")
    assert mode(tmp_path / "own") == mode(below) == mode(below / "script") == 0o700
    assert mode(below / "file") == 0o600
    (below / "file").chmod(0o644)
    private_files.make_file(below / "file")
    assert mode(below / "file") == 0o600
    assert (below / "file").read_text() == "kept"


def test_what_links_lead_to_stays_as_it_is(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o755)
    (theirs / "file").write_text("")
    own = tmp_path / "own"
    own.mkdir()
    (own / "folder").symlink_to(theirs)
    (own / "file").symlink_to(theirs / "file")
    private_files.make_folder(own)
    private_files.make_file(own / "file")
    private_files.make_folder(own / "folder")
    assert mode(own) == 0o700
    assert (mode(theirs), mode(theirs / "file")) == (0o755, 0o666)


def test_a_file_in_the_place_of_a_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(OSError, match=r"exists|directory"):
            private_files.make_folder(path)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_file_system_without_modes_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, _: int) -> None:
        raise PermissionError(1, "Operation not permitted", str(path))

    own = tmp_path / "own"
    own.mkdir()
    monkeypatch.setattr(Path, "chmod", refuse)
    private_files.make_folder(own)
    assert mode(own) == 0o777


def test_leftovers_go_a_day_later_and_nothing_else(tmp_path: Path) -> None:
    names = (".newsreader-0123456789abcdef.tmp", ".newsreader-mine.tmp", "notes.tmp")
    for name in names:
        (tmp_path / name).write_text("")
        os.utime(tmp_path / name, (DAYS_AGO, DAYS_AGO))
    (tmp_path / ".newsreader-fedcba9876543210.tmp").write_text("still written")
    (tmp_path / ".newsreader-0000000000000000.tmp").symlink_to(tmp_path / "notes.tmp")
    atomic_write.remove_leftovers(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".newsreader-0000000000000000.tmp",
        ".newsreader-fedcba9876543210.tmp",
        ".newsreader-mine.tmp",
        "notes.tmp",
    ]
    atomic_write.remove_leftovers(tmp_path, re.compile(r"notes\..*"))
    assert not (tmp_path / "notes.tmp").exists()
