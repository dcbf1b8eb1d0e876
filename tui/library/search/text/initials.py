"""The one or two letters that the words of an article begin with: what little typing finds.

The full text finds the words that begin with a letter by putting all their lists together,
which takes seconds in a large archive. An article's initials are few words of their own.
"""

from collections.abc import Sequence, Set
from operator import itemgetter

from tui.library.search.text.folding import is_spelled, is_word_character

LONGEST = 2
"""How many letters they have at most."""
_FIELDS = ("title", "author", "category", "tag", "text")
_MARKS = ("\uf8fd", "\uf8fc", "\uf8fb", "\uf8fa", "")
"""Stands before initials of a field, so that no word is found by them; the text is long, and
has none of its own."""
_ANY = "\uf8fe"
"""Stands before initials of words of any field."""


_PARTING = bytes(code if code > 0x7F or chr(code).isalnum() else 0x20 for code in range(256))
"""What the bytes of words (`folding.Spelling.words`) become so that only spaces part them."""
_beginning = itemgetter(slice(LONGEST))
_first = itemgetter(0)


def initials_of(words: str) -> frozenset[str]:
    """Return the initials of the words of a text.

    What is spelled out has none: there each character is a word already.

    Args:
        words: The words of the text, as `folding.spell` returns them.
    """
    if not words:
        return frozenset()
    parted = words.encode().translate(_PARTING).decode()
    # To look for words that come again first would take longer than to cut them all.
    found = frozenset(map(_beginning, parted.split()))
    return found.union(map(_first, found))


def initials_column(fields: Sequence[Set[str]]) -> str:
    """Return the initials of the words of an article, as words of the full text.

    Args:
        fields: Those of its title, author, categories, tags and text.
    """
    marked = [_marked(mark, found) for mark, found in zip(_MARKS, fields, strict=True) if mark]
    marked.append(_marked(_ANY, frozenset(fields[-1]).union(*fields)))
    return " ".join(filter(None, marked))


def _marked(mark: str, initials: Set[str]) -> str:
    return mark + f" {mark}".join(initials) if initials else ""


def initial(word: str, field: str = "") -> str:
    """Return the word of the full text that finds words which begin with another one.

    Args:
        word: Their beginning, folded.
        field: The field of the query language that they stand in; empty for any.

    Returns:
        The empty string where there is none.
    """
    if len(word) > LONGEST or not all(map(is_word_character, word)) or is_spelled(word):
        return ""
    mark = _MARKS[_FIELDS.index(field)] if field else _ANY
    return mark and mark + word
