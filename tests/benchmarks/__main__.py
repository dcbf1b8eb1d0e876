"""`make bench`: how soon newsreader starts, compared with others in the same run.

Prints medians, and ratios taken pair by pair, since the speed of a machine drifts.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median

from tests.benchmarks.homes import NEWSREADER, Home, home_of
from tests.benchmarks.newsboat import TITLE, Newsboat
from tests.benchmarks.terminal import Start, start

_BARE = [sys.executable, str(Path(__file__).parent / "bare.py")]
_BARE_TEXT = b"A bare program"
_BARE_REST = 1.0
_REST = 6.0
"""Seconds after which all that comes in behind the first rows has come."""


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, nargs="+", default=[1000, 100_000, 1_000_000])
    arguments.add_argument("--newsboat", type=int, default=100_000)
    arguments.add_argument("--runs", type=int, default=9)
    options = arguments.parse_args()
    for count in options.articles:
        home = home_of(count)
        home.update()
        command = [NEWSREADER, str(home.archive)]
        title = _first_title(home).encode()
        _measure(f"{count:,} articles", command, title, home.environment, options.runs)
    if options.newsboat and Newsboat.is_here():
        newsboat = Newsboat(home_of(options.newsboat))
        newsboat.reload()
        name = f"newsboat, {options.newsboat:,} articles"
        _measure(name, newsboat.command, TITLE.encode(), {}, options.runs)


def _first_title(home: Home) -> str:
    """Return the beginning of the title of the first row."""
    ran = subprocess.run(
        [NEWSREADER, "list", "--limit", "1", "--json", str(home.archive)],
        env=home.environment,
        check=True,
        capture_output=True,
        text=True,
    )
    title: str = ran.stdout.partition('"title": "')[2][:12]
    return title


def _measure(
    name: str, command: list[str], text: bytes, environment: Mapping[str, str], runs: int
) -> None:
    """Start a program and a bare one in turns, and print how they compare."""
    pairs: list[tuple[Start, Start]] = []
    for _ in range(runs + 1):
        bare = start(_BARE, _BARE_TEXT, {}, _BARE_REST)
        pairs.append((start(command, text, environment, _REST), bare))
    del pairs[0]  # The first pair warms the caches up.
    seconds = median(ours.seconds / bare.seconds for ours, bare in pairs)
    memory = median(ours.peak / bare.peak for ours, bare in pairs)
    all_ours, all_bare = [each for each, _ in pairs], [each for _, each in pairs]
    print(f"{name}:")
    print(f"  first row {_ms(all_ours)}, bare {_ms(all_bare)}, ratio {seconds:.2f}")
    print(f"  peak memory {_mb(all_ours)}, bare {_mb(all_bare)}, ratio {memory:.2f}")


def _ms(starts: Iterable[Start]) -> str:
    return f"{median(each.seconds for each in starts) * 1000:.0f} ms"


def _mb(starts: Iterable[Start]) -> str:
    return f"{median(each.peak for each in starts) / 1024:.0f} MB"


if __name__ == "__main__":
    main()
