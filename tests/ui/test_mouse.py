"""The mouse does everything too."""

from pathlib import Path

from textual.events import MouseScrollDown, MouseScrollUp

from tests.ui.archive import CHIPS, CLUSTER, HARBOUR, NANJING, ROAD, TITLES
from tests.ui.reader import NARROW, Reader, open_reader
from tui.ui.screens.dialogs.help import Help
from tui.ui.screens.dialogs.pick_category import PickCategory


async def test_a_click_selects_and_a_double_click_reads(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.click_on(NANJING)
        assert reader.current == reader.shown == NANJING
        assert reader.counts == "12 articles · 12 unread"
        await reader.click_on("18:02")
        assert reader.current == CHIPS
        await reader.click_on(HARBOUR, times=2)
        assert reader.reading
        assert reader.shown == HARBOUR
        assert reader.counts == "12 articles · 11 unread"
        await reader.click_on(CLUSTER)
        assert not reader.reading
        assert reader.hints.where == "list"


async def test_a_click_beside_the_rows_does_nothing(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j")
        await reader.click_on("Sunday 28 March 2021")
        assert reader.current == CHIPS


async def test_a_double_click_reads_in_a_narrow_window(archive: Path) -> None:
    async with open_reader(archive, size=NARROW) as reader:
        await reader.click_on(CHIPS, times=2)
        assert reader.pane.display
        assert reader.shown == CHIPS
        await reader.click_on("h list")
        assert reader.listing.display


async def test_a_click_into_the_reader_turns_to_it(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.click(reader.pane, 5, 20)
        assert reader.reading
        assert reader.hints.where == "pane"


async def wheel(reader: Reader, x: int, y: int, down: bool = True) -> None:
    """Turn the wheel by one notch."""
    kind = MouseScrollDown if down else MouseScrollUp
    reader.app.post_message(kind(None, x, y, 0, 0, 0, False, False, False, screen_x=x, screen_y=y))
    await reader.pilot.pause()
    await reader.pilot.wait_for_animation()
    await reader.settle()


async def test_the_wheel_scrolls_what_is_under_it(archive: Path) -> None:
    async with open_reader(archive, size=(120, 16)) as reader:
        await reader.press(*["j"] * TITLES.index(ROAD))
        start = reader.listing.scroll_offset.y
        await wheel(reader, 90, 8)
        assert reader.pane.scroll_offset.y > 0
        assert reader.listing.scroll_offset.y == start
        await wheel(reader, 90, 8, down=False)
        assert reader.pane.scroll_offset.y == 0
        await wheel(reader, 10, 8, down=False)
        assert reader.listing.scroll_offset.y < start
        assert reader.current == ROAD
        assert not reader.reading


async def test_the_divider_is_dragged_within_bounds(archive: Path) -> None:
    async with open_reader(archive) as reader:
        divider = reader.split.query_one("#divider")
        for wanted, column in [(70, 70), (40, 40), (2, 24), (119, 96)]:
            await reader.drag(divider, wanted)
            assert divider.region.x == column
            for rule, joint in ((2, "┬"), (-2, "┴")):
                assert reader.lines[rule][column] == joint
        await reader.resize(200, 40)
        assert divider.region.x == round(200 * 96 / 120)


async def test_hints_can_be_clicked(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.click_on("b bookmark")
        assert "★" in reader.row(CLUSTER)
        await reader.click_on("m read/unread")
        assert "●" not in reader.row(CLUSTER)
        await reader.click_on("/ search   ")
        assert reader.app.focused is reader.box
        await reader.press("escape")
        await reader.click_on("c category")
        assert isinstance(reader.app.screen, PickCategory)
        await reader.press("escape")
        await reader.click_on("? help")
        assert isinstance(reader.app.screen, Help)
        await reader.press("escape")
        await reader.click_on("Enter read")
        assert reader.reading
        await reader.click_on("J next")
        assert reader.shown == CHIPS
        await reader.click_on("h list")
        assert not reader.reading


async def test_the_search_box_can_be_clicked(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.click(reader.box, 3)
        await reader.type("shift")
        assert reader.titles == [CHIPS]
        await reader.click_on(CHIPS)
        assert reader.app.focused is reader.listing
