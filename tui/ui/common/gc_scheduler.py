"""Python's garbage, looked for while nobody waits for the screen.

A full collection looks at every object there is. With a few pictures on a page it takes
three times as long as a frame, and by itself Python begins one in the middle of scrolling.
"""

import gc
from typing import Any

from textual.app import App
from textual.timer import Timer

QUIET_SECONDS = 2.0
"""How long nothing must have been typed or clicked before garbage is looked for."""

_SELDOM = 200
"""After how many collections of younger objects there is a full one in any case; Python's
own number is 10."""


class GarbageCollection:
    """Decides when garbage is looked for while an application runs."""

    def __init__(self, app: App[Any], quiet: float = QUIET_SECONDS) -> None:
        """Change nothing yet.

        Args:
            app: Its timers are used.
            quiet: How many seconds nothing must have been typed or clicked.
        """
        self._app = app
        self._quiet = quiet
        self._timer: Timer | None = None
        self._used = False

    def begin(self) -> None:
        """Begin, now that the first frame is there.

        Where the start ran without any collection, what it made is never looked at again.
        """
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, _SELDOM)
        self._timer = self._app.set_interval(self._quiet, self._collect)

    def wait(self) -> None:
        """Wait again for a quiet moment: the user does something."""
        self._used = True
        if self._timer is not None:
            self._timer.reset()

    def _collect(self) -> None:
        if self._used and gc.isenabled():
            self._used = False
            gc.collect()
