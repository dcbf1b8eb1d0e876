"""`newsreader check`: every file with a problem, and the form in which it is shown."""

import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import click

from tui.articles.article import ProblemKind
from tui.articles.terminal_text import harmless_sentence
from tui.cli.inputs.given import Given, open_given
from tui.cli.inputs.reading_choice import Reading
from tui.cli.inputs.reading_options import reading_options
from tui.cli.library_access import ProgressLine, bring_up_to_date, unbroken
from tui.cli.options import HELP, color_option, complete_paths
from tui.cli.output import Color, counted, is_styled, is_terminal, json_line, say
from tui.library.values import FileProblem
from tui.paths import shorten

_MEANINGS: dict[ProblemKind, str] = {
    "unreadable": "can't be read",
    "given up": "takes too much time or memory to read",
    "passed over": "not a file or folder: a pipe, a broken link …",
    "empty": "nothing to read in it",
    "encoding": "not in UTF-8, or broken",
    "control codes": "codes that a terminal obeys instead of showing them",
    "front matter": "not valid",
    "date": "not a valid date",
    "undated": "no date, or only that of the file",
    "duplicate": "the same article as another file",
    "other": "anything else",
}

_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
"""SGR parameters (ECMA-48, 8.3.117)."""

_INDENT = "  "


@click.command(context_settings=HELP)
@click.argument("paths", metavar="[PATH|-]...", nargs=-1, shell_complete=complete_paths)
@color_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@reading_options
def command(paths: tuple[str, ...], color: Color, as_json: bool, reading: Reading) -> int:
    """Print every file with a problem, and how it is shown.

    The files of each PATH are checked; without a PATH, what is piped in, else the folders in
    the settings. A PATH of - is piped input. The problems are files that can't be read or are
    empty, copies of an article, articles without a date, front matter that is not valid, and
    text that is not in UTF-8 or contains control codes. The last lines count the problems of
    each kind.
    """
    with open_given(paths, reading) as given:
        report = bring_up_to_date(given.library, given.folders) if given.folders else None
        with ProgressLine(patience=1.0) as progress, unbroken(given.library):
            problems = _wiping(_problems(given, progress), progress)
            found = _print_objects(problems) if as_json else _print_groups(problems, color)
    if not as_json:
        files = report.added + report.changed + report.unchanged if report else 0
        articles = report.articles if report else len(given.articles)
        _print_summary(found, files or articles, articles, given.words)
        if report and report.other_kinds:
            print(f"{report.others_in_words()}.")
    return 1 if found or given.missing else 0


def _problems(given: Given, progress: ProgressLine) -> Iterator[FileProblem]:
    """Yield the problems of the articles that no file holds, then those of the files."""
    name = Path(given.words)
    for article in given.articles:
        for what, line, shown_as, kind in article.problems:
            yield FileProblem(name, line, what, shown_as, kind)
    yield from given.library.problems(given.folders, progress)


def _wiping(problems: Iterator[FileProblem], progress: ProgressLine) -> Iterator[FileProblem]:
    """Yield the problems, and remove the progress line before each."""
    for problem in problems:
        progress.wipe()
        yield problem


def _print_objects(problems: Iterable[FileProblem]) -> Counter[ProblemKind]:
    """Print a line for each problem, and return the number of each kind."""
    found: Counter[ProblemKind] = Counter()
    for problem in problems:
        found[problem.kind] += 1
        print(json_line(as_object(problem)))
    return found


def _print_groups(problems: Iterable[FileProblem], color: Color) -> Counter[ProblemKind]:
    """Print the problems below their files, and return the number of each kind."""
    width = shutil.get_terminal_size().columns if is_terminal(sys.stdout) else None
    styled = is_styled(color, sys.stdout)
    found: Counter[ProblemKind] = Counter()
    for path, group in groupby(problems, key=lambda problem: problem.path):
        name = harmless_sentence(shorten(path))
        print(f"{_BOLD}{name}{_PLAIN}" if styled else name)
        for problem in group:
            found[problem.kind] += 1
            for line in as_lines(problem, width, styled):
                print(line)
    return found


def as_object(problem: FileProblem) -> dict[str, object]:
    """Return a problem as an object for JSON; the keys and their order are fixed."""
    return {
        "path": str(problem.path),
        "line": problem.line,
        "problem": problem.problem,
        "shown_as": problem.shown_as,
        "kind": problem.kind,
        "copy_of": str(problem.copy_of) if problem.copy_of else None,
    }


def as_lines(problem: FileProblem, width: int | None, styled: bool) -> Iterator[str]:
    """Yield the lines of a problem: its line, its description, and the shown form.

    Args:
        problem: The problem.
        width: The cells of the terminal; None for no limit.
        styled: Whether the shown form is dim.
    """
    place = "" if problem.line is None else f"line {problem.line}: "
    what = harmless_sentence(place + problem.problem)
    shown = problem.shown_as
    if problem.copy_of:
        shown = shown.replace(str(problem.copy_of), shorten(problem.copy_of))
    arrow = f"→ {harmless_sentence(shown)}"
    dim, plain = (_DIM, _PLAIN) if styled else ("", "")
    if width is None:
        yield f"{_INDENT}{what} {dim}{arrow}{plain}"
        return
    # Only output to a terminal needs cell widths, which take long to import.
    from tui.ui.common.cells import wrapped

    room = max(width - 2 * len(_INDENT), 1)
    if len(wrapped(f"{what} {arrow}", room)) == 1:
        yield f"{_INDENT}{what} {dim}{arrow}{plain}"
        return
    for number, line in enumerate(wrapped(what, room)):
        yield f"{_INDENT * (2 if number else 1)}{line}"
    for line in wrapped(arrow, room):
        yield f"{_INDENT * 2}{dim}{line}{plain}"


def _print_summary(found: Counter[ProblemKind], read: int, articles: int, words: str) -> None:
    """Print the number of problems of each kind, or that all is well."""
    files = counted(read, "file")
    if not found:
        if articles:
            print(f"All is well: {files} read, each shown just as it stands.")
        else:
            say(f"There are no articles in {words}.")
        return
    print(f"\n{counted(found.total(), 'problem')}; {files} read.")
    width = max(len(f"{count:,}") for count in found.values())
    for kind, count in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        print(f"{_INDENT}{count:>{width},}  {kind:<13}  {_MEANINGS[kind]}")
