from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.ui.picking import PickerHost
from tests.unit.ui.filters.test_category_rows import tallies
from tui.articles.article import CategoryPath
from tui.library.query import Days, Grouping, Query
from tui.library.values import Notes, Tallies
from tui.ui.screens.dialogs.edit_notes import EditNotes
from tui.ui.screens.dialogs.pick_category import PickCategory
from tui.ui.screens.dialogs.pick_date import PickDate
from tui.ui.screens.dialogs.query_dialogs import PickQuery, SavedQuery

SnapCompare = Callable[..., bool]

SIZES = [("textual-dark", (80, 24)), ("textual-light", (60, 24))]

CATEGORIES: dict[CategoryPath, int] = {
    ("金融",): 12345,
    ("金融", "新浪财经"): 9000,
    ("金融", "新浪财经", "新浪财经－國内"): 4012,
    ("金融", "新浪财经", "国际与港澳台以及其他地区的新闻汇总，一个很长的名字"): 3000,
    ("world",): 8211,
    ("world", "economy"): 7000,
    ("world", "Ａｆｒｉｃａ"): 700,
    (): 312,
}

QUERIES = [
    SavedQuery("Software in Nanjing", 'category:/金融 "南京" date:2021'),
    SavedQuery("一个很长的名字，长得放不下，还要再长一点", "title:茶 is:unread"),
    SavedQuery("Bad", "date:soon", "“soon” is no date: write 2021, 2021-03 or 2021-03-29."),
]

DAYS = {date(2021, 3, 1) + timedelta(days=n): n * n % 17 * 3 for n in range(30)} | {
    date(2021, 3, 16): 1345
}


def picker(query: Query) -> PickCategory:
    counted: dict[Grouping, Tallies] = {
        "category": tallies(CATEGORIES, 36012),
        "tag": tallies({("茶",): 3012, ("read it later",): 20, ("Ａ",): 2, (): 5}, 36012),
    }
    return PickCategory(counted, query)


@pytest.mark.parametrize(("theme", "size"), SIZES)
def test_tags(snap_compare: SnapCompare, theme: str, size: tuple[int, int]) -> None:
    app = PickerHost(picker(Query(tag="茶")), theme)
    assert snap_compare(app, terminal_size=size, press=["tab"])


@pytest.mark.parametrize(("theme", "size"), SIZES)
def test_categories(snap_compare: SnapCompare, theme: str, size: tuple[int, int]) -> None:
    chosen = ("金融", "新浪财经", "新浪财经－國内")
    app = PickerHost(picker(Query(category=chosen)), theme)
    assert snap_compare(app, terminal_size=size)


@pytest.mark.parametrize(("theme", "size"), SIZES)
def test_filtered_categories(snap_compare: SnapCompare, theme: str, size: tuple[int, int]) -> None:
    app = PickerHost(picker(Query()), theme)
    assert snap_compare(app, terminal_size=size, press=["新"])


def test_saved_queries(snap_compare: SnapCompare) -> None:
    app = PickerHost(PickQuery(QUERIES), "textual-light")
    assert snap_compare(app, terminal_size=(60, 24), press=["down"])


@pytest.mark.parametrize(("theme", "size"), SIZES)
def test_calendar(snap_compare: SnapCompare, theme: str, size: tuple[int, int]) -> None:
    chosen = Days(date(2021, 3, 9), date(2021, 3, 18))
    app = PickerHost(PickDate(DAYS, chosen, date(2021, 3, 29)), theme)
    assert snap_compare(app, terminal_size=size)


@pytest.mark.parametrize(("theme", "size"), SIZES)
def test_typed_date(snap_compare: SnapCompare, theme: str, size: tuple[int, int]) -> None:
    app = PickerHost(PickDate(DAYS, None, date(2021, 3, 29)), theme)
    assert snap_compare(app, terminal_size=size, press=[*"2021-02-30", "enter"])


def test_note_and_labels(snap_compare: SnapCompare) -> None:
    notes = Notes("近日，工业和信息化部对25个先进制造业集群\n\nRead it again.", ("later", "茶"))
    app = PickerHost(EditNotes("先进制造业集群名单公布", notes, notes), "textual-light")
    assert snap_compare(app, terminal_size=(60, 24), press=["tab"])
