"""How fast the commands that open no screen are, beside a Python that does nothing.

Prints minima of runs that take turns: what else a machine does only ever adds to a run.
"""

import argparse
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from tests.benchmarks.homes import NEWSREADER, Home, home_of


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=20_000)
    arguments.add_argument("--runs", type=int, default=20)
    options = arguments.parse_args()
    home = home_of(options.articles)
    home.update()
    print(f"{home.count:,} articles in the index:")
    best = _best(_commands(home), home, options.runs)
    bare = best["python -c pass"]
    for name, seconds in best.items():
        print(f"  {name:<40} {seconds * 1000:4.0f} ms, ratio {seconds / bare:.1f}")


def _commands(home: Home) -> dict[str, list[str]]:
    """Return the commands by their names."""
    some = [NEWSREADER, "list", "--limit", "20", "--json", str(home.archive)]
    english, chinese = _two_articles(home.archive)
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "python -c 'import click'": [sys.executable, "-c", "import click"],
        "newsreader list --limit 20 --json": some,
        "newsreader list … --no-update": [*some, "--no-update"],
        "newsreader show FILE (English Markdown)": [NEWSREADER, "show", english],
        "newsreader show FILE (Chinese HTML)": [NEWSREADER, "show", chinese],
    }


def _two_articles(archive: Path) -> tuple[str, str]:
    """Return two files of the archive, which writes English and Chinese ones in turns."""
    files = sorted(archive.rglob("*.md"), key=lambda file: file.name)
    return str(files[0]), str(files[1])


def _best(commands: dict[str, list[str]], home: Home, runs: int) -> dict[str, float]:
    """Run each command in turns, and return the seconds of its fastest run."""
    best = dict.fromkeys(commands, float("inf"))
    for _ in range(runs):
        for name, command in commands.items():
            began = perf_counter()
            subprocess.run(
                command,
                env=home.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                check=True,
            )
            best[name] = min(best[name], perf_counter() - began)
    return best


if __name__ == "__main__":
    main()
