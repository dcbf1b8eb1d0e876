"""New files of a folder: names that every system allows, and never one that is taken."""

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Self

from tui import atomic_write
from tui.articles.article import Article
from tui.errors import unwritable

_MOST_BYTES = 180
"""The most bytes of a name without its suffix; file systems allow 255."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f/\\?*:"<>|\u2028\u2029\ud800-\udfff]+')

_RESERVED = re.compile(
    r"-|(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])\s*(?:\.|\Z)", re.IGNORECASE
)
"""The beginnings of names that are devices on Windows ("Naming Files, Paths, and Namespaces" of its
documentation), or that a command would take for an option."""

_AT_ONCE = 32
"""The number of files written at a time."""


def stem_of(article: Article) -> str:
    """Return the file name of an article without its suffix: `2021-03-29-Some-words`.

    It has no spaces, since shells divide names at them.
    """
    title = unicodedata.normalize("NFC", article.title)
    words = "-".join(_FORBIDDEN.sub("_", title).split()).strip(".")
    day = article.date.date().isoformat() if article.date else ""
    if not words.startswith(day):
        words = f"{day}-{words}".rstrip("-")
    if _RESERVED.match(words):
        words = f"_{words}"
    cut = words.encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore")
    return cut.rstrip(".") or "Untitled"


class Names:
    """The names used in a folder, compared without case and Unicode normalisation."""

    def __init__(self, taken: Iterable[str]) -> None:
        """Begin with the names that exist already."""
        self._taken = {_folded(name) for name in taken}
        self._next: dict[tuple[str, str], int] = {}
        """For a stem and a suffix, the number below which all names are taken."""

    def free(self, stem: str, suffix: str) -> Iterator[str]:
        """Yield unused names without end: the plain one, then numbered ones."""
        number = self._next.get((stem, suffix), 1)
        while True:
            name = f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}"
            folded = _folded(name)
            number += 1
            if folded not in self._taken:
                self._taken.add(folded)
                self._next[stem, suffix] = number
                yield name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


class NewFiles:
    """Writes new files in many threads, since each of them waits for the disk."""

    def __init__(self, folder: Path) -> None:
        """Make the folder if it is missing, and note the names in it.

        Raises:
            NewsreaderError: The folder can't be made or read.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            atomic_write.remove_leftovers(folder)
            self._names = Names(each.name for each in folder.iterdir())
        except (OSError, ValueError) as error:
            raise unwritable(folder, error) from error
        self._folder = folder
        self._threads = ThreadPoolExecutor(_AT_ONCE, "new files")
        self._waiting: deque[tuple[Future[bool], Iterator[str], bytes]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            while self._waiting and kind is None:
                self._finish()
        finally:
            self._threads.shutdown(cancel_futures=True)

    def create(self, article: Article, suffix: str, data: bytes) -> None:
        """Schedule the file of an article to be written.

        Args:
            article: The article, whose date and title make the name.
            suffix: The end of the name.
            data: The content.

        Raises:
            NewsreaderError: This file or one before it can't be written.
        """
        names = self._names.free(stem_of(article), suffix)
        future = self._threads.submit(_create, self._folder / next(names), data)
        self._waiting.append((future, names, data))
        if len(self._waiting) > 2 * _AT_ONCE:
            self._finish()

    def _finish(self) -> None:
        """Wait for the oldest file; if another program has taken its name, use the next name."""
        future, names, data = self._waiting.popleft()
        created = future.result()
        while not created:
            created = _create(self._folder / next(names), data)


def _create(path: Path, data: bytes) -> bool:
    try:
        return atomic_write.create(path, data)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error
