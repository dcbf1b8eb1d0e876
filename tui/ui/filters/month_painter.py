"""The drawing of a month: its title, the days of the week, and each day with its count."""

from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.articles.date_format import DAYS
from tui.library.query import Days
from tui.ui.common.drawing import RoleStyles
from tui.ui.filters.calendar_month import (
    SHADES,
    DayCounts,
    articles_in_words,
    month_grid,
    month_in_words,
    month_of,
)

HEAD_LINES = 2
"""The lines of the title and of the days of the week."""

ROLES = (
    "title",
    "total",
    "arrow",
    "weekday",
    "count",
    "none",
    "today",
    "range",
    "cursor",
    *(f"shade-{shade}" for shade in range(1, SHADES + 1)),
)
"""The roles of the parts of a calendar."""

_WIDEST = 12
"""Cells of the widest column."""

_LONGEST_WEEKDAY = 9
"""Cells of the longest name of a day."""


@dataclass(frozen=True, slots=True)
class MonthView:
    """The state of a calendar that its drawing shows."""

    cursor: date
    """The day under the cursor, which is in the month that is drawn."""
    today: date
    marked: Days | None
    """The days that are marked, or filtered by now."""
    column: int
    """The width of a day, with the cell that parts it from the next."""
    week: int
    """The lines of a week: 2, or 3 with an empty one."""

    def day_at(self, x: int, y: int) -> date | None:
        """Return the day that is drawn at a cell; None where there is none."""
        column, line = x // self.column, y - HEAD_LINES
        weeks = month_grid(self.cursor.year, self.cursor.month)
        if column > 6 or line < 0 or line // self.week >= len(weeks):
            return None
        return weeks[line // self.week][column]

    def is_marked(self, day: date) -> bool:
        """Return whether a day is among those that are marked."""
        days = self.marked
        return days is not None and ((days.first or date.min) <= day <= (days.last or date.max))


class MonthPainter:
    """The painter of a month, in the styles of a widget."""

    def __init__(self, styles: RoleStyles, counts: DayCounts) -> None:
        """Paint in the given styles.

        Args:
            styles: The styles of `ROLES`.
            counts: How many articles each day has.
        """
        self._style = styles
        self._counts = counts

    def line(self, view: MonthView, y: int, width: int) -> Strip:
        """Draw one line of the calendar.

        Args:
            view: The state to draw.
            y: The line, from 0.
            width: The width of the calendar, in cells.
        """
        base = self._style()
        if y == 0:
            segments = self._title(view)
        elif y == 1:
            segments = self._weekdays(view.column)
        else:
            week, line = divmod(y - HEAD_LINES, view.week)
            weeks = month_grid(view.cursor.year, view.cursor.month)
            if week >= len(weeks) or line > 1:
                return Strip.blank(width, base)
            segments = [
                piece for day in weeks[week] for piece in self._day(view, day, is_count=line == 1)
            ]
        return Strip(segments).adjust_cell_length(width, base)

    def _title(self, view: MonthView) -> list[Segment]:
        base, arrow = self._style(), self._style("arrow")
        title = month_in_words(view.cursor)
        total = articles_in_words(self._counts.within(month_of(view.cursor)))
        room = view.column * 7 - 1 - cell_len(total)
        return [
            Segment("‹ ", arrow + Style(meta={"calendar": -1})),
            Segment(title, self._style("title") + Style(meta={"calendar": "title"})),
            Segment(" ›", arrow + Style(meta={"calendar": 1})),
            Segment(" " * (room - cell_len(title) - 4), base),
            Segment(total, self._style("total")),
        ]

    def _weekdays(self, column: int) -> list[Segment]:
        style = self._style("weekday")
        whole = column > _LONGEST_WEEKDAY + 1
        names = [name if whole else name[:3] for name in DAYS]
        return [Segment(f"{name:>{column - 2}}  ", style) for name in names]

    def _day(self, view: MonthView, day: date | None, is_count: bool) -> list[Segment]:
        """Return one of the two lines of a day, and the cell after it."""
        base, column = self._style(), view.column
        if day is None:
            return [Segment(" " * column, base)]
        count, at_cursor, is_marked = self._counts.of(day), day == view.cursor, view.is_marked(day)
        if at_cursor:
            roles = ["cursor"]
        elif is_marked:
            roles = ["range"]
        else:
            roles = [f"shade-{self._counts.shade(day)}"] if count else ["none"]
        if is_count and not at_cursor:
            roles.insert(0, "count")
        words = _short(count, column - 2) if is_count else str(day.day)
        head = " " * (column - 2 - len(words))
        if not is_count and (at_cursor or is_marked):
            # The mark shows without colours too.
            head = ("▸" if at_cursor else "•") + head[1:]
        style = self._style(*roles)
        is_today = day == view.today and not is_count
        number = self._style(*roles, "today") if is_today else style
        return [
            Segment(head, style),
            Segment(words, number),
            Segment(" ", style),
            Segment(" ", base),
        ]


def column_width(width: int) -> int:
    """Return the cells for a day in a calendar of a width."""
    return max(5, min(_WIDEST, (width + 1) // 7))


def _short(count: int, width: int) -> str:
    """Return a number that fits in some cells; the empty string for 0."""
    if not count:
        return ""
    exact = f"{count:,}"
    return exact if len(exact) <= width else f"{count // 1000}k"
