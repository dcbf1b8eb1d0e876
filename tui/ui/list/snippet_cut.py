"""A snippet cut by the terminal's cells, so that its best match stays in sight."""

from rich.cells import cell_len

from tui.library.search.snippets import ELLIPSIS, Snippet, word_end, word_start
from tui.ui.common.cells import cut

_LONG_WORD = 12
"""The most characters that may be given up at the end so that the last word is whole."""


def cut_snippet(snippet: Snippet, width: int) -> Snippet:
    """Return as much of a snippet as fits in `width` cells, with an ellipsis for the rest.

    A quarter of the room is for the text before the match; more where less follows it.
    """
    text, matches, first = snippet
    if width <= 0:
        return Snippet()
    if cell_len(text) <= width:
        return snippet
    room = width - 2 * len(ELLIPSIS)
    if room <= 0:
        return Snippet(ELLIPSIS)
    start = _start(text, first, max(room // 4, room - cell_len(text[first:]) + 1))
    lead = ELLIPSIS if start else ""
    shift = len(lead) - start
    left = width - len(lead)
    end = len(text)
    if cell_len(text[start:]) > left:
        end = start + len(cut(text[start:], left).removesuffix(ELLIPSIS))
        last = next((to for _, to in matches if to > first), first)
        end = word_end(text, end, max(last, end - _LONG_WORD)) if last < end else end
    shown = text[start:end].rstrip() + (ELLIPSIS if end < len(text) else "")
    return Snippet(
        lead + shown,
        tuple(
            (max(from_, start) + shift, min(to, end) + shift)
            for from_, to in matches
            if to > start and from_ < end
        ),
        first + shift,
    )


def _start(text: str, first: int, before: int) -> int:
    """Return the start that leaves at most `before` cells in front of the match."""
    if cell_len(text[:first]) <= before:
        return 0
    earliest, cells = first, 0
    while earliest and cells + cell_len(text[earliest - 1]) <= before:
        earliest -= 1
        cells += cell_len(text[earliest])
    return word_start(text, earliest, first)
