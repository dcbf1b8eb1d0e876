"""Text cut and padded by the terminal's cells, so that no wide character is halved."""

from rich.cells import cell_len, chop_cells

ELLIPSIS = "…"


_LONGEST = 8
"""No grapheme of real text is longer than so many code points."""


def cut(text: str, width: int) -> str:
    """Return `text`, or as much of it as fits in `width` cells with an ellipsis after it."""
    if width <= 0:
        return ""
    if len(text) <= width * _LONGEST and cell_len(text) <= width:
        return text
    room = width - cell_len(ELLIPSIS)
    return (_beginning(text, room).rstrip() if room > 0 else "") + ELLIPSIS


def _beginning(text: str, room: int) -> str:
    """Return the whole graphemes at the beginning of a text that fit in `room` cells."""
    head = text[: room + 1]
    if head.isascii() and head.isprintable():
        return head[:room]
    # To look for the graphemes of all that might fit would mostly take several times as long.
    head = text[: room + _LONGEST]
    lines = chop_cells(head, room)
    if not lines or len(head) - len(lines[0]) < _LONGEST:
        lines = chop_cells(text[: (room + 1) * _LONGEST], room)
    return lines[0] if lines else ""


def cut_middle(text: str, width: int) -> str:
    """Return `text`, or its beginning and its end in `width` cells with an ellipsis between.

    An address is known by both.
    """
    if width <= 0 or cell_len(text) <= width:
        return text if width > 0 else ""
    room = width - cell_len(ELLIPSIS)
    tail, cells = len(text), 0
    while tail and cells + cell_len(text[tail - 1]) <= room // 3:
        tail -= 1
        cells += cell_len(text[tail])
    return cut(text[:tail], width - cells).removesuffix(ELLIPSIS) + ELLIPSIS + text[tail:]


def pad(text: str, width: int) -> str:
    """Return `text` cut and filled with spaces to exactly `width` cells."""
    fitting = cut(text, width)
    return fitting + " " * (width - cell_len(fitting))


def cut_path(levels: tuple[str, ...], width: int) -> str:
    """Return a category path in `width` cells; the outer levels go first where room is short."""
    whole = " › ".join(levels)
    if cell_len(whole) <= width:
        return whole
    for first in range(1, len(levels)):
        shorter = f"{ELLIPSIS} › " + " › ".join(levels[first:])
        if cell_len(shorter) <= width:
            return shorter
    return cut(levels[-1] if levels else "", width)


def cut_folders(path: str, width: int) -> str:
    """Return a file's path in `width` cells; the outer folders go first where room is short.

    Words before the path (`standard input and /a/b`) stay as long as its last name fits beside
    them.
    """
    if cell_len(path) <= width:
        return path
    words = path[: path.rfind(" ", 0, path.find("/") + 1) + 1]
    for before in dict.fromkeys((words, "")):
        for at in (at for at, sign in enumerate(path) if sign == "/" and at > len(before)):
            if cell_len(shorter := f"{before}{ELLIPSIS}{path[at:]}") <= width:
                return shorter
    return cut_middle(path[path.rfind("/") + 1 :], width)


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text, none wider than `width` cells; it may hold line breaks."""
    from tui.document.layout.line_breaks import fill

    lines: list[str] = []
    for line in text.split("\n"):
        spans = fill(line, 0, len(line), max(1, width), cell_len)
        lines += [line[start:end] for start, end in spans] or [""]
    return lines


def percent(share: float) -> str:
    """Return a share, 0 to 1, in words: `12 %`."""
    return f"{share:.0%}".replace("%", " %")
