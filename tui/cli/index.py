"""`newsreader index`: brings the index up to date with the files."""

import click

from tui.articles.terminal_text import counted
from tui.cli.inputs.reading_choice import RECOGNISED
from tui.cli.inputs.sources import divided_by_kind
from tui.cli.inputs.standard_input import name_of
from tui.cli.library_access import bring_up_to_date, open_library
from tui.cli.options import HELP, complete_paths
from tui.cli.output import json_line, say
from tui.cli.places import places_to_list
from tui.library.values import Report

_UNKEPT = (
    "holds articles that no index keeps: they are read whenever it is opened, listed or shown."
)


@click.command(context_settings=HELP)
@click.argument("paths", metavar="[PATH]...", nargs=-1, shell_complete=complete_paths)
@click.option("--rebuild", is_flag=True, help="Delete the index and build it from scratch.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as a JSON object.")
def command(paths: tuple[str, ...], rebuild: bool, as_json: bool) -> int:
    """Bring the index up to date with the files.

    The files of each PATH are indexed; without a PATH, the folders in the settings. Opening
    and listing do this by themselves. Feeds, mail and archives of articles are read anew each
    time, and not indexed. Deleting the index loses nothing: bookmarks and read
    marks are kept elsewhere.
    """
    unkept, kept = divided_by_kind(paths, RECOGNISED) if paths else ([], [])
    say(*(f"{name_of(path)} {_UNKEPT}" for path in unkept))
    if unkept and not kept:
        return 1
    places = places_to_list(kept)
    with open_library() as library:
        report = bring_up_to_date(library, places.folders, rebuild=rebuild, patience=0.0)
    print(json_line(_as_object(report)) if as_json else in_words(report))
    return 1 if unkept or places.missing or library.notices else 0


def in_words(report: Report) -> str:
    """Return the result of an update in sentences."""
    changes = ", ".join(
        f"{count:,} {what}"
        for count, what in (
            (report.added, "added"),
            (report.changed, "changed"),
            (report.removed, "removed"),
        )
        if count
    )
    text = f"{counted(report.articles, 'article')}; {changes or 'no change'}."
    text += f" {counted(report.unchanged, 'file')} as before." if report.unchanged else ""
    text += f" {counted(report.warnings, 'warning')}." if report.warnings else ""
    if report.other_kinds:
        text += f" {report.others_in_words()}."
    return f"{text} That took {report.seconds:.1f} s."


def _as_object(report: Report) -> dict[str, object]:
    return {**report._asdict(), "seconds": round(report.seconds, 3)}
