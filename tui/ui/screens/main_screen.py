"""The main screen: filters, list and reader, wired to the controllers that serve them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import ScreenResume
from textual.screen import Screen
from textual.widgets import Static

from tui.commands import Where
from tui.config import Settings
from tui.library.library import Library
from tui.resources import styles
from tui.ui.common.frame_lines import RuleLine, TitleBar
from tui.ui.common.key_bindings import KeyHints, bindings
from tui.ui.filters.filter_bar import ChipLabel, FilterBar, SearchBox
from tui.ui.list.article_list import ArticleList
from tui.ui.page.foot_line import FootLine
from tui.ui.screens.controllers.filter_controller import FilterController
from tui.ui.screens.controllers.folder_controller import FolderController
from tui.ui.screens.controllers.list_controller import ListController
from tui.ui.screens.controllers.marks_controller import MarksController
from tui.ui.screens.controllers.query_worker import (
    Answered,
    AskFailed,
    CategoriesCounted,
    DaysCounted,
    Failed,
    UnreadFound,
)
from tui.ui.screens.controllers.reader_controller import ReaderController
from tui.ui.screens.preloading import import_modules, load_style_sheets
from tui.ui.screens.session import Layout, Opening, Session, save_session
from tui.ui.screens.split_view import Desk

if TYPE_CHECKING:
    from tui.ui.page import reader_messages
    from tui.ui.page.find_bar import FindBar
    from tui.ui.screens.controllers.folder_updates import (
        FilesUnwatched,
        ScanFinished,
        ScanProgressed,
    )
    from tui.ui.screens.controllers.mark_worker import (
        ManyMarked,
        Marked,
        MarksReread,
        NotesRead,
        NotesUnwritten,
    )
    from tui.ui.screens.controllers.query_saving import QueriesChanged

STYLE_SHEETS = tuple(styles() / f"{name}.tcss" for name in ("main", "filters", "article_list"))
"""The looks of what the first frame shows."""


class MainScreen(Screen[None]):
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
        super().__init__()
        self._library = library
        self._folders = folders
        self._place = place
        self._settings = settings
        self._layout_before = opening.layout
        self._title = TitleBar(id="title-bar")
        self._bar = FilterBar(opening.session.query, id="filter-bar")
        self._problem = Static("", id="problem")
        self._upper_rule = RuleLine("┬", id="upper-rule")
        self._desk = Desk(library, opening.layout.list_share, id="desk")
        self._foot = FootLine(id="lower")
        self._hints = KeyHints(settings.keys, id="hints")
        self.listing = ListController(
            self, library, self._desk, self._title, self._problem, opening
        )
        """Asks for the rows of the current query."""
        self.filters = FilterController(self, self._bar, self.listing, folders)
        """Changes the current query."""
        self.marks = MarksController(self, library, self.listing, self._desk)
        """Writes bookmarks, read marks and notes."""
        self.folders = FolderController(
            self, library, folders, self._title, self.listing, self._desk
        )
        """Keeps the index up to date."""
        self._reader = ReaderController(self, self._desk, self._foot, self._hints)

    def compose(self) -> ComposeResult:
        """Make the widgets."""
        yield self._title
        yield self._bar
        yield self._problem
        yield self._upper_rule
        yield self._desk
        yield self._foot
        yield self._hints

    # -- the start and the end

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Show the first frame with the styles that its widgets were mounted with."""
        event.refresh_styles = self.stack_updates > 0

    def on_mount(self) -> None:
        """Show the first rows, then bring the index up to date."""
        self._title.place = self._place
        self._desk.full_width = self._layout_before.full_width
        self._desk.arrange_panes()
        self.listing.scanning = self._folders is not None
        self.listing.begin()
        self.call_after_refresh(self._complete)

    async def _complete(self) -> None:
        """Do what the first frame did not have to wait for."""
        load_style_sheets(self.app)
        width = self._layout_before.reading_width or self._settings.reading_width
        self._desk.pane.reading_width = width
        self._desk.pane.justified = self._settings.justified
        self.listing.resume()
        await self._desk.follow()
        await self._foot.complete()
        self.listing.complete()
        self.marks.follow_others()
        self.folders.scan()
        self.run_worker(import_modules, thread=True, group="imports")

    async def settled(self) -> None:
        """Return once every mark made until now is written and its message is posted."""
        await self.marks.settled()

    def save(self) -> None:
        """Store what a restart brings back, once all marks are written.

        Raises:
            StorageError: It can't be written.
        """
        self.folders.close()
        self.marks.close()
        desk = self._desk
        summary = desk.list.current
        session = Session(
            self.listing.query, desk.list.current_id, summary.title if summary else "", desk.reading
        )
        layout = Layout(desk.list_share, desk.pane.reading_width, desk.full_width, self.app.theme)
        desk.pane.keep_position_now()
        save_session(self._library, self._folders, session, layout)

    def on_failed(self, message: Failed) -> None:
        """Say why something could not be done."""
        self.notify(message.reason, severity="error", timeout=10)

    # Rows that stay empty and a reading position that is lost give a reason as well.
    on_known_rows_rows_not_read = on_failed
    on_reader_pane_place_lost = on_failed

    # -- the rows of the current query

    def on_answered(self, message: Answered) -> None:
        """Show the rows, then the chips."""
        self.folders.scan_renewed()
        self.listing.show(message, then=self.filters.show_chips)

    def on_ask_failed(self, message: AskFailed) -> None:
        """Say why no rows will come."""
        self.listing.release_keys()
        self.on_failed(message)

    def on_article_list_article_opened(self, message: ArticleList.ArticleOpened) -> None:
        """Open an article, and mark it as read."""
        self._desk.read(message.id)
        self.marks.mark_read(message.id)

    def on_desk_unread_wanted(self, message: Desk.UnreadWanted) -> None:
        """Look for the next unread article."""
        self.listing.find_unread(message.step)

    def on_unread_found(self, message: UnreadFound) -> None:
        """Go to the unread article."""
        self.listing.go_to_unread(message)

    def on_desk_rearranged(self, message: Desk.Rearranged) -> None:
        """Let the lines meet the divider."""
        self._upper_rule.joint = self._foot.joint = message.divider
        if not self._desk.shows_article:
            self._reader.clear_progress()

    def action_leave(self) -> None:
        """Go back to the list, then quit."""
        if self._desk.reading:
            self._desk.turn_to(reading=False)
        else:
            self.app.exit()

    # -- search and filters

    def on_search_box_search_typed(self, message: SearchBox.SearchTyped) -> None:
        """Ask for the typed text."""
        self.filters.ask_typed(message)

    def on_search_box_search_left(self, message: SearchBox.SearchLeft) -> None:
        """Go from the box to the list."""
        self._desk.turn_to(reading=False)
        self.filters.leave_box(message)

    def on_chip_label_chip_removed(self, message: ChipLabel.ChipRemoved) -> None:
        """Clear one filter."""
        self.filters.remove_chip(message)

    def on_categories_counted(self, message: CategoriesCounted) -> None:
        """Open the category picker."""
        self.filters.pick_category(message)

    def on_days_counted(self, message: DaysCounted) -> None:
        """Open the date picker."""
        self.filters.pick_days(message)

    def on_queries_changed(self, message: QueriesChanged) -> None:
        """Say that a query was saved or removed."""
        self.notify(message.note, timeout=4)

    def action_search(self) -> None:
        """Type a search."""
        self.filters.open_box()

    def action_edit_query(self) -> None:
        """Edit the query as text."""
        self.filters.edit()

    def action_pick_category(self) -> None:
        """Pick a category."""
        self.filters.count_categories()

    def action_pick_date(self) -> None:
        """Pick a date."""
        self.filters.count_days()

    def action_saved_queries(self) -> None:
        """Call a saved query, or remove one."""
        self.filters.saved.pick()

    def action_save_query(self) -> None:
        """Save the query under a name."""
        self.filters.save()

    def action_only_bookmarks(self) -> None:
        """List only bookmarks, or all articles again."""
        self.filters.toggle_bookmarks()

    def action_only_unread(self) -> None:
        """List only unread articles, or all again."""
        self.filters.toggle_unread()

    def action_sort_by_title(self) -> None:
        """Sort by title, or by date again."""
        self.filters.toggle_title_sort()

    def action_reverse_order(self) -> None:
        """Reverse the order."""
        self.filters.reverse()

    def action_clear_filters(self) -> None:
        """Clear all filters."""
        self.filters.clear()

    # -- marks

    def on_marked(self, message: Marked) -> None:
        """Show the mark of one article."""
        self.marks.show_mark(message)

    def on_many_marked(self, message: ManyMarked) -> None:
        """Show the marks of many articles."""
        self.marks.show_marks(message)

    def on_others_marked(self) -> None:
        """Read the rows again after another newsreader has changed marks."""
        self.marks.reread()

    def on_marks_reread(self, message: MarksReread) -> None:
        """Show the marks that were read again."""
        self.marks.show_reread(message)

    def on_notes_read(self, message: NotesRead) -> None:
        """Edit note and labels."""
        self.marks.notes.edit(message)

    def on_notes_unwritten(self, message: NotesUnwritten) -> None:
        """Say why, and edit them again."""
        self.marks.edit_unwritten(message)

    def action_bookmark(self) -> None:
        """Bookmark the article, or remove the bookmark."""
        self.marks.toggle_bookmark()

    def action_toggle_read(self) -> None:
        """Mark the article as read, or as unread."""
        self.marks.toggle_read()

    def action_all_read(self) -> None:
        """Mark all listed articles as read."""
        self.marks.mark_all_read()

    def action_note(self) -> None:
        """Edit note and labels of the bookmark."""
        self.marks.read_notes()

    def action_undo(self) -> None:
        """Undo the last mark."""
        self.marks.undo()

    # -- the reader

    def on_descendant_focus(self) -> None:
        """Show the keys of the widget that has the focus."""
        self._reader.show_hints()

    def on_reader_pane_progressed(self, message: reader_messages.Progressed) -> None:
        """Say how far the reader is."""
        self._reader.show_progress(message)

    def on_reader_pane_emptied(self) -> None:
        """Say nothing of progress."""
        self._reader.clear_progress()

    def on_reader_pane_matches_counted(self, message: reader_messages.MatchesCounted) -> None:
        """Say at which match the reader is."""
        self._reader.show_matches(message)

    def on_reader_pane_said(self, message: reader_messages.Said) -> None:
        """Say where a link leads, or what can be typed."""
        self._reader.say(message)

    def on_reader_pane_find_wanted(self) -> None:
        """Open the find bar."""
        self._reader.open_find()

    def on_find_bar_find_typed(self, message: FindBar.FindTyped) -> None:
        """Find the typed text."""
        self._reader.find(message)

    def on_find_bar_find_stepped(self, message: FindBar.FindStepped) -> None:
        """Go to the next match, or the previous one."""
        self._reader.step_find(message)

    def on_find_bar_find_kept(self, message: FindBar.FindKept) -> None:
        """Go to the match."""
        self._reader.keep_find(message)

    def on_find_bar_find_left(self) -> None:
        """Go back to where the reader was."""
        self._reader.cancel_find()

    def on_reader_pane_images_wanted(self, message: reader_messages.ImagesWanted) -> None:
        """Show a picture over the whole screen."""
        self._reader.show_picture(message.number)

    def on_reader_pane_contents_read(self, message: reader_messages.ContentsRead) -> None:
        """Show the contents of the article."""
        self._reader.pick_heading(message)

    def on_reader_pane_link_followed(self, message: reader_messages.LinkFollowed) -> None:
        """Open a link of the article."""
        self._reader.follow_link(message)

    def action_images(self) -> None:
        """Show the pictures of the article."""
        self._reader.show_nearest_picture()

    def action_open_link(self) -> None:
        """Open the original in the browser."""
        self._reader.open_original()

    def action_copy_link(self) -> None:
        """Copy the address of the selected link, or else the article's."""
        self._reader.copy_link()

    # -- the index

    def on_scan_progressed(self, message: ScanProgressed) -> None:
        """Say how far the scan is."""
        self.folders.show_progress(message)

    def on_scan_finished(self, message: ScanFinished) -> None:
        """List what has changed."""
        self.folders.finish_scan(message)

    def on_files_changed(self) -> None:
        """List what has changed."""
        self.folders.show_changes()

    def on_files_unwatched(self, message: FilesUnwatched) -> None:
        """Say that changes will not be seen."""
        self.notify(message.reason, severity="warning", timeout=10)
