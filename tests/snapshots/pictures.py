"""Pictures of the screen as text: its lines, and below them the colours of their characters."""

from itertools import groupby
from string import ascii_letters

from rich.style import Style
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.app import App


class PictureExtension(SingleFileSnapshotExtension):
    """Keeps each set of pictures in a file of its own, as text that a review can read."""

    _file_extension = "txt"
    _write_mode = WriteMode.TEXT


def picture(app: App[None], heading: str) -> str:
    """Return what is on the screen: a heading, the lines, their colours, and a list of these.

    A line of colours has a letter for each run of a style, and its length: `a24b3`. A letter
    stands for one style in one picture only.
    """
    letters: dict[str, str] = {}
    lines, colours = [], []
    for strip in app.screen._compositor.render_strips():
        lines.append(strip.text.rstrip())
        styles = [
            (in_words(segment.style), segment.cell_length)
            for segment in strip
            if segment.cell_length
        ]
        runs = ""
        for words, run in groupby(styles, key=lambda each: each[0]):
            letter = letters.setdefault(words, ascii_letters[len(letters)])
            runs += f"{letter}{sum(cells for _, cells in run)}"
        colours.append(runs)
    legend = [f"{letter} = {words}" for words, letter in letters.items()]
    return "\n".join([f"== {heading}", *lines, "-- colours", *colours, *legend, ""])


def in_words(style: Style | None) -> str:
    """Return the looks of a style, without what a click on it does."""
    return str(style.clear_meta_and_links()) if style else ""
