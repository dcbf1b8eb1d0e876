"""The process that watches the user's folders, so that the interface stays lively.

`watchfiles` holds Python's lock while it sets watches up, which would stop the screen where
there are many folders. Each folder is watched by itself: a folder that can't be watched, or
goes while watches are set up, keeps no other one from being watched; folders that are hidden
or reached twice are left alone, as they are when the folders are read.

It answers on standard output as `reading_child` does, and ends when its input ends: so it
never outlives who started it.
"""

from __future__ import annotations

import os
import signal
import stat
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from tui.articles.files import SUFFIXES
from tui.library.reading_child import receive, send

if TYPE_CHECKING:
    from watchfiles._rust_notify import RustNotify

_SUFFIXES = tuple(SUFFIXES)
_STEP = 100
"""Changes are told as soon as there were no more for so many milliseconds …"""
_DEBOUNCE = 400
"""… and after so many in any case."""
_TICK = 500
"""How often, in milliseconds, is looked whether single files have changed, and whether the
folders are still those that were opened."""
MANY = 500
"""With more changes at once than these, everything is looked through."""
_BREATH = 1.0
"""Seconds between two times that everything is told to have changed."""
_FAILURES = 5
"""After so many failures in a row nothing is watched any more."""
_SLACK = 2_000_000_000
"""By so many nanoseconds a file's time may lag behind the clock (FAT counts in such steps)."""

Stamp = tuple[int, ...]
"""What tells a file or folder from another one, or from an older state of itself."""


class Changed(NamedTuple):
    """Files and folders are not what they were."""

    paths: tuple[str, ...] | None
    """Absolute; some may be gone. None: so many, or so unclear, that all may have changed."""


class Unwatched(NamedTuple):
    """Changes can't be noticed, or not everywhere."""

    reason: str
    """A sentence."""


class Watching(NamedTuple):
    """All folders are watched now."""


class Order(NamedTuple):
    """What is to be watched."""

    opened: Sequence[str]
    """Files and folders, absolute."""
    since: int
    """Nanoseconds since 1970; what has changed from then on is told first."""


def main() -> None:
    """Watch what the order on standard input says, until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(5)
    order = receive(os.fdopen(os.dup(0), "rb", buffering=0))
    threading.Thread(target=_end_with_input, daemon=True).start()
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not get among the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        Watcher(order.opened, answers).run(order.since)
    except BrokenPipeError:
        return


def _end_with_input() -> None:
    while os.read(0, 1024):
        pass
    os._exit(0)


class Watcher:
    """Watches some files and folders."""

    def __init__(self, opened: Sequence[str], answers: IO[bytes]) -> None:
        """Watch nothing yet.

        Args:
            opened: Files and folders, absolute.
            answers: Where messages go.
        """
        from watchfiles._rust_notify import RustNotify

        self._make = RustNotify
        self._notify: RustNotify | None = None
        self._answers = answers
        self._opened = {path: _stamp(path) for path in opened}
        """What was opened, and how it was when last looked at."""
        self._folders: dict[str, Stamp] = {}
        """Every folder that is watched."""
        self._seen: dict[Stamp, str] = {}
        self._pending: set[str] = set()
        """What had changed when a watch was replaced by another."""
        self._failures = 0
        """How often in a row a watch has failed."""
        self._complained = False

    def run(self, since: int) -> None:
        """Tell what has changed since then, and from now on all that changes.

        Raises:
            BrokenPipeError: Nobody listens any more.
        """
        for path in self._opened:
            self._enter(path)
        self._watch_all()
        send(self._answers, Watching())
        self._tell(set(self._changed_since(since - _SLACK)))
        while True:
            try:
                changes = self._wait()
            except RuntimeError as error:  # For one, a name that is no UTF-8.
                self._watch_again(error)
                self._tell(None)
            else:
                self._failures = 0
                self._tell(self._look(changes))

    def _wait(self) -> set[str]:
        """Return the paths of what has changed; none after a while without changes."""
        if self._notify is None:
            time.sleep(_TICK / 1000)
            return set()
        pending, self._pending = self._pending, set()
        return pending | _paths(self._notify.watch(_DEBOUNCE, _STEP, _TICK, None))

    def _tell(self, paths: set[str] | None) -> None:
        if paths is None or len(paths) > MANY:
            send(self._answers, Changed(None))
            time.sleep(_BREATH)
        elif paths:
            send(self._answers, Changed(tuple(sorted(paths))))

    # -- what has changed

    def _look(self, changes: set[str]) -> set[str] | None:
        """Return those of the changed paths that matter; None where everything does."""
        found = {path for path in changes if self._matters(path)}
        fresh = [path for path in found if _is_folder(path)]
        lost = [path for path in found if path in self._folders and path not in fresh]
        for path, before in self._opened.items():
            now = _stamp(path)
            if now == before:
                continue
            self._opened[path] = now
            if stat.S_ISDIR(now[0]) if now else path in self._folders:
                if now:  # It is back, or another one.
                    self._forget(path)
                    self._enter(path)
                    self._watch_all()
                    return None
            else:
                found.add(path)
        for path in (*lost, *fresh):
            self._forget(path)
        for path in fresh:
            self._enter(path)
        if fresh:
            self._watch_all()
        return found

    def _matters(self, path: str) -> bool:
        """Tell whether a change can have to do with articles."""
        name = path.rpartition("/")[2]
        if name.startswith(".") or path in self._opened:
            return False
        stamp = _stamp(path)
        if stamp is None:
            return path in self._folders or _is_article(name)
        if stat.S_ISDIR(stamp[0]):
            return self._folders.get(path) != stamp
        return _is_article(name)

    def _changed_since(self, since: int) -> Iterator[str]:
        """Yield the files that may have changed, and the folders that lost any."""
        for folder in list(self._folders):
            try:
                if Path(folder).stat().st_mtime_ns >= since:
                    yield folder
                with os.scandir(folder) as entries:
                    shown = [entry for entry in entries if _is_article(entry.name)]
            except OSError:
                continue
            for entry in shown:
                try:
                    found = entry.stat()
                except OSError:
                    continue
                if max(found.st_mtime_ns, found.st_ctime_ns) >= since:
                    yield entry.path

    # -- what is watched

    def _enter(self, top: str) -> None:
        """Have a folder watched, and all within it, in the order in which they are read."""
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            stamp = _stamp(folder)
            if stamp is None or not stat.S_ISDIR(stamp[0]):
                continue
            known = self._seen.get(stamp)
            if known is not None and known != folder and _stamp(known) == stamp:
                continue
            try:
                with os.scandir(folder) as entries:
                    inside = [
                        entry.path
                        for entry in entries
                        if not entry.name.startswith(".") and _leads_to_folder(entry)
                    ]
                os.fsencode(folder).decode()
            except (OSError, ValueError):  # Unreadable, or no name that can be watched.
                continue
            self._seen[stamp] = folder
            self._folders[folder] = stamp
            waiting += sorted(inside, reverse=True)

    def _forget(self, top: str) -> None:
        below = top.rstrip("/") + "/"
        for folder in [each for each in self._folders if each == top or each.startswith(below)]:
            self._seen.pop(self._folders.pop(folder), None)

    def _watch_all(self) -> None:
        """Watch the folders that are known, from now on; the watch until now ends after."""
        before, self._notify = self._notify, None
        for _ in range(10):  # Folders may go while their watches are set up.
            there = [path for path, stamp in self._folders.items() if _stamp(path) == stamp]
            if not there:
                break
            try:
                self._notify = self._make(there, False, False, 300, False, True)
            except FileNotFoundError:
                continue
            except OSError as error:
                self._complain(error)
            break
        if before is not None:
            try:
                self._pending |= _paths(before.watch(1, 1, 1, None))
            finally:
                before.close()

    def _watch_again(self, error: RuntimeError) -> None:
        """Watch anew after a failure, unless it fails over and over."""
        self._failures += 1
        if self._notify is not None:
            self._notify.close()
            self._notify = None
        if self._failures < _FAILURES:
            self._watch_all()
        else:
            self._complain(error)

    def _complain(self, error: Exception) -> None:
        if self._complained:
            return
        self._complained = True
        if "limit" in str(error):
            why = "the system lets no more folders be watched (fs.inotify.max_user_watches)"
        else:
            why = str(error)
        send(self._answers, Unwatched(f"Changes of files show at the next start only: {why}."))


def _paths(changes: set[tuple[int, str]] | str) -> set[str]:
    """Return the paths of changes; of a word instead of changes, none."""
    return set() if isinstance(changes, str) else {path for _, path in changes}


def _stamp(path: str) -> Stamp | None:
    """Return what a path leads to; None for nothing."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    kind = stat.S_IFMT(found.st_mode)
    if kind == stat.S_IFDIR:
        return kind, found.st_dev, found.st_ino
    return kind, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _is_folder(path: str) -> bool:
    stamp = _stamp(path)
    return stamp is not None and stat.S_ISDIR(stamp[0])


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_article(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith(_SUFFIXES)
