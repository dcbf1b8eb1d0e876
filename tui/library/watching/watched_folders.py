"""The folders that are watched: those in which articles are looked for, and no others."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from tui.articles.files import is_article

Stamp = tuple[int, ...]
"""What tells a file or folder from another one, or from an older state of itself."""


class WatchedFolders:
    """Folders by their paths; one that can be reached twice is kept once."""

    def __init__(self) -> None:
        """Keep none yet."""
        self._stamps: dict[str, Stamp] = {}
        self._paths: dict[Stamp, str] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._stamps

    def knows(self, path: str, stamp: Stamp) -> bool:
        """Tell whether a path is kept, and for this folder."""
        return self._stamps.get(path) == stamp

    def there(self) -> list[str]:
        """Return the folders that are still what they were."""
        return [path for path, stamp in self._stamps.items() if stamp_of(path) == stamp]

    def enter(self, top: str) -> None:
        """Keep a folder, and all within it, in the order in which they are read."""
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            stamp = stamp_of(folder)
            if stamp is None or not is_folder(stamp):
                continue
            known = self._paths.get(stamp)
            if known is not None and known != folder and stamp_of(known) == stamp:
                continue
            try:
                inside = _folders_in(folder)
                os.fsencode(folder).decode()
            except (OSError, ValueError):  # Unreadable, or no name that can be watched.
                continue
            self._paths[stamp] = folder
            self._stamps[folder] = stamp
            waiting += sorted(inside, reverse=True)

    def forget(self, top: str) -> None:
        """Keep a folder no more, nor anything within it."""
        below = top.rstrip("/") + "/"
        for folder in [each for each in self._stamps if each == top or each.startswith(below)]:
            stamp = self._stamps.pop(folder)
            if self._paths.get(stamp) == folder:
                del self._paths[stamp]

    def changed_since(self, since: int) -> Iterator[str]:
        """Yield the files that may have changed, and the folders that files came to or left.

        Args:
            since: Nanoseconds since 1970.
        """
        for folder in list(self._stamps):
            try:
                if Path(folder).stat().st_mtime_ns >= since:
                    yield folder
                with os.scandir(folder) as entries:
                    shown = [entry for entry in entries if is_article(entry.name)]
            except OSError:
                continue
            for entry in shown:
                try:
                    found = entry.stat()
                except OSError:
                    continue
                if max(found.st_mtime_ns, found.st_ctime_ns) >= since:
                    yield entry.path


def stamp_of(path: str) -> Stamp | None:
    """Return what a path leads to; None for nothing."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    kind = stat.S_IFMT(found.st_mode)
    if kind == stat.S_IFDIR:
        return kind, found.st_dev, found.st_ino
    return kind, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def is_folder(stamp: Stamp) -> bool:
    """Tell whether a stamp is that of a folder."""
    return stat.S_ISDIR(stamp[0])


def _folders_in(folder: str) -> list[str]:
    """Return the folders within one that are not hidden.

    Raises:
        OSError: It can't be read.
    """
    with os.scandir(folder) as entries:
        return [
            entry.path
            for entry in entries
            if not entry.name.startswith(".") and _leads_to_folder(entry)
        ]


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
