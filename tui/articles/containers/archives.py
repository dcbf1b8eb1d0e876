"""Archives of article files: zip and tar, plain or compressed. Nothing is written to disk."""

import bz2
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from gzip import GzipFile
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tui.articles.containers.entries import Contents, Entry
from tui.articles.files import LARGEST, is_article, is_left_out
from tui.articles.reading import parse_article
from tui.errors import ArticleError

MOST_BYTES = 256 * 1024 * 1024
"""The most bytes that are unpacked."""
MOST_FILES = 100_000
"""The most files of an archive that are looked at."""
MOST_RATIO = 500
"""The most times that a file may be as long as it is packed; text is seldom packed to a tenth."""
_PIECE = 1 << 20

_ENCRYPTED = 1
"""The bit of a file in a zip that says so."""
_NO_DAY = (1980, 1, 1)
"""The day of a file in a zip without one."""
_BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, ValueError,
    NotImplementedError, RuntimeError, lzma.LZMAError,
)  # fmt: skip
"""The errors of the standard library for broken, encrypted and unknown archives."""


class _Member(NamedTuple):
    """An article file in an archive."""

    name: str
    modified: float | None
    """The time of its last change, in seconds since 1970; None where the archive has none."""
    data: bytes


def read_zip(data: bytes) -> Contents:
    """Read the article files of a zip.

    Raises:
        ArticleError: Nothing of it can be read, or it is too large.
    """
    return _contents("zip", _zip_members(data))


def read_tar(data: bytes) -> Contents:
    """Read the article files of a tar that is not compressed.

    Raises:
        ArticleError: Nothing of it can be read, or it is too large.
    """
    return _contents("tar", _tar_members(data))


def unpacked(data: bytes, method: str) -> tuple[bytes, str]:
    """Return what gzip, bzip2 or xz packed, and a sentence where it is not whole.

    Packed files may follow each other, as `cat *.gz` joins them.

    Args:
        data: The packed bytes.
        method: `gzip`, `bzip2` or `xz`.

    Raises:
        ArticleError: Nothing of it can be unpacked, or it unpacks to more than `MOST_BYTES`.
    """
    text = bytearray()
    try:
        with _unpacking(BytesIO(data), method) as file:
            while piece := file.read1(_PIECE):
                text += piece
                if len(text) > MOST_BYTES:
                    raise ArticleError(
                        f"the {method} data unpacks to more than {MOST_BYTES >> 20} MB"
                    )
    except _BROKEN as error:
        if not text:
            raise ArticleError(f"the {method} data is broken: {error}") from error
        return bytes(text), f"The {method} data is cut off or broken: what came before is shown."
    return bytes(text), ""


def _unpacking(data: BytesIO, method: str) -> GzipFile | bz2.BZ2File | lzma.LZMAFile:
    if method == "gzip":
        return GzipFile(fileobj=data)
    return bz2.BZ2File(data) if method == "bzip2" else lzma.LZMAFile(data)


def _contents(name: str, members: Iterator[_Member | str]) -> Contents:
    """Read the members of an archive.

    Args:
        name: The kind of the archive.
        members: Article files; a sentence for each that can't be read.
    """
    entries = []
    problems = []
    left = MOST_BYTES
    try:
        for member in members:
            if isinstance(member, str):
                problems.append(member)
                continue
            left -= len(member.data)
            if left < 0:
                raise ArticleError(f"the {name} unpacks to more than {MOST_BYTES >> 20} MB")
            path = Path(member.name)
            article = parse_article(member.data, path=path, modified=member.modified)
            entries.append(Entry(article._replace(path=None), member.name))
    except _BROKEN as error:
        if not entries:
            raise ArticleError(f"the {name} can't be read: {error}") from error
        problems.append(f"The {name} is cut off or broken: {error}.")
    if problems and not entries:
        raise ArticleError(problems[0].removesuffix("."))
    entries.sort(key=lambda entry: entry.place)
    return Contents(name, entries, problems=tuple(problems))


def _is_wanted(name: str) -> bool:
    """Return whether a name in an archive is that of an article file, and leads nowhere else."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    hidden = any(is_left_out(part) or part in ("/", "__MACOSX") for part in parts)
    return bool(parts) and not hidden and is_article(parts[-1])


def _zip_members(data: bytes) -> Iterator[_Member | str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for member in archive.infolist()[:MOST_FILES]:
            name = member.filename
            if member.is_dir() or not _is_wanted(name):
                continue
            if member.flag_bits & _ENCRYPTED:
                yield f"{name} is encrypted."
                continue
            if member.file_size > max(member.compress_size * MOST_RATIO, _PIECE):
                raise ArticleError(f"{name} unpacks to too much")
            try:
                with archive.open(member) as file:
                    text = file.read(LARGEST + 1)
            except _BROKEN as error:
                yield f"{name} can't be unpacked: {error}."
                continue
            yield _Member(name, _time(member.date_time), _bounded(name, text))


def _time(fields: tuple[int, ...]) -> float | None:
    """Return the time of a file in a zip, which is in local time; None where it has none."""
    try:
        return datetime(*fields).timestamp() if fields[:3] != _NO_DAY else None  # type: ignore[arg-type]
    except (ValueError, OverflowError, OSError):
        return None


def _tar_members(data: bytes) -> Iterator[_Member]:
    with tarfile.open(fileobj=BytesIO(data), mode="r:") as archive:
        for number, member in enumerate(archive):
            if number >= MOST_FILES:
                return
            file = archive.extractfile(member) if member.isreg() else None
            if file and _is_wanted(member.name):
                text = _bounded(member.name, file.read(LARGEST + 1))
                yield _Member(member.name, member.mtime or None, text)


def _bounded(name: str, data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise ArticleError(f"{name} is larger than {LARGEST >> 20} MB")
    return data
