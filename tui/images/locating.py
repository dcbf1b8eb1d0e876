"""The source of an article's picture: a file, a server, or the address itself."""

import binascii
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple
from urllib.parse import unquote, unquote_to_bytes, urljoin, urlsplit

from tui.articles.article import Article
from tui.errors import ImageError

LARGEST_FILE = 100 * 1024 * 1024
"""The most bytes that a picture's file may have."""

_LARGEST_DATA = 20 * 1024 * 1024
"""The most characters that a `data:` address may have."""

_MOST_PARENTS = 12
"""The number of folders above the article that are searched."""

_SHELVES = ("", "source", "static", "public", "assets")
"""The folders of a site in which an address such as `/images/x.png` is found: the site's folder
itself (Jekyll), Hexo's `source`, Hugo's `static`, and folders of generated files."""

_PICTURES = ("images", "img", "pictures", "uploads")
"""Folders of pictures directly in a site's folder."""

_INSIDE_SITE = frozenset({"_posts", "_drafts", "source", "content"})
"""Folders with articles of Hexo, Jekyll and Hugo, directly in a site's folder."""


class LocalFile(NamedTuple):
    """A picture in a file."""

    path: Path
    """Absolute, links resolved."""


class Remote(NamedTuple):
    """A picture on a server."""

    url: str
    """http or https."""


class Inline(NamedTuple):
    """A picture in a `data:` address."""

    data: bytes


Source = LocalFile | Remote | Inline


def find_image(article: Article, address: str, folders: Sequence[Path]) -> Source:
    """Return the source of a picture, without asking a server.

    A file counts only if, with links resolved, it is in one of the folders, beside the
    article, or in the site that the article belongs to.

    Args:
        article: The article with the picture.
        address: The address in the article.
        folders: The open folders and files, absolute.

    Raises:
        ImageError: There is no such picture; the message gives the reason.
    """
    address = address.strip()
    if not address or "\0" in address:
        raise ImageError("The article gives no address for this picture.")
    scheme = _scheme(address)
    if scheme == "data":
        return Inline(_data(address))
    if scheme in ("http", "https"):
        return _remote(address)
    if address.startswith("//"):
        return _remote(f"{_scheme(article.link) or 'https'}:{address}")
    if scheme not in ("", "file") and len(scheme) > 1:  # One letter is a drive of Windows.
        raise ImageError(f"Pictures with addresses of the kind {scheme}: are not shown.")
    name = address[len("file:") :] if scheme == "file" else address
    if scheme == "file" and name.startswith("//"):
        name = "/" + name[2:].partition("/")[2]
    if article.path is not None:
        found = _find_file(article.path, name, scheme == "file", folders)
        if found is not None:
            return LocalFile(found)
    if scheme == "" and _scheme(article.link) in ("http", "https"):
        return _remote(_joined(article.link, address))
    raise ImageError(f"There is no picture {_short(unquote(name))}.")


def open_file(path: Path) -> BinaryIO:
    """Open a regular file for reading.

    Raises:
        ImageError: It can't be read, is not a regular file, or exceeds `LARGEST_FILE` bytes.
    """
    try:
        # The flags avoid blocking on a pipe, and following a link created since the check.
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise ImageError(f"The picture {path.name} can't be read: {why}.") from error
    found = os.fstat(number)
    if stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST_FILE:
        return os.fdopen(number, "rb")
    os.close(number)
    if stat.S_ISREG(found.st_mode):
        raise ImageError(f"The picture {path.name} is larger than {LARGEST_FILE >> 20} MB.")
    raise ImageError(f"{path.name} is not a plain file.")


def _scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme.lower()
    except ValueError:
        return ""


def _remote(url: str) -> Remote:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        host = None
    if not host:
        raise ImageError(f"The address {_short(url)} names no server.")
    return Remote(url.partition("#")[0])


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.replace("\\", "/"))
    except ValueError:
        raise ImageError(f"The address {_short(address)} can't be understood.") from None


def _data(address: str) -> bytes:
    """Return the data of a `data:` address (RFC 2397)."""
    if len(address) > _LARGEST_DATA:
        raise ImageError(f"The picture is larger than {_LARGEST_DATA >> 20} MB.")
    head, comma, body = address.partition(",")
    if not comma:
        raise ImageError("The article contains only a part of this picture.")
    data = unquote_to_bytes(body)
    if head.lower().endswith(";base64"):
        try:
            return binascii.a2b_base64(b"".join(data.split()) + b"==")
        except binascii.Error:
            raise ImageError("The picture in the article is damaged.") from None
    return data


def _short(address: str) -> str:
    """Return an address shortened for a message."""
    return address if len(address) <= 60 else f"{address[:28]}…{address[-28:]}"


def _find_file(article: Path, name: str, absolute: bool, folders: Sequence[Path]) -> Path | None:
    """Return the file of a picture.

    Args:
        article: The article's own file.
        name: The address, without its scheme.
        absolute: Whether the name is a path of this machine, as in `file:` addresses.
        folders: The open folders and files.

    Raises:
        ImageError: There is such a file, but outside the allowed folders.
    """
    reach = _reach(article, folders)
    outside = False
    for candidate in _candidates(article, name, absolute, reach):
        try:
            path = candidate.resolve(strict=True)
            plain = stat.S_ISREG(path.stat().st_mode)
        except (OSError, RuntimeError, ValueError):
            continue  # Missing, a loop of links, or an invalid name.
        if plain and any(path.is_relative_to(folder) for folder in reach.allowed):
            return path
        outside = outside or plain
    if outside:
        raise ImageError(f"{_short(name)} lies outside the folders that are open.")
    return None


class _Reach(NamedTuple):
    """The folders in which an article's pictures may be, absolute, with links resolved."""

    tops: list[Path]
    """The topmost folders of the search upwards from the article's folder."""
    allowed: list[Path]
    """The folders that a picture must be in."""


def _reach(article: Path, folders: Sequence[Path]) -> _Reach:
    parent = article.parent
    open_folders = [parent]
    for folder in folders:
        root = folder if folder.is_dir() else folder.parent
        if article.is_relative_to(root):
            open_folders.append(root)
    # The site's folder is above `site/source/_posts`; only its shelves are allowed.
    sites = [each.parent for each in (parent, *parent.parents) if each.name in _INSIDE_SITE]
    shelves = [site / shelf for site in sites for shelf in (*_SHELVES, *_PICTURES) if shelf]
    return _Reach(
        [folder.resolve() for folder in (*open_folders, *sites)],
        [folder.resolve() for folder in (*open_folders, *shelves)],
    )


def _candidates(article: Path, name: str, absolute: bool, reach: _Reach) -> Iterator[Path]:
    """Yield the possible paths of the file, the likeliest first."""
    parent = article.parent
    for spelled in _spellings(name):
        if absolute:
            yield Path(spelled)
            continue
        bare = spelled
        if not spelled.startswith("/"):
            yield parent / spelled
            yield parent / article.stem / spelled  # Hexo's folder of a post's own files.
        while bare.startswith(("/", "./", "../")):
            bare = bare.partition("/")[2]
        for folder in _parents(parent, reach.tops):
            for shelf in _SHELVES:
                yield folder / shelf / bare


def _spellings(name: str) -> Iterator[str]:
    """Yield the file names that an address may mean: with and without `%20` decoded."""
    name = name.replace("\\", "/")
    bare = name.partition("#")[0].partition("?")[0]
    yield from dict.fromkeys(each for each in (unquote(bare), bare, unquote(name)) if each)


def _parents(folder: Path, tops: Sequence[Path]) -> Iterator[Path]:
    """Yield a folder and its parents, up to the topmost one that is searched."""
    for each in (folder, *folder.parents)[:_MOST_PARENTS]:
        real = each.resolve()
        if not any(real.is_relative_to(top) for top in tops):
            return
        yield each
