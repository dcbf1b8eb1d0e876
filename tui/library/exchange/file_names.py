"""File names made from titles: valid on every system, and unique in a folder."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from tui.articles.article import Article

_MOST_BYTES = 180
"""The most bytes of a name without its suffix; file systems allow 255."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f/\\?*:"<>|\u2028\u2029\ud800-\udfff]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|\Z)", re.IGNORECASE)


def stem_of(article: Article) -> str:
    """Return the file name of an article without its suffix: `2021-03-29 Title`."""
    title = unicodedata.normalize("NFC", article.title)
    words = " ".join(_FORBIDDEN.sub("_", title).split()).strip(" .")
    day = article.date.date().isoformat() if article.date else ""
    if not words.startswith(day):
        words = f"{day} {words}"
    if _RESERVED.match(words):
        words = f"_{words}"
    cut = words.encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore")
    return cut.rstrip(" .") or "Untitled"


class Names:
    """The names used in a folder, compared without case and Unicode normalisation."""

    def __init__(self, taken: Iterable[str]) -> None:
        """Begin with the names that exist already."""
        self._taken = {_folded(name) for name in taken}

    def free(self, stem: str, suffix: str) -> Iterator[str]:
        """Yield unused names without end: the plain one, then numbered ones."""
        number = 1
        while True:
            name = f"{stem}{suffix}" if number == 1 else f"{stem} ({number}){suffix}"
            if _folded(name) not in self._taken:
                self._taken.add(_folded(name))
                yield name
            number += 1


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
