from time import time

from textual.app import App
from textual.notifications import Notification
from textual.widgets._toast import Toast

from tui.compat.toast_timers import bound_toast_timers


async def test_a_toast_that_comes_too_late_goes_again() -> None:
    bound_toast_timers()
    late = Notification("The tide has turned.", timeout=1.0, raised_at=time() - 10)
    async with App[None]().run_test() as pilot:
        await pilot.app.screen.mount(Toast(late))
        await pilot.pause(0.5)
        assert not pilot.app.screen.query(Toast)
