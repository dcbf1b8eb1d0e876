"""A made-up archive: many articles of the size and form of a feed dump, half of them Chinese.

Words are drawn from large made-up vocabularies, a few of them very often and most of them
seldom, as in real text (Zipf's law): a search meets common and rare words as it would there.
So it does with characters: the 100 commonest make up two fifths of the Chinese, the 1,000
commonest nearly nine tenths, as in Jun Da's Modern Chinese Character Frequency List (2004).
"""

import random
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

_FORM = 2
"""Another number for each change of what is written."""
_SEED = 20210329
_VOCABULARY = 20_000
"""How many words each language has."""
_HAN = range(0x4E00, 0x9FA6)
_CHARACTERS = 3500
"""How many characters the Chinese words are made of: as many as common use has."""
_FLAT = 100
"""How little more often than others the commonest characters are in Chinese words."""
_STEEP = 2
"""The same for words in text, where few make up much of all."""
_LENGTHS = (1, 2, 2, 2, 2, 3)
"""Of Chinese words, in characters."""
_ONSETS = ("b", "br", "c", "ch", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "st", "t", "w")
_CORES = ("a", "e", "i", "o", "u", "ai", "ea", "er", "on", "in")
_TREES = ("金融", "科技", "World", "文化", "Sport")
_BRANCHES = ("国内", "国际", "Markets", "城市", "Reports", "评论")


def make_archive(folder: Path, count: int, seed: int = _SEED) -> None:
    """Write `count` articles of about 3.5 KB each below a folder, if they are not there yet.

    Args:
        folder: Where to; a file that is written last says what is there. Where that is another
            archive, it is removed first.
        count: How many.
        seed: Makes the same archive each time.
    """
    done, told = folder / ".complete", f"form {_FORM}, seed {seed}, {count} articles\n"
    if done.exists() and done.read_text() == told:
        return
    if folder.exists():
        shutil.rmtree(folder)
    writer = _Writer(seed)
    day = datetime(2024, 12, 31, 22, 0, tzinfo=UTC)
    for number in range(count):
        # A million articles are twenty years of a busy desk.
        day -= timedelta(minutes=writer.chance.randrange(2, 20))
        parent = folder / f"{day:%Y}" / f"{day:%m}" / f"{day:%d}"
        parent.mkdir(parents=True, exist_ok=True)
        make = writer.chinese if number % 2 else writer.english
        (parent / f"{number:07}.md").write_text(make(number, day), encoding="utf-8")
    done.write_text(told)


class _Writer:
    """Writes articles with one source of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        characters = self.chance.sample(_HAN, _CHARACTERS)
        falling = _falling(len(characters), _FLAT)
        self._chinese = [
            "".join(map(chr, self.chance.choices(characters, cum_weights=falling, k=length)))
            for length in self.chance.choices(_LENGTHS, k=_VOCABULARY)
        ]
        self._english = [
            "".join(
                self.chance.choice(_ONSETS) + self.chance.choice(_CORES)
                for _ in range(self.chance.choice((1, 2, 2, 3, 3, 4)))
            )
            for _ in range(_VOCABULARY)
        ]
        self._weights = _falling(_VOCABULARY, _STEEP)

    def chinese(self, number: int, day: datetime) -> str:
        """Return an article of HTML as a dump of feeds writes it."""

        def run(words: int) -> str:
            return "".join(self._words(self._chinese, words))

        paragraphs = "".join(
            f'<p class="text">　　{run(30)}，{run(25)}。{run(20)}。</p>\n' for _ in range(7)
        )
        front = self._front(number, f"{run(5)}：{run(4)}{number}", day)
        return f"{front}<div>\n{paragraphs}</div>\n"

    def english(self, number: int, day: datetime) -> str:
        """Return an article of Markdown."""

        def run(words: int) -> str:
            return " ".join(self._words(self._english, words)).capitalize()

        paragraphs = "\n\n".join(". ".join(run(12) for _ in range(6)) + "." for _ in range(6))
        front = self._front(number, f"{run(6)} {number}", day)
        return f"{front}## {run(4)}\n\n{paragraphs}\n"

    def _words(self, vocabulary: Sequence[str], count: int) -> list[str]:
        return self.chance.choices(vocabulary, cum_weights=self._weights, k=count)

    def _front(self, number: int, title: str, day: datetime) -> str:
        tree, branch = self.chance.choice(_TREES), self.chance.choice(_BRANCHES)
        return (
            f"\n---\ntitle: '{title}'\ncategories: \n - {tree}\n - {branch}\n"
            f"author: Desk {number % 40}\ncomments: false\n"
            f"date: {day:%a, %d %b %Y %H:%M:%S} GMT\n"
            f"link: https://archive.example/{number}\n---\n\n"
        )


def _falling(count: int, flatness: int) -> list[float]:
    """Return the sums of weights that fall as the rank rises (the law of Zipf and Mandelbrot)."""
    return list(accumulate(1 / (rank + flatness) for rank in range(count)))
