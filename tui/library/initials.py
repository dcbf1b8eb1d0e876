"""The one or two letters that the words of an article begin with: what little typing finds.

The full text finds the words that begin with a letter by putting all their lists together,
which takes seconds in a large archive. An article's initials are few words of their own.
"""

import re
from collections.abc import Sequence, Set
from functools import lru_cache
from operator import itemgetter

from tui.library.folding import is_spelled, is_word_character

_LONGEST = 2
_FIELDS = ("title", "author", "category", "tag", "text")
_MARKS = ("\uf8fd", "\uf8fc", "\uf8fb", "\uf8fa", "")
"""Stands before initials of a field, so that no word is found by them; the text is long, and
has none of its own."""
_ANY = "\uf8fe"
"""Stands before initials of words of any field."""


class _Parting(dict[int, int]):
    """What the characters of a text become so that only white space parts its words."""

    def __missing__(self, code: int) -> int:
        kept = self[code] = code if is_word_character(chr(code)) else 0x20
        return kept


_PARTING = _Parting()

_SHORT = 40
"""Up to how many characters a text is likely to come again: an author, a category, a tag."""
_find_initials = re.compile(" ([^ ][^ ]?)").findall
_first = itemgetter(0)


def initials_of(folded: Sequence[str]) -> str:
    """Return the initials of the words of an article, as words of the full text.

    What is spelled out is left out: there each character is a word already.

    Args:
        folded: Its title, author, categories, tags and text, folded (`folding.fold`).
    """
    found: list[str] = []
    everywhere: set[str] = set()
    for mark, text in zip(_MARKS, folded, strict=True):
        initials = _initials(text) if len(text) > _SHORT else _initials_again(text)
        everywhere |= initials
        found.append(_marked(mark, initials) if mark else "")
    found.append(_marked(_ANY, everywhere))
    return " ".join(filter(None, found))


def _marked(mark: str, initials: Set[str]) -> str:
    return mark + f" {mark}".join(initials) if initials else ""


def _initials(text: str) -> frozenset[str]:
    if not text.isascii() and is_spelled(text):
        text = " ".join(
            [each for each in set(text.split()) if each.isascii() or not is_spelled(each)]
        )
    if not text:
        return frozenset()
    found = frozenset(_find_initials(" " + text.translate(_PARTING)))
    return found.union(map(_first, found))


_initials_again = lru_cache(1000)(_initials)


def initial(word: str, field: str = "") -> str:
    """Return the word of the full text that finds words which begin with another one.

    Args:
        word: What they begin with, folded.
        field: The field of the query language that they stand in; empty for any.

    Returns:
        The empty string where there is none.
    """
    if len(word) > _LONGEST or not all(map(is_word_character, word)) or is_spelled(word):
        return ""
    mark = _MARKS[_FIELDS.index(field)] if field else _ANY
    return mark and mark + word
