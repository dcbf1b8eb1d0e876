"""Textual's side of the commands: their bindings, and their actions as a key runs them."""

from textual.binding import Binding, BindingType
from textual.dom import DOMNode

from tui.commands import COMMANDS, Command, Where


def bindings(where: Where) -> list[BindingType]:
    """Return the bindings of the commands that `where` carries out.

    The id of a binding is that of its command, by which a keymap gives it other keys.
    """
    return [
        Binding(command.keys, command.id, command.name, id=command.id, show=False)
        for command in COMMANDS
        if where in command.where and command.keys
    ]


async def carry_out(command: Command, near: DOMNode) -> bool:
    """Run the action of a command, as its key would.

    Args:
        command: The command.
        near: The widget that has the focus, or the screen.

    Returns:
        Whether `near` or a widget around it has the action.
    """
    for node in near.ancestors_with_self:
        if getattr(node, "WHERE", None) in command.where:
            await near.app.run_action(command.id, node)
            return True
    return False
