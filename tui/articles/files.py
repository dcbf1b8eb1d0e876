"""The walk over the user's folders that finds article files."""

import heapq
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from tui.articles.article import ProblemKind
from tui.articles.suffixes import SUFFIXES, weight

OTHER_KINDS = frozenset(
    {
        ".azw3", ".creole", ".djvu", ".doc", ".docx", ".dokuwiki", ".eml", ".enex", ".epub", ".fb2",
        ".fodt", ".gmi", ".latex", ".lyx", ".mbox", ".mediawiki", ".mobi", ".muse", ".odt",
        ".pages", ".pdf", ".pod", ".rest", ".rtf", ".t2t", ".tex", ".texi", ".texinfo", ".textile",
        ".tid", ".troff", ".typ", ".wiki", ".wpd",
    }
)  # fmt: skip
"""The ends of the names of files that hold writing of a kind that a folder is not read for."""

LARGEST = 64 * 1024 * 1024
"""The most bytes that an article file may have."""

LARGEST_HELD = 256 * 1024 * 1024
"""The most bytes of a container that are held in memory."""

LARGE = 1_000_000
"""From this length on, in characters or bytes, a single article is read in another process. A
smaller one takes less time than the process needs to start."""

PassedOver = Callable[[Path, str], None]
"""A function called with each file or folder that is passed over, and the reason in words."""

_SUFFIXES = tuple(map(os.fsencode, sorted(SUFFIXES)))
_OTHER_KINDS = frozenset(map(os.fsencode, OTHER_KINDS))
_LIBRARIES = b"node_modules"
"""The folder of packages that Hexo, Jekyll and others keep beside the articles."""
OTHER_KIND = "it is of another kind"
"""The reason under which the index keeps the files that are counted by `OTHER_KINDS`."""
_FOR_ALL = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
_FORBIDDEN = "it may not be read"
_FAILED = "it can't be read"
_RUN = 512
"""The number of files that are yielded at a time."""


class FoundFile(NamedTuple):
    """A file that holds an article."""

    raw: bytes
    """The path in the system's bytes, absolute; symbolic links in it are not resolved."""
    size: int
    """In bytes."""
    modified: int
    """Nanoseconds since 1970."""

    @property
    def path(self) -> Path:
        """The path."""
        return Path(os.fsdecode(self.raw))

    @property
    def weight(self) -> int:
        """The size, weighed by how long its kind takes to read."""
        return weight(self.size, os.fsdecode(os.path.splitext(self.raw)[1]))  # noqa: PTH122


Found = tuple[bytes, int, int]
"""The parts of a `FoundFile`, which are made in half the time."""


def find_files(folders: Iterable[Path], passed_over: PassedOver) -> Iterator[FoundFile]:
    """Walk the folders and yield every article file once, in the order of the bytes of its path.

    Links are followed, but no folder is entered twice. Hidden files and folders and
    `node_modules` are left out silently; a given path is taken whatever its name is. The walk
    reads folders only, and keeps no file that it has yielded.

    Args:
        folders: folders to walk, and single files.
        passed_over: called with files and folders that should be readable and are not.
    """
    return map(FoundFile._make, chain.from_iterable(find_runs(folders, passed_over)))


def _ignore(_: bytes) -> None:
    """Do nothing with a file of another kind."""


def find_runs(
    folders: Iterable[Path],
    passed_over: PassedOver,
    other_kind: Callable[[bytes], None] = _ignore,
) -> Iterator[list[Found]]:
    """Yield the files of `find_files` in lists of some hundreds, none of them empty.

    Yielding each file by itself would take longer than finding it.

    Args:
        folders: folders to walk, and single files.
        passed_over: called with files and folders that should be readable and are not.
        other_kind: called with the path of each file whose end is one of `OTHER_KINDS`.
    """
    walks = _Walk(passed_over, other_kind).begin(folders)
    if len(walks) == 1:
        yield from walks[0]
        return
    merged = heapq.merge(*map(chain.from_iterable, walks))
    files = (next(same) for _, same in groupby(merged, itemgetter(0)))
    while run := list(islice(files, _RUN)):
        yield run


def kind_of(why: str) -> ProblemKind:
    """Return the kind of problem for a file that was passed over.

    Args:
        why: the reason that `find_files` gave.
    """
    return "unreadable" if why.startswith((_FORBIDDEN, _FAILED)) else "passed over"


class _Walk:
    """One walk over several folders, which remembers the folders that it has entered."""

    def __init__(self, passed_over: PassedOver, other_kind: Callable[[bytes], None]) -> None:
        self._passed_over = passed_over
        self._other_kind = other_kind
        self._folders: set[tuple[int, int]] = set()

    def begin(self, given: Iterable[Path]) -> list[Iterable[list[Found]]]:
        """Return an iterator over the files of each given path, which walks on demand."""
        beginnings: list[Iterable[list[Found]]] = []
        for path in sorted({os.fsencode(path.absolute()) for path in given}):
            try:
                found = os.stat(path)  # noqa: PTH116 - a Path holds no bytes
            except (OSError, ValueError) as error:
                self._pass_over(path, _why(error))
                continue
            if not stat.S_ISDIR(found.st_mode):
                beginnings.append(self._given(path, found))
            elif self._enter(found):
                beginnings.append(self._walk(path))
        return beginnings

    def _walk(self, top: bytes) -> Iterator[list[Found]]:
        """Walk a folder without recursion, since it may be nested deep."""
        run: list[Found] = []
        waiting = [iter(self._entries(top))]
        while waiting:
            for entry in waiting[-1]:
                try:
                    found = entry.stat()
                except OSError as error:
                    if _worth_naming(entry.name):
                        self._pass_over(entry.path, _why(error, link=entry.is_symlink()))
                    continue
                if not stat.S_ISREG(found.st_mode):
                    if self._is_to_enter(entry, found):
                        waiting.append(iter(self._entries(entry.path)))
                        break
                elif not entry.name.lower().endswith(_SUFFIXES):
                    if os.path.splitext(entry.name)[1].lower() in _OTHER_KINDS:  # noqa: PTH122
                        self._other_kind(entry.path)
                elif (
                    # So it is mostly, and a call for each would take a thirtieth of the walk.
                    (found.st_mode & _FOR_ALL == _FOR_ALL and found.st_size <= LARGEST)
                    or self._may_be_read(entry.path, found)
                ):
                    run.append((entry.path, found.st_size, found.st_mtime_ns))
                    if len(run) == _RUN:
                        yield run
                        run = []
            else:
                waiting.pop()
        if run:
            yield run

    def _is_to_enter(self, entry: os.DirEntry[bytes], found: os.stat_result) -> bool:
        """Return whether an entry is a folder that has not been entered yet."""
        if stat.S_ISDIR(found.st_mode):
            if self._enter(found):
                return True
            if entry.is_symlink():
                self._pass_over(entry.path, "it is a link to a folder that is read already")
        elif _worth_naming(entry.name):
            self._pass_over(entry.path, _kind(found.st_mode))
        return False

    def _entries(self, folder: bytes) -> list[os.DirEntry[bytes]]:
        """Return the entries of a folder without those that are left out, sorted."""
        try:
            with os.scandir(folder) as entries:
                shown = [
                    entry
                    for entry in entries
                    if entry.name[:1] != b"." and entry.name != _LIBRARIES
                ]
        except OSError as error:
            self._pass_over(folder, _why(error))
            return []
        shown.sort(key=_place)
        return shown

    def _enter(self, found: os.stat_result) -> bool:
        """Return whether the folder is new to this walk."""
        known = (found.st_dev, found.st_ino)
        if known in self._folders:
            return False
        self._folders.add(known)
        return True

    def _given(self, path: bytes, found: os.stat_result) -> Iterator[list[Found]]:
        """Yield a given path that is not a folder, if it is a readable file."""
        if not stat.S_ISREG(found.st_mode):
            self._pass_over(path, _kind(found.st_mode))
        elif self._may_be_read(path, found):
            yield [(path, found.st_size, found.st_mtime_ns)]

    def _may_be_read(self, path: bytes, found: os.stat_result) -> bool:
        """Return whether a file can be read."""
        if found.st_size > LARGEST:
            self._pass_over(path, f"it is larger than {LARGEST // (1024 * 1024)} MB")
            return False
        if found.st_mode & _FOR_ALL != _FOR_ALL and not os.access(path, os.R_OK):
            self._pass_over(path, _FORBIDDEN)
            return False
        return True

    def _pass_over(self, path: bytes, why: str) -> None:
        self._passed_over(Path(os.fsdecode(path)), why)


def _place(entry: os.DirEntry[bytes]) -> bytes:
    """Return a sort key for an entry that puts files in the order of their whole paths."""
    try:
        return entry.name + b"/" if entry.is_dir() else entry.name
    except OSError:
        return entry.name


def is_article(name: str) -> bool:
    """Return whether a file with this name is read when its folder is open."""
    return not name.startswith(".") and _is_article(os.fsencode(name))


def is_left_out(name: str) -> bool:
    """Return whether a file or folder with this name is left out when its folder is open."""
    return _is_left_out(os.fsencode(name))


def _is_left_out(name: bytes) -> bool:
    return name.startswith(b".") or name == _LIBRARIES


def _is_article(name: bytes) -> bool:
    """Return whether a file with this name, which is not hidden, is an article."""
    return name.lower().endswith(_SUFFIXES)


def _worth_naming(name: bytes) -> bool:
    """Return whether an unreadable entry may be an article or a folder."""
    return b"." not in name[1:] or _is_article(name)


def _kind(mode: int) -> str:
    """Return the kind of an entry that is neither a file nor a folder, in words."""
    if stat.S_ISFIFO(mode):
        return "it is a pipe, not a file"
    if stat.S_ISSOCK(mode):
        return "it is a socket, not a file"
    return "it is a device, not a file"


def _why(error: OSError | ValueError, *, link: bool = False) -> str:
    """Return the reason for an error of the system, in words."""
    if isinstance(error, FileNotFoundError):
        return "it is a link to nothing" if link else "it is not there"
    if isinstance(error, PermissionError):
        return _FORBIDDEN
    if isinstance(error, OSError) and link:
        return "it is a link that leads back to itself"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{_FAILED}: {reason}"
