"""The process that watches the user's folders, so that the interface stays lively.

`watchfiles` holds Python's lock while it sets watches up, which would stop the screen where
there are many folders. Each folder is watched by itself: a folder that can't be watched, or
goes while watches are set up, keeps no other one from being watched; folders that are hidden
or reached twice are left alone, as they are when the folders are read.

It answers on standard output as `process_worker` does, and ends when its input ends: so it
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

from tui.articles.files import is_article, is_left_out
from tui.library.indexing.process_worker import receive, send

if TYPE_CHECKING:
    from watchfiles._rust_notify import RustNotify

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
_TRIES = 10
"""How often watches are set up while folders go."""
_SLACK = 2_000_000_000
"""By so many nanoseconds a file's time may lag behind the clock (FAT counts in such steps)."""


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
        self._opened = {path: stamp_of(path) for path in opened}
        """What was opened, and how it was when last looked at."""
        self._folders = WatchedFolders()
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
            self._folders.enter(path)
        self._watch_all()
        send(self._answers, Watching())
        changed = set(self._folders.changed_since(since - _SLACK))
        for path, stamp in self._opened.items():
            if stamp and not is_folder(stamp) and stamp[-1] >= since - _SLACK:
                changed.add(path)
        self._tell(changed)
        while True:
            try:
                found = self._look(self._wait())
            except RuntimeError as error:  # For one, a name that is no UTF-8.
                self._watch_again(error)
                self._tell(None)
            else:
                self._failures = 0
                self._tell(found)

    def _wait(self) -> set[str]:
        """Return the paths of what has changed; none after a while without changes."""
        if self._notify is None:
            time.sleep(_TICK / 1000)
            return set()
        pending, self._pending = self._pending, set()
        tick = 1 if pending else _TICK
        return pending | _paths(self._notify.watch(_DEBOUNCE, _STEP, tick, None))

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
        stamps = {path: stamp_of(path) for path in found}
        fresh = [path for path, stamp in stamps.items() if stamp and is_folder(stamp)]
        for path in found:
            if path in self._folders:
                self._folders.forget(path)
        for path in fresh:
            self._folders.enter(path)
        if fresh:
            self._watch_all()
        return found | self._changed_files() if self._same_folders() else None

    def _matters(self, path: str) -> bool:
        """Tell whether a change can have to do with articles."""
        name = path.rpartition("/")[2]
        if is_left_out(name) or path in self._opened:
            return False
        stamp = stamp_of(path)
        if stamp is not None and is_folder(stamp):
            return not self._folders.knows(path, stamp)
        return is_article(name) or (stamp is None and path in self._folders)

    def _changed_files(self) -> set[str]:
        """Return which of the files that were opened are not what they were."""
        changed = set()
        for path, before in self._opened.items():
            now = stamp_of(path)
            if now != before and path not in self._folders:
                self._opened[path] = now
                changed.add(path)
        return changed

    def _same_folders(self) -> bool:
        """Tell whether no folder that was opened is another one now, or back again.

        Of one that is gone nothing is told: it may be on a disk that is not there now.
        """
        other = []
        for path, before in self._opened.items():
            now = stamp_of(path)
            if now is None and path in self._folders:
                self._opened[path] = None
            elif now is not None and is_folder(now) and now != before:
                self._opened[path] = now
                other.append(path)
        for path in other:
            self._folders.forget(path)
            self._folders.enter(path)
        if other:
            self._watch_all()
        return not other

    # -- what is watched

    def _watch_all(self) -> None:
        """Watch the folders that are known, from now on; the watch until now ends after."""
        before, self._notify = self._notify, None
        try:
            self._notify = self._made()
        except OSError as error:
            if before is None:
                self._complain(error)
                return
            # The system's limit may be too low for the old watches and the new.
            self._end(before)
            now = time.time_ns()
            self._watch_all()
            self._pending.update(self._folders.changed_since(now - _SLACK))
            return
        if before is not None:
            self._end(before)

    def _made(self) -> RustNotify | None:
        """Return a watch of all folders; None where there are none.

        Raises:
            OSError: The system does not let them be watched.
        """
        for _ in range(_TRIES):
            there = self._folders.there()
            if not there:
                break
            try:
                return self._make(there, False, False, 300, False, True)
            except FileNotFoundError:  # One has gone meanwhile.
                continue
        return None

    def _end(self, notify: RustNotify) -> None:
        """End a watch; what it still has to tell is kept."""
        try:
            self._pending |= _paths(notify.watch(1, 1, 1, None))
        finally:
            notify.close()

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


Stamp = tuple[int, ...]
"""The values that tell a file or folder from another one, or from an older state of itself."""


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
            if not is_left_out(entry.name) and _leads_to_folder(entry)
        ]


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
