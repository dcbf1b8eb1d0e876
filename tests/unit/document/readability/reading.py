"""The text that newsreader sets of a page, without the labels that it adds to pictures."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from tests.unit.document.layout.laying_out import lay_out
from tui.document.html.from_html import from_html
from tui.document.model import Line, Setting

WIDTH = 76


def lines_of(html: str) -> list[Line]:
    """Return the lines of a page."""
    return list(lay_out(from_html(html), Setting(WIDTH, cell_len)))


def text_of(lines: Iterable[Line], formulas: bool = False) -> str:
    """Return the article's own text in lines: words that were cut are whole again.

    What the layout adds (markers, bars, rules) is left out, and so are the words for
    pictures and media that no browser shows: a picture's caption stays.

    Args:
        lines: in which to look.
        formulas: whether to return the text of formulas, instead of all other text.
    """
    found: dict[int, list[tuple[int, str]]] = {}
    for line in lines:
        for run in line.runs:
            label = {"image", "media"} & run.roles and "caption" not in run.roles
            if run.start is not None and not label and ("formula" in run.roles) == formulas:
                found.setdefault(line.paragraph, []).append((run.start, run.text))
    return "\n".join(_joined(sorted(pieces)) for _, pieces in sorted(found.items()))


def _joined(pieces: Sequence[tuple[int, str]]) -> str:
    """Return pieces of one text put together, a space where there is a gap between two."""
    text = ""
    end = 0
    for start, piece in pieces:
        text += " " + piece if start > end else piece
        end = start + len(piece)
    return text


def in_order(first: Sequence[bytes], second: Sequence[bytes]) -> int:
    """Return how many things two sequences have in common, in order (Myers, 1986).

    It takes time for each difference, little for what is the same.
    """
    furthest = {1: 0}
    for edits in range(len(first) + len(second) + 1):
        for diagonal in range(-edits, edits + 1, 2):
            down = diagonal == -edits or (
                diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1]
            )
            at = furthest[diagonal + 1] if down else furthest[diagonal - 1] + 1
            other = at - diagonal
            while at < len(first) and other < len(second) and first[at] == second[other]:
                at += 1
                other += 1
            furthest[diagonal] = at
            if at >= len(first) and other >= len(second):
                return (len(first) + len(second) - edits) // 2
    return 0
