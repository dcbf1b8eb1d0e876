"""A calendar of one month that shows how many articles each day has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.articles.date_format import DAYS
from tui.library.query import Days
from tui.ui.common.drawing import RoleStyles
from tui.ui.filters.calendar_month import (
    SHADES,
    DayCounts,
    add_days,
    add_months,
    articles_in_words,
    between,
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


_WEEKS = 6
"""The weeks that every month has room for, so that nothing jumps."""

_ROOMY = HEAD_LINES + _WEEKS * 3
"""The height from which on an empty line parts the weeks."""


class Calendar(Widget, can_focus=True):
    """One month to go through by keys and with the mouse; days can be marked in it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"calendar--{role}" for role in ROLES}

    DEFAULT_CSS = """
    Calendar { height: auto; min-width: 35; }
    Calendar > .calendar--cursor { text-style: reverse; }
    Calendar > .calendar--today { text-style: underline; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move(-1)", "The day before", id="pick_date.day_before"),
        Binding("right,l", "move(1)", "The day after", id="pick_date.day_after"),
        Binding("up,k", "move(-7)", "The week before", id="pick_date.week_before"),
        Binding("down,j", "move(7)", "The week after", id="pick_date.week_after"),
        Binding(
            "pageup,left_square_bracket",
            "month(-1)",
            "The month before",
            id="pick_date.month_before",
        ),
        Binding(
            "pagedown,right_square_bracket",
            "month(1)",
            "The month after",
            id="pick_date.month_after",
        ),
        Binding(
            "left_curly_bracket,shift+pageup",
            "month(-12)",
            "The year before",
            id="pick_date.year_before",
        ),
        Binding(
            "right_curly_bracket,shift+pagedown",
            "month(12)",
            "The year after",
            id="pick_date.year_after",
        ),
        Binding("home", "first", "The first day with articles", id="pick_date.first"),
        Binding("end", "last", "The last day with articles", id="pick_date.last"),
        Binding("t", "today", "Today", id="pick_date.today"),
        Binding("v,space", "range", "Start a range", id="pick_date.range"),
    ]

    cursor: reactive[date] = reactive(date.today, init=False)
    """The day that the keys move."""
    range_start: reactive[date | None] = reactive[date | None](None, init=False)
    """The other end of the range that is being marked; None for no range."""
    preview: reactive[Days | None] = reactive[Days | None](None, init=False)
    """The days to mark instead, while they are typed."""

    @dataclass
    class DaysMarked(Message):
        """The cursor or the range changed."""

        days: Days

    @dataclass
    class DaysPicked(Message):
        """Days were chosen with the mouse."""

        days: Days

    def __init__(
        self,
        counts: Mapping[date, int],
        chosen: Days | None,
        today: date,
        near: date | None = None,
        *,
        id: str | None = None,
    ) -> None:
        """Make the calendar, open on what is chosen, else on a day, else on the newest articles.

        Args:
            counts: How many articles each day has.
            chosen: The days that are filtered by now.
            today: The present day.
            near: The day to open on where none is chosen.
            id: The widget's id.
        """
        super().__init__(id=id)
        self.counts = DayCounts(counts)
        self._style = RoleStyles(self, "calendar--")
        self._painter = MonthPainter(self._style, self.counts)
        self._today = today
        self._chosen = chosen
        start = (chosen.last or chosen.first) if chosen else None
        self.set_reactive(Calendar.cursor, start or near or self.counts.newest(today))
        self._pressed: date | None = None
        """The day on which the mouse button went down."""
        self._dragged = False
        """Whether the range was marked by the mouse: the next press takes it off."""

    # -- marks

    @property
    def marked(self) -> Days:
        """The range that is marked, else the day under the cursor."""
        return between(self.range_start or self.cursor, self.cursor)

    def watch_cursor(self) -> None:
        """Post the days that are marked now."""
        self.post_message(self.DaysMarked(self.marked))

    def watch_range_start(self) -> None:
        """Post the days that are marked now."""
        self.post_message(self.DaysMarked(self.marked))

    def go_to(self, day: date) -> None:
        """Put the cursor on a day."""
        self.preview = None
        self.cursor = day

    def action_move(self, days: int) -> None:
        """Move the cursor by some days."""
        self.go_to(add_days(self.cursor, days))

    def action_month(self, months: int) -> None:
        """Move the cursor by some months."""
        self.go_to(add_months(self.cursor, months))

    def action_first(self) -> None:
        """Go to the first day with articles."""
        self.go_to(self.counts.first or self.cursor)

    def action_last(self) -> None:
        """Go to the last day with articles."""
        self.go_to(self.counts.last or self.cursor)

    def action_today(self) -> None:
        """Go to the present day."""
        self.go_to(self._today)

    def action_range(self) -> None:
        """Start a range at the cursor, or drop the one that was started."""
        self.preview = None
        self.range_start = self.cursor if self.range_start is None else None
        self._dragged = False

    # -- the mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor on the day; holding the button marks a range."""
        day = self._view.day_at(event.x, event.y)
        if day is None or event.button != 1:
            return
        if self._dragged:
            self.range_start = None
            self._dragged = False
        self._pressed = day
        self.capture_mouse()
        self.go_to(day)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark from the day where the button went down to this one."""
        if self._pressed is None:
            return
        day = self._view.day_at(event.x, event.y)
        if day is not None and day != self.cursor:
            if self.range_start is None:
                self.range_start = self._pressed
                self._dragged = True
            self.go_to(day)

    def on_mouse_up(self) -> None:
        """Stop marking; the range stays."""
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Choose the month by its title, or the day by a double click."""
        if event.y == 0:
            part = event.style.meta.get("calendar")
            if part == "title":
                self.post_message(self.DaysPicked(month_of(self.cursor)))
            elif isinstance(part, int):
                self.action_month(part)
        elif event.chain == 2 and self._view.day_at(event.x, event.y) == self.cursor:
            self.post_message(self.DaysPicked(self.marked))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go to the month before."""
        event.stop()
        self.action_month(-1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go to the month after."""
        event.stop()
        self.action_month(1)

    # -- drawing

    @property
    def _view(self) -> MonthView:
        marked = self.preview or (self.marked if self.range_start else self._chosen)
        column, week = column_width(self.size.width), 3 if self.size.height >= _ROOMY else 2
        return MonthView(self.cursor, self._today, marked, column, week)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return two lines for a week, or three where the terminal is high."""
        return _ROOMY if viewport.height >= _ROOMY + 10 else _ROOMY - _WEEKS

    def notify_style_update(self) -> None:
        """Draw everything in the new colours."""
        super().notify_style_update()
        self._style.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        return self._painter.line(self._view, y, self.size.width)
