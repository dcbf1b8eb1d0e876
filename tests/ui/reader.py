"""The program at work in a test: opened on an archive, its keys pressed, its screen read."""

from asyncio import Event, sleep
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from textual.app import App
from textual.dom import DOMNode
from textual.events import Key
from textual.notifications import SeverityLevel
from textual.pilot import Pilot
from textual.widget import Widget
from textual.worker import WorkerCancelled

from tui import ui
from tui.app import NewsReader
from tui.config import Settings
from tui.library.library import Library
from tui.paths import Paths
from tui.ui.common.frame_lines import TitleBar
from tui.ui.common.key_bindings import KeyHints
from tui.ui.filters.filter_bar import ChipLabel, SearchBox
from tui.ui.list import row_places
from tui.ui.list.article_list import ArticleList
from tui.ui.page.reader_pane import ReaderPane
from tui.ui.screens.main_screen import MainScreen
from tui.ui.screens.session import prepare
from tui.ui.screens.split_view import SplitView

WIDE = (120, 40)
NARROW = (60, 24)

PLACE = "~/archive"
"""What the title line says is open: no path of the machine that the tests run on."""

_ROUNDS = 3
"""How often in a row nothing may be under way before all is taken to be done: a message may
lead to another in another widget, and only the last of them to a worker."""

_KEY_NAMES = {
    " ": "space",
    "/": "slash",
    ":": "colon",
    '"': "quotation_mark",
    "-": "minus",
    ".": "full_stop",
    "(": "left_parenthesis",
    "*": "asterisk",
}
_CHARACTERS = {name: character for character, name in _KEY_NAMES.items()}


def import_all() -> None:
    """Import every module of `tui.ui`; the program imports many of them late."""
    for module in walk_packages(ui.__path__, "tui.ui."):
        import_module(module.name)


def screen_lines(app: App[None]) -> list[str]:
    """Return what is on the screen, line by line."""
    strips = app.screen._compositor.render_strips()  # There is no public way to it but an SVG.
    return [strip.text.rstrip() for strip in strips]


async def settle(pilot: Pilot[None]) -> None:
    """Wait until all messages are handled, all workers done, all marks written, all drawn."""
    while not await _at_rest(pilot):
        pass
    drawn = Event()
    pilot.app.screen.call_after_refresh(drawn.set)
    await drawn.wait()
    if not await _at_rest(pilot):
        await settle(pilot)


async def _at_rest(pilot: Pilot[None]) -> bool:
    """Wait for what is under way; tell whether nothing was."""
    app, main = pilot.app, pilot.app.screen_stack[0]
    assert isinstance(app, NewsReader)
    assert isinstance(main, MainScreen)
    for _ in range(_ROUNDS):
        await pilot.pause(0)
        await app.key_queue.settled()
        busy = [worker for worker in app.workers if not worker.is_finished]
        for worker in busy:
            with suppress(WorkerCancelled):
                await worker.wait()
        await main.settled()
        if busy or _has_mail(app):
            return False
    return True


def _has_mail(app: App[None]) -> bool:
    """Tell whether a message waits anywhere: a key goes up from widget to widget to the app."""
    nodes: list[DOMNode] = [app]
    for screen in app.screen_stack:
        nodes += screen.walk_children()
    return any(not node._message_queue.empty() for node in nodes)  # There is no public way.


class Telling(NewsReader):
    """The program, and all that it has told the user, however short it was to be seen."""

    told: list[str]

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Remember the message, then show it."""
        self.told.append(message)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)


class Reader:
    """The running program, seen from outside."""

    def __init__(self, app: Telling, pilot: Pilot[None], library: Library) -> None:
        """Use `open_reader`."""
        self.app = app
        self.pilot = pilot
        self.library = library

    # -- doing

    async def settle(self) -> None:
        """Wait until all that was begun is done."""
        await settle(self.pilot)

    async def still(self) -> None:
        """Wait until the screen stays as it is: a dialog may be laid out more than once."""
        before = ""
        while before != self.screen:
            before = self.screen
            await self.pilot.pause()
            await self.settle()

    async def press(self, *keys: str) -> None:
        """Press keys one by one, all work done after each."""
        for key in keys:
            self.send(key)
            await self.settle()

    async def leave(self, *keys: str) -> None:
        """Press keys, the last of which ends the program; return when it has ended."""
        await self.press(*keys[:-1])
        self.send(keys[-1])
        while self.app.is_running:
            await sleep(0)

    async def type(self, text: str) -> None:
        """Type a text as fast as it goes, then wait until all work is done."""
        for character in text:
            self.send(character)
        await self.settle()

    def send(self, key: str) -> None:
        """Send what the terminal's driver would; `Pilot.press` takes its time for each key."""
        key = _KEY_NAMES.get(key, key)
        character = key if len(key) == 1 else _CHARACTERS.get(key)
        self.app.post_message(Key(key, character))

    async def command(self, name: str) -> None:
        """Carry out a command by its words, through the palette."""
        await self.press("ctrl+p")
        await self.type(name)
        while self.screen.count(name) < 2:  # Once in the box, once in what it found.
            await self.pilot.pause()
        await self.press("enter")
        await self.pilot.pause()
        await self.settle()

    async def search(self, text: str) -> None:
        """Type a search and keep it."""
        await self.press("slash")
        await self.type(text)
        await self.press("enter")

    async def click(self, widget: Widget, x: int = 1, y: int = 0, times: int = 1) -> None:
        """Click into a widget.

        Args:
            widget: The widget.
            x: The cell, counted from the widget's left side.
            y: The line, counted from its top.
            times: 2 for a double click.
        """
        await self.pilot.pause()
        await self.pilot.click(widget, offset=(x, y), times=times)
        await self.settle()

    async def drag(self, widget: Widget, column: int) -> None:
        """Drag a widget sideways to a column of the screen."""
        start = widget.region
        await self.pilot.mouse_down(widget, offset=(0, start.height // 2))
        await self.pilot.hover(None, offset=(column, start.y + start.height // 2))
        await self.settle()
        await self.pilot.mouse_up(None, offset=(column, start.y + start.height // 2))
        await self.settle()

    async def click_on(self, words: str, times: int = 1) -> None:
        """Click where some words stand on the screen; `times` is 2 for a double click."""
        for y, line in enumerate(self.lines):
            if words in line:
                x = cells(line[: line.index(words)])
                await self.pilot.click(offset=(x, y), times=times)
                return await self.settle()
        raise AssertionError(f"{words!r} is not on the screen:\n{self.screen}")

    async def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    # -- seeing

    @property
    def lines(self) -> list[str]:
        """The lines on the screen."""
        return screen_lines(self.app)

    @property
    def screen(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def main(self) -> MainScreen:
        """The main screen, also while a dialog lies over it."""
        main = self.app.screen_stack[0]
        assert isinstance(main, MainScreen)
        return main

    @property
    def split(self) -> SplitView:
        """The view of list and reader."""
        return self.main.query_one(SplitView)

    @property
    def listing(self) -> ArticleList:
        """The article list."""
        return self.split.list

    @property
    def pane(self) -> ReaderPane:
        """The reader pane."""
        return self.split.pane

    @property
    def box(self) -> SearchBox:
        """The search box."""
        return self.main.query_one(SearchBox)

    @property
    def counts(self) -> str:
        """What the title line says of how much is listed."""
        return self.main.query_one(TitleBar).counts

    @property
    def hints(self) -> KeyHints:
        """The last line."""
        return self.main.query_one(KeyHints)

    @property
    def chips(self) -> list[str]:
        """The words of the filters that are on."""
        return [str(chip.render()).removesuffix(" ×") for chip in self.main.query(ChipLabel)]

    @property
    def told(self) -> list[str]:
        """What the user has been told, oldest first."""
        return self.app.told

    @property
    def titles(self) -> list[str]:
        """The titles of all listed articles, in order."""
        return [summary.title for summary in self.library.search.summaries(self.ids)]

    @property
    def ids(self) -> list[int]:
        """The ids of all listed articles, in order."""
        rows = self.listing.rows
        if isinstance(rows, row_places.ManyRows):
            return [
                id for block in range(-(-len(rows) // row_places.BLOCK)) for id in rows.fetch(block)
            ]
        return [id for place in range(len(rows)) if (id := rows.id_at(place)) is not None]

    @property
    def current(self) -> str:
        """The title of the article under the cursor; empty where there is none."""
        return self.listing.current.title if self.listing.current else ""

    @property
    def shown(self) -> str:
        """The title of the article in the reader; empty where there is none."""
        return self.pane.text.article.title if self.pane.text else ""

    @property
    def reading(self) -> bool:
        """Whether the keys go to the reader."""
        return self.app.focused is self.pane

    @property
    def highlighted_rows(self) -> list[str]:
        """The texts in the list that are drawn in the colour of a match."""
        listing = self.listing
        colour = listing.get_component_rich_style("article-list--match").bgcolor
        parts = [part for y in range(listing.size.height) for part in listing.render_line(y)]
        return [part.text for part in parts if part.style and part.style.bgcolor == colour]

    def row(self, title: str) -> str:
        """Return both lines of an article's row, as far as they are on the screen."""
        lines = [self.listing.render_line(y).text for y in range(self.listing.size.height)]
        at = next(number for number, line in enumerate(lines) if title[:8] in line)
        return "\n".join(lines[at : at + 2])


def cells(text: str) -> int:
    """Return the cells that a text takes."""
    from rich.cells import cell_len

    return cell_len(text)


@asynccontextmanager
async def open_reader(
    *folders: Path,
    size: tuple[int, int] = WIDE,
    settings: Settings | None = None,
    notices: bool = False,
) -> AsyncIterator[Reader]:
    """Open the program on folders, with the databases of the test's own home.

    Args:
        folders: What to open; none: what `piped` put into the library.
        size: The terminal's columns and lines.
        settings: The user's settings.
        notices: Whether notices are drawn on the screen, not only told.

    Yields:
        The program, its index up to date and its first article shown.
    """
    with user_library() as library:
        app = make_app(library, folders, settings)
        async with app.run_test(size=size, notifications=notices) as pilot:
            await pilot.pause()
            await settle(pilot)
            yield Reader(app, pilot, library)


def user_library() -> Library:
    """Open the library of the test's own home."""
    kept = Paths.of_user()
    return Library.open(index=kept.index_db, user=kept.user_db)


def make_app(
    library: Library,
    folders: tuple[Path, ...] | None,
    settings: Settings | None = None,
    advice: str = "",
) -> Telling:
    """Return the program, not running yet."""
    opening = prepare(library, folders)._replace(advice=advice)
    app = Telling(library, folders, PLACE, settings or Settings(), opening)
    app.told = []
    return app
