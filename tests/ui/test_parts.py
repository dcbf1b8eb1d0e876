"""The names by which Textual finds handlers and actions, which no type checker compares."""

from collections.abc import Iterator
from pathlib import Path

from textual.dom import DOMNode
from textual.message import Message

from tests.ui.reader import import_all, open_reader
from tui.commands import COMMANDS


def handler_names(kind: type[Message]) -> Iterator[str]:
    """Yield the names of the handlers of all kinds of message below one."""
    for below in kind.__subclasses__():
        yield below.handler_name
        yield from handler_names(below)


async def test_every_handler_of_a_part_is_that_of_a_message(archive: Path) -> None:
    import_all()
    async with open_reader(archive) as reader:
        known = set(handler_names(Message))
        parts = [*reader.main.parts, *reader.pane.parts]
        handlers = {name for part in parts for name in dir(part) if name.startswith("on_")}
        assert handlers
        assert handlers <= known


async def test_every_command_has_an_action(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("slash")
        nodes: dict[str, DOMNode] = {
            "screen": reader.main,
            "list": reader.listing,
            "pane": reader.pane,
        }
        nodes |= {"search": reader.box, "split_view": reader.split, "app": reader.app}
        missing = [
            (where, command.id)
            for command in COMMANDS
            for where in command.where
            if where in nodes and not hasattr(nodes[where], f"action_{command.id}")
        ]
        assert missing == []
