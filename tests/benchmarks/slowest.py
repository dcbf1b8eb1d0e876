"""How long the slowest files take to be read for the index, in seconds and megabytes.

Each file is read in a process of its own: those of the outside corpus, the largest first, and
one of each shape in `tests.bombs`.
"""

import argparse
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import NamedTuple

from tests.bombs import FRONTS, SHAPES
from tests.corpus import CORPUS
from tui.articles.files import FoundFile
from tui.articles.suffixes import SUFFIXES
from tui.library.indexing.entry_maker import file_entries

_ENDINGS = {"html": ".html", "markdown": ".md", "text": ".txt"}


class _Cost(NamedTuple):
    seconds: float
    """Of the processor."""
    megabytes: int
    """The most memory that the process had."""
    name: str


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--read", help="read one file and print what it costs")
    arguments.add_argument("--size", type=int, default=100_000, help="how often a shape repeats")
    arguments.add_argument("--files", type=int, default=100, help="how many files of the corpus")
    options = arguments.parse_args()
    if options.read:
        began = process_time()
        file_entries([FoundFile(os.fsencode(options.read), 0, 0)])
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(process_time() - began, used)
        return
    files = (path for path in CORPUS.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    largest = sorted(files, key=lambda path: path.stat().st_size, reverse=True)[: options.files]
    _print("corpus", [_cost(path, str(path.relative_to(CORPUS))) for path in largest])
    with TemporaryDirectory() as folder:
        _print("shapes", [_cost(*each) for each in _bombs(Path(folder), options.size)])


def _bombs(folder: Path, size: int) -> Iterator[tuple[Path, str]]:
    """Write a file of each shape, and yield its path and the name of the shape."""
    kinds = [*SHAPES.items(), ("front matter", FRONTS)]
    for kind, shapes in kinds:
        path = folder / f"shape{_ENDINGS.get(kind, '.md')}"
        for name, shape in shapes.items():
            path.write_text(shape(size), encoding="utf-8")
            yield path, f"{kind}: {name}"


def _cost(path: Path, name: str) -> _Cost:
    """Return what it costs to read a file in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.slowest", "--read", str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, megabytes = ran.stdout.split()
    return _Cost(float(seconds), int(megabytes), name)


def _print(title: str, costs: list[_Cost]) -> None:
    print(f"{title}: {len(costs)} files")
    for seconds, megabytes, name in sorted(costs, reverse=True)[:10]:
        print(f"  {seconds:6.2f} s {megabytes:6,} MB  {name}")
    most = max(costs, key=lambda cost: cost.megabytes, default=None)
    if most:
        print(f"  the most memory: {most.megabytes:,} MB for {most.name}")


if __name__ == "__main__":
    main()
