from collections.abc import Mapping

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets import Input

from tests.ui.picking import PickerHost
from tests.unit.ui.filters.test_category_rows import tallies
from tui.articles.article import CategoryPath
from tui.library.query import Grouping, Query
from tui.library.values import Tallies
from tui.ui.common.key_bindings import HintLine
from tui.ui.filters.category_tree import CategoryTree
from tui.ui.filters.tally_heading import TallyHeading
from tui.ui.screens.dialogs.pick_category import CategoryChosen, PickCategory

Host = PickerHost[CategoryChosen]

COUNTS: dict[CategoryPath, int] = {
    ("金融",): 12345,
    ("金融", "新浪财经"): 9000,
    ("金融", "新浪财经", "国内"): 4012,
    ("金融", "新浪财经", "国际"): 3000,
    ("world",): 8211,
    ("world", "economy"): 7000,
    (): 312,
}
# More than are shown opened from the start.
MANY = COUNTS | {("zoo", f"animal {n:02}"): 40 - n for n in range(40)} | {("zoo",): 820}


def picker(counts: Mapping[CategoryPath, int], chosen: CategoryPath | None) -> PickCategory:
    return PickCategory({"category": tallies(counts, 36012)}, Query(category=chosen))


def host(counts: Mapping[CategoryPath, int] = MANY, chosen: CategoryPath | None = None) -> Host:
    return Host(picker(counts, chosen))


def tree(app: Host) -> CategoryTree:
    return app.screen.query_one(CategoryTree)


def shown(app: Host) -> list[str]:
    """Return the lines of the tree as they are on the screen."""
    widget = tree(app)
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


def current(app: Host) -> str:
    row = tree(app).current
    return row.name if row else ""


@pytest.mark.parametrize(
    ("keys", "category"),
    [
        (["enter"], None),
        (["down", "enter"], ("金融",)),
        (["down", "right", "down", "enter"], ("金融", "新浪财经")),
        (["down", "right", "right", "right", "right", "enter"], ("金融", "新浪财经", "国内")),
        (["down", "down", "up", "enter"], ("金融",)),
        (["end", "enter"], ()),
        (["end", "home", "enter"], None),
        (["pagedown", "enter"], ()),
        (["pagedown", "pageup", "enter"], None),
        ([*"国际", "enter"], ("金融", "新浪财经", "国际")),
        ([*"ECON", "enter"], ("world", "economy")),
        ([*"world", "right", "down", "enter"], ("world", "economy")),
    ],
)
async def test_keys_choose(keys: list[str], category: CategoryPath | None) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert app.results == [CategoryChosen(category)]


async def test_escape_changes_nothing() -> None:
    app = host(chosen=("world",))
    async with app.run_test() as pilot:
        await pilot.press("down", "x", "escape")
        await pilot.pause()
        assert app.results == [None]


async def test_rows_have_counts_at_the_right_and_two_cells_a_level() -> None:
    app = host(COUNTS)
    async with app.run_test(size=(60, 24)):
        assert [line.replace("  " * 5, "…") for line in shown(app)][:1] != []
        lines = shown(app)
        assert lines[0].startswith("›✓ All articles")
        assert lines[1].startswith("   ▾ 金融 ")
        assert lines[2].startswith("     ▾ 新浪财经 ")
        assert lines[3].startswith("         国内 ")
        assert lines[7].startswith("   Without a category ")
        assert [line.split()[-1] for line in lines[:3]] == ["36,012", "12,345", "9,000"]
        assert [line.split()[-2] for line in lines[:3]] == ["12,004", "4,115", "3,000"]


async def test_it_opens_on_the_chosen_category() -> None:
    app = host(chosen=("金融", "新浪财经", "国内"))
    async with app.run_test(size=(80, 24)):
        assert current(app) == "国内"
        assert [line[:2] for line in shown(app) if "国内" in line] == ["›✓"]


async def test_left_closes_and_then_goes_out() -> None:
    app = host(chosen=("金融", "新浪财经", "国内"))
    async with app.run_test() as pilot:
        await pilot.press("left")
        assert current(app) == "新浪财经"
        await pilot.press("left")
        assert current(app) == "新浪财经"
        assert not any("国内" in line for line in shown(app))
        await pilot.press("left", "left")
        assert current(app) == "金融"
        assert not any("新浪" in line for line in shown(app))


async def test_arrows_go_through_the_text_first() -> None:
    app = host()
    async with app.run_test() as pilot:
        typed = app.screen.query_one(Input)
        await pilot.press(*"world", "left", "left")
        assert typed.cursor_position == 3
        await pilot.press("home")
        assert typed.cursor_position == 0
        await pilot.press("right")
        assert typed.cursor_position == 1
        assert len(tree(app).rows) == 1
        await pilot.press("end", "right")
        assert [row.name for row in tree(app).rows] == ["world", "economy"]
        await pilot.press("home", "left")
        assert [row.name for row in tree(app).rows] == ["world"]


async def test_the_filter_keeps_the_focus_and_marks_what_it_found() -> None:
    app = host()
    async with app.run_test() as pilot:
        await pilot.press(*"经", "down")
        assert app.focused is app.screen.query_one(Input)
        found = [
            segment.text
            for segment in tree(app).render_line(1)
            if segment.style and segment.style.underline
        ]
        assert found == ["经"]


async def test_a_filter_without_a_match_says_so_and_chooses_nothing() -> None:
    app = host()
    async with app.run_test() as pilot:
        await pilot.press(*"xyz", "enter", "right", "left", "up", "down", "end", "pagedown")
        assert "Nothing matches" in shown(app)[1]
        assert app.results == []
        await pilot.press(*["backspace"] * 3)
        assert current(app) == "All articles"


async def test_the_cursor_is_always_in_sight() -> None:
    app = host(chosen=("zoo", "animal 39"))
    async with app.run_test(size=(80, 24)) as pilot:
        assert any("›✓" in line for line in shown(app))
        await pilot.press("home")
        assert shown(app)[0].startswith("›")
        for _ in range(45):
            await pilot.press("down")
            assert sum(line.startswith("›") for line in shown(app)) == 1


async def test_a_long_name_is_cut_by_cells() -> None:
    app = host({("一个特别特别长的名字" * 9,): 1})
    for width in (60, 61):
        async with app.run_test(size=(width, 24)):
            line = tree(app).render_line(1)
            assert line.text.split()[-3].endswith("…")
            assert line.cell_length == tree(app).scrollable_content_region.width
        app = host({("一个特别特别长的名字" * 9,): 1})


async def test_the_deepest_category_still_has_room_for_its_name() -> None:
    path = tuple(f"level {n}" for n in range(40))
    app = host({path[:depth]: 1 for depth in range(1, 41)}, chosen=path)
    async with app.run_test(size=(60, 24)):
        assert any("level 39" in line for line in shown(app))


async def _row_at(app: Host, name: str) -> int:
    return next(y for y, line in enumerate(shown(app)) if name in line)


async def test_a_click_chooses() -> None:
    app = host()
    async with app.run_test() as pilot:
        await pilot.click(CategoryTree, offset=(20, await _row_at(app, "world")))
        await pilot.pause()
        assert app.results == [CategoryChosen(("world",))]


async def test_a_click_on_the_arrow_opens_and_closes() -> None:
    app = host()
    async with app.run_test() as pilot:
        row = await _row_at(app, "world")
        await pilot.click(CategoryTree, offset=(3, row))
        assert any("economy" in line for line in shown(app))
        await pilot.click(CategoryTree, offset=(3, row))
        assert not any("economy" in line for line in shown(app))
        assert app.results == []
        assert app.focused is app.screen.query_one(Input)


async def test_a_click_below_the_rows_or_on_the_title_does_nothing() -> None:
    app = host()
    async with app.run_test() as pilot:
        await pilot.click(CategoryTree, offset=(20, tree(app).size.height - 1))
        await pilot.click(Input)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.results == [CategoryChosen(("金融",))]


async def test_a_click_beside_the_dialog_leaves() -> None:
    app = host()
    async with app.run_test() as pilot:
        await pilot.click(offset=(0, 0))
        await pilot.pause()
        assert app.results == [None]


async def test_the_mouse_shows_its_row_and_the_wheel_scrolls() -> None:
    app = host(chosen=("zoo", "animal 00"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.hover(CategoryTree, offset=(5, 2))
        plain, hovered = (list(tree(app).render_line(y))[0].style for y in (1, 2))
        assert plain and hovered and plain.bgcolor != hovered.bgcolor
        before = tree(app).scroll_offset.y
        tree(app).scroll_down(animate=False)
        await pilot.pause()
        assert tree(app).scroll_offset.y > before


async def test_hints_can_be_clicked() -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        text = app.screen.query_one(HintLine).render_line(0).text
        await pilot.click(HintLine, offset=_inside(app, text.index("cancel")))
        await pilot.pause()
        assert app.results == [None]


def _inside(app: Host, x: int) -> Offset:
    return Offset(x + app.screen.query_one(HintLine).styles.padding.left, 0)


async def test_keys_can_be_rebound() -> None:
    app = host()
    app.set_keymap({"pick_category.choose": "f5"})
    async with app.run_test() as pilot:
        await pilot.press("down", "f5")
        await pilot.pause()
        assert app.results == [CategoryChosen(("金融",))]


@pytest.mark.parametrize("size", [(40, 16), (60, 24), (80, 24), (120, 40), (200, 50)])
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
async def test_it_fits_every_terminal(size: tuple[int, int], theme: str) -> None:
    app = Host(picker(MANY, ("zoo",)), theme)
    async with app.run_test(size=size) as pilot:
        await _assert_whole(pilot)


async def _assert_whole(pilot: Pilot[None]) -> None:
    await pilot.pause()
    screen = pilot.app.screen
    dialog = screen.query_one(".dialog").region
    assert screen.region.contains_region(dialog)
    for widget in (Input, CategoryTree, HintLine):
        region = screen.query_one(widget).region
        assert dialog.contains_region(region) and region.height


async def test_the_cursor_is_seen_without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Host(picker(MANY, None), "ansi-dark")
    async with app.run_test():
        first, second = (list(tree(app).render_line(y))[0] for y in (0, 1))
        assert first.style and first.style.reverse and first.text.startswith("›")
        assert second.style and not second.style.reverse


async def test_five_thousand_categories_are_filtered_by_every_level() -> None:
    counts: dict[CategoryPath, int] = {
        (f"topic {n}", f"part {m}"): 1 for n in range(100) for m in range(50)
    }
    app = host(counts)
    async with app.run_test() as pilot:
        await pilot.press(*"topic 77 part 3")
        assert [row.name for row in tree(app).rows][0] == "topic 77"
        assert current(app) == "part 3"
        await pilot.press("enter")
        await pilot.pause()
        assert app.results == [CategoryChosen(("topic 77", "part 3"))]


def of_all_kinds() -> PickCategory:
    counted: dict[Grouping, Tallies] = {
        "category": tallies(COUNTS, 36012),
        "tag": tallies({("茶",): 30, ("wood",): 20, (): 5}, 50),
        "author": tallies({("Ann Lee",): 7}, 7),
    }
    return PickCategory(counted, Query(tag="wood"))


@pytest.mark.parametrize(
    ("keys", "result"),
    [
        (["tab", "enter"], CategoryChosen(("wood",), "tag")),
        (["tab", "up", "enter"], CategoryChosen(("茶",), "tag")),
        (["tab", "end", "enter"], CategoryChosen((), "tag")),
        (["tab", "home", "enter"], CategoryChosen(None, "tag")),
        (["tab", "tab", "down", "enter"], CategoryChosen(("Ann Lee",), "author")),
        (["tab", "right", *"lee", "enter"], CategoryChosen(("Ann Lee",), "author")),
        (["tab", "right", "left", "enter"], CategoryChosen(("wood",), "tag")),
        (["shift+tab", "shift+tab", "down", "enter"], CategoryChosen(("Ann Lee",), "author")),
    ],
)
async def test_tags_and_authors_are_a_tab_away(keys: list[str], result: CategoryChosen) -> None:
    app = Host(of_all_kinds())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert app.results == [result]


async def test_hints_say_where_tab_leads_and_whether_there_are_branches() -> None:
    app = Host(of_all_kinds())
    async with app.run_test(size=(80, 24)) as pilot:
        seen = []
        for _ in range(5):
            await pilot.pause()
            seen.append(" ".join(app.screen.query_one(HintLine).render_line(0).text.split()))
            await pilot.press("tab")
    plain = "Enter choose Tab {} Esc cancel ↑ ↓ move"
    branches = "Enter choose Tab tags Esc cancel ← → close, open ↑ ↓ move"
    assert seen == [
        branches,
        *(plain.format(kind) for kind in ("authors", "labels", "categories")),
        branches,
    ]


async def test_tabs_can_be_clicked_and_what_is_counted_late_is_shown() -> None:
    app = Host(of_all_kinds())
    async with app.run_test(size=(60, 24)) as pilot:
        heading = app.screen.query_one(TallyHeading)
        line = heading.render_line(0).text
        assert line.split() == ["Categories", "Tags", "Authors", "Labels", "unread", "all"]
        await pilot.click(TallyHeading, offset=(line.index("Labels"), 0))
        assert shown(app)[0].startswith("›✓ All articles")
        assert len(tree(app).rows) == 1
        assert isinstance(app.picker, PickCategory)
        app.picker.add("label", tallies({("later",): 2}, 3))
        await pilot.pause()
        await pilot.click(CategoryTree, offset=(8, 1))
        await pilot.pause()
        assert app.results == [CategoryChosen(("later",), "label")]
