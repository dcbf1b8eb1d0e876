"""How soon what is typed is answered: the rows that a screen shows, then all numbers.

Every kind of query is asked of an index of many articles again and again, each time in other
words; a phrase is also looked for with ripgrep in the same files, in the same run.
"""

import argparse
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import gettempdir
from time import perf_counter

from benchmarks.archive import make_archive
from tui.library.library import Library
from tui.library.query import Days, Query

_SCREENFUL = 200
_ASKED = 20
_PHRASE = 6
"""Characters of a phrase: rare enough to stand in few articles."""

Make = Callable[[random.Random], Query]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=20_000)
    options = arguments.parse_args()
    home = Path(gettempdir()) / f"newsreader-bench-{options.articles}"
    archive = home / "archive"
    make_archive(archive, options.articles)
    data = home / "large"
    with Library.open(data / "queries" / "index.db", data / "queries" / "user.db") as library:
        library.update([archive])
        phrases = list(_phrases(archive))
        print(f"{options.articles:,} articles; ms, the middle and the slowest of twenty but one:")
        for name, make in _kinds(archive, phrases):
            _measure(library, name, make)
        _measure_pickers(library, Query(folders=(archive,)))
        _compare(library, archive, phrases)


def _phrases(archive: Path) -> Iterator[str]:
    """Yield runs of Chinese out of articles here and there."""
    chance = random.Random(1)
    files = sorted(archive.rglob("*.md"))
    while True:
        text = chance.choice(files).read_text("utf-8")
        start = text.find("　　") + 2
        if start > 1:
            yield text[start : start + _PHRASE]
            if chance.random() < 1 / _ASKED / 4:
                return


def _kinds(archive: Path, phrases: list[str]) -> Iterator[tuple[str, Make]]:
    everything = Query(folders=(archive,))
    branches = [(tree,) for tree in ("金融", "科技", "World", "文化", "Sport")]

    def month(chance: random.Random) -> Days:
        first = date(2024, chance.randrange(1, 13), 1)
        return Days(first, first + timedelta(days=27))

    yield "everything", lambda _: everything
    yield "a rare phrase", lambda chance: everything._replace(text=chance.choice(phrases))
    yield "a common character", lambda chance: everything._replace(text=chance.choice("的一是在不"))
    yield "one letter", lambda chance: everything._replace(text=chance.choice("hnsepr"))
    yield "two letters", lambda chance: everything._replace(text=chance.choice(["ha", "ni", "sh"]))
    yield "a category", lambda chance: everything._replace(category=chance.choice(branches))
    yield "a month", lambda chance: everything._replace(days=month(chance))
    yield (
        "all together",
        lambda chance: everything._replace(
            text=chance.choice("的一是在不"),
            category=chance.choice(branches),
            days=month(chance),
            unread=True,
        ),
    )


def _measure(library: Library, name: str, make: Make) -> None:
    chance = random.Random(2)
    rows, numbers = [], []
    for _ in range(_ASKED):
        query = make(chance)
        began = perf_counter()
        answer = library.search(query, _SCREENFUL, counted=False)
        library.summaries(answer.ids[:40])
        rows.append((perf_counter() - began) * 1000)
        began = perf_counter()
        library.search(query, _SCREENFUL)
        numbers.append((perf_counter() - began) * 1000)
    print(f"  {name:20} rows {_spread(rows)}   with numbers {_spread(numbers)}")


def _spread(figures: list[float]) -> str:
    return f"{median(figures):7.1f} {quantiles(figures, n=20)[-1]:7.1f}"


def _measure_pickers(library: Library, query: Query) -> None:
    for name, ask in (("category tree", library.categories), ("calendar", library.days)):
        began = perf_counter()
        ask(query)
        print(f"  {name:20} {(perf_counter() - began) * 1000:.0f}")


def _compare(library: Library, archive: Path, phrases: list[str]) -> None:
    program = shutil.which("rg")
    if program is None:
        print("  ripgrep is not here to compare with")
        return
    ratios = []
    for phrase in phrases[:5]:
        began = perf_counter()
        answer = library.search(Query(phrase, folders=(archive,)))
        ours = perf_counter() - began
        began = perf_counter()
        ran = subprocess.run(
            [program, "-l", "-F", phrase, str(archive)], capture_output=True, check=False
        )
        ratios.append((perf_counter() - began) / ours)
        assert len(ran.stdout.splitlines()) == answer.total
    print(f"  ripgrep takes {median(ratios):.0f} times as long for a phrase")


if __name__ == "__main__":
    main()
