from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget

from tui.compat.node_parts import HasParts


class Rung(Message):
    """A bell was rung."""


class Porter:
    """A part that notes what it hears, and takes the key `x` for itself."""

    def __init__(self, log: list[str], name: str) -> None:
        self._log = log
        self._name = name

    def on_rung(self) -> None:
        """Handle a message without taking it."""
        self._log.append(self._name)

    def on_key(self, event: events.Key) -> None:
        """Keep one key from the widget."""
        if event.key == "x":
            event.prevent_default()

    def action_open(self, door: str) -> None:
        """Carry out an action."""
        self._log.append(f"{self._name} opens the {door}")


class House(HasParts, Widget, can_focus=True):
    """A widget whose parts do the work."""

    BINDINGS = [Binding("o", "open('gate')", "Open")]

    def __init__(self, log: list[str]) -> None:
        super().__init__()
        self._log = log
        self.add_parts(Porter(log, "first"), Porter(log, "second"))

    def on_rung(self) -> None:
        """Handle the message after the parts."""
        self._log.append("house")

    def on_key(self, event: events.Key) -> None:
        """Note the keys that the parts leave."""
        self._log.append(event.key)


class Street(App[None]):
    """The parent, to which messages go on."""

    def __init__(self, log: list[str]) -> None:
        super().__init__()
        self.log_of_house = log

    def compose(self) -> ComposeResult:
        """Make the house."""
        yield House(self.log_of_house)

    def on_rung(self) -> None:
        """Handle the message last."""
        self.log_of_house.append("street")


async def test_parts_handle_messages_before_the_widget_and_its_parent() -> None:
    log: list[str] = []
    async with Street(log).run_test() as pilot:
        pilot.app.query_one(House).post_message(Rung())
        await pilot.pause()
    assert log == ["first", "second", "house", "street"]


async def test_a_part_can_keep_an_event_from_the_widget() -> None:
    log: list[str] = []
    async with Street(log).run_test() as pilot:
        pilot.app.query_one(House).focus()
        await pilot.press("x", "y")
    assert log == ["y"]


async def test_an_action_of_a_part_is_one_of_the_widget() -> None:
    log: list[str] = []
    async with Street(log).run_test() as pilot:
        pilot.app.query_one(House).focus()
        await pilot.press("o")
    assert log == ["o", "second opens the gate"]
