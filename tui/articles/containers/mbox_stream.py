"""Streams of messages in mbox (RFC 4155), divided as they come."""

import re
from collections.abc import Iterator

_MESSAGE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\n(?=[!-9;-~]+:[^\n]*\n)")
"""The line above each message: after a blank line, and before a header."""
_LONGEST = 2_000
"""The most bytes of that line and the header after it (RFC 5322 allows 998 for each)."""


class Messages:
    """Divides an mbox before each message; joined, the parts are the stream."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._at = 0
        """The bytes before it are searched."""

    @property
    def held(self) -> int:
        """The number of bytes of the message that is not known to be whole yet."""
        return len(self._held)

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Take in the next bytes, and yield the messages that end in them."""
        self._held += data
        while found := _MESSAGE.search(self._held, self._at):
            if found.start():
                yield bytes(self._held[: found.start()])
                del self._held[: found.start()]
            self._at = 1
        self._at = max(self._at, len(self._held) - _LONGEST)

    def close(self) -> Iterator[bytes]:
        """Yield the rest at the end of the stream."""
        if self._held:
            yield bytes(self._held)
            self._held.clear()

    def so_far(self) -> list[bytes]:
        """Return the message that is held, as far as it came."""
        return [bytes(self._held)]
