"""A calendar of one month that shows how many articles each day has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.library.query import Days
from tui.ui.common.drawing import RoleStyles
from tui.ui.filters.calendar_month import DayCounts, add_days, add_months, between, month_of
from tui.ui.filters.month_painter import HEAD_LINES, ROLES, MonthPainter, MonthView, column_width

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
        *,
        id: str | None = None,
    ) -> None:
        """Make the calendar, open on what is chosen, else on the newest articles.

        Args:
            counts: How many articles each day has.
            chosen: The days that are filtered by now.
            today: The present day.
            id: The widget's id.
        """
        super().__init__(id=id)
        self.counts = DayCounts(counts)
        self._style = RoleStyles(self, "calendar--")
        self._painter = MonthPainter(self._style, self.counts)
        self._today = today
        self._chosen = chosen
        start = (chosen.last or chosen.first) if chosen else None
        self.set_reactive(Calendar.cursor, start or self.counts.newest(today))
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
