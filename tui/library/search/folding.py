"""How text is made ready for matching: folded, and spelled out where words have no spaces.

Two texts match when they are equal after `fold`: without case, width and diacritics.
What is folded then falls apart into chunks at white space. A chunk that holds a
character of a script written without spaces is *spelled*: each of its characters is a
token, so that a phrase of tokens is a plain substring search. Any other chunk falls
apart into words at whatever is no letter, mark or figure. The index also knows the initials
of an article's words, the one or two letters that they begin with.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence, Set
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

TOKENIZER = "ascii"
"""FTS5's tokenizer for what `spell` returns, in less than half the time of `unicode61`: it parts
words at signs of ASCII, and whatever else it gets is part of a word."""

BREAK = "\uf8ff"
"""The token for white space before a spelled chunk, so that no run is found across it."""

_UNSPACED = (
    "\u0e00-\u11ff\u1700-\u17ff\u1900-\u1bff"  # Thai, Lao, Tibetan, Myanmar, Khmer …
    "\u2100-\u2bff"  # arrows, mathematical and other symbols, dingbats
    "\u2e00-\ua4ff"  # kana, Han, Yi, their punctuation
    "\ua900-\uaaff"  # Javanese, Cham, Tai Viet
    "\uac00-\udfff\uf900-\ufaff"  # Hangul, Han for compatibility
    "\U00010000-\U0010ffff"  # Han, emoji
)
"""Characters of scripts written without spaces, and symbols that stand so, as ranges of a set.

They are told by blocks of 256, and a block may hold a script with spaces too (Georgian):
spelling it out does no harm."""


@cache
def _in_unspaced() -> re.Pattern[str]:
    """Return the pattern of a character of `_UNSPACED`.

    The larger patterns are compiled when they are first used: each takes some milliseconds,
    which a command that meets nothing but ASCII saves.
    """
    return re.compile(f"[{_UNSPACED}]")


_MOVED = bytes([0xE0, *range(1, 256)])
"""Moves the first block into the private use area: the letters of a spelled chunk must not be
taken for words, and the tokenizer would drop its signs."""
_BEYOND = re.compile("([\U00010000-\U0010ffff])")
"""A character that takes more than 16 bits."""

_STRIPPED = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # niqqud and accents of Hebrew
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff"  # vowels, hamza, tatweel of Arabic
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"  # drawn as nothing
)
"""Marks and signs that matching passes over, as ranges of a set."""

_strip = re.compile(f"[{_STRIPPED}]+").sub
_ARABIC = "\u0622-\u0626\u0629\u0649\u0671-\u0673\u06a9\u06c0\u06c2\u06cc\u06d3"
"""Arabic letters that are typed in more than one way, as a range of a set."""
_DIACRITICS = re.compile(f"[\u00c0-\u052f\u1e00-\u1fff\u2c60-\u2c7f{_ARABIC}{_STRIPPED}]+")
_LETTERS = str.maketrans("łøđħŧıɨⱥ", "lodhtiia") | str.maketrans(
    "\u0671\u0672\u0673\u0629\u0649\u06cc\u06a9", "\u0627\u0627\u0627\u0647\u064a\u064a\u0643"
)
"""Letters that a reader types without their stroke though Unicode does not take them apart; and
Arabic ones: each alef is an alef, ta marbuta a heh, alef maksura and the Persian yeh a yeh, as in
Lucene's ArabicNormalizer and PersianNormalizer, since many writers type one for the other."""

_FOLDED_ALREADY = (
    "\t-\r -@[-~"
    "\u0430-\u0438\u043a-\u044f\u03b1-\u03c1\u03c3-\u03c9\u05d0-\u05ea\u0627\u0628"
    "\u062a-\u063f\u0641-\u0648\u064a"
    "\u0904-\u0928\u092a-\u0930\u0932\u0935-\u0939\u093e-\u094d\u0e01-\u0e32\u0e34-\u0e3a\u0e40-\u0e4c"
    "\u2010\u2012-\u2016\u2018-\u2022\u2030\u3001-\u3035\u3041-\u3096\u30a1-\u30fc"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
)
"""Most characters of most texts, as ranges of a set: folding changes none."""


@cache
def _unfolded() -> re.Pattern[str]:
    """Return the pattern of the runs of all else.

    A pattern that begins with a single character is found four times as fast as one that
    begins with a repetition.
    """
    return re.compile(f"([^{_FOLDED_ALREADY}][^{_FOLDED_ALREADY}]*)")


_PARTING = re.compile("[\0-\x08\ud800-\udfff\u2120\u2122]")
"""What is as good as a space: no text holds it, or, as SM and TM, it is no part of the word that
it is drawn behind."""


_PRIVATE = {code: 0xF0000 + code for code in (*range(0xE000, 0xE100), *range(0xF8F0, 0xF900))}
"""Characters for private use, which the index has uses of its own for, and others for them."""


class _Folded(dict[str, str]):
    """Runs of characters and their folded forms; few runs make up most of all texts."""

    def __missing__(self, run: str) -> str:
        usable = _PARTING.sub(" ", run).translate(_PRIVATE)
        whole = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", usable).casefold())
        folded = _DIACRITICS.sub(lambda found: _bare(found[0]), whole)
        if len(run) < 9 and len(self) < 50_000:
            self[run] = folded
        return folded


def _bare(run: str) -> str:
    bare = _strip("", unicodedata.normalize("NFD", run))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


_folded = _Folded()

_variants: Mapping[int, str] = {}
"""Characters for which others stand, besides; empty unless Chinese is folded."""


def fold_chinese(variants: Mapping[int, str]) -> None:
    """Have `fold` take simplified and traditional characters for one, from now on.

    It is called before anything is folded: what is folded is remembered here and there.

    Args:
        variants: The code points of characters, each with the one that stands for it; empty to
            take none for another.
    """
    global _variants
    _variants = variants


def folds_chinese() -> bool:
    """Tell whether simplified and traditional characters are taken for one."""
    return bool(_variants)


def fold(text: str) -> str:
    """Return `text` without differences of case, width and diacritics (NFKC and casefold).

    With `fold_chinese`, without that of simplified and traditional characters, too.

    Marks that make another letter stay: dakuten, vowel signs of Thai and of Indic scripts. The
    hamza of Arabic goes from the letter that bears it, and stays where it stands alone.
    The result may be longer or shorter than the text. Lone surrogates, NULs, SM and TM become
    spaces.
    """
    if text.isascii():
        return text.lower().replace("\0", " ")
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    parts = _unfolded().split(text)
    parts[1::2] = map(_folded.__getitem__, parts[1::2])
    folded = "".join(parts)
    return folded.translate(_variants) if _variants else folded


def is_word_character(character: str) -> bool:
    """Tell whether a character is part of a word; marks don't part the words of Indic scripts."""
    category = unicodedata.category(character)
    return category[0] in "LMN" or category == "Co"


def is_spelled(chunk: str) -> bool:
    """Tell whether folded text holds a character of a script written without spaces."""
    return not chunk.isascii() and _in_unspaced().search(chunk) is not None


def spelled(chunk: str) -> str:
    """Return the tokens of a folded chunk, one for each character, each with a space after it."""
    cells = chunk.encode("utf-16-le")
    if len(cells) != 2 * len(chunk):
        return "".join(
            f"{part} " if place % 2 else spelled(part)
            for place, part in enumerate(_BEYOND.split(chunk))
        )
    tokens = bytearray(b"\0\0 \0") * len(chunk)
    tokens[0::4] = cells[0::2]
    tokens[1::4] = cells[1::2].translate(_MOVED)
    return tokens.decode("utf-16-le")


@cache
def _signs() -> re.Pattern[str]:
    """Return what finds the characters beyond ASCII that part words."""
    spaced = re.sub(f"[{_UNSPACED}]+", "", "".join(map(chr, range(0x80, 0x10000))))
    signs = "".join(each for each in spaced if not is_word_character(each))
    return re.compile(f"[{signs}]")


def parted(folded: str) -> str:
    """Return folded text that holds nothing spelled, its words parted by ASCII alone."""
    return folded if folded.isascii() else _signs().sub(" ", folded)


class Spelling(NamedTuple):
    """Folded text as the index takes it in."""

    tokens: str
    """For the tokenizer: spelled chunks as tokens, words parted by ASCII alone."""
    words: str
    """The rest, which is not spelled."""


def spell(folded: str) -> Spelling:
    """Return folded text as the index takes it in."""
    if not is_spelled(folded):
        words = parted(folded)
        return Spelling(words, words)
    tokens: list[str] = []
    rest: list[str] = []
    for is_run, chunks in groupby(folded.split(), is_spelled):
        if is_run:
            tokens.append(f"{BREAK} {spelled(BREAK.join(chunks))}")
        else:
            words = parted(" ".join(chunks))
            tokens.append(words)
            rest.append(words)
    return Spelling(" ".join(tokens), " ".join(rest))


LONGEST_INITIAL = 2
"""The most letters that a word's initials have: what little typing finds words by.

The full text finds the words that begin with a letter by putting all their lists together,
which takes seconds in a large archive. An article's initials are few words of their own."""
_INITIAL_FIELDS = ("title", "author", "category", "tag", "text")
_MARKS = ("\uf8fd", "\uf8fc", "\uf8fb", "\uf8fa", "")
"""Stands before initials of a field, so that no word is found by them; the text is long, and
has none of its own."""
_ANY = "\uf8fe"
"""Stands before initials of words of any field."""


_WORD_BYTES = bytes(code if code > 0x7F or chr(code).isalnum() else 0x20 for code in range(256))
"""The table for the bytes of words (`Spelling.words`), after which only spaces part them."""
_beginning = itemgetter(slice(LONGEST_INITIAL))
_first = itemgetter(0)


def initials_of(words: str) -> frozenset[str]:
    """Return the initials of the words of a text.

    What is spelled out has none: there each character is a word already.

    Args:
        words: The words of the text, as `spell` returns them.
    """
    if not words:
        return frozenset()
    parted = words.encode().translate(_WORD_BYTES).decode()
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
    if len(word) > LONGEST_INITIAL or not all(map(is_word_character, word)) or is_spelled(word):
        return ""
    mark = _MARKS[_INITIAL_FIELDS.index(field)] if field else _ANY
    return mark and mark + word
