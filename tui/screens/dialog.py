"""What all dialogs with keys of their own share."""

from typing import Generic, TypeVar

from textual.screen import ModalScreen

Result = TypeVar("Result")


class Dialog(ModalScreen[Result | None], Generic[Result]):
    """A dialog that does nothing before its widgets are there; its result is None when cancelled.

    Its keys come before those of its widgets, and one may be typed while it opens.
    """

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action can be carried out by now."""
        return self.is_mounted and super().check_action(action, parameters)
