"""How soon an article's first screenful is there, and how long the screen ever waits.

An article of 3,000 paragraphs is opened in the reader pane and in Textual's own `Markdown`
widget, in the same run; then articles that are far too long are opened in the pane.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Markdown

from tui.app import NewsReader
from tui.config import Settings
from tui.library.library import Library
from tui.ui.page.reader_pane import ReaderPane
from tui.ui.screens.session import prepare

_SIZE = (120, 40)
_TICK = 0.002
_RUNS = 5
_WORDS = [
    "the",
    "quick",
    "brown",
    "fox",
    "jumps",
    "over",
    "some",
    "lazy",
    "dogs",
    "and",
    "then",
    "writes",
    "about",
    "night",
    "shifts",
]


class MarkdownApp(App[None]):
    """Textual's own way to show Markdown."""

    def compose(self) -> ComposeResult:
        """Make the widget, empty."""
        with VerticalScroll():
            yield Markdown()


class Waits:
    """How long the event loop waited for its turn, again and again."""

    def __init__(self) -> None:
        """Begin with none."""
        self.longest = 0.0

    async def watch(self) -> None:
        """Measure until cancelled."""
        while True:
            before = perf_counter()
            await asyncio.sleep(_TICK)
            self.longest = max(self.longest, perf_counter() - before - _TICK)


def main() -> None:
    """Measure and print."""
    asyncio.run(_compare())
    asyncio.run(_open_huge())


async def _compare() -> None:
    body = "\n\n".join(_paragraph(Random(number), 40) for number in range(3000))
    theirs = [await _textual(body) for _ in range(2)]
    with TemporaryDirectory() as folder:
        article = Path(folder) / "article.md"
        article.write_text(f"---\ntitle: Three thousand\n---\n\n{body}\n", "utf-8")
        async with _pane(Path(folder)) as (pane, id):
            ours = [(await _open(pane, id))[0] for _ in range(_RUNS)]
    ratios = median(theirs) / median(ours)
    print("3,000 paragraphs, to the first screenful:")
    print(f"  newsreader {median(ours) * 1000:.0f} ms")
    print(f"  Textual's Markdown {median(theirs) * 1000:,.0f} ms: {ratios:.0f} times as long")


async def _textual(body: str) -> float:
    app = MarkdownApp()
    async with app.run_test(size=_SIZE) as pilot:
        began = perf_counter()
        await app.query_one(Markdown).update(body)
        await _drawn(app)
        seconds = perf_counter() - began
        await pilot.pause()
    return seconds


async def _open_huge() -> None:
    print("first screenful, all lines, longest wait of the screen (ms):")
    for name, text in _huge():
        with TemporaryDirectory() as folder:
            (Path(folder) / name).write_text(text, "utf-8")
            async with _pane(Path(folder)) as (pane, id):
                await _open(pane, id)  # The first article has the parsers to import.
                figures = [await _open(pane, id) for _ in range(3)]
        first, whole, wait = (median(column) * 1000 for column in zip(*figures, strict=True))
        size = len(text.encode()) / 1e6
        print(f"  {name:24} {size:5.1f} MB {first:7.0f} {whole:8,.0f} {wait:6.0f}")


def _huge() -> Iterator[tuple[str, str]]:
    some = Random(1)
    paragraphs = [_paragraph(some, 17) for _ in range(100_000)]
    head = "---\ntitle: Huge\n---\n\n"
    yield "100000-paragraphs.md", head + "\n\n".join(paragraphs)
    yield "100000-paragraphs.html", "\n".join(f"<p>{text}</p>" for text in paragraphs)
    yield "one-line.md", head + _paragraph(some, 180_000)[:1_000_000]
    yield "one-line-of-chinese.txt", "天地玄黄，宇宙洪荒。" * 100_000
    rows = "\n".join(f"| {n} | {_paragraph(some, 4)} | {n * 7} |" for n in range(10_000))
    yield "10000-rows.md", f"{head}| n | words | sum |\n|---|---|---|\n{rows}\n"
    yield "1000-nested.html", "<blockquote>" * 1000 + "deep" + "</blockquote>" * 1000


def _paragraph(some: Random, words: int) -> str:
    return " ".join(some.choice(_WORDS) for _ in range(words))


@asynccontextmanager
async def _pane(folder: Path) -> AsyncIterator[tuple[ReaderPane, int]]:
    """Run the program on a folder; hand out its pane, empty, and the first article's id."""
    with TemporaryDirectory() as home:
        library = Library.open(Path(home) / "index.db", Path(home) / "user.db")
        with library:
            library.update([folder])
            opening = prepare(library, (folder,))
            app = NewsReader(library, (folder,), "", Settings(), opening)
            async with app.run_test(size=_SIZE) as pilot:
                await _until(lambda: bool(app.screen.query(ReaderPane)))
                pane = app.screen.query_one(ReaderPane)
                await _until(lambda: pane.page is not None and pane.page.complete)
                await pilot.pause()
                yield pane, opening.answer.ids[0]


async def _open(pane: ReaderPane, id: int) -> tuple[float, float, float]:
    """Open an article; return the seconds to its first screenful, to all, and the longest wait."""
    pane.pages.clear()
    await _drawn(pane.app)
    waits = Waits()
    watcher = asyncio.create_task(waits.watch())
    began = perf_counter()
    pane.pages.open(id)
    await _until(lambda: pane.text is not None)
    await _drawn(pane.app)
    first = perf_counter() - began
    await _until(lambda: pane.page is not None and pane.page.complete)
    whole = perf_counter() - began
    watcher.cancel()
    return first, whole, waits.longest


async def _until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(_TICK)


def _drawn(app: App[None]) -> Awaitable[bool]:
    """Return what is done when the screen has been drawn anew."""
    drawn = asyncio.Event()
    app.screen.call_after_refresh(drawn.set)
    return drawn.wait()


if __name__ == "__main__":
    main()
