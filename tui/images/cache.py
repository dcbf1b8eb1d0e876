"""The cache of fetched pictures: a folder of bounded size, least recently used first out."""

import os
import secrets
from hashlib import sha256
from pathlib import Path
from time import time

from tui import private_files

MOST_BYTES = 256 * 1024 * 1024
"""The size of all pictures together."""

_ROOM = 0.9
"""The share of the size that is left after a clean-up, so that not every picture causes one."""

_STALE_SECONDS = 3600
"""The age at which an unfinished file is abandoned."""

_PART = ".part"


class ImageCache:
    """A folder of pictures by their addresses, which several programs may use at once."""

    def __init__(self, folder: Path, most: int = MOST_BYTES) -> None:
        """Make a cache.

        Args:
            folder: The folder of the pictures, which is created for the first one.
            most: The most bytes to keep.
        """
        self._folder = folder
        self._most = most

    def find(self, url: str) -> Path | None:
        """Return the file of a cached picture, or None, and mark the picture as used."""
        path = self._path(url)
        try:
            os.utime(path)
        except OSError:
            return None
        return path

    def keep(self, url: str, data: bytes) -> Path:
        """Keep a picture.

        Args:
            url: Its address.
            data: The fetched bytes.

        Returns:
            Its file.

        Raises:
            OSError: It can't be written; an existing file is unchanged.
        """
        path = self._path(url)
        private_files.make_folder(self._folder)
        part = path.with_name(f"{path.name}.{secrets.token_hex(4)}{_PART}")
        try:
            private_files.make_file(part)
            part.write_bytes(data)
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        self._make_room(path)
        return path

    def _path(self, url: str) -> Path:
        return self._folder / sha256(url.encode("utf-8", "surrogatepass")).hexdigest()

    def _make_room(self, newest: Path) -> None:
        """Remove the least recently used pictures if there is too much; never the newest."""
        files = []
        total = 0
        with os.scandir(self._folder) as entries:
            for entry in entries:
                try:
                    found = entry.stat(follow_symlinks=False)
                except OSError:
                    continue  # Another program has removed it.
                if entry.name.endswith(_PART):
                    if time() - found.st_mtime > _STALE_SECONDS:
                        Path(entry.path).unlink(missing_ok=True)
                elif entry.is_file(follow_symlinks=False):
                    total += found.st_size
                    files.append((found.st_mtime_ns, found.st_size, entry.path))
        if total <= self._most:
            return
        for _, size, path in sorted(files):
            if total <= self._most * _ROOM:
                return
            if path != str(newest):
                Path(path).unlink(missing_ok=True)
                total -= size
