import os
import queue
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.library.making import write
from tui.library.watching.watch import Changed, Unwatched, Watch, Watching
from tui.library.watching.watch_worker import MANY

PATIENCE = 30.0
"""Seconds to wait for a message; far more than it takes."""


class Told:
    """A watch, and what it tells."""

    def __init__(self, opened: list[Path], since: int | None = None) -> None:
        self.watch = Watch(opened, time.time_ns() + 10**12 if since is None else since)
        self._messages: queue.Queue[Changed | Unwatched | Watching | None] = queue.Queue()
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()

    def _listen(self) -> None:
        for message in self.watch.messages():
            self._messages.put(message)
        self._messages.put(None)

    def next(self) -> Changed | Unwatched | Watching | None:
        """Wait for the next message; None where there are no more."""
        return self._messages.get(timeout=PATIENCE)

    def changed(self, *paths: Path) -> None:
        """Wait until all of some paths, and no others, were told to have changed."""
        wanted = {str(path) for path in paths}
        found: set[str] = set()
        while found != wanted:
            message = self.next()
            assert isinstance(message, Changed) and message.paths is not None, message
            found.update(message.paths)
            assert found <= wanted

    def everything(self) -> None:
        """Wait until all is told to have changed."""
        message = self.next()
        while message != Changed(None):
            assert isinstance(message, Changed)
            message = self.next()

    def end(self) -> None:
        self.watch.stop()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()


@pytest.fixture
def told(folder: Path) -> Iterator[Told]:
    """A watch of the folder, under way."""
    yield from watching([folder])


def watching(opened: list[Path], since: int | None = None) -> Iterator[Told]:
    told = Told(opened, since)
    try:
        assert told.next() == Watching()
        yield told
    finally:
        told.end()


def test_written_changed_and_removed_files_are_told(told: Told, folder: Path) -> None:
    path = write(folder / "a.md")
    told.changed(path)
    write(path, body="Another text.")
    told.changed(path)
    path.unlink()
    told.changed(path)


def test_a_change_is_told_within_a_second(told: Told, folder: Path) -> None:
    path = write(folder / "a.md")
    told.changed(path)
    began = time.monotonic()
    write(path, body="Another text.")
    told.changed(path)
    assert time.monotonic() - began < 1


def test_what_is_no_article_is_not_told(told: Told, folder: Path) -> None:
    for name in (".a.md.swp", "a.md~", "4913", "#a.md#", ".hidden.md", "a.jpg", "a.md.tmp"):
        write(folder / name)
    (folder / "a.md~").unlink()
    write(folder / ".git" / "a.md")
    path = write(folder / "z.md")
    told.changed(path)


def test_a_file_that_an_editor_puts_in_the_place_of_another(told: Told, folder: Path) -> None:
    path = write(folder / "a.md")
    told.changed(path)
    write(folder / ".a.md.new", body="Another text.").replace(path)
    told.changed(path)


def test_renamed_files_and_folders(told: Told, folder: Path) -> None:
    path = write(folder / "below" / "deep" / "a.md")
    told.changed(folder / "below")
    path.rename(path.with_name("b.md"))
    told.changed(path, path.with_name("b.md"))
    (folder / "below").rename(folder / "moved")
    told.changed(folder / "below", folder / "moved")
    path = write(folder / "moved" / "deep" / "c.md")
    told.changed(path)


def test_a_folder_with_files_that_comes_and_goes(told: Told, folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    write(elsewhere / "x.y" / "a.md")
    elsewhere.rename(folder / "come")
    told.changed(folder / "come")
    path = write(folder / "come" / "x.y" / "b.md")
    told.changed(path)
    shutil.rmtree(folder / "come")
    told.changed(*(folder / "come" / each for each in ("", "x.y", "x.y/a.md", "x.y/b.md")))


def test_a_folder_that_is_opened_vanishes_and_comes_back(
    told: Told, folder: Path, tmp_path: Path
) -> None:
    folder.rename(tmp_path / "away")
    folder.mkdir()
    path = write(folder / "b.md")
    told.everything()
    write(path, body="Another text.")
    told.changed(path)


def test_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    for told in watching([tmp_path / "later"]):
        write(tmp_path / "later" / "a.md")
        told.everything()


def test_single_files_are_told_however_they_change(tmp_path: Path) -> None:
    path, beside = write(tmp_path / "a.odd"), write(tmp_path / "b.md")
    for told in watching([path]):
        write(beside, body="Another text.")
        write(path, body="Another text.")
        told.changed(path)
        write(tmp_path / "new", body="A third text.").replace(path)
        told.changed(path)
        path.unlink()
        told.changed(path)


def test_thousands_of_changes_at_once_are_everything(told: Told, folder: Path) -> None:
    for number in range(3 * MANY):
        (folder / f"{number}.md").touch()
    told.everything()


def test_what_has_changed_before_the_watch_began_is_told(folder: Path) -> None:
    write(folder / "below" / "old.md")
    long_ago = 1_500_000_000
    os.utime(folder / "below", (long_ago, long_ago))
    os.utime(folder, (long_ago, long_ago))
    for told in watching([folder], since=time.time_ns() - 60 * 10**9):
        told.changed(folder / "below" / "old.md")


def test_a_name_that_is_no_utf8_is_everything(told: Told, folder: Path) -> None:
    write(folder / os.fsdecode(b"caf\xe9.md"))
    told.everything()
    path = write(folder / "a.md")
    told.changed(path)


def test_folders_that_are_linked_in_a_ring(tmp_path: Path) -> None:
    folder = tmp_path / "ring"
    (folder / "below").mkdir(parents=True)
    (folder / "below" / "up").symlink_to(folder)
    (folder / "to-below").symlink_to(folder / "below")
    for told in watching([folder]):
        told.changed(write(folder / "below" / "a.md"))


def test_a_limit_of_the_system_is_told_in_a_sentence(folder: Path, tmp_path: Path) -> None:
    from tui.library.watching import watch

    package = tmp_path / "odd" / "watchfiles"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "_rust_notify.py").write_text(
        "def RustNotify(*_): raise OSError('OS file watch limit reached. about [...]')"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            watch,
            "_COMMAND",
            watch._COMMAND.replace("{path!r}", f"[{str(package.parent)!r}, *{{path!r}}]"),
        )
        told = Told([folder])
        message = told.next()
    assert isinstance(message, Unwatched)
    assert message.reason == (
        "Changes of files show at the next start only: "
        "the system lets no more folders be watched (fs.inotify.max_user_watches)."
    )
    assert told.next() == Watching()
    told.end()


def test_where_no_process_can_start_it_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    (message,) = Watch([folder], 0).messages()
    assert isinstance(message, Unwatched)


def test_a_process_that_is_killed_is_told(told: Told) -> None:
    assert told.watch._process is not None
    told.watch._process.kill()
    assert isinstance(told.next(), Unwatched)
    assert told.next() is None


def test_it_stops_at_once(told: Told) -> None:
    began = time.monotonic()
    told.end()
    assert told.next() is None
    assert time.monotonic() - began < 1
    assert list(told.watch.messages()) == []
