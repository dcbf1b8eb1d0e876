"""Type-ahead: keys that come faster than their actions run.

Textual sends a key to the widget that has the focus when the key comes. The action of the key
runs later, when the key has bubbled from widget to widget, so the letters of `/word` that come in
one packet would all go to the list. The queue sends each key where the keys before it have led.
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
"""The group of the workers that wait for the notes of an article."""

AWAITED: Final = frozenset({"count", NOTES, "contents", "unread"})
"""Groups of workers that keys wait for: their results open a dialog, or are the object of the
next key."""

ROWS: Final = "rows of a query"
"""The group of the workers that wait for the rows of a query. Keys typed in a box do not wait
for them."""

_LONGEST_ROWS = 2.0
"""How many seconds keys wait for rows: a slower query can be cancelled with a key."""

LONGEST_SECONDS = 5.0
"""How many seconds a key waits at most for the key before it."""

_WALKS = 2
"""How often a key is followed: behind the key itself, then behind the messages of its action."""

_MOST_PLACES = 8
"""How often the focus may move because of one key before the next key is sent."""

_MOVING = command("move_down")


class _Kind(Enum):
    """The effect of a key: keys of the first two kinds follow a key of their own kind at once."""

    TEXT = auto()
    """It types a character."""
    MOVE = auto()
    """It moves the cursor or scrolls; the focus stays."""
    OTHER = auto()
    """It may do anything, and so send the next key elsewhere."""


class KeyQueue:
    """Holds keys and pastes back while the action of a key before them is still running.

    Textual can't be asked whether it is. But messages keep their order: a message that is
    posted to the same widgets after a key reaches the application after the key.
    """

    def __init__(
        self,
        app: App[Any],
        hand_on: Callable[[Event], Awaitable[None]],
        urgent: Iterable[str],
        moves: Iterable[str],
        longest: float = LONGEST_SECONDS,
    ) -> None:
        """Make the queue, empty.

        Args:
            app: Its keys are queued.
            hand_on: Handles an event as Textual does.
            urgent: The keys that do not wait, by Textual's names.
            moves: The keys that move up and down in the list and in the reader.
            longest: How many seconds a key waits at most for the key before it.
        """
        self._app = app
        self._hand_on = hand_on
        self._urgent = frozenset(urgent)
        self._moves = frozenset(moves)
        self._longest = longest
        self._held: deque[Key | Paste] = deque()
        self._place: DOMNode | None = None
        """Where the last key went; None once its action has run."""
        self._kind = _Kind.OTHER
        """The effect of that key."""
        self._following: Task[None] | None = None
        """Follows the last key; meanwhile all others are held back."""
        self._ignored: set[Worker[Any]] = set()
        """Workers that took too long: keys do not wait for them any more."""

    async def take(self, event: Event) -> None:
        """Send an event: at once, or in its turn if it was typed ahead."""
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
        """Return once no key is held back and the action of the last has run."""
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
        """Tell whether the effect of a key depends on the keys before it."""
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
        """The widget or screen that gets the next key."""
        return self._app.focused or self._app.screen

    def _follow(self) -> None:
        self._following = create_task(self._release(), name="keys that are typed ahead")

    async def _release(self) -> None:
        """Follow the last key, then send the keys held back meanwhile, until there are none."""
        try:
            while True:
                in_time = await self._arrive()
                if not self._held:
                    return
                await self._give_held(at_once=not in_time)
        except ScreenStackError:  # The application is ending: keys have no effect.
            self._held.clear()
        finally:
            self._following = None
            if self._held:  # Something has failed; no key gets lost.
                self._app.call_later(self._give_next, True, Signal())

    async def _arrive(self) -> bool:
        """Return True once the action of the last key has run; False if that takes too long."""
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
        """Stop waiting; drop the keys that were typed for a result that does not come."""
        late = self._awaited()
        if late:
            self._ignore(late)
            self._held.clear()
            self._app.bell()

    async def _come_to_rest(self, place: DOMNode) -> None:
        """Return once the action of the key that went to a place has run, with its results."""
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
                    await shield(worker.wait())  # A timeout must not end the worker.
        except TimeoutError:
            self._ignore([worker])

    def _ignore(self, workers: Iterable[Worker[Any]]) -> None:
        self._ignored = {each for each in (*self._ignored, *workers) if each.is_running}

    @staticmethod
    async def _walk(place: DOMNode) -> None:
        """Return once a widget, and then each of its ancestors, has handled its messages."""
        for node in place.ancestors_with_self:
            read = Signal()
            if node.call_later(read.set):
                await read.wait()

    def _awaited(self) -> list[Worker[Any]]:
        groups = AWAITED if isinstance(self._app.focused, Input) else AWAITED | {ROWS}
        return [
            worker
            for worker in self._app.workers
            if worker.group in groups and worker.is_running and worker not in self._ignored
        ]

    async def _give_held(self, at_once: bool) -> None:
        """Send the keys held back from the application's task, so that no two actions overlap.

        Args:
            at_once: Whether to send all of them, wherever they go.
        """
        done = Signal()
        if self._app.call_later(self._give_next, at_once, done):
            await done.wait()
        else:
            self._held.clear()

    async def _give_next(self, at_once: bool, done: Signal) -> None:
        """Send the keys held back, up to the first that depends on those before it."""
        try:
            while self._held and (at_once or not self._must_wait(self._held[0])):
                await self._give(self._held.popleft())
        finally:
            done.set()
