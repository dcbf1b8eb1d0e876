"""JSON cut into its elements as it comes: objects in a row, or those of an array."""

import re
from collections.abc import Iterator
from copy import deepcopy

from tui.articles.containers.wide_text import Narrowed

_SIGNS = re.compile(rb'[\[\]{}"\n]')
_STRING = re.compile(rb'(?:[^"\\\n]|\\.)*+', re.DOTALL)
"""The rest of a string, up to its end, or to a line end in it."""
_LOOK = 3
"""The bytes after a line end by which it is known whether a row begins there."""
_GOES_ON = b",:[{"
"""What stands before a line end where an object goes on in the next line."""


class Elements:
    """Divides JSON after each object that is an element of the stream; joined, they are it.

    What stands between the objects, such as the bracket of an array, is at the beginning of the
    next element. An object that is never closed ends where a line begins the next one, so that
    a broken row costs no other.
    """

    def __init__(self) -> None:
        self._narrowed = Narrowed()
        self._held = bytearray()
        self._at = 0
        """The bytes before it are searched."""
        self._depth = 0
        """The number of brackets that are open in the object that is held."""
        self._is_quoted = False
        """Whether the place is in a string."""

    @property
    def held(self) -> int:
        """The number of bytes of the element that is not known to be whole yet."""
        return len(self._held)

    @property
    def is_open(self) -> bool:
        """Whether an object has begun that is not closed yet."""
        return self._depth > 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Take in the next bytes, and yield the elements that end in them."""
        self._held += self._narrowed.feed(data)
        yield from self._divided(final=False)

    def close(self) -> Iterator[bytes]:
        """Yield the rest at the end of the stream."""
        self._held += self._narrowed.close()
        yield from self._divided(final=True)
        if self._held:
            yield bytes(self._held)
            self._held.clear()

    def so_far(self) -> list[bytes]:
        """Return the elements of the rest that are whole: a part of an object says nothing."""
        rest = deepcopy(self)
        parts = [*rest.close()]
        return parts[:-1] if rest.is_open else parts

    def _divided(self, *, final: bool) -> Iterator[bytes]:
        while found := self._next():
            if found[0] == b"\n":
                if not final and found.start() + _LOOK > len(self._held):
                    return
                self._at = found.end()
                if self._begins_row(found.start()):
                    yield self._cut()
            elif self._is_quoted or found[0] == b'"':
                self._at = found.end()
                self._is_quoted = not self._is_quoted
            else:
                self._at = found.end()
                if self._nests(found[0]):
                    yield self._cut()

    def _next(self) -> re.Match[bytes] | None:
        """Return the next sign that counts; None where it has not come yet."""
        if self._is_quoted:
            rest = _STRING.match(self._held, self._at)
            self._at = rest.end() if rest else self._at
            return _SIGNS.match(self._held, self._at)
        found = _SIGNS.search(self._held, self._at)
        if found is None:
            self._at = len(self._held)
        return found

    def _nests(self, sign: bytes) -> bool:
        """Count a bracket, and return whether it closes an element.

        The brackets of an array around the elements are not counted.
        """
        if sign == b"{" or self._depth and sign == b"[":
            self._depth += 1
        elif self._depth:
            self._depth -= 1
            return not self._depth
        return False

    def _begins_row(self, end: int) -> bool:
        """Return whether the next element begins after a line end amid an object."""
        if not self._depth and not self._is_quoted or self._held[end + 1 : end + 3] != b'{"':
            return False
        before = self._held[max(0, end - 1000) : end].rstrip()
        return self._is_quoted or before[-1:] not in _GOES_ON

    def _cut(self) -> bytes:
        element = bytes(self._held[: self._at])
        del self._held[: self._at]
        self._at = self._depth = 0
        self._is_quoted = False
        return element
