"""How fast an archive is taken into the index, and how fast it is looked through later."""

import argparse
import subprocess
from pathlib import Path
from time import perf_counter

from tests.benchmarks.homes import Home, home_of
from tests.benchmarks.newsboat import Newsboat


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=100_000)
    home = home_of(arguments.parse_args().articles)
    text = sum(path.stat().st_size for path in home.archive.rglob("*.md"))
    print(f"{home.count:,} articles of {text / home.count:,.0f} bytes:")
    _measure_first(home)
    _measure_again(home)
    size = sum(path.stat().st_size for path in home.index.parent.glob("index.db*"))
    print(f"  the index is {size / text:.2f} times as large as the text")


def _measure_first(home: Home) -> None:
    began = perf_counter()
    home.update(rebuild=True)
    ours = perf_counter() - began
    print(f"  first index {ours:.1f} s, {home.count / ours:,.0f} articles a second", end="")
    if Newsboat.is_here():
        theirs = Newsboat(home).reload()
        print(f"; newsboat takes {theirs:.1f} s to reload them, {theirs / ours:.2f} times that")
    else:
        print("; newsboat is not here to compare with")


def _measure_again(home: Home) -> None:
    began = perf_counter()
    home.update()
    ours = perf_counter() - began
    theirs = _find(home.archive)
    print(f"  nothing changed: {ours:.2f} s; find takes {theirs:.2f} s", end="")
    print(f", 1.5 times that and half a second is {1.5 * theirs + 0.5:.2f} s")


def _find(folder: Path) -> float:
    began = perf_counter()
    subprocess.run(
        ["find", str(folder), "-type", "f", "-printf", "%s %T@ %p\n"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return perf_counter() - began


if __name__ == "__main__":
    main()
