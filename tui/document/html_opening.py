"""What the functions that open elements take and give back."""

from collections.abc import Callable

from selectolax.lexbor import LexborNode

from tui.document.html_builder import Builder

Attributes = dict[str, str | None]
Closer = Callable[[Builder], None]
Opened = tuple[bool, Closer | None]
"""Whether to go on with what is in the element, and what to call when that is done."""

Enter = Callable[[Builder, LexborNode, Attributes], Opened]

SKIP: Opened = (False, None)
INSIDE: Opened = (True, None)
PART: Opened = (True, Builder.part)
"""A block of which nothing is to be known but that it stands on lines of its own."""


def number_of(value: str | None) -> int | None:
    """Return the whole number that an attribute gives, if it is a reasonable one."""
    text = (value or "").strip()
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
        return None
    return int(text)
