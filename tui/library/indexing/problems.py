"""Problems of the files: those noted when they were read, and those that comparing tells."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

import apsw

from tui.articles.article import UNDATED, ProblemKind
from tui.articles.encoding.decode import called, decode
from tui.articles.files import OTHER_KIND, kind_of
from tui.articles.reading import read_bytes
from tui.errors import ArticleError
from tui.library.local_days import local_time
from tui.library.query import HAS
from tui.library.storage.article_rows import TWINS_OF, problems_from_json
from tui.library.storage.scope import EVERYTHING, path_ranges
from tui.library.values import FileProblem, Progress

_PAGE = 500
"""The number of files that are held at once."""

_SOMETHING = HAS["image"] | HAS["video"] | HAS["table"] | HAS["code"]
"""The things that can be seen in an article without a word."""

_LOOKED_AT = 20
"""The most files of an article that are looked at for one that is no link."""

_T = TypeVar("_T")
_Range = tuple[bytes, bytes]


class Ask(Protocol):
    """Does something with a connection to the index, and returns what that returns."""

    def __call__(self, work: Callable[[apsw.Connection], _T], /) -> _T:
        """Do the work."""


class _File(NamedTuple):
    """A file as the index knows it."""

    path: bytes
    problems: str
    """As JSON; empty for none."""
    date_source: str
    date: float | None
    bare: int
    """Whether there is nothing to see in the article."""
    shared: int | None
    """The article's id where several files hold it; None where this one is alone."""


def problems_in(
    ask: Ask, folders: Sequence[Path] | None, progress: Callable[[Progress], None]
) -> Iterator[FileProblem]:
    """Yield everything that is wrong with the files; see `Library.problems`."""
    ranges = path_ranges(tuple(folders)) if folders is not None else EVERYTHING
    total = ask(lambda connection: _count(connection, ranges))
    passed_over = deque(ask(lambda connection: _passed_over(connection, ranges)))
    for done, file in enumerate(_files(ask, ranges), 1):
        while passed_over and passed_over[0][0] <= file.path:
            yield _of_passed_over(*passed_over.popleft())
        yield from sorted(
            _of_file(file, _shown(ask, file, ranges)), key=lambda each: each.line or 0
        )
        progress(Progress(done, total))
    for path, why in passed_over:
        yield _of_passed_over(path, why)


def _count(connection: apsw.Connection, ranges: Sequence[_Range]) -> int:
    return sum(
        connection.execute("SELECT count(*) FROM files WHERE path >= ? AND path < ?", bounds).get
        for bounds in ranges
    )


def _passed_over(connection: apsw.Connection, ranges: Sequence[_Range]) -> list[tuple[bytes, str]]:
    return [
        row
        for bounds in ranges
        for row in connection.execute(
            "SELECT path, why FROM passed_over WHERE why <> ? AND path >= ? AND path < ?"
            " ORDER BY path",
            (OTHER_KIND, *bounds),
        )
    ]


def _of_passed_over(path: bytes, why: str) -> FileProblem:
    return FileProblem(Path(os.fsdecode(path)), None, why, "not shown", kind_of(why))


def _files(ask: Ask, ranges: Sequence[_Range]) -> Iterator[_File]:
    """Yield the files in the order of their paths; between pages the index is free."""
    for low, high in ranges:
        while page := ask(partial(_page, low=low, high=high)):
            yield from page
            low = page[-1].path + b"\0"


def _page(connection: apsw.Connection, low: bytes, high: bytes) -> list[_File]:
    return [
        _File(*row)
        for row in connection.execute(
            "SELECT f.path, f.problems, d.date_source, a.date,"
            " d.words = 0 AND d.images = 0 AND a.has & ? = 0,"
            " CASE WHEN d.copies > 1 OR f.article IN (SELECT id FROM twins) THEN f.article END"
            " FROM files AS f CROSS JOIN details AS d ON d.id = f.article"
            " CROSS JOIN articles AS a ON a.id = f.article"
            " WHERE f.path >= ? AND f.path < ? ORDER BY f.path LIMIT ?",
            (_SOMETHING, low, high, _PAGE),
        )
    ]


def _shown(ask: Ask, file: _File, ranges: Sequence[_Range]) -> bytes:
    """Return the file that is no copy of those with its text: the first that is no link."""
    if file.shared is None:
        return file.path
    paths = ask(partial(_paths, article=file.shared, ranges=ranges)) or [file.path]
    real = (path for path in paths if not os.path.islink(path))  # noqa: PTH114 - no Path of bytes
    return next(real, paths[0])


def _paths(connection: apsw.Connection, article: int, ranges: Sequence[_Range]) -> list[bytes]:
    found: list[bytes] = []
    for low, high in ranges:
        found += (
            path
            for (path,) in connection.execute(
                "SELECT path FROM files WHERE article IN"
                f" (SELECT ?1 UNION {TWINS_OF}) AND path >= ?2 AND path < ?3"
                " ORDER BY path LIMIT ?4",
                (article, low, high, _LOOKED_AT - len(found)),
            )
        )
    return found


def _of_file(file: _File, shown: bytes) -> Iterator[FileProblem]:
    """Yield what is wrong with a file, in no order.

    Args:
        file: The file.
        shown: The one of its copies that the others are named as copies of.
    """
    # Most files are sound, and a path takes longer to make than a row to look up.
    path = os.fsdecode(file.path)
    kinds: set[ProblemKind] = set()
    for noted in problems_from_json(file.problems):
        kinds.add(noted.kind)
        instead = noted.shown_as or "an article without text"
        yield FileProblem(Path(path), noted.line, noted.problem, instead, noted.kind)
    if kinds & {"unreadable", "given up"}:
        return
    if "encoding" not in kinds:
        yield from _of_bytes(path)
    if shown != file.path:
        yield _of_copy(Path(path), Path(os.fsdecode(shown)))
        return
    if file.bare and "empty" not in kinds:
        what = "there is no text"
        yield FileProblem(Path(path), None, what, "what its front matter says", "empty")
    if not kinds & {"date", "empty"}:
        yield from _of_date(path, file)


def _of_bytes(path: str) -> Iterator[FileProblem]:
    """Yield that a file is in another encoding than UTF-8, or is gone since the index saw it.

    The index does not note this: an archive in one of the encodings from before Unicode
    is sound, and would have a warning on each of its articles.
    """
    # An update that finds nothing new needs no parsers, and counts what was noted.
    try:
        encoding = decode(read_bytes(path)[0]).encoding
    except ArticleError as error:
        why = str(error).rstrip(".")
        yield FileProblem(Path(path), None, why, "an article without text", "unreadable")
        return
    if encoding != "utf-8":
        shown = f"read as {called(encoding)}"
        yield FileProblem(Path(path), None, "the text is not in UTF-8", shown, "encoding")


def _of_copy(path: Path, shown: Path) -> FileProblem:
    """Return that a file says what another one says; by a link, it may be the same file."""
    try:
        linked = path.samefile(shown)
    except OSError:
        linked = False
    what = "the same file as another one, by a link" if linked else "a copy of another file"
    return FileProblem(path, None, what, f"in the row of {shown}", "duplicate", shown)


def _of_date(path: str, file: _File) -> Iterator[FileProblem]:
    """Yield that nothing tells the date of a file's article."""
    if file.date_source not in UNDATED:
        return
    shown = "without a date"
    if file.date is not None:
        shown = f"the date of the file, {local_time(file.date).date().isoformat()}"
    what = "no date in its text, its name or its path"
    yield FileProblem(Path(path), None, what, shown, "undated")
