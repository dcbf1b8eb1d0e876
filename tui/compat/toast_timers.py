"""Toasts that are shown after their time has run out.

Written for Textual 8.2.8. A toast takes the time that is left of its notice for its timer, and a
timer with a negative time never ends its loop (`Timer._run`), so that the whole program hangs.
That happens where the machine is so busy that a notice is out of date when its toast is made.
"""

from textual.notifications import Notification
from textual.widgets._toast import Toast

_LEAST = 0.1
"""The seconds that a toast is shown at the least. Textual drops a timer of next to no time."""


def bound_toast_timers() -> None:
    """Give every toast a time in the future, in the whole process."""
    Toast.__init__ = _made  # type: ignore[method-assign]


_make = Toast.__init__


def _made(self: Toast, notification: Notification) -> None:
    _make(self, notification)
    self._timeout = max(self._timeout, _LEAST)
