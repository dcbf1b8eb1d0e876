import pytest
from textual.app import App
from textual.events import MouseDown
from textual.widgets import Static

from tui.compat.removed_widgets import spare_removed_widgets


async def test_a_press_on_a_widget_that_is_being_removed_is_no_mistake(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spare_removed_widgets()
    async with App[None]().run_test() as pilot:
        notice = Static("The tide has turned.")
        await pilot.app.screen.mount(notice)
        await pilot.pause()
        assert notice.allow_select
        with monkeypatch.context() as patch:
            # As Textual has it for a while, before it lays the screen out again.
            patch.setattr(notice, "_parent", None)
            pilot.app.post_message(MouseDown(None, 3, 0, 0, 0, 1, False, False, False, 3, 0))
            await pilot.pause()
            assert not notice.allow_select
        assert pilot.app.is_running
