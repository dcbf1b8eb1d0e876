"""From a key press to the rows on the screen, in the program itself, in an archive of many.

Every kind of query is asked again and again, each time in other words. A phrase is also looked
for with ripgrep in the same files, in the same run.
"""

import argparse
import asyncio
import gc
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import get_args

from textual.events import Key
from textual.widget import Widget

from tests.benchmarks.homes import Home, home_of
from tui.app import NewsReader
from tui.config import Settings
from tui.library.library import Library
from tui.library.query import Days, Grouping, Query
from tui.ui.common.drawing import once_drawn
from tui.ui.list.article_list import ArticleList
from tui.ui.screens.main_screen import MainScreen
from tui.ui.screens.session import prepare

_SIZE = (120, 40)
_ASKED = 40
_PHRASE = 6
"""Characters of a phrase: rare enough to stand in few articles."""
_POLL = 0.0005
_PAUSE = 0.12
"""Seconds between two keys of somebody who types a hundred words a minute."""
_REST = 2.5
"""Seconds that somebody looks at what was found before the next kind of question; the program
looks for garbage then."""

Make = Callable[[random.Random], Query]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, nargs="+", default=[100_000, 1_000_000])
    for count in arguments.parse_args().articles:
        home = home_of(count)
        home.update()
        phrases = list(_phrases(home.archive))
        with Library.open(home.index, home.user) as library:
            print(f"{count:,} articles; ms, the middle and 95 of 100:", flush=True)
            asyncio.run(_measure_screen(library, home, phrases))
            _measure_library(library, Query(folders=(home.archive,)))
            if count <= 100_000:
                _compare(library, home.archive, phrases)


async def _measure_screen(library: Library, home: Home, phrases: list[str]) -> None:
    gc.collect()
    gc.disable()  # As the command line does until the first frame.
    opening = prepare(library, (home.archive,))
    app = NewsReader(library, (home.archive,), "archive", Settings(), opening)
    async with app.run_test(size=_SIZE) as pilot:
        await pilot.pause()
        main = app.screen
        assert isinstance(main, MainScreen)
        everything = Query(folders=(home.archive,))
        await _shown(main, lambda: main.filters.ask(everything), everything)
        for name, make in _kinds(home.archive, phrases):
            chance = random.Random(2)
            await asyncio.sleep(_REST)
            taken = [await _ask(main, make(chance)) for _ in range(_ASKED)]
            print(f"  {name:20} {_spread(taken)}", flush=True)
        await _shown(main, lambda: main.filters.ask(everything), everything)
        main.query_one(ArticleList).focus()
        for name, key in (("category tree", "c"), ("calendar", "d")):
            await asyncio.sleep(_REST)
            taken = [await _open(app, key) for _ in range(5)]
            print(f"  {name:20} {median(taken):7.1f} {max(taken):7.1f}")


async def _ask(main: MainScreen, query: Query) -> float:
    """Return the milliseconds from the last key, or from a pick, to the rows."""
    last = query.text[-1:]
    before = query._replace(text=query.text[:-1]) if last else Query(folders=query.folders)
    await _shown(main, lambda: main.filters.ask(before), before)
    if last:
        main.filters.action_search()
    await asyncio.sleep(_PAUSE)
    if not last:
        return await _shown(main, lambda: main.filters.ask(query), query)
    return await _shown(main, lambda: main.app.post_message(Key(last, last)), query)


async def _shown(main: MainScreen, act: Callable[[], object], query: Query) -> float:
    """Do something, and return the milliseconds until its rows are drawn."""
    began = perf_counter()
    act()
    while main.listing.answer.query != query:
        await asyncio.sleep(_POLL)
    await _drawn(main.query_one(ArticleList))
    return (perf_counter() - began) * 1000


async def _open(app: NewsReader, key: str) -> float:
    """Return the milliseconds from a key to the picker that it opens."""
    main = app.screen
    await asyncio.sleep(_PAUSE)
    began = perf_counter()
    app.post_message(Key(key, key))
    while app.screen is main:
        await asyncio.sleep(_POLL)
    await _drawn(app.screen)
    taken = (perf_counter() - began) * 1000
    app.post_message(Key("escape", None))
    while app.screen is not main:
        await asyncio.sleep(_POLL)
    return taken


async def _drawn(widget: Widget) -> None:
    drawn = asyncio.Event()
    once_drawn(widget, drawn.set)
    await drawn.wait()


def _phrases(archive: Path) -> Iterator[str]:
    """Yield runs of Chinese out of articles here and there."""
    chance = random.Random(1)
    years = sorted(path for path in archive.iterdir() if path.is_dir())
    for _ in range(_ASKED):
        text = ""
        while "　　" not in text:
            files = sorted(chance.choice(years).rglob("*.md"))
            text = chance.choice(files).read_text("utf-8")
        start = text.index("　　") + 2
        yield text[start : start + _PHRASE]


def _kinds(archive: Path, phrases: list[str]) -> Iterator[tuple[str, Make]]:
    everything = Query(folders=(archive,))
    branches = [(tree,) for tree in ("金融", "科技", "World", "文化", "Sport")]
    common = sorted({character for phrase in phrases for character in phrase})

    def month(chance: random.Random) -> Days:
        first = date(2024, chance.randrange(1, 13), 1)
        return Days(first, first + timedelta(days=27))

    yield "a rare phrase", lambda chance: everything._replace(text=chance.choice(phrases))
    yield "a common character", lambda chance: everything._replace(text=chance.choice(common))
    yield "one letter", lambda chance: everything._replace(text=chance.choice("hnsepr"))
    yield "two letters", lambda chance: everything._replace(text=chance.choice(["ha", "ni", "st"]))
    yield (
        "three letters",
        lambda chance: everything._replace(text=chance.choice(["bra", "sto", "hai"])),
    )
    yield "a category", lambda chance: everything._replace(category=chance.choice(branches))
    yield "a month", lambda chance: everything._replace(days=month(chance))
    yield (
        "all together",
        lambda chance: everything._replace(
            text=chance.choice(common),
            category=chance.choice(branches),
            days=month(chance),
            unread=True,
        ),
    )


def _measure_library(library: Library, everything: Query) -> None:
    """Print what the pickers, `links:` and more like this take by themselves."""
    ids = library.search.find(everything).ids
    newest = [(f"{name} article", ids[at]) for at, name in enumerate(("an English", "a Chinese"))]
    asked: list[tuple[str, Callable[[], object]]] = [
        *(
            (f"count by {each}", partial(library.search.tallies, everything, each))
            for each in get_args(Grouping)
        ),
        (
            "count what has a word by tag",
            partial(library.search.tallies, everything._replace(text="de"), "tag"),
        ),
        ("links:", partial(library.search.find, everything._replace(text="links:0000001"))),
        *((f"like {name}", partial(library.search.nearest, everything, id)) for name, id in newest),
    ]
    print("  without the screen; ms on the clock and of the processor, the middle of five")
    for name, ask in asked:
        taken = [_times(ask) for _ in range(5)]
        clock, processor = (median(each) for each in zip(*taken, strict=True))
        print(f"  {name:28} {clock:7.1f} {processor:7.1f}", flush=True)


def _times(ask: Callable[[], object]) -> tuple[float, float]:
    """Return the milliseconds that a question takes, on the clock and of the processor."""
    clock, processor = perf_counter(), process_time()
    ask()
    return (perf_counter() - clock) * 1000, (process_time() - processor) * 1000


def _spread(figures: list[float]) -> str:
    return f"{median(figures):7.1f} {quantiles(figures, n=20)[-1]:7.1f}"


def _compare(library: Library, archive: Path, phrases: list[str]) -> None:
    program = shutil.which("rg")
    if program is None:
        print("  ripgrep is not here to compare with")
        return
    ratios = []
    for phrase in phrases[:5]:
        began = perf_counter()
        answer = library.search.find(Query(phrase, folders=(archive,)))
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
