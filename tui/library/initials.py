"""The letters that the words of an article begin with: what a single typed letter finds.

The full text finds the words that begin with a letter by putting all their lists together,
which takes a second in a large archive. An article's letters are few words of their own.
"""

from collections.abc import Iterable

from tui.library.folding import is_spelled, is_word_character

_MARK = "\uf8fe"
"""Stands before each letter, so that no word is found by it."""

_APART = {code: " " for code in range(128) if not chr(code).isalnum()}
"""Puts a space for each character of ASCII that parts words."""


def initials_of(folded: Iterable[str]) -> str:
    """Return the letters that the words of texts begin with, as words of the full text.

    What is spelled out is left out: there each character is a word already.

    Args:
        folded: The texts (`folding.fold`).
    """
    found: set[str] = set()
    for text in folded:
        if text.isascii():
            found.update([word[0] for word in text.translate(_APART).split()])
            continue
        for chunk in set(text.split()):
            if chunk.isascii():
                found.update([word[0] for word in chunk.translate(_APART).split()])
            elif not is_spelled(chunk):
                found.update(_beginnings(chunk))
    return " ".join([_MARK + letter for letter in sorted(found)])


def _beginnings(chunk: str) -> Iterable[str]:
    before = False
    for character in chunk:
        within = is_word_character(character)
        if within and not before:
            yield character
        before = within


def initial(letter: str) -> str:
    """Return the word of the full text that finds words beginning with a letter."""
    return _MARK + letter
