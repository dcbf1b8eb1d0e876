"""The files of an export that is a folder or a zip, read one by one and within bounds."""

import os
import zipfile
import zlib
from collections.abc import Collection
from io import BytesIO
from pathlib import Path
from typing import Protocol

from tui.articles.containers.archives import MOST_BYTES, MOST_FILES, MOST_RATIO
from tui.errors import NewsreaderError, cause

_BESIDE = ("content", "highlights", "annotations")
"""The folders of exports beside their lists."""
_LEAST = 1 << 20
"""Bytes that a member may have however well it is packed."""

_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
    RuntimeError,
)  # fmt: skip
"""The errors of the standard library for broken, encrypted and unknown zips."""


class Members(Protocol):
    """The files of an export."""

    @property
    def names(self) -> Collection[str]:
        """Their paths within the export, with slashes, in the order of reading."""

    def read(self, name: str) -> bytes:
        """Return the content of one of them.

        Raises:
            NewsreaderError: It can't be read, or is too large.
        """


class FolderMembers:
    """The files of an export that is a folder."""

    def __init__(self, folder: Path) -> None:
        """List the files in a folder, and in the folders of exports below it.

        Raises:
            NewsreaderError: The folder can't be read.
        """
        self._folder = folder
        names: list[str] = []
        for below in ("", *_BESIDE):
            names += _files_in(folder / below, f"{below}/" if below else "")
        self.names: Collection[str] = dict.fromkeys(sorted(names))

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        path = self._folder / name
        try:
            if path.stat().st_size > MOST_BYTES:
                raise NewsreaderError(f"{path} is larger than {MOST_BYTES >> 20} MB.")
            return path.read_bytes()
        except OSError as error:
            raise NewsreaderError(f"{path} can't be read: {cause(error)}.") from error


def _files_in(folder: Path, before: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [before + entry.name for entry in entries if entry.is_file()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise NewsreaderError(f"{folder} can't be read: {cause(error)}.") from error


class ZipMembers:
    """The files of an export that is a zip. Nothing is written to disk."""

    def __init__(self, data: bytes, name: str) -> None:
        """List the files of a zip.

        Args:
            data: The whole zip.
            name: Its name for messages.

        Raises:
            NewsreaderError: It is broken.
        """
        self._name = name
        self._left = MOST_BYTES
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            listed = self._zip.infolist()[:MOST_FILES]
        except _BROKEN as error:
            raise NewsreaderError(f"{name} can't be read: {error}.") from error
        self._members = {
            each.filename: each
            for each in listed
            if not each.is_dir() and not each.filename.startswith("__MACOSX/")
        }
        self.names: Collection[str] = dict.fromkeys(sorted(self._members))

    def read(self, name: str) -> bytes:
        """Return the content of a file; all that are read have 256 MB together at most."""
        member = self._members[name]
        try:
            if member.file_size > max(member.compress_size * MOST_RATIO, _LEAST):
                raise NewsreaderError(f"{self._name}: {name} unpacks to too much.")
            with self._zip.open(member) as file:
                data = file.read(self._left + 1)
        except _BROKEN as error:
            raise NewsreaderError(f"{self._name}: {name} can't be read: {error}.") from error
        self._left -= len(data)
        if self._left < 0:
            raise NewsreaderError(f"{self._name} unpacks to more than {MOST_BYTES >> 20} MB.")
        return data
