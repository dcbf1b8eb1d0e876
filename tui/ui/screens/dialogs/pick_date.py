"""The date picker: a calendar that shows how many articles each day has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.library.query import Days
from tui.resources import styles
from tui.ui.common.key_bindings import Hint, HintLine
from tui.ui.filters.calendar import Calendar, column_width
from tui.ui.filters.calendar_month import (
    articles_in_words,
    days_in_words,
    month_of,
    read_days,
    year_of,
)
from tui.ui.screens.dialogs.dialog import Dialog

_HINTS: tuple[Hint, ...] = (
    (("pick_date.choose",), "day"),
    (("pick_date.month",), "month"),
    (("pick_date.year",), "year"),
    (("pick_date.range",), "range"),
    (("pick_date.all",), "all"),
    (("pick_date.type",), "type"),
    (("pick_date.cancel",), "cancel"),
    (("pick_date.month_before", "pick_date.month_after"), "turn"),
    (("pick_date.today",), "today"),
)
_RANGE_HINTS: tuple[Hint, ...] = (
    (("pick_date.choose",), "choose the range"),
    (("pick_date.range",), "drop"),
    (("pick_date.cancel",), "cancel"),
)
_TYPED_HINTS: tuple[Hint, ...] = (
    (("pick_date.choose",), "choose"),
    (("pick_date.cancel",), "back to the calendar"),
)

_AROUND_DAYS = 6
"""Cells of the dialog's border and padding."""
_HINTS_WIDTH = 50
"""Cells for the hints that must not be left out."""


@dataclass(frozen=True, slots=True)
class DaysChosen:
    """What was picked."""

    days: Days | None
    """None takes the filter off."""


class PickDate(Dialog[DaysChosen]):
    """Picks a day, a month, a year or a range; its result is None when cancelled."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [*Dialog.CSS_PATH, styles() / "calendar.tcss"]
    AUTO_FOCUS = "#calendar"

    BINDINGS: ClassVar[list[BindingType]] = [
        # These two come before the keys of the line where a date is typed.
        Binding("enter", "choose", "Choose", id="pick_date.choose", priority=True),
        Binding("escape", "cancel", "Cancel", id="pick_date.cancel", priority=True),
        Binding("m", "month", "The whole month", id="pick_date.month"),
        Binding("y", "year", "The whole year", id="pick_date.year"),
        Binding("a", "all", "All dates", id="pick_date.all"),
        Binding("slash,colon", "type", "Type a date", id="pick_date.type"),
    ]

    def __init__(
        self,
        counts: Mapping[date, int],
        chosen: Days | None,
        today: date,
        near: date | None = None,
    ) -> None:
        """Make the picker.

        Args:
            counts: How many articles each day has; days without any may be missing.
            chosen: What is filtered by now; None for all dates.
            today: The present day.
            near: The day to begin at while no days are chosen; None for the newest article's.
        """
        super().__init__()
        self._near = near
        self._counts = counts
        self._chosen = chosen
        self._today = today
        self._typing = False
        """Whether the line where a date is typed is open."""

    def compose(self) -> ComposeResult:
        """Make the calendar, the line that says what is chosen, and the hints."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Date"
            dialog.styles.width = _dialog_width(self.app.size.width)
            yield Calendar(self._counts, self._chosen, self._today, self._near, id="calendar")
            yield Static(id="date-choice")
            with Horizontal(id="date-typing"):
                yield Static(Content("Date "), id="date-label")
                yield Input(
                    placeholder="2021-03-29, 2021-03, 2021-03..2021-06",
                    id="date-typed",
                    classes="dialog-field",
                    compact=True,
                    select_on_focus=False,  # The digit that opened the line stays.
                )
            yield HintLine(_HINTS, id="date-hints")

    def on_mount(self) -> None:
        """Show what Enter would choose."""
        self.query_one("#date-typing").visible = False
        self._say(self._calendar.marked)

    def on_resize(self, event: events.Resize) -> None:
        """Make the dialog as wide as the days are."""
        self.query_one(".dialog").styles.width = _dialog_width(event.size.width)

    @property
    def _calendar(self) -> Calendar:
        return self.query_one(Calendar)

    @property
    def _typed(self) -> Input:
        return self.query_one(Input)

    # -- what happened

    def on_calendar_days_marked(self, event: Calendar.DaysMarked) -> None:
        """Show what Enter would choose."""
        event.stop()
        if not self._typing:
            self._say(event.days)
            self._hint()

    def on_calendar_days_picked(self, event: Calendar.DaysPicked) -> None:
        """Take what was chosen with the mouse."""
        event.stop()
        self.dismiss(DaysChosen(event.days))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Go to what is typed, as far as it can be understood already."""
        event.stop()
        if self._typing:
            self._follow(event.value)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click into the calendar ends the typing."""
        if self._typing and event.widget is self._calendar:
            self._close_line()

    def on_key(self, event: events.Key) -> None:
        """A digit starts a typed date."""
        if not self._typing and event.character and event.character in "0123456789":
            event.stop()
            self._open_line(event.character)

    def on_click(self, event: events.Click) -> None:
        """Leave when the click was beside the dialog; choose by the line that says what."""
        if event.widget is self:
            self.dismiss(None)
        elif event.widget is not None and event.widget.id == "date-choice":
            self.action_choose()

    # -- commands

    def action_choose(self) -> None:
        """Take what is typed, else what is marked."""
        if self._typing:
            self._choose_typed()
        else:
            self.dismiss(DaysChosen(self._calendar.marked))

    def action_cancel(self) -> None:
        """Go back from the typed date, else leave without a change."""
        if self._typing:
            self._calendar.focus()
        else:
            self.dismiss(None)

    def action_month(self) -> None:
        """Take the month."""
        self.dismiss(DaysChosen(month_of(self._calendar.cursor)))

    def action_year(self) -> None:
        """Take the year."""
        self.dismiss(DaysChosen(year_of(self._calendar.cursor)))

    def action_all(self) -> None:
        """Take the filter off."""
        self.dismiss(DaysChosen(None))

    def action_type(self) -> None:
        """Open the line where a date is typed."""
        self._open_line("")

    # -- the typed date

    def _open_line(self, text: str) -> None:
        self._typing = True
        self.query_one("#date-typing").visible = True
        self._typed.value = text
        self._typed.cursor_position = len(text)
        self._typed.focus()
        self._follow(text)
        self._hint()

    def _close_line(self) -> None:
        self._typing = False
        self.query_one("#date-typing").visible = False
        self._calendar.preview = None
        self._say(self._calendar.marked)
        self._hint()

    def _follow(self, text: str) -> None:
        """Show the days that are typed, where they are whole already."""
        try:
            days = read_days(text, self._today)
        except ValueError:
            self._calendar.preview = None
            self._say_words("")
        else:
            self._calendar.go_to(days.first or days.last or self._today)
            self._calendar.preview = days
            self._say(days)

    def _choose_typed(self) -> None:
        try:
            days = read_days(self._typed.value, self._today)
        except ValueError as error:
            self._say_words(str(error), is_error=True)
        else:
            self.dismiss(DaysChosen(days))

    # -- words

    def _say(self, days: Days) -> None:
        count = self._calendar.counts.within(days)
        self._say_words(f"{days_in_words(days)} · {articles_in_words(count)}")

    def _say_words(self, words: str, is_error: bool = False) -> None:
        line = self.query_one("#date-choice", Static)
        line.set_class(is_error, "-error")
        line.update(Content(words))

    def _hint(self) -> None:
        in_range = self._calendar.range_start is not None
        hints = _TYPED_HINTS if self._typing else _RANGE_HINTS if in_range else _HINTS
        self.query_one(HintLine).show(hints)


def _dialog_width(width: int) -> int:
    """Return the cells of the dialog on a screen that is so wide."""
    days = column_width(width - _AROUND_DAYS - 2) * 7 - 1
    return max(days, _HINTS_WIDTH) + _AROUND_DAYS
