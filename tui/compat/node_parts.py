"""Parts of a widget or screen that handle its messages and carry out its actions.

Written for Textual 8.2.8. Textual looks for handlers in the classes of a node alone
(`MessagePump._get_dispatch_methods`), and for actions among the attributes of the node.
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from textual.message import Message


class HasParts:
    """A mixin that stands before a class of nodes whose work is divided among parts.

    A part is any object. Its `on_…` and `action_…` methods work as if they were methods of the
    node: a message goes to each part in order, then to the node itself and on to its parent.
    """

    parts: tuple[object, ...] = ()
    """The parts, in the order in which they handle a message."""

    def add_parts(self, *parts: object) -> None:
        """Have parts handle messages and carry out actions.

        Args:
            parts: The parts; the first one handles a message first.
        """
        self.parts += parts
        for part in parts:
            for name in dir(part):
                if name.startswith("action_"):
                    setattr(self, name, getattr(part, name))

    def _get_dispatch_methods(
        self, method_name: str, message: Message
    ) -> Iterable[tuple[type, Callable[[Message], Awaitable[Any]]]]:
        for part in self.parts:
            method = getattr(part, method_name, None)
            if method is not None:
                yield type(part), method
        yield from super()._get_dispatch_methods(method_name, message)  # type: ignore[misc]
