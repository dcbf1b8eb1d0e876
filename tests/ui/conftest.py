"""A home of the test's own, a fixed time zone, and a small archive."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.archive import write_archive


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The empty home of the user who runs the program."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    return home


@pytest.fixture(autouse=True)
def time_zone() -> Iterator[None]:
    """All local times are those of Shanghai, which has no summer time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Asia/Shanghai")
        time.tzset()
        yield
    time.tzset()


class Unwatching:
    """Stands in for what watches folders, which is a process for each test."""

    def __init__(self, *_: object) -> None:
        """Watch nothing."""

    def stop(self) -> None:
        """There is nothing to stop."""


@pytest.fixture(autouse=True)
def watching(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders are not watched, unless a module says so with a fixture of this name."""
    monkeypatch.setattr("tui.ui.screens.controllers.folder_updates.FolderWatcher", Unwatching)


@pytest.fixture(autouse=True)
def clipboards(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test copies to the clipboard of whoever runs it."""
    monkeypatch.setattr("tui.app.clipboards", lambda _: [])


@pytest.fixture(autouse=True)
def markup(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is read as markup, by Textual or by Rich, fails the test."""

    def parse(markup: str, *_: object, **__: object) -> None:
        raise AssertionError(f"read as markup: {markup!r}")

    for name in "textual.markup.to_content", "rich.markup.render", "rich.console.render_markup":
        monkeypatch.setattr(name, parse)


@pytest.fixture
def archive(tmp_path: Path, time_zone: None) -> Path:  # noqa: ARG001 - file times are local
    """A folder with a dozen articles."""
    return write_archive(tmp_path / "archive")
