"""The articles nearest to one article: those that share its rarest words.

The index alone tells it; a word that the article uses more often counts as rarer. Of text
without spaces, runs of two characters count as words. How many articles hold a word is counted
only up to where it is no longer rare, so that the common words of an article cost as little as
the rare ones.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from math import log
from time import thread_time
from typing import TYPE_CHECKING

import apsw

from tui.library.query import Query
from tui.library.search.conditions import conditions_of
from tui.library.search.folding import is_spelled, is_word_character
from tui.library.storage.index_db import highest_row

if TYPE_CHECKING:
    from tui.library.indexing.entry import Entry

_RAREST = 20
"""The most words of an article that are compared."""

_FEW = 5
"""The number of rare words above which one shared word is not enough."""

_LONGEST = 200_000
"""The most characters of its tokens that are looked at."""

_WORDS, _RUNS = 400, 150
"""The most words, and the most runs of two characters, whose articles are counted."""

_PATIENCE = 0.1
"""The seconds of processor time for which runs of two characters are looked for."""

_TOGETHER = 0.2
"""The least part of the articles with the rarer of two characters that have them as a run, where
they are a word, or parts of one."""

_SHORTEST = 3
"""The fewest letters of a word with spaces around it."""

_TITLE = 3
"""The uses in the text that a word in the title counts as."""

_RARE = 300
"""The most articles that hold a rare word; a third of all is too many, too."""

_LENGTH = 500
"""The words of an article from which on its length tells."""

_MOST = 30
"""The most articles that `nearest` returns."""

_WORD = re.compile(r"[^\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+")


def nearest(connection: apsw.Connection, query: Query, id: int, entry: Entry) -> array[int]:
    """Return the articles that share the rarest words with an article, the nearest first.

    Args:
        connection: The index.
        query: The filters that the articles must pass, above all the open folders.
        id: The article, which is left out.
        entry: What the index knows of it.
    """
    articles = highest_row(connection)
    bound = max(min(articles // 3, _RARE), 2)
    uses = _uses(entry)
    rare: list[tuple[float, float, list[int]]] = []
    """Words with their worth, which is more for those used several times, and their rarity."""
    for phrase, places in _candidates(connection, uses, bound):
        # The article itself is one of them.
        if 1 < len(places) <= bound:
            rarity = log(articles / len(places))
            rare.append((rarity * (1 + log(uses[phrase])), rarity, places))
    nearness: defaultdict[int, float] = defaultdict(float)
    shared: Counter[int] = Counter()
    rarest = sorted(rare, reverse=True)[:_RAREST]
    for _, rarity, places in rarest:
        shared.update(places)
        for place in places:
            nearness[place] += rarity
    # One word of many may be chance, where others share more; the article itself has all.
    ranks = sorted(shared.values(), reverse=True)
    least = 2 if len(rarest) > _FEW and ranks[1:2] > [1] else 1
    near = {place: value for place, value in nearness.items() if shared[place] >= least}
    conditions = conditions_of(connection, query)
    found = connection.execute(
        # Long articles hold more words of every kind, and would be like every other one.
        "SELECT a.id FROM json_each(?) AS near"
        " CROSS JOIN articles AS a ON a.place = CAST(near.key AS INTEGER)"
        " CROSS JOIN details AS d ON d.id = a.id"
        f" WHERE a.id <> ? AND {conditions.sql()}"
        f" ORDER BY near.value / sqrt(d.words + {_LENGTH}) DESC, a.place LIMIT ?",
        (json.dumps(near), id, *conditions.values, _MOST),
    )
    return array("q", [row for (row,) in found])


def _uses(entry: Entry) -> Counter[str]:
    """Return the words of an article, as phrases of the full text, and how often each is used."""
    title, _, _, tags, body, _ = entry.columns
    uses: Counter[str] = Counter()
    for tokens, weight in ((title, _TITLE), (tags, _TITLE), (body[:_LONGEST], 1)):
        for phrase in _phrases(tokens):
            uses[phrase] += weight
    return uses


def _phrases(tokens: str) -> Iterator[str]:
    words = _WORD.findall(tokens)
    for word in words:
        if len(word) >= _SHORTEST and any(map(str.isalpha, word)):
            yield f'"{word}"'
    for first, second in pairwise(words):
        if _is_run(first) and _is_run(second):
            yield f'"{first} {second}"'


def _is_run(token: str) -> bool:
    """Tell whether a token is a letter of a script without spaces."""
    return len(token) == 1 and is_spelled(token) and is_word_character(token)


def _candidates(
    connection: apsw.Connection, uses: Counter[str], bound: int
) -> Iterator[tuple[str, list[int]]]:
    """Yield phrases of an article that may be rare, with the places of what holds them.

    Two common characters side by side take long to look for, so that runs come in the order
    of their rarer character, and only for a while.
    """
    words = [phrase for phrase in uses if " " not in phrase]
    words.sort(key=lambda phrase: (-uses[phrase], -len(phrase)))
    for word in words[:_WORDS]:
        yield word, _places(connection, word, bound)
    runs = [phrase for phrase in uses if " " in phrase]
    characters = {character for run in runs for character in run.strip('"').split()}
    held = {each: len(_places(connection, f'"{each}"', bound * 2)) for each in characters}
    runs.sort(key=lambda run: (min(held[each] for each in run.strip('"').split()), -uses[run]))
    due = thread_time() + _PATIENCE
    for run in runs[:_RUNS]:
        places = _places(connection, run, bound)
        # Side by side by chance, two characters are so in few of the articles that hold them.
        if len(places) > _TOGETHER * min(held[each] for each in run.strip('"').split()):
            yield run, places
        if thread_time() > due:
            break


def _places(connection: apsw.Connection, phrase: str, bound: int) -> list[int]:
    """Return the places of the articles that hold a phrase; of very many, one more than a bound."""
    found = connection.execute(
        "SELECT group_concat(rowid) FROM (SELECT rowid FROM words WHERE words MATCH ? LIMIT ?)",
        (phrase, bound + 1),
    ).get
    return [*map(int, found.split(","))] if found else []
