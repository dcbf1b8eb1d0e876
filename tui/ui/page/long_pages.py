"""Long pages: made without garbage collection, and freed bit by bit."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import sleep
from typing import TypeVar

from tui.document.model import Block
from tui.ui.page.page_builder import Page

Thing = TypeVar("Thing")

_AT_A_TIME = 500
"""The number of objects that are freed before other threads have their turn."""

_REST = 0.001
"""The seconds between: the opening of the next article must not wait for this."""

_TURN = 0.001
"""The seconds that a thread goes on while the screen's thread waits for its turn. Python's own
number is 0.005, and for one key the screen waits many times."""

_lock = Lock()
_makers = 0
"""The number of threads that make a long page."""

_usual_turn = 0.0
"""The number that `_TURN` replaces, while there are any."""


@contextmanager
def long_work() -> Iterator[None]:
    """Suspend the garbage collector while a long page is made, and keep it off the page later.

    Pages hold no cycles, so they are freed when the last reference goes. Until the end threads
    take short turns.
    """
    global _makers, _usual_turn
    with _lock:
        if not _makers:
            _usual_turn = sys.getswitchinterval()
            sys.setswitchinterval(_TURN)
        _makers += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _makers -= 1
            gc.freeze()
            if not _makers:
                sys.setswitchinterval(_usual_turn)
                gc.enable()


def take_apart(dropped: list[Page], with_text: bool) -> None:
    """Free a page that is not shown any more, bit by bit; runs in a thread of its own.

    Args:
        dropped: A list of the page, which holds the only reference to it.
        with_text: Whether no other page shows its text.
    """
    page = dropped.pop()
    page.first_lines.clear()
    _empty(page.lines)
    blocks: list[Block] = []
    if with_text:
        blocks.extend(page.text.document.blocks)
        _empty(page.text.paragraphs)
    del page  # Now the blocks are held by their list alone.
    _empty(blocks)


def _empty(things: list[Thing]) -> None:
    while things:
        del things[-_AT_A_TIME:]
        sleep(_REST)
