"""Archives of article files: zip and tar, plain or compressed. Nothing is written to disk."""

import bz2
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

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

_BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, ValueError,
    NotImplementedError, RuntimeError, lzma.LZMAError,
)  # fmt: skip
"""The errors of the standard library for broken, encrypted and unknown archives."""


def read_zip(data: bytes) -> Contents:
    """Read the article files of a zip.

    Raises:
        ArticleError: It is broken, encrypted or too large.
    """
    return _contents("zip", _zip_members(data))


def read_tar(data: bytes) -> Contents:
    """Read the article files of a tar that is not compressed.

    Raises:
        ArticleError: It is broken or too large.
    """
    return _contents("tar", _tar_members(data))


def unpacked(data: bytes, method: str) -> bytes:
    """Return what gzip, bzip2 or xz packed.

    Args:
        data: The packed bytes.
        method: `gzip`, `bzip2` or `xz`.

    Raises:
        ArticleError: It is broken, or unpacks to more than `MOST_BYTES`.
    """
    try:
        if method == "gzip":
            unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
            text = unpacker.decompress(data, MOST_BYTES + 1)
        else:
            other = bz2.BZ2Decompressor() if method == "bzip2" else lzma.LZMADecompressor()
            text = other.decompress(data, MOST_BYTES + 1)
    except _BROKEN as error:
        raise ArticleError(f"the {method} data is broken: {error}") from error
    if len(text) > MOST_BYTES:
        raise ArticleError(f"the {method} data unpacks to more than {MOST_BYTES >> 20} MB")
    return text


def _contents(name: str, members: Iterator[tuple[str, float, bytes]]) -> Contents:
    entries = []
    left = MOST_BYTES
    try:
        for place, modified, data in members:
            left -= len(data)
            if left < 0:
                raise ArticleError(f"the {name} unpacks to more than {MOST_BYTES >> 20} MB")
            article = parse_article(data, path=Path(place), modified=modified)
            entries.append(Entry(article._replace(path=None), place))
    except _BROKEN as error:
        raise ArticleError(f"the {name} can't be read: {error}") from error
    return Contents(name, sorted(entries, key=lambda entry: entry.place))


def _is_wanted(name: str) -> bool:
    """Return whether a name in an archive is that of an article file, and leads nowhere else."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    hidden = any(is_left_out(part) or part in ("/", "__MACOSX") for part in parts)
    return bool(parts) and not hidden and is_article(parts[-1])


def _zip_members(data: bytes) -> Iterator[tuple[str, float, bytes]]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for member in archive.infolist()[:MOST_FILES]:
            if member.is_dir() or not _is_wanted(member.filename):
                continue
            if member.file_size > max(member.compress_size * MOST_RATIO, _PIECE):
                raise ArticleError(f"{member.filename} unpacks to too much")
            with archive.open(member) as file:
                yield member.filename, 0, _bounded(member.filename, file.read(LARGEST + 1))


def _tar_members(data: bytes) -> Iterator[tuple[str, float, bytes]]:
    with tarfile.open(fileobj=BytesIO(data), mode="r:") as archive:
        for number, member in enumerate(archive):
            if number >= MOST_FILES:
                return
            file = archive.extractfile(member) if member.isreg() else None
            if file and _is_wanted(member.name):
                text = _bounded(member.name, file.read(LARGEST + 1))
                yield member.name, member.mtime, text


def _bounded(name: str, data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise ArticleError(f"{name} is larger than {LARGEST >> 20} MB")
    return data
