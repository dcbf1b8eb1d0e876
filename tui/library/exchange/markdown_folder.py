"""A folder of bookmarks as article files: export, update and import."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tui.articles.article_files import suffix_of
from tui.articles.files import LARGEST, find_files
from tui.articles.new_files import NewFiles
from tui.articles.suffixes import SUFFIXES
from tui.errors import NewsreaderError, cause
from tui.library.exchange import export_files, markdown_bookmarks
from tui.library.exchange.bookmark_values import name_of
from tui.library.exchange.parsed_bookmarks import Found, Unread
from tui.library.values import Bookmark


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
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    edited: list[Path] = []
    with NewFiles(folder) as files:
        own = _own_files(folder)
        for number, bookmark in enumerate(bookmarks):
            progress(number)
            data = markdown_bookmarks.to_text(bookmark).encode("utf-8", "replace")
            old = own.get(name_of(bookmark))
            if old is None:
                files.create(bookmark.article, suffix_of(bookmark.article), data)
                counts["new"] += 1
                continue
            written = _bring_up_to_date(old, data)
            if written is None:
                edited.append(old)
            else:
                counts["changed" if written else "unchanged"] += 1
    return Written(**counts, edited=edited)


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
