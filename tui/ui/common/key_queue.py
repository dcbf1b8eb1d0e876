"""Keys that come faster than they are carried out: each goes where those before it have led.

Textual gives a key to what has the focus at the moment at which the key comes. What a key does
is done later, when it has gone up from widget to widget, so the letters of `/word` that come in
one packet would all go to the list.
"""

from asyncio import Event as Signal
from asyncio import Task, create_task, shield, timeout, wait
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from enum import Enum, auto
from typing import Any, Final

from textual.app import App, ScreenStackError
from textual.dom import DOMNode
from textual.events import Event, Key, Paste
from textual.widgets import Input
from textual.worker import Worker, WorkerCancelled, WorkerFailed

from tui.commands import command

NOTES: Final = "notes to edit"
"""The group of workers that wait for the notes of an article."""

AWAITED: Final = frozenset({"count", NOTES, "contents", "unread"})
"""Groups of workers that keys wait for: what they find opens a dialog, or is what the next key
is about."""

ROWS: Final = "rows of a query"
"""The group of workers that wait for the rows of a query. Who goes on typing in a box means no
row."""

_LONGEST_ROWS = 2.0
"""How many seconds keys wait for rows: what takes longer may be called off with a key."""

LONGEST_SECONDS = 5.0
"""How long a key may have to wait for the one before."""

_WALKS = 2
"""How often one goes after a key: behind the key itself, then behind what its action posted."""

_MOST_PLACES = 8
"""How often the focus may go elsewhere because of one key before the next key is handed on."""


_MOVING = command("move_down")


class _Kind(Enum):
    """What a key does where it goes: keys of the first two kinds follow their like at once."""

    TEXT = auto()
    """It is written."""
    MOVE = auto()
    """It moves the cursor or scrolls, and leaves the focus where it is."""
    OTHER = auto()
    """Anything, which may lead the next key elsewhere."""


class TypedAhead:
    """Holds keys, and what is pasted, back while a key before them is still being carried out.

    Whether it is can't be asked. But messages do not overtake each other: what is posted to the
    same widgets after a key comes up to the application after it.
    """

    def __init__(
        self,
        app: App[Any],
        hand_on: Callable[[Event], Awaitable[None]],
        urgent: Iterable[str],
        moves: Iterable[str],
        longest: float = LONGEST_SECONDS,
    ) -> None:
        """Hold nothing back yet.

        Args:
            app: Whose keys they are.
            hand_on: Does with an event what Textual does.
            urgent: The keys that wait for nothing, in Textual's names.
            moves: The keys that move up and down in the list and in the reader.
            longest: How many seconds a key may have to wait for the one before.
        """
        self._app = app
        self._hand_on = hand_on
        self._urgent = frozenset(urgent)
        self._moves = frozenset(moves)
        self._longest = longest
        self._held: deque[Key | Paste] = deque()
        self._place: DOMNode | None = None
        """Where the last key went; None once it is known to have been carried out."""
        self._kind = _Kind.OTHER
        """What that key does."""
        self._following: Task[None] | None = None
        """Goes after the last key; meanwhile all others are held back."""
        self._forsaken: set[Worker[Any]] = set()
        """Workers that took too long to be waited for."""

    async def take(self, event: Event) -> None:
        """Hand an event on: at once, or if it was typed ahead, when it is its turn."""
        if not isinstance(event, Key | Paste) or event.is_forwarded or self._is_urgent(event):
            await self._hand_on(event)
        elif self._following is not None:
            self._held.append(event)
        elif self._must_wait(event):
            self._held.append(event)
            self._follow()
        else:
            await self._give(event)
            if self._kind is _Kind.OTHER:
                self._follow()

    async def settled(self) -> None:
        """Return once no key is held back, and the last has been carried out."""
        while self._following is not None:
            await wait([self._following])

    # -- kinds of keys

    def _is_urgent(self, event: Key | Paste) -> bool:
        return isinstance(event, Key) and event.key in self._urgent

    def _kind_of(self, event: Key | Paste) -> _Kind:
        focused = self._app.focused
        if focused is None or isinstance(event, Paste):
            return _Kind.OTHER
        if focused.check_consume_key(event.key, event.character):
            return _Kind.TEXT
        moves = event.key in self._moves and getattr(focused, "WHERE", None) in _MOVING.where
        return _Kind.MOVE if moves else _Kind.OTHER

    def _must_wait(self, event: Key | Paste) -> bool:
        """Tell whether the keys before this one decide what becomes of it."""
        if self._place is not None:
            kind = self._kind_of(event)
            return kind is not self._kind or kind is _Kind.OTHER
        return bool(self._awaited()) or not self._app.screen.is_mounted

    # -- one key after the other

    async def _give(self, event: Key | Paste) -> None:
        self._place, self._kind = self._here, self._kind_of(event)
        await self._hand_on(event)

    @property
    def _here(self) -> DOMNode:
        """Where the next key would go."""
        return self._app.focused or self._app.screen

    def _follow(self) -> None:
        self._following = create_task(self._release(), name="keys that are typed ahead")

    async def _release(self) -> None:
        """Go after the last key, then hand on what has come meanwhile, until there is no more."""
        try:
            while True:
                in_time = await self._arrive()
                if not self._held:
                    return
                await self._give_held(at_once=not in_time)
        except ScreenStackError:  # The application is ending, and no key means anything.
            self._held.clear()
        finally:
            self._following = None
            if self._held:  # Something has failed; no key is lost for it.
                self._app.call_later(self._give_next, True, Signal())

    async def _arrive(self) -> bool:
        """Return once the last key has been carried out; False if that takes too long."""
        try:
            async with timeout(self._longest):
                await self._come_to_rest(self._place or self._here)
        except TimeoutError:
            self._give_up()
            return False
        finally:
            self._place = None
        return True

    def _give_up(self) -> None:
        """Wait no more; what was typed for something that does not come would do harm now."""
        late = self._awaited()
        if late:
            self._forsake(late)
            self._held.clear()
            self._app.bell()

    async def _come_to_rest(self, place: DOMNode) -> None:
        """Return once the key that went to a place has been carried out, and what came of it."""
        for _ in range(_MOST_PLACES):
            for _ in range(_WALKS):
                await self._walk(place)
            awaited = self._awaited()
            for worker in awaited:
                await self._wait_for(worker)
            before, place = place, self._here
            if place is before and not awaited:
                return

    async def _wait_for(self, worker: Worker[Any]) -> None:
        try:
            async with timeout(_LONGEST_ROWS if worker.group == ROWS else None):
                with suppress(WorkerCancelled, WorkerFailed):
                    await shield(worker.wait())  # Who waits no longer must not end the worker.
        except TimeoutError:
            self._forsake([worker])

    def _forsake(self, workers: Iterable[Worker[Any]]) -> None:
        self._forsaken = {each for each in (*self._forsaken, *workers) if each.is_running}

    @staticmethod
    async def _walk(place: DOMNode) -> None:
        """Return once a widget, and after it all that it is in, has read what was posted."""
        for node in place.ancestors_with_self:
            read = Signal()
            if node.call_later(read.set):
                await read.wait()

    def _awaited(self) -> list[Worker[Any]]:
        groups = AWAITED if isinstance(self._app.focused, Input) else AWAITED | {ROWS}
        return [
            worker
            for worker in self._app.workers
            if worker.group in groups and worker.is_running and worker not in self._forsaken
        ]

    async def _give_held(self, at_once: bool) -> None:
        """Hand on what was held back, where Textual does: no two actions go on at a time.

        Args:
            at_once: Whether to hand on everything, wherever it goes.
        """
        done = Signal()
        if self._app.call_later(self._give_next, at_once, done):
            await done.wait()
        else:
            self._held.clear()

    async def _give_next(self, at_once: bool, done: Signal) -> None:
        """Hand on what was held back, up to the first key that may lead elsewhere."""
        try:
            while self._held and (at_once or not self._must_wait(self._held[0])):
                await self._give(self._held.popleft())
        finally:
            done.set()
