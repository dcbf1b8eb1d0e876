"""What screens over the main one share."""

from typing import Any, Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

Result = TypeVar("Result")


class LeftOnce:
    """Goes before the class of a screen, which is then left once.

    A key or a click may still be on its way when the screen is left. Textual would take off the
    screen below for it, and raise an error where that is the last one. Textual inherits styles
    and bindings from the first base that is a node of its own: this one is none.
    """

    is_active: bool

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave with a result; nothing where the screen is no longer the top one."""
        if not self.is_active:
            return AwaitComplete()
        left: AwaitComplete = super().dismiss(result)  # type: ignore[misc]
        return left


class Dialog(LeftOnce, ModalScreen[Result | None], Generic[Result]):
    """A dialog that does nothing before its widgets are there; its result is None when cancelled.

    Its keys come before those of its widgets, and one may be typed while it opens.
    """

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action can be carried out by now."""
        return self.is_mounted and super().check_action(action, parameters)
