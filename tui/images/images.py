"""The façade over an article's pictures: their places, their availability and their pixels."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from tui.articles.article import Article
from tui.config import ImageMode
from tui.errors import ImageError
from tui.images.cache import ImageCache
from tui.images.locating import Inline, LocalFile, Remote, Source, find_image, open_file

if TYPE_CHECKING:
    from PIL.Image import Image

    from tui.images.decoding import Header

_MOST_HELD = 8
"""The most pictures held in memory where the cache can't be written."""


class Facts(NamedTuple):
    """The header and the file size of a picture that is available without a server."""

    header: Header
    bytes: int
    """The size of its file."""


class Images:
    """Finds, fetches and decodes pictures; safe to use from several threads."""

    def __init__(
        self, cache: Path, mode: ImageMode = "ask", folders: tuple[Path, ...] = ()
    ) -> None:
        """Make the façade, without reading or creating a file.

        Args:
            cache: The folder of fetched pictures.
            mode: The time when pictures may be fetched.
            folders: The open folders and files, absolute.
        """
        self.mode = mode
        """The time when pictures may be fetched."""
        self._folders = folders
        self._cache = ImageCache(cache)
        self._held: dict[str, bytes] = {}
        """The fetched pictures that could not be written to the folder."""

    def find(self, article: Article, address: str) -> Source:
        """Return the source of a picture.

        Raises:
            ImageError: There is no such picture; the message gives the reason.
        """
        return find_image(article, address, self._folders)

    def is_here(self, source: Source) -> bool:
        """Return whether a picture is available without asking a server."""
        if isinstance(source, Remote):
            return source.url in self._held or self._cache.find(source.url) is not None
        return True

    def fetch(
        self, source: Remote, progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> None:
        """Fetch a picture and cache it; failures are not cached.

        Args:
            source: The source of the picture.
            progress: Called with the received share, 0 to 1.
            cancelled: Called often; when it returns True, the transfer ends.

        Raises:
            ImageError: It can't be fetched, is not a picture, or the settings forbid fetching.
        """
        if self.mode == "never":
            raise ImageError('The settings say images = "never", so it is not fetched.')
        from tui.images.fetching import fetch_picture

        data = fetch_picture(source.url, progress, cancelled)
        try:
            self._cache.keep(source.url, data)
        except OSError:
            while len(self._held) >= _MOST_HELD:
                self._held.pop(next(iter(self._held)), None)
            self._held[source.url] = data

    def facts(self, source: Source) -> Facts:
        """Return the facts of an available picture, without decoding pixels.

        Raises:
            ImageError: It can't be shown; the message gives the reason.
        """
        from tui.images.decoding import read_header

        with self._open(source) as file:
            header = read_header(file)
            return Facts(header, file.seek(0, 2))

    def pixels(self, source: Source, most: tuple[int, int]) -> Image:
        """Return the pixels of an available picture, in RGB or RGBA.

        Args:
            source: The source of the picture.
            most: The width and height in pixels to which a larger picture is scaled down.

        Raises:
            ImageError: It can't be shown; the message gives the reason.
        """
        from tui.images.decoding import decode

        with self._open(source) as file:
            return decode(file, most)

    def _open(self, source: Source) -> BinaryIO:
        match source:
            case LocalFile(path=path):
                return open_file(path)
            case Inline(data=data):
                return BytesIO(data)
            case Remote(url=url):
                data = self._held.get(url, b"")
                kept = None if data else self._cache.find(url)
                if kept is not None:
                    return open_file(kept)
                if not data:
                    raise ImageError("The picture is no longer in the cache. Fetch it again.")
                return BytesIO(data)
