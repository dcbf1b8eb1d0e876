"""Long pages, made and dropped without the screen ever waiting for Python's memory.

A page of ten megabytes is some million objects. A full collection of garbage looks at all
of them at once, and so does dropping the last reference to them: half a second each, in
which no other thread runs.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import sleep
from typing import TypeVar

from tui.document.model import Block
from tui.widgets.page_maker import Page

Thing = TypeVar("Thing")

_AT_A_TIME = 500
"""How many objects are dropped before every other thread may have its turn."""

_REST = 0.001
"""How many seconds lie between: whoever opens the next article must not wait for this."""

_TURN = 0.001
"""How many seconds a thread goes on while the screen's waits for its turn; Python's own number
is 0.005, and for one key the screen waits many times."""

_lock = Lock()
_makers = 0
"""How many threads are making a long page."""

_usual_turn = 0.0
"""What `_TURN` was before, while there are any."""


@contextmanager
def long_work() -> Iterator[None]:
    """Make a long page: nothing is collected meanwhile, and what was made never is.

    Pages hold no cycles, so that they go when nobody refers to them any more. The threads take
    short turns.
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
    """Drop a page that nobody shows any more, bit by bit; runs in a thread of its own.

    Args:
        dropped: Holds the page, and nothing else refers to it: it is taken out of here.
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
