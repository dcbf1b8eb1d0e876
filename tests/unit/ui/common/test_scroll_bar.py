import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region, Size
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tui.ui.common.scroll_bar import QuickScrollView

HEIGHT = 24


class Lines(QuickScrollView):
    """Many lines."""

    DEFAULT_CSS = "Lines { overflow-y: scroll; scrollbar-size-vertical: 1; }"

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        return Strip([Segment(f"Line {y}")]).adjust_cell_length(self.size.width)


class Scrolling(App[None]):
    """Lines, alone on the screen."""

    def compose(self) -> ComposeResult:
        """Make them."""
        yield Lines()


def seen(strip: Strip) -> tuple[object, ...]:
    """Return what can be seen of a row of a bar, and what a click on it does."""
    (segment,) = strip
    style = segment.style or Style()
    inner, outer = style.color, style.bgcolor
    if style.reverse:
        inner, outer = outer, inner
    return segment.text, inner if segment.text.strip() else None, outer, style.meta


@pytest.mark.parametrize(("lines", "top"), [(5, 0), (30, 3), (1000, 0), (1000, 333), (1000, 976)])
async def test_a_bar_looks_and_works_as_any_other(lines: int, top: int) -> None:
    app = Scrolling()
    async with app.run_test(size=(20, HEIGHT)) as pilot:
        view = app.query_one(Lines)
        view.virtual_size = Size(0, lines)
        await pilot.pause()
        view.scroll_to(y=top, animate=False)
        await pilot.pause()
        bar = view.vertical_scrollbar
        quick = bar.render_lines(Region(0, 0, 1, HEIGHT))
        usual = ScrollBar.render_lines(bar, Region(0, 0, 1, HEIGHT))
        assert [seen(strip) for strip in quick] == [seen(strip) for strip in usual]
        assert bar.render_lines(Region(0, 7, 1, 2)) == quick[7:9]


async def test_the_bar_follows_what_there_is_to_scroll() -> None:
    app = Scrolling()
    async with app.run_test(size=(20, HEIGHT)) as pilot:
        view = app.query_one(Lines)
        view.virtual_size = Size(0, 1000)
        await pilot.pause()
        view.scroll_to(y=900, animate=False)
        assert view.vertical_scrollbar.window_virtual_size == 1000
        view.virtual_size = Size(0, 100)
        await pilot.pause()
        assert view.vertical_scrollbar.window_virtual_size == 100
        assert view.scroll_offset.y == 100 - HEIGHT


ROW = 5
"""The line whose ground goes on under the bar."""


class Marked(Lines):
    """Lines of which one has a ground of its own."""

    marked = Style(bgcolor="#102030")

    def ground(self, y: int) -> Style | None:
        """Return the ground of that line."""
        return self.marked if y == ROW else None


class Marking(App[None]):
    """Such lines, alone on the screen."""

    def compose(self) -> ComposeResult:
        """Make them."""
        yield Marked()


@pytest.mark.parametrize("marked", [Style(bgcolor="#102030"), Style(reverse=True)])
async def test_a_line_s_own_ground_goes_on_beside_it(marked: Style) -> None:
    app = Marking()
    async with app.run_test(size=(20, HEIGHT)) as pilot:
        view = app.query_one(Marked)
        view.marked = marked
        view.virtual_size = Size(0, 1_000)
        view.scroll_to(y=900, animate=False)
        await pilot.pause()
        bar = view.vertical_scrollbar
        shown = bar.render_lines(Region(0, 0, 1, HEIGHT))
        usual = ScrollBar.render_lines(bar, Region(0, 0, 1, HEIGHT))
        other = [y for y in range(HEIGHT) if seen(shown[y]) != seen(usual[y])]
        assert other == [ROW]
        (segment,) = shown[ROW]
        assert segment.style is not None
        assert (segment.style.bgcolor, segment.style.reverse) == (marked.bgcolor, marked.reverse)
        assert seen(shown[ROW])[-1] == seen(usual[ROW])[-1], "a click does the same"
