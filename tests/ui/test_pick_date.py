from datetime import date, timedelta

import pytest
from textual.widgets import Input

from tests.ui.picking import PickerHost
from tui.library.query import Days
from tui.ui.common.key_bindings import HintLine
from tui.ui.filters.calendar import Calendar
from tui.ui.screens.dialogs.pick_date import DaysChosen, PickDate

Host = PickerHost[DaysChosen]

TODAY = date(2021, 4, 2)
NEWEST = date(2021, 3, 29)
COUNTS = {
    date(2019, 12, 31): 1,
    date(2021, 2, 27): 1004,
    date(2021, 3, 1): 3,
    date(2021, 3, 28): 7,
    NEWEST: 12,
}


def host(chosen: Days | None = None, counts: dict[date, int] | None = None) -> Host:
    return Host(PickDate(COUNTS if counts is None else counts, chosen, TODAY))


def calendar(app: Host) -> Calendar:
    return app.screen.query_one(Calendar)


def line(app: Host, selector: str) -> str:
    widget = app.screen.query_one(selector)
    return widget.render_line(0).text.strip()


def shown(app: Host) -> list[str]:
    return [calendar(app).render_line(y).text.rstrip() for y in range(calendar(app).size.height)]


def place(app: Host, day: date) -> tuple[int, int]:
    """Return a cell of a day, within the calendar."""
    title, *_ = shown(app)
    assert f"{day:%B %Y}" in title
    offset = day.replace(day=1).weekday() + day.day - 1
    column = (calendar(app).size.width + 1) // 7
    return min(column, 12) * (offset % 7) + 2, 2 + offset // 7 * 2


def only(day: date) -> Days:
    return Days(day, day)


async def test_it_opens_on_the_day_it_is_given_unless_days_are_chosen() -> None:
    for chosen, at in ((None, date(2021, 2, 27)), (only(NEWEST), NEWEST)):
        app = Host(PickDate(COUNTS, chosen, TODAY, date(2021, 2, 27)))
        async with app.run_test():
            assert calendar(app).cursor == at


@pytest.mark.parametrize(
    ("keys", "days"),
    [
        ("enter", only(NEWEST)),
        ("left enter", only(date(2021, 3, 28))),
        ("h enter", only(date(2021, 3, 28))),
        ("right enter", only(date(2021, 3, 30))),
        ("l l l enter", only(date(2021, 4, 1))),
        ("up enter", only(date(2021, 3, 22))),
        ("k enter", only(date(2021, 3, 22))),
        ("down enter", only(date(2021, 4, 5))),
        ("j enter", only(date(2021, 4, 5))),
        ("pageup enter", only(date(2021, 2, 28))),
        ("[ enter", only(date(2021, 2, 28))),
        ("pagedown enter", only(date(2021, 4, 29))),
        ("] enter", only(date(2021, 4, 29))),
        ("{ enter", only(date(2020, 3, 29))),
        ("shift+pageup enter", only(date(2020, 3, 29))),
        ("} enter", only(date(2022, 3, 29))),
        ("shift+pagedown enter", only(date(2022, 3, 29))),
        ("home enter", only(date(2019, 12, 31))),
        ("home end enter", only(NEWEST)),
        ("t enter", only(TODAY)),
        ("m", Days(date(2021, 3, 1), date(2021, 3, 31))),
        ("y", Days(date(2021, 1, 1), date(2021, 12, 31))),
        ("v left left enter", Days(date(2021, 3, 27), NEWEST)),
        ("space down enter", Days(NEWEST, date(2021, 4, 5))),
        ("v left v enter", only(date(2021, 3, 28))),
        ("a", None),
    ],
)
async def test_keys_choose(keys: str, days: Days | None) -> None:
    names = {
        "[": "left_square_bracket",
        "]": "right_square_bracket",
        "{": "left_curly_bracket",
        "}": "right_curly_bracket",
    }
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*(names.get(key, key) for key in keys.split()))
        await pilot.pause()
        assert app.results == [DaysChosen(days)]


@pytest.mark.parametrize("keys", ["escape", "left escape", "v left escape", "/ escape escape"])
async def test_escape_changes_nothing(keys: str) -> None:
    app = host(only(NEWEST))
    async with app.run_test() as pilot:
        await pilot.press(*keys.replace("/", "slash").split())
        await pilot.pause()
        assert app.results == [None]


@pytest.mark.parametrize(
    ("chosen", "cursor"),
    [
        (None, NEWEST),
        (Days(date(2020, 5, 3), date(2020, 6, 4)), date(2020, 6, 4)),
        (Days(date(2020, 5, 3), None), date(2020, 5, 3)),
        (Days(None, date(2020, 5, 3)), date(2020, 5, 3)),
        (Days(), NEWEST),
    ],
)
async def test_it_opens_on_what_is_chosen_else_on_the_newest(
    chosen: Days | None, cursor: date
) -> None:
    app = host(chosen)
    async with app.run_test():
        assert calendar(app).cursor == cursor


async def test_without_dates_it_opens_today() -> None:
    app = host(counts={})
    async with app.run_test() as pilot:
        assert line(app, "#date-choice") == "2 April 2021 · no articles"
        await pilot.press("home", "end", "enter")
        await pilot.pause()
        assert app.results == [DaysChosen(only(TODAY))]


async def test_the_month_in_words_with_its_counts() -> None:
    app = host()
    async with app.run_test(size=(80, 24)):
        lines = shown(app)
        assert lines[0].split() == ["‹", "March", "2021", "›", "22", "articles"]
        assert lines[1].split() == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        assert lines[2].split() == ["1", "2", "3", "4", "5", "6", "7"]
        assert lines[3].split() == ["3"]
        assert lines[10].split() == ["▸", "29", "30", "31"]
        assert lines[11].split() == ["12"]
        # A count stands right below its day.
        assert lines[2].index("1") == lines[3].index("3")


async def test_a_wide_calendar_has_whole_names() -> None:
    app = host()
    async with app.run_test(size=(120, 40)):
        assert "Wednesday" in shown(app)[1]


async def test_the_line_says_what_enter_would_choose() -> None:
    app = host()
    async with app.run_test() as pilot:
        assert line(app, "#date-choice") == "29 March 2021 · 12 articles"
        await pilot.press("left", "left")
        assert line(app, "#date-choice") == "27 March 2021 · no articles"
        await pilot.press("v", "pageup")
        assert line(app, "#date-choice") == "27 February to 27 March 2021 · 1,007 articles"
        await pilot.press("home", "v")
        assert line(app, "#date-choice") == "31 December 2019 · 1 article"


async def test_a_range_is_marked_without_colours_too() -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "v", "right", "right")
        assert shown(app)[8].split()[:6] == ["•", "22", "•", "23", "▸", "24"]


@pytest.mark.parametrize(
    ("keys", "days"),
    [
        ("/2021-03", Days(date(2021, 3, 1), date(2021, 3, 31))),
        (":2021-03..2021-06", Days(date(2021, 3, 1), date(2021, 6, 30))),
        ("2020", Days(date(2020, 1, 1), date(2020, 12, 31))),
        ("2020-02-29", only(date(2020, 2, 29))),
        ("/7d", Days(TODAY - timedelta(days=6), TODAY)),
        ("/today", only(TODAY)),
        ("/..2020", Days(None, date(2020, 12, 31))),
    ],
)
async def test_a_date_can_be_typed(keys: str, days: Days) -> None:
    app = host()
    async with app.run_test() as pilot:
        await pilot.press(*keys, "enter")
        await pilot.pause()
        assert app.results == [DaysChosen(days)]


async def test_what_is_typed_is_shown_at_once() -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"2021-02")
        assert line(app, "#date-choice") == "February 2021 · 1,004 articles"
        assert "February 2021" in shown(app)[0]
        assert "back to the calendar" in line(app, "#date-hints")


async def test_a_bad_date_is_said_and_can_be_mended() -> None:
    app = host()
    async with app.run_test() as pilot:
        await pilot.press(*"2021-02-30", "enter")
        assert line(app, "#date-choice") == "February 2021 has no day 30"
        assert app.results == []
        await pilot.press("backspace", "backspace", *"28", "enter")
        await pilot.pause()
        assert app.results == [DaysChosen(only(date(2021, 2, 28)))]


async def test_an_empty_line_says_what_can_be_typed() -> None:
    app = host()
    async with app.run_test() as pilot:
        await pilot.press("slash", "enter")
        assert line(app, "#date-choice").startswith("Type a date")
        assert app.results == []


async def test_escape_goes_back_from_the_line_to_the_calendar() -> None:
    app = host()
    async with app.run_test() as pilot:
        await pilot.press(*"2021-02-30", "enter", "escape")
        assert app.focused is calendar(app)
        assert not app.screen.query_one("#date-typing").visible
        assert "articles" in line(app, "#date-choice")
        await pilot.press("t", "enter")
        await pilot.pause()
        assert app.results == [DaysChosen(only(TODAY))]


async def test_letters_are_typed_while_the_line_is_open() -> None:
    app = host()
    async with app.run_test() as pilot:
        await pilot.press("slash", *"mayhatv")
        assert app.screen.query_one(Input).value == "mayhatv"
        assert app.results == []


async def test_a_click_moves_and_a_double_click_chooses() -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        day = date(2021, 3, 10)
        await pilot.click(Calendar, offset=place(app, day))
        assert calendar(app).cursor == day
        assert app.results == []
        await pilot.click(Calendar, offset=place(app, day), times=2)
        await pilot.pause()
        assert app.results == [DaysChosen(only(day))]


async def test_every_day_can_be_clicked_on_both_of_its_lines() -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        for number in (1, 7, 8, 17, 28, 31):
            x, y = place(app, date(2021, 3, number))
            await pilot.click(Calendar, offset=(x + 3, y + 1))
            assert calendar(app).cursor == date(2021, 3, number)
        # Below the last week, and in a day of the next month.
        await pilot.click(Calendar, offset=(3, calendar(app).size.height - 1))
        await pilot.click(Calendar, offset=(x + 12, y))
        assert calendar(app).cursor == date(2021, 3, 31)


async def test_a_drag_marks_a_range_and_the_line_chooses_it() -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.mouse_down(Calendar, offset=place(app, date(2021, 3, 3)))
        await pilot.hover(Calendar, offset=place(app, date(2021, 3, 17)))
        await pilot.mouse_up(Calendar, offset=place(app, date(2021, 3, 17)))
        assert line(app, "#date-choice").startswith("3 to 17 March 2021")
        await pilot.click("#date-choice", offset=(3, 0))
        await pilot.pause()
        assert app.results == [DaysChosen(Days(date(2021, 3, 3), date(2021, 3, 17)))]


async def test_a_press_after_a_drag_starts_anew() -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.mouse_down(Calendar, offset=place(app, date(2021, 3, 3)))
        await pilot.hover(Calendar, offset=place(app, date(2021, 3, 17)))
        await pilot.mouse_up(Calendar, offset=place(app, date(2021, 3, 17)))
        await pilot.click(Calendar, offset=place(app, date(2021, 3, 24)))
        assert calendar(app).marked == only(date(2021, 3, 24))


async def test_a_click_ends_a_range_that_a_key_started() -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await pilot.click(Calendar, offset=place(app, date(2021, 3, 10)))
        assert calendar(app).marked == Days(date(2021, 3, 10), NEWEST)


async def test_the_title_chooses_the_month_and_its_arrows_turn_it() -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(Calendar, offset=(0, 0))
        assert calendar(app).cursor == date(2021, 2, 28)
        await pilot.click(Calendar, offset=(shown(app)[0].index("›"), 0))
        assert calendar(app).cursor == date(2021, 3, 28)
        await pilot.click(Calendar, offset=(5, 0))
        await pilot.pause()
        assert app.results == [DaysChosen(Days(date(2021, 3, 1), date(2021, 3, 31)))]


async def test_the_wheel_changes_the_month() -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot._post_mouse_events([_scroll("up")], Calendar, (5, 5))
        assert "February 2021" in shown(app)[0]
        await pilot._post_mouse_events([_scroll("down")] * 2, Calendar, (5, 5))
        assert "April 2021" in shown(app)[0]


def _scroll(way: str) -> type:
    from textual import events

    return events.MouseScrollUp if way == "up" else events.MouseScrollDown


async def test_a_click_into_the_calendar_ends_the_typing() -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"2021-03")
        await pilot.click(Calendar, offset=place(app, date(2021, 3, 9)))
        await pilot.pause()
        assert not app.screen.query_one("#date-typing").visible
        assert line(app, "#date-choice").startswith("9 March 2021")
        await pilot.press("enter")
        await pilot.pause()
        assert app.results == [DaysChosen(only(date(2021, 3, 9)))]


async def test_a_click_beside_the_dialog_leaves() -> None:
    app = host()
    async with app.run_test() as pilot:
        await pilot.click(offset=(0, 0))
        await pilot.pause()
        assert app.results == [None]


async def test_hints_can_be_clicked() -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        text = app.screen.query_one(HintLine).render_line(0).text
        await pilot.click(HintLine, offset=(text.index("range"), 0))
        assert "choose the range" in line(app, "#date-hints")
        await pilot.press("v")
        await pilot.click(HintLine, offset=(text.index("all"), 0))
        await pilot.pause()
        assert app.results == [DaysChosen(None)]


async def test_keys_can_be_rebound_and_the_hints_follow() -> None:
    app = host()
    app.set_keymap({"pick_date.month": "f5", "pick_date.day_before": "b"})
    async with app.run_test() as pilot:
        assert "f5 month" in line(app, "#date-hints").lower()
        await pilot.press("b", "f5")
        await pilot.pause()
        assert app.results == [DaysChosen(Days(date(2021, 3, 1), date(2021, 3, 31)))]


async def test_the_ends_of_time_are_no_trap() -> None:
    app = host(counts={date.min: 1, date.max: 1})
    async with app.run_test() as pilot:
        await pilot.press("home", "left", "up", "pageup", "left_curly_bracket")
        assert calendar(app).cursor == date.min
        await pilot.press("end", "right", "down", "pagedown", "right_curly_bracket")
        assert calendar(app).cursor == date.max
        await pilot.press("v", "home", "enter")
        await pilot.pause()
        assert app.results == [DaysChosen(Days(date.min, date.max))]


@pytest.mark.parametrize("size", [(60, 24), (80, 24), (120, 40), (200, 50)])
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
async def test_it_fits_every_terminal(size: tuple[int, int], theme: str) -> None:
    app = Host(PickDate(COUNTS, None, TODAY), theme)
    async with app.run_test(size=size) as pilot:
        await pilot.press("slash")
        await pilot.pause()
        dialog = app.screen.query_one(".dialog").region
        assert app.screen.region.contains_region(dialog)
        for selector in ("#calendar", "#date-choice", "#date-typing", "#date-hints"):
            region = app.screen.query_one(selector).region
            assert dialog.contains_region(region) and region.height
        assert calendar(app).size.height >= 14
        assert "Sun" in shown(app)[1]


async def test_the_cursor_is_seen_without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Host(PickDate(COUNTS, None, TODAY), "ansi-dark")
    async with app.run_test(size=(80, 24)):
        reversed_ = [
            segment.text.strip()
            for segment in calendar(app).render_line(10)
            if segment.style and segment.style.reverse and segment.text.strip()
        ]
        assert reversed_ == ["▸", "29"]
