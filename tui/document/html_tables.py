"""What the opening of a table and its parts does (HTML, 4.9)."""

from selectolax.lexbor import LexborNode

from tui.document.html_builder import Builder
from tui.document.html_frames import MAX_COLUMNS, CellFrame, Frame, TableFrame
from tui.document.html_opening import PART, Attributes, Enter, Opened, number_of

_MAX_ROWS = 1000
"""How far down a cell may reach. A browser allows 65,534 (HTML, 4.9.11); no table that is
read comes near, and each such cell makes every row below it wider."""


def _table(builder: Builder, _node: LexborNode, attributes: Attributes) -> Opened:
    frame = TableFrame(layout=attributes.get("role") in ("presentation", "none"))
    return (True, Builder.close_table) if builder.open(frame) else PART


def _group(builder: Builder, node: LexborNode, _attributes: Attributes) -> Opened:
    """Keep the rows of a head, a body or a foot together."""
    frame = builder.frames[-1]
    # A table that lies too deep to be one is not asked about its groups.
    if not isinstance(frame, TableFrame) or frame.grouping:
        return PART
    frame.grouping = True
    start = len(frame.rows)

    def close(builder: Builder) -> None:
        builder.part()
        frame.end_group(start, node.tag or "")

    return True, close


def _row(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    frame = builder.frames[-1]
    if isinstance(frame, TableFrame):
        frame.rows.append([])
    return PART


def _cell(builder: Builder, node: LexborNode, attributes: Attributes) -> Opened:
    align = builder.around.align
    rows = number_of(attributes.get("rowspan"))
    frame = CellFrame(
        heading=node.tag == "th",
        columns=min(max(number_of(attributes.get("colspan")) or 1, 1), MAX_COLUMNS),
        # A `rowspan` of 0 reaches to the end of its head, body or foot.
        rows=_MAX_ROWS if rows == 0 else min(max(rows or 1, 1), _MAX_ROWS),
        align=align or ("left" if (attributes.get("align") or "") == "left" else ""),
        gutter="gutter" in (attributes.get("class") or "").split(),
    )
    if not isinstance(builder.frames[-1], TableFrame) or not builder.open(frame):
        return PART
    builder.around = builder.around._replace(align="")
    return True, Builder.close_cell


def _caption(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    return (True, Builder.close_table_caption) if builder.open(Frame()) else PART


TABLES: dict[str, Enter] = {
    "table": _table,
    **dict.fromkeys(("thead", "tbody", "tfoot"), _group),
    "tr": _row,
    **dict.fromkeys(("td", "th"), _cell),
    "caption": _caption,
}
