"""Where the links of a page stand on its lines, and where they lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.cells import cell_len

if TYPE_CHECKING:
    from tui.document.model import Line, Run
    from tui.widgets.page_maker import Page, Text


class Target(NamedTuple):
    """Something on a page that can be opened."""

    kind: Literal["link", "picture"]
    number: int
    """In the document, from 1; 0 is the article's own link, or its cover."""


class Spot(NamedTuple):
    """Where a target begins on a line."""

    target: Target
    line: int
    """The number of the line on its page."""
    cell: int
    """Cells from where the line begins."""


def target_of(run: Run, line: Line) -> Target | None:
    """Return what a run of a line leads to, if anything."""
    if run.link is not None:
        return Target("link", run.link)
    if line.picture is not None and "image" in run.roles:
        return Target("picture", line.picture)
    return None


def address(text: Text, target: Target | None) -> str:
    """Return the address of a target as the article has it, or the empty string."""
    if target is None:
        return ""
    kind, number = target
    if number == 0:
        return text.article.link if kind == "link" else text.article.cover
    document = text.document
    if kind == "link":
        return document.links[number - 1].url if number <= len(document.links) else ""
    return document.pictures[number - 1].url if number <= len(document.pictures) else ""


def spots_on(page: Page, number: int) -> list[Spot]:
    """Return the targets on a line of a page, each where it begins, in order."""
    line = page.lines[number]
    if line.picture is None and all(run.link is None for run in line.runs):
        return []
    found: dict[Target, Spot] = {}
    cell = 0
    for run in line.runs:
        target = target_of(run, line)
        if target and target not in found and run.text.strip() and address(page.text, target):
            blank = len(run.text) - len(run.text.lstrip())
            found[target] = Spot(target, number, cell + blank)
        cell += cell_len(run.text)
    return list(found.values())


def spots_between(page: Page, first: int, last: int) -> list[Spot]:
    """Return the targets on the lines from `first` up to `last`, each once, in order."""
    found: dict[Target, Spot] = {}
    for number in range(max(0, first), min(last, len(page.lines))):
        for spot in spots_on(page, number):
            found.setdefault(spot.target, spot)
    return list(found.values())


def next_spot(page: Page, line: int, step: int, beside: Target | None = None) -> Spot | None:
    """Return the nearest target at or after a line (`step` 1), or at or before it (-1).

    Args:
        page: The page, as far as it is laid out.
        line: The number of the line to begin at.
        step: 1 or -1.
        beside: A target on that line: only what comes after (before) it counts.
    """
    passed = beside is None
    for spot in _all_spots(page, line, step):
        if spot.target == beside:
            passed = True
        elif passed:
            return spot
    return None


def _all_spots(page: Page, line: int, step: int) -> Iterator[Spot]:
    last = len(page.lines) - 1
    numbers = range(line, last + 1) if step > 0 else range(min(line, last), -1, -1)
    for number in numbers:
        yield from spots_on(page, number)[::step]
