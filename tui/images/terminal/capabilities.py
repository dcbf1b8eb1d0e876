"""The graphics capabilities of the terminal, queried once when the first picture is needed.

The queries are sent while the screen is on, so that no start waits for them. The answers come in
between keys, and the driver passes them on.
"""

import fcntl
import os
import re
import struct
import termios
from collections.abc import Callable
from typing import Literal, NamedTuple

Graphics = Literal["blocks", "sixel", "kitty"]
"""The ways to draw pictures: half blocks, Sixel, or the Kitty protocol."""

_SIXEL = "4"
"""The attribute of a terminal with Sixel (DA1)."""

_KITTY_ID = 31

_ASK_KITTY = f"\x1b_Gi={_KITTY_ID},s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
_ASK_CELL = "\x1b[16t"
_ASK_COLOURS = "\x1b[?1;1;0S"
_ASK_ATTRIBUTES = "\x1b[c"
"""DA1, which every terminal answers: it is sent last, and its answer ends the wait."""

# Patterns are compiled at their first use, so that no start waits for that.
_ANSWER = (
    r"\x1b\[\?(?P<attributes>[\d;]*)c"
    r"|\x1b\[6;(?P<height>\d{1,4});(?P<width>\d{1,4})t"
    r"|\x1b\[\?1;(?P<refused>\d+)(?:;(?P<colours>\d{1,9}))?(?:;\d+)*S"
    r"|\x1b_G(?P<kitty>[^\x1b]*)\x1b\\"
)
_BEGUN = r"\x1b(?:\[(?:\?[\d;]*|6?|6;[\d;]*)|_[^\x1b]{0,100}\x1b?)?$"
"""The beginning of an answer that may continue in the next input, or a key."""


class CellSize(NamedTuple):
    """The size of a cell in pixels."""

    width: int
    height: int


_USUAL_CELL = CellSize(10, 20)
"""The size where a terminal reports none; most cells are twice as high as wide."""


class Terminal:
    """The connection to the terminal, and its capabilities once they are known."""

    def __init__(self) -> None:
        """Begin without a connection and without known capabilities."""
        self.graphics: Graphics | None = None
        """The way to draw pictures; None until it is known."""
        self.colours = 256
        """The most colours of a Sixel picture, 2 to 256."""
        self._answered_cell: CellSize | None = None
        self._write: Callable[[str], None] | None = None
        self._keyboard: int | None = None
        self._told: list[Callable[[], None]] = []
        self._asked = False
        self._kitty = False
        self._held = ""
        """The end of the last input, where it may be the beginning of an answer."""

    def connect(self, write: Callable[[str], None], keyboard: int) -> None:
        """Connect to the terminal.

        Args:
            write: A function that writes to it from any thread.
            keyboard: The descriptor of its keys and answers.
        """
        self._write, self._keyboard = write, keyboard

    def write(self, text: str) -> None:
        """Write to the terminal, if there is one; safe in any thread."""
        if self._write is not None and text:
            self._write(text)

    @property
    def cell(self) -> CellSize:
        """The current size of a cell, which changes with the font."""
        if self._keyboard is not None:
            try:
                answer = fcntl.ioctl(self._keyboard, termios.TIOCGWINSZ, bytes(8))
            except OSError:
                answer = bytes(8)
            rows, columns, width, height = struct.unpack("HHHH", answer)
            if rows and columns and width >= columns and height >= rows:
                return CellSize(width // columns, height // rows)
        return self._answered_cell or _USUAL_CELL

    def ask(self, told: Callable[[], None]) -> None:
        """Send the queries, unless they were sent before.

        Args:
            told: Called, in any thread, when a capability becomes known, perhaps repeatedly.
        """
        self._told.append(told)
        if self._asked:
            return
        self._asked = True
        name = os.environ.get("TERM", "")
        if self._write is None or name in ("linux", "dumb"):
            self.give_up()
            return
        # These terminals print the Kitty query, or use it as the window's title.
        deaf = os.environ.get("TERM_PROGRAM") == "Apple_Terminal"
        deaf = deaf or "TMUX" in os.environ or name.startswith(("tmux", "screen"))
        self._write(("" if deaf else _ASK_KITTY) + _ASK_CELL + _ASK_ATTRIBUTES)

    def give_up(self) -> None:
        """Fall back to half blocks, unless the terminal has answered."""
        if self.graphics is None:
            self.graphics = "blocks"
            self._tell()

    def take(self, read: str) -> str:
        """Process the terminal's answers in the input, and return the rest: keys.

        Args:
            read: The input; an answer may continue in the next one.
        """
        if not self._asked:
            return read
        read = self._held + read
        rest = re.sub(_ANSWER, self._answer, read)
        begun = re.search(_BEGUN, rest)
        self._held = begun[0] if begun else ""
        return rest[: begun.start()] if begun else rest

    def release(self) -> str:
        """Return the input that was held back as the beginning of an answer."""
        held, self._held = self._held, ""
        return held

    def _answer(self, answer: re.Match[str]) -> str:
        if answer["attributes"] is not None:
            self._finish(answer["attributes"].split(";"))
        elif answer["kitty"] is not None:
            self._kitty = answer["kitty"] == f"i={_KITTY_ID};OK"
        elif answer["width"] is not None:
            size = CellSize(int(answer["width"]), int(answer["height"]))
            self._answered_cell = size if min(size) > 0 else None
        elif answer["refused"] == "0" and answer["colours"] is not None:
            self.colours = min(max(int(answer["colours"]), 2), 256)
            self._tell()
        return ""

    def _finish(self, attributes: list[str]) -> None:
        # Some terminals with both draw Kitty pictures only at the cursor, not in cells.
        if _SIXEL in attributes[1:]:
            self.graphics = "sixel"
            self.write(_ASK_COLOURS)
        else:
            self.graphics = "kitty" if self._kitty else "blocks"
        self._tell()

    def _tell(self) -> None:
        for told in self._told:
            told()
