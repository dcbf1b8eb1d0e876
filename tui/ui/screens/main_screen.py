"""The main screen: wires filters, list and reader to the library."""

from __future__ import annotations

from asyncio import Event
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import ScreenResume
from textual.widgets import Static

from tui.articles.article import Summary
from tui.commands import Where, bindings
from tui.config import Settings
from tui.library.library import Library
from tui.library.query import Query
from tui.library.search.matches import terms_of
from tui.library.values import Answer
from tui.resources import styles
from tui.ui.common.drawing import once_drawn
from tui.ui.common.key_queue import ROWS
from tui.ui.common.rule_line import RuleLine
from tui.ui.filters.filter_bar import FilterBar
from tui.ui.list.article_list import ArticleList
from tui.ui.list.row_places import ListRows
from tui.ui.screens import messages
from tui.ui.screens.asking import (
    Answered,
    AskFailed,
    Failed,
    UnreadFound,
    cursor_for,
    has_left,
    rows_of,
    wanted,
)
from tui.ui.screens.keeping import KeepingScreen
from tui.ui.screens.preloading import import_rest, read_looks
from tui.ui.screens.session import Layout, Opening, Session, save_session
from tui.ui.screens.split_view import Desk

if TYPE_CHECKING:
    from tui.ui.list.row_cache import KnownRows
    from tui.ui.page.reader_messages import PlaceLost
    from tui.ui.screens.folder_updates import (
        FilesUnwatched,
        FolderWatcher,
        ScanFinished,
        ScanProgressed,
    )

STYLE_SHEETS = (styles() / "main.tcss", styles() / "article_list.tcss")
"""The looks of what the first frame shows."""

_REFRESH_SECONDS = 1.0
"""How often the list takes in new rows while a first scan is running."""


class MainScreen(KeepingScreen):
    """Filters on top, the list at the left, the reader at the right."""

    WHERE: ClassVar[Where] = "screen"
    BINDINGS: ClassVar[list[BindingType]] = bindings("screen")
    AUTO_FOCUS = "#list"

    def __init__(
        self,
        library: Library,
        folders: tuple[Path, ...] | None,
        place: str,
        settings: Settings,
        opening: Opening,
    ) -> None:
        """Make the screen.

        Args:
            library: The library, open.
            folders: What is open, absolute; None for what was piped in.
            place: What is open, in words.
            settings: The user's settings.
            opening: The rows of the first frame and what a restart brings back.
        """
        desk = Desk(library, opening.layout.list_share, id="desk")
        query, answer = opening.session.query, opening.answer
        super().__init__(library, query, answer, folders, desk, settings)
        self._place = place
        self._settings = settings
        self._opening = opening
        self._scanning = False
        self._told = self._renewals = 0
        self._watcher: FolderWatcher | None = None
        self._refreshed = 0.0
        self._rows_told = Event()
        """Set while no question about rows is open."""
        self._rows_told.set()
        self._filters = FilterBar(self._query, id="filter-bar")
        self._problem = Static("", id="problem")
        self._upper_rule = RuleLine("┬", id="upper-rule")

    def compose(self) -> ComposeResult:
        """Make the widgets."""
        yield self._title
        yield self._filters
        yield self._problem
        yield self._upper_rule
        yield self._desk
        yield self._foot
        yield self._hints

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Show the first frame with the styles that its widgets were mounted with."""
        event.refresh_styles = self.stack_updates > 0

    def on_mount(self) -> None:
        """Show the first rows, then bring the index up to date."""
        self._title.place = self._place
        opening, layout = self._opening, self._opening.layout
        self._desk.full_width = layout.full_width
        self._desk.arrange_panes()
        self._scanning = self._folders is not None
        rows = rows_of(opening.answer)
        self._show(opening.answer, rows, opening.summaries, opening.session.article)
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        """Do what the first frame did not have to wait for."""
        read_looks(self.app)
        width = self._opening.layout.reading_width or self._settings.reading_width
        self._desk.pane.reading_width = width
        self._desk.pane.justified = self._settings.justified
        self._resume()
        await self._desk.follow()
        await self._foot.complete()
        if not self._answer.counted or self._answer.total > len(self._answer.ids):
            self.ask_again()
        self.follow_others()
        self._scan()
        self.run_worker(import_rest, thread=True, group="imports")

    def _tell(self) -> None:
        """Say what had to be mended, and which rows are damaged, since it was last said."""
        notices = self._library.notices[self._told :]
        for problem in notices:
            self.notify(problem, severity="warning", timeout=15)
        self._told += len(notices)

    def _scan(self) -> None:
        """Say what had to be mended, and bring the index up to date."""
        self._tell()
        self._renewals = self._library.renewals
        if self._folders is not None:
            from tui.ui.screens.folder_updates import Indexer

            Indexer(self, self._library).start(self._folders)

    # -- asking and showing

    def ask(self, query: Query) -> None:
        """Make another query the current one; the next keys are about what it finds."""
        super().ask(query)
        if self._query != self._answer.query and not self._rows_told.is_set():
            self.run_worker(self._rows_told.wait(), group=ROWS, exclusive=True)

    def ask_again(self) -> None:
        """Ask for the current query; the rows come with `Answered`."""
        self._refreshed = monotonic()
        self._rows_told.clear()
        again = self._query == self._answer.query
        near = wanted(self._desk.list, self._last_open(), again)
        self._asker.ask(self._query, near, new=not again)

    def on_answered(self, message: Answered) -> None:
        """Show an answer, unless another question has been asked since."""
        if self._library.renewals > self._renewals:
            self._scanning = self._folders is not None
            self._scan()
        self._tell()
        answer = message.answer
        if answer.query != self._query:
            return
        if has_left(self._desk.list, message):
            self.ask_again()
            return
        if answer.problem or self._problem.display:  # It would lay the whole screen out anew.
            self._problem.update(f"   {answer.problem}")
            self._problem.display = bool(answer.problem)
        self._understood = not answer.problem
        if not answer.problem:
            last_open = self._last_open()
            self._show(
                answer, message.rows, message.summaries, cursor_for(self._desk.list, message)
            )
            if last_open is not None:
                self._resume()
            if answer.query != self._opening.session.query:
                self._desk.list.moved = True  # Whoever filters has chosen what is under the cursor.
            # The rows are on the screen sooner for not waiting for the article and the chips.
            once_drawn(self._desk.list, self._desk.follow_list)
        self._rows_told.set()
        once_drawn(self._desk.list, self.show_filters)
        once_drawn(self._desk.list, message.drawn.set)

    def _resume(self) -> None:
        """Turn to the reader if that is where the user was, once its article is listed."""
        session = self._opening.session
        if session.reading and self._desk.list.current_id == session.article:
            self._desk.turn_to(reading=True)

    def _last_open(self) -> int | None:
        """Return the article of the last session, while the user has gone nowhere else yet."""
        return None if self._desk.list.moved else self._opening.session.article

    def _show(
        self, answer: Answer, rows: ListRows, summaries: Sequence[Summary], cursor: int | None
    ) -> None:
        again = answer.query == self._answer.query
        self._answer = answer
        terms = terms_of(answer.query.text)
        listing = self._desk.list
        listing.empty_text = messages.nothing_listed(answer.query, answer.all, self._scanning)
        # The same rows once more are only counted now.
        if not (again and rows is listing.rows and len(rows)):
            listing.show(
                rows,
                summaries,
                terms=terms,
                with_day=answer.query.sort != "date",
                cursor=cursor,
                again=again,
            )
        self._desk.search(terms)
        self._tell_counts()

    def on_known_rows_rows_not_read(self, message: KnownRows.RowsNotRead) -> None:
        """Say why rows stay empty."""
        self.notify(message.reason, severity="error", timeout=10)

    def on_ask_failed(self, message: AskFailed) -> None:
        """Say that there will be no rows."""
        self._rows_told.set()
        self.on_failed(message)

    def on_failed(self, message: Failed) -> None:
        """Say what could not be done."""
        self.notify(message.reason, severity="error", timeout=10)

    def on_search_box_search_left(self) -> None:
        """Go from the box to what was found."""
        self._desk.turn_to(reading=False)

    def on_reader_pane_place_lost(self, message: PlaceLost) -> None:
        """Say why the reader's place is not kept."""
        self.notify(message.reason, severity="error", timeout=10)

    # -- reading

    def on_article_list_article_opened(self, message: ArticleList.ArticleOpened) -> None:
        """Open an article; who opens it has read it."""
        self._desk.read(message.id)
        self._marker.mark_read(message.id)

    def on_desk_unread_wanted(self, message: Desk.UnreadWanted) -> None:
        """Look for the next unread article."""
        listing = self._desk.list
        self._asker.find_unread(self._query, listing.rows, listing.cursor, message.step)

    def on_unread_found(self, message: UnreadFound) -> None:
        """Go to the unread article."""
        listing = self._desk.list
        if message.rows is not listing.rows:
            self._asker.find_unread(self._query, listing.rows, listing.cursor, message.step)
        elif message.place is None:
            self.notify("There is no more unread article in that direction.", timeout=3)
        elif listing.select(message.place) and self._desk.reading:
            listing.action_read()

    def on_desk_rearranged(self, message: Desk.Rearranged) -> None:
        """Let the lines meet the divider."""
        self._upper_rule.joint = self._foot.joint = message.divider
        if not self._desk.shows_article:
            self._foot.progress = self._foot.matches = ""

    def action_leave(self) -> None:
        """Go back to the list, then quit."""
        if self._desk.reading:
            self._desk.turn_to(reading=False)
        else:
            self.app.exit()

    # -- the index

    def on_scan_progressed(self, message: ScanProgressed) -> None:
        """Say how far the scan is, and list what is new now and then."""
        self._title.work = messages.scan(message.progress)
        # While folders are only looked through, nothing new has been read yet.
        if message.progress.total and monotonic() - self._refreshed > _REFRESH_SECONDS:
            self.ask_again()

    def on_scan_finished(self, message: ScanFinished) -> None:
        """List what has changed."""
        self._scanning = False
        self._title.work = ()
        if message.changed or not self._answer.total:
            self.ask_again()
        if self._watcher is None and self._folders is not None:
            from tui.ui.screens.folder_updates import FolderWatcher

            self._watcher = FolderWatcher(self, self._library, self._folders, message.began)

    def on_files_changed(self) -> None:
        """List what has changed, and show what the open article says now."""
        self._desk.list.moved = True  # What the user reads stays, even before any key.
        self.ask_again()
        self._desk.pane.look_again()

    def on_files_unwatched(self, message: FilesUnwatched) -> None:
        """Say that what changes will not be seen."""
        self.notify(message.reason, severity="warning", timeout=10)

    # -- the end

    def save(self) -> None:
        """Store what a restart brings back, once all marks are written."""
        if self._watcher is not None:
            self._watcher.stop()
        self._marker.close()
        summary, desk = self._desk.list.current, self._desk
        session = Session(
            self._query, desk.list.current_id, summary.title if summary else "", desk.reading
        )
        layout = Layout(desk.list_share, desk.pane.reading_width, desk.full_width, self.app.theme)
        desk.pane.keep_position_now()
        save_session(self._library, self._folders, session, layout)
