"""What a text that is typed in the palette means, the best first."""

import re
from collections.abc import Awaitable, Callable, Iterable
from typing import NamedTuple

from tui.library.search.folding import fold

_KEY = 5
"""What the key of an entry counts. More than the beginning of another entry's name, but less than
that and a word which means the entry: `q` is both Quit and the key of another command."""

_EXACT, _OTHER_NUMBER, _BEGINNING, _INSIDE = 4, 3.5, 2, 1
"""What a word counts that is equal to a typed one, is its plural or singular, begins with it, or
holds it. To a beginning the typed share of the word is added."""

_SHORTEST = 3
"""The letters of the longest words that have no plural by an `s`."""

_NAME = 2
"""What a name that begins with all that is typed counts besides, or holds several words of it in
their order."""


_APART = 2
"""The most letters that may lie between two typed ones where no word is found."""


class Entry(NamedTuple):
    """A line of the palette."""

    name: str
    run: Callable[[], Awaitable[object] | None]
    """Carries it out once the palette has gone."""
    keys: tuple[str, ...] = ()
    """Its keys by their common names."""
    also: str = ""
    """Other words that it is found by."""
    detail: str = ""
    """What stands beside the name."""
    distance: int = 0
    """Of entries that fit equally well, those of the smallest distance come first."""


def best_first(entries: Iterable[Entry], typed: str) -> list[Entry]:
    """Return the entries that a text means, the best first; all of them for no text.

    Every typed word has to be in the name or among the other words, or the whole text is a key.
    Where no entry is found so, those are returned whose names have the letters in their order.
    """
    ordered = sorted(entries, key=lambda entry: entry.distance)
    typed = typed.strip()
    if not typed:
        return ordered
    words = _words(typed)
    scores = [(_score(entry, typed, words), entry) for entry in ordered]
    found = [pair for pair in scores if pair[0]]
    if found:
        return [entry for _, entry in sorted(found, key=lambda pair: -pair[0])]
    return [entry for entry in ordered if _has_letters(fold(entry.name), "".join(words))]


def _has_letters(name: str, typed: str) -> bool:
    """Tell whether a name has all typed letters in their order, from the beginning of a word on.

    Letters that lie far apart are there by chance.
    """
    between = f".{{0,{_APART}}}?"
    return bool(typed) and bool(re.search(r"\b" + between.join(map(re.escape, typed)), name))


def _score(entry: Entry, typed: str, words: list[str]) -> float:
    names, others = _words(entry.name), _words(entry.also)
    fits = [
        max((_fit(word, name) for name in names), default=0)
        + max(
            (_fit(word, other) for other in others if other.startswith(_singular(word))), default=0
        )
        for word in words
    ]
    score = sum(fits) if all(fits) else 0
    name, whole = fold(entry.name), fold(typed)
    if score and (name.startswith(whole) or (len(words) > 1 and whole in name)):
        score += _NAME
    return score + _KEY * (typed in entry.keys)


def _fit(word: str, other: str) -> float:
    if word == other:
        return _EXACT
    if _singular(word) == _singular(other):
        return _OTHER_NUMBER
    if other.startswith(word):
        return _BEGINNING + len(word) / len(other)
    return _INSIDE if word in other else 0


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > _SHORTEST else word
