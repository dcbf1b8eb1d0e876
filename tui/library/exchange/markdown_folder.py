"""A folder of bookmarks as article files: export, update and import."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Self

from tui import atomic_write
from tui.articles.article import Article
from tui.articles.body_format import SUFFIXES
from tui.articles.files import LARGEST, find_files
from tui.errors import NewsreaderError, cause
from tui.library.exchange import export_files, markdown_bookmarks
from tui.library.exchange.bookmark_values import name_of
from tui.library.exchange.export_files import Names, stem_of
from tui.library.exchange.parsed_bookmarks import Found, Unread
from tui.library.values import Bookmark

_AT_ONCE = 32
"""The number of files written at a time."""


class Written(NamedTuple):
    """The counts of an export to a folder."""

    new: int
    changed: int
    unchanged: int
    edited: Sequence[Path]
    """The files that were edited since the last export and are left unchanged."""


class FileFound(NamedTuple):
    """The bookmark in one file of a folder."""

    path: Path
    found: Found | None
    """None where the file is not a bookmark."""


def export(
    bookmarks: Sequence[Bookmark],
    folder: Path,
    progress: Callable[[int], None] = lambda _: None,
) -> Written:
    """Write one file for each bookmark, and create the folder if it is missing.

    A file of an earlier export is updated in its place, even if it was renamed. No other file
    is changed.

    Args:
        bookmarks: The bookmarks.
        folder: The folder.
        progress: Called with the number of bookmarks that are done.

    Raises:
        NewsreaderError: The folder or a file can't be read or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        atomic_write.remove_leftovers(folder)
        own = _own_files(folder)
        names = Names(each.name for each in folder.iterdir())
    except (OSError, ValueError) as error:
        raise export_files.unwritable(folder, error) from error
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    edited: list[Path] = []
    with _Writers(folder, names) as writers:
        for number, bookmark in enumerate(bookmarks):
            progress(number)
            data = markdown_bookmarks.to_text(bookmark).encode("utf-8", "replace")
            old = own.get(name_of(bookmark))
            if old is None:
                writers.create(bookmark.article, data)
                counts["new"] += 1
                continue
            written = _bring_up_to_date(old, data)
            if written is None:
                edited.append(old)
            else:
                counts["changed" if written else "unchanged"] += 1
    return Written(**counts, edited=edited)


class _Writers:
    """Writes new files in many threads, since each of them waits for the disk."""

    def __init__(self, folder: Path, names: Names) -> None:
        self._folder = folder
        self._names = names
        self._threads = ThreadPoolExecutor(_AT_ONCE, "export")
        self._waiting: deque[tuple[Future[bool], Iterator[str], bytes]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            while self._waiting and kind is None:
                self._finish()
        finally:
            self._threads.shutdown(cancel_futures=True)

    def create(self, article: Article, data: bytes) -> None:
        """Schedule the file of an article to be written.

        Raises:
            NewsreaderError: This file or one before it can't be written.
        """
        names = self._names.free(stem_of(article), markdown_bookmarks.suffix_of(article))
        future = self._threads.submit(export_files.create, self._folder / next(names), data)
        self._waiting.append((future, names, data))
        if len(self._waiting) > 2 * _AT_ONCE:
            self._finish()

    def _finish(self) -> None:
        """Wait for the oldest file; if another program has taken its name, use the next name."""
        future, names, data = self._waiting.popleft()
        created = future.result()
        while not created:
            created = export_files.create(self._folder / next(names), data)


def _own_files(folder: Path) -> dict[str, Path]:
    """Return the files of earlier exports, by the names of their bookmarks."""
    own: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in SUFFIXES or path.is_symlink() or not path.is_file():
            continue
        origin = markdown_bookmarks.origin(_read_own(path))
        if origin:
            own.setdefault(origin.bookmark, path)
    return own


def _bring_up_to_date(path: Path, data: bytes) -> bool | None:
    """Update a file and return whether it changed; None where it was edited by hand."""
    old = _read_own(path)
    if old == data:
        return False
    origin = markdown_bookmarks.origin(old)
    if origin is None or not origin.untouched:
        return None
    export_files.replace(path, data)
    return True


def read(folder: Path, now: datetime) -> Iterator[FileFound]:
    """Yield the bookmark of each article file in a folder and in the folders below it.

    Args:
        folder: The folder.
        now: The time of bookmarks for which the file gives none.
    """
    passed_over: list[FileFound] = []

    def pass_over(path: Path, why: str) -> None:
        passed_over.append(FileFound(path, Found((), (Unread(None, f"passed over: {why}"),))))

    for file in find_files([folder], pass_over):
        yield _read_file(file.path, now)
    yield from passed_over


def _read_file(path: Path, now: datetime) -> FileFound:
    try:
        data = _read(path)
        bookmark = markdown_bookmarks.from_bytes(data, now)
    except NewsreaderError as error:
        return FileFound(path, Found((), (Unread(None, str(error)),)))
    except ValueError as error:
        line = markdown_bookmarks.line_of_own(data)
        return FileFound(path, Found((), (Unread(line, str(error)),)))
    return FileFound(path, Found((bookmark,), ()) if bookmark else None)


def _read_own(path: Path) -> bytes:
    try:
        return _read(path)
    except NewsreaderError as error:
        raise NewsreaderError(f"{path} can't be brought up to date: {error}.") from error


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise NewsreaderError(f"it is larger than {LARGEST // (1024 * 1024)} MB")
        return path.read_bytes()
    except OSError as error:
        raise NewsreaderError(f"it can't be read: {cause(error)}") from error
