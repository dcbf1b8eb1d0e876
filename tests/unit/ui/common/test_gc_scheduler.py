import asyncio
import gc
from collections.abc import Iterator

import pytest
from textual.app import App

from tui.ui.common.gc_scheduler import GarbageCollection


@pytest.fixture
def collections() -> Iterator[list[int]]:
    """The generations that were collected, as they are."""
    seen: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            seen.append(info["generation"])

    before = gc.get_threshold()
    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)
    gc.set_threshold(*before)


async def until_full(collections: list[int]) -> None:
    while 2 not in collections:
        await asyncio.sleep(0)


async def test_garbage_is_looked_for_once_when_nothing_was_typed(collections: list[int]) -> None:
    app: App[None] = App()
    async with app.run_test():
        garbage = GarbageCollection(app, quiet=0.01)
        garbage.begin()
        garbage.wait()
        collections.clear()
        await asyncio.wait_for(until_full(collections), 20)
        collections.clear()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(until_full(collections), 0.1)


async def test_what_is_typed_puts_it_off(collections: list[int]) -> None:
    app: App[None] = App()
    async with app.run_test():
        garbage = GarbageCollection(app, quiet=3600)
        garbage.begin()
        garbage.wait()
        collections.clear()
        cycles = []
        for _ in range(30_000):
            cycle: list[object] = []
            cycle.append(cycle)
            cycles.append(cycle)
        assert 2 not in collections


async def test_collection_goes_on_where_the_start_had_none() -> None:
    app: App[None] = App()
    async with app.run_test():
        gc.disable()
        try:
            GarbageCollection(app).begin()
            assert gc.isenabled()
        finally:
            gc.enable()
            gc.unfreeze()
