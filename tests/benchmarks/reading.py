"""How well and how fast real pages are set, against other programs, in one run.

Counted on every page: the words that a browser shows (recall), other words (precision;
names of pictures and numbers of links and list items are left out), line breaks that
Unicode UAX #14 forbids, pictures whose link can be opened, and the time for all pages.
Formulas are taken out of the pages, since every program sets them in its own way.

Run it with `python -m tests.benchmarks.reading`; programs that are not installed are left out.
"""

import gc
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.benchmarks.reading_figures import (
    Page,
    forbidden_breaks,
    page_of,
    reachable,
    right_and_added,
)
from tests.benchmarks.reading_programs import Program, programs
from tests.corpus import CORPUS
from tests.unit.document.readability.words import read_truth

_FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL | re.IGNORECASE)
_HEAD = '<!doctype html><meta charset="utf-8">\n'
_ROUNDS = 5
"""Each page counts with the fastest of so many times, the programs taking turns, so that
other work on the machine counts little and falls on all of them."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How a program did on all pages."""

    recall: float
    precision: float
    breaks: list[str]
    images: int


def main() -> None:
    """Measure and print."""
    folder = CORPUS / "html" / "readability"
    if not folder.exists():
        print("reading: the pages are not here")
        return
    found, missing = programs()
    with TemporaryDirectory() as temporary:
        paths = _prepare(folder, Path(temporary))
        truth = read_truth()
        pages = [page_of(path.read_text("utf-8"), truth[path.stem][0]) for path in paths]
        images = sum(len(page.images) for page in pages)
        print(f"{len(pages)} pages, {sum(page.truth.total() for page in pages):,} words,", end=" ")
        print(f"{images} pictures")
        # What the judging keeps in memory is not for a program to look through.
        gc.freeze()
        print(f"{'':16} recall   precision  forbidden breaks  pictures  seconds")
        seconds = _seconds(found, paths)
        for program in found:
            figures = _measure(program, paths, pages)
            print(
                f"{program.name:16} {figures.recall:.5f}  {figures.precision:.5f}"
                f"  {len(figures.breaks):16}  {figures.images:8}  {seconds[program.name]:7.2f}"
            )
            if "--breaks" in sys.argv:
                print(*figures.breaks, sep="\n")
    for name in missing:
        print(f"{name} is not installed")


def _prepare(folder: Path, target: Path) -> list[Path]:
    """Write the pages without formulas, so that each program knows their encoding."""
    paths = []
    for source in sorted(folder.glob("*/expected.html")):
        path = target / f"{source.parent.name}.html"
        path.write_text(_HEAD + _FORMULA.sub(" ", source.read_text("utf-8")), "utf-8")
        paths.append(path)
    return paths


def _measure(program: Program, paths: Sequence[Path], pages: Sequence[Page]) -> Figures:
    right = added = words = images = 0
    breaks: list[str] = []
    for path, page in zip(paths, pages, strict=True):
        shown = program.show(path)
        this_right, this_added = right_and_added(page, shown)
        right, added, words = right + this_right, added + this_added, words + page.truth.total()
        breaks.extend(forbidden_breaks(page, shown))
        images += reachable(page, program.addresses(path))
    return Figures(right / words, right / (right + added), breaks, images)


def _seconds(found: Sequence[Program], paths: Sequence[Path]) -> dict[str, float]:
    """Return how long each program takes for all pages, by its name."""
    totals = dict.fromkeys((program.name for program in found), 0.0)
    for path in paths:
        fastest = dict.fromkeys(totals, float("inf"))
        for program in list(found) * _ROUNDS:
            # What the program before it left in memory is not for this one to clear away.
            gc.collect()
            began = perf_counter()
            program.show(path)
            fastest[program.name] = min(fastest[program.name], perf_counter() - began)
        for name, seconds in fastest.items():
            totals[name] += seconds
    return totals


if __name__ == "__main__":
    main()
