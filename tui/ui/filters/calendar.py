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

_WEEKS = 6
"""Every month is given as many lines, so that nothing jumps."""
_HEAD = 2
"""The lines of the title and of the days of the week."""
_ROOMY = _HEAD + _WEEKS * 3
"""From this height on, an empty line parts the weeks."""
_WIDEST = 12
"""Cells of the widest column."""
_LONGEST_WEEKDAY = 9


class CalendarFace(Widget):
    """Draws one month with a cursor on a day and a range that may be marked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "calendar--title",
        "calendar--total",
        "calendar--arrow",
        "calendar--weekday",
        "calendar--count",
        "calendar--none",
        "calendar--today",
        "calendar--range",
        "calendar--cursor",
        *(f"calendar--shade-{shade}" for shade in range(1, SHADES + 1)),
    }

    DEFAULT_CSS = """
    CalendarFace { height: auto; min-width: 35; }
    CalendarFace > .calendar--cursor { text-style: reverse; }
    CalendarFace > .calendar--today { text-style: underline; }
    """

    cursor: reactive[date] = reactive(date.today, init=False)
    """The day that the keys move."""
    range_start: reactive[date | None] = reactive[date | None](None, init=False)
    """The other end of the range that is being marked; None: there is none."""
    preview: reactive[Days | None] = reactive[Days | None](None, init=False)
    """Days to mark instead, while they are typed."""

    def __init__(
        self,
        counts: Mapping[date, int],
        chosen: Days | None,
        today: date,
        *,
        id: str | None = None,
    ) -> None:
        """Make the calendar, open on what is chosen, else on the newest articles.

        Args:
            counts: How many articles each day has.
            chosen: What is filtered by now.
            today: The present day.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._style = RoleStyles(self)
        self.counts = DayCounts(counts)
        self._today = today
        start = (chosen.last or chosen.first) if chosen else None
        self.set_reactive(CalendarFace.cursor, start or self.counts.newest(today))
        self._chosen = chosen

    @property
    def marked(self) -> Days:
        """The range that is marked, else the day under the cursor."""
        return between(self.range_start or self.cursor, self.cursor)

    def day_at(self, x: int, y: int) -> date | None:
        """Return the day that is drawn at a cell; None where there is none."""
        column, line = x // self._column, y - _HEAD
        weeks = month_grid(self.cursor.year, self.cursor.month)
        if column > 6 or line < 0 or line // self._week >= len(weeks):
            return None
        return weeks[line // self._week][column]

    # -- drawing

    @property
    def _column(self) -> int:
        """The width of a day, with the cell that parts it from the next."""
        return column_width(self.size.width)

    @property
    def _week(self) -> int:
        """The lines of a week."""
        return 3 if self.size.height >= _ROOMY else 2

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return two lines for a week, or three where the terminal is high."""
        return _ROOMY if viewport.height >= _ROOMY + 10 else _ROOMY - _WEEKS

    def notify_style_update(self) -> None:
        """Draw everything anew in the new colours."""
        super().notify_style_update()
        self._style.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, base = self.size.width, self._style()
        if y == 0:
            segments = self._title()
        elif y == 1:
            segments = self._weekdays()
        else:
            week, line = divmod(y - _HEAD, self._week)
            weeks = month_grid(self.cursor.year, self.cursor.month)
            if week >= len(weeks) or line > 1:
                return Strip.blank(width, base)
            column = self._column
            segments = [
                piece for day in weeks[week] for piece in self._day(day, column, is_count=line == 1)
            ]
        return Strip(segments).adjust_cell_length(width, base)

    def _title(self) -> list[Segment]:
        base, arrow = self._style(), self._style("calendar--arrow")
        title = month_in_words(self.cursor)
        total = articles_in_words(self.counts.within(month_of(self.cursor)))
        room = self._column * 7 - 1 - cell_len(total)
        return [
            Segment("‹ ", arrow + Style(meta={"calendar": -1})),
            Segment(title, self._style("calendar--title") + Style(meta={"calendar": "title"})),
            Segment(" ›", arrow + Style(meta={"calendar": 1})),
            Segment(" " * (room - cell_len(title) - 4), base),
            Segment(total, self._style("calendar--total")),
        ]

    def _weekdays(self) -> list[Segment]:
        style = self._style("calendar--weekday")
        column = self._column
        whole = column > _LONGEST_WEEKDAY + 1
        names = [name if whole else name[:3] for name in DAYS]
        return [Segment(f"{name:>{column - 2}}  ", style) for name in names]

    def _day(self, day: date | None, column: int, is_count: bool) -> list[Segment]:
        """Return one of the two lines of a day, and the cell after it."""
        base = self._style()
        if day is None:
            return [Segment(" " * column, base)]
        count, at_cursor, in_range = self.counts.of(day), day == self.cursor, self._in_range(day)
        if at_cursor:
            roles = ["calendar--cursor"]
        elif in_range:
            roles = ["calendar--range"]
        else:
            roles = [f"calendar--shade-{self.counts.shade(day)}"] if count else ["calendar--none"]
        if is_count and not at_cursor:
            roles.insert(0, "calendar--count")
        words = _short(count, column - 2) if is_count else str(day.day)
        head = " " * (column - 2 - len(words))
        if not is_count and (at_cursor or in_range):
            # Seen without colours too.
            head = ("▸" if at_cursor else "•") + head[1:]
        style = self._style(*roles)
        is_today = day == self._today and not is_count
        number = self._style(*roles, "calendar--today") if is_today else style
        return [
            Segment(head, style),
            Segment(words, number),
            Segment(" ", style),
            Segment(" ", base),
        ]

    def _in_range(self, day: date) -> bool:
        """Tell whether a day is in what is typed, else marked, else filtered by now."""
        days = self.preview or (self.marked if self.range_start else self._chosen)
        return days is not None and ((days.first or date.min) <= day <= (days.last or date.max))


def column_width(width: int) -> int:
    """Return the cells for a day of a calendar that is so wide."""
    return max(5, min(_WIDEST, (width + 1) // 7))


def _short(count: int, width: int) -> str:
    """Return a number that fits in so many cells; nothing for none."""
    if not count:
        return ""
    exact = f"{count:,}"
    return exact if len(exact) <= width else f"{count // 1000}k"


class Calendar(CalendarFace, can_focus=True):
    """One month to go through by keys and with the mouse."""

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
        *,
        id: str | None = None,
    ) -> None:
        """Make the calendar; the arguments are those of `CalendarFace`."""
        super().__init__(counts, chosen, today, id=id)
        self._pressed: date | None = None
        """The day on which the mouse button went down."""
        self._dragged = False
        """Whether the range was marked by the mouse: the next press takes it off."""

    # -- what is marked

    def watch_cursor(self) -> None:
        """Tell of the change."""
        self.post_message(self.DaysMarked(self.marked))

    def watch_range_start(self) -> None:
        """Tell of the change."""
        self.post_message(self.DaysMarked(self.marked))

    def go_to(self, day: date) -> None:
        """Put the cursor on a day."""
        self.preview = None
        self.cursor = day

    def action_move(self, days: int) -> None:
        """Go by so many days."""
        self.go_to(add_days(self.cursor, days))

    def action_month(self, months: int) -> None:
        """Go by so many months."""
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
        day = self.day_at(event.x, event.y)
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
        day = self.day_at(event.x, event.y)
        if day is not None and day != self.cursor:
            if self.range_start is None:
                self.range_start = self._pressed
                self._dragged = True
            self.go_to(day)

    def on_mouse_up(self) -> None:
        """Leave the range as it is marked."""
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
        elif event.chain == 2 and self.day_at(event.x, event.y) == self.cursor:
            self.post_message(self.DaysPicked(self.marked))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go to the month before."""
        event.stop()
        self.action_month(-1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go to the month after."""
        event.stop()
        self.action_month(1)
