"""What the first frame did not wait for does no harm when it comes after the user has left."""

import pytest
from textual.app import App, ComposeResult

from tui.library.query import Query
from tui.ui.filters.filter_bar import FilterBar
from tui.ui.page.foot_line import FootLine


class Bars(App[None]):
    """The lines above and below list and reader, alone."""

    def compose(self) -> ComposeResult:
        """Make both."""
        yield FilterBar(Query(), id="filter-bar")
        yield FootLine(id="lower")


@pytest.mark.parametrize("leaving", [False, True])
async def test_bars_can_be_changed_until_the_end(leaving: bool) -> None:
    app = Bars()
    async with app.run_test():
        foot, filters = app.query_one(FootLine), app.query_one(FilterBar)
        if leaving:
            app.exit()
        await foot.complete()
        await filters.show(Query(bookmarked=True))
        assert foot.bar.is_attached != leaving
