"""A calendar of one month that shows how many articles each day has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.library.query import Days
from tui.widgets.calendar_face import CalendarFace
from tui.widgets.calendar_month import add_days, add_months, month_of


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
