"""The number that is typed before a movement: `5j`, `12G`."""

from collections.abc import Callable

from textual.events import Key
from textual.screen import Screen

from tui.commands import COUNTED

_DIGITS = 6
"""The most digits of a number; what is typed after them is left out."""


class Count:
    """The number before the next movement of the list or the reader.

    The widget around both gives it each key that nothing inside has used. A number is spent by the
    movement that follows it, and dropped by any other key.
    """

    def __init__(self, changed: Callable[[str], object]) -> None:
        """Begin without a number.

        Args:
            changed: Called with the digits whenever they change; empty for none.
        """
        self._changed = changed
        self._typed = ""
        self._ready: int | None = None
        """The number for the movement whose key has come last."""
        self._went = False
        """Whether the last key went to a number by the key of the first, as the first `g` of
        `12gg` does."""

    def take(self) -> int | None:
        """Return the number before this movement and forget it; None where there is none."""
        number, self._ready = self._ready, None
        if number is None and self._typed:  # A click on a hint, not a key, follows the number.
            number = int(self._typed)
            self._say("")
        return number

    def times(self) -> int:
        """Return how often this movement is to be made, from 1; the number is forgotten."""
        return self.take() or 1

    def read(self, event: Key, screen: Screen[object]) -> None:
        """Take a key: a digit, or the key that ends the number.

        A digit that the user has given to a command is no part of a number. The key that lets go
        of things lets go of the number alone.

        Args:
            event: The key; it is stopped where it does nothing else.
            screen: The screen, which knows what keys are bound.
        """
        digit = event.character if event.character and event.character in "0123456789" else ""
        if not (digit or self._typed or self._went):
            return
        active = screen.active_bindings.get(event.key)
        command = active.binding.id if active is not None else None
        went, self._went = self._went, False
        if digit and command is None and (digit != "0" or self._typed):
            self._say((self._typed + digit)[:_DIGITS])
            event.stop()
        elif self._typed:
            self._ready = int(self._typed) if command in COUNTED else None
            self._went = command == "move_first" and self._ready is not None
            self._say("")
            if command == "let_go":
                event.stop()
        elif went and command == "move_first":
            event.stop()

    def drop(self) -> None:
        """Forget the number: the mouse or a dialog has come between."""
        self._went, self._ready = False, None
        if self._typed:
            self._say("")

    def _say(self, digits: str) -> None:
        self._typed = digits
        self._changed(digits)
