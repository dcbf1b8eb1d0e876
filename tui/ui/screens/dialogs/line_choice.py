"""The dialog that asks for a line of text, such as a command or a folder."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static

from tui.errors import StorageError
from tui.library.library import Library
from tui.ui.common.key_bindings import HintLine
from tui.ui.screens.controllers.query_worker import Failed
from tui.ui.screens.dialogs.dialog import Dialog

_KEPT = 20
"""The number of lines that are kept of each kind."""


class LastLines:
    """A question for a line, and the lines typed last, kept from one start to the next."""

    def __init__(self, screen: Screen[None], library: Library, key: str) -> None:
        """Make the lines.

        Args:
            screen: Opens the dialog; gets a message where the lines can't be kept.
            library: Keeps them.
            key: The key that they are kept under.
        """
        self._screen = screen
        self._library = library
        self._key = key

    def _values(self) -> list[str]:
        """Return the lines, the last one first."""
        try:
            kept = self._library.sessions.load(self._key).get("lines")
        except StorageError as error:
            self._screen.post_message(Failed(str(error)))
            return []
        return [line for line in kept if isinstance(line, str)] if isinstance(kept, list) else []

    def ask(
        self,
        heading: str,
        placeholder: str,
        variants: tuple[str, str],
        verb: str,
        then: "Callable[[Chosen], None]",
    ) -> None:
        """Ask for a line, and keep what is typed.

        Args:
            heading: The words in the border.
            placeholder: The words in the empty line.
            variants: The words of the two variants.
            verb: The effect of Enter, for the hints.
            then: Called with the line and the variant, unless the dialog is cancelled.
        """

        def answered(chosen: Chosen | None) -> None:
            if chosen is not None:
                self._keep(chosen.typed)
                then(chosen)

        dialog = LineChoice(heading, placeholder, variants, self._values(), verb)
        self._screen.app.push_screen(dialog, answered)

    def _keep(self, line: str) -> None:
        """Keep a line as the last one."""
        lines = [line, *(other for other in self._values() if other != line)]
        try:
            self._library.sessions.save(self._key, {"lines": lines[:_KEPT]})
        except StorageError as error:
            self._screen.post_message(Failed(str(error)))


class Chosen(NamedTuple):
    """What was typed and chosen."""

    typed: str
    second: bool
    """Whether the second of the two variants was chosen."""


class LineChoice(Dialog[Chosen]):
    """Asks for a line and one of two variants; earlier lines can be chosen again."""

    AUTO_FOCUS = "Input"
    CLOSES_BESIDE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take", id="line.take", priority=True),
        Binding("tab,shift+tab", "turn", "The other variant", id="line.turn", priority=True),
        Binding("up", "move(-1)", "Up", id="line.up", priority=True),
        Binding("down", "move(1)", "Down", id="line.down", priority=True),
        Binding("escape", "cancel", "Cancel", id="line.cancel", priority=True),
    ]

    def __init__(
        self,
        heading: str,
        placeholder: str,
        variants: tuple[str, str],
        earlier: Sequence[str],
        verb: str,
    ) -> None:
        """Make the dialog.

        Args:
            heading: The words in the border.
            placeholder: The words in the empty line.
            variants: The words of the two variants.
            earlier: The lines of earlier times, the last one first.
            verb: The effect of Enter, for the hints.
        """
        super().__init__()
        self._heading = heading
        self._variants = variants
        self._second = False
        self._line = Input(placeholder=placeholder, compact=True, classes="dialog-field")
        self._earlier = OptionList(*earlier, id="line-earlier", compact=True)
        self._earlier.can_focus = False
        self._earlier.display = bool(earlier)
        self._variant = Static(self._words, id="line-variant")
        self._hints = HintLine(
            (
                (("line.take",), verb),
                (("line.turn",), "the other one"),
                *([(("line.up", "line.down"), "earlier ones")] if earlier else []),
                (("line.cancel",), "cancel"),
            )
        )

    def compose(self) -> ComposeResult:
        """Make the line, the variants, the earlier lines and the hints."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = self._heading
            yield self._line
            yield self._variant
            yield self._earlier
            yield self._hints

    @property
    def _words(self) -> Content:
        signs = "○●" if self._second else "●○"
        return Content(
            "   ".join(f"{sign} {words}" for sign, words in zip(signs, self._variants, strict=True))
        )

    def on_click(self, event: events.Click) -> None:
        """Turn to the other variant."""
        if event.widget is self._variant:
            self.action_turn()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the line that was clicked."""
        event.stop()
        self._line.value = str(event.option.prompt)
        self.action_take()

    def action_turn(self) -> None:
        """Choose the other variant."""
        self._second = not self._second
        self._variant.update(self._words)

    def action_move(self, step: int) -> None:
        """Put an earlier line in the place of the typed one."""
        count = self._earlier.option_count
        at = self._earlier.highlighted
        if count:
            self._earlier.highlighted = (0 if step > 0 else count - 1) if at is None else at + step
            self._earlier.highlighted = min(max(self._earlier.highlighted, 0), count - 1)
            option = self._earlier.get_option_at_index(self._earlier.highlighted)
            self._line.value = str(option.prompt)
            self._line.cursor_position = len(self._line.value)

    def action_take(self) -> None:
        """Close with the line, unless it is empty."""
        if typed := self._line.value.strip():
            self.dismiss(Chosen(typed, self._second))
