"""The main screen: filters, list and reader, wired to the controllers that serve them."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import ScreenResume
from textual.screen import Screen
from textual.widgets import Static

from tui.articles.terminal_text import harmless_sentence
from tui.commands import Where
from tui.compat.node_parts import HasParts
from tui.config import Settings
from tui.library.library import Library
from tui.resources import styles
from tui.ui.common.counts import Count
from tui.ui.common.frame_lines import RuleLine, TitleBar
from tui.ui.common.key_bindings import KeyHints, bindings
from tui.ui.filters.filter_bar import FilterBar
from tui.ui.page.foot_line import FootLine
from tui.ui.screens.controllers.category_controller import CategoryController
from tui.ui.screens.controllers.filter_controller import FilterController
from tui.ui.screens.controllers.folder_controller import FolderController
from tui.ui.screens.controllers.highlighting.highlight_controller import HighlightController
from tui.ui.screens.controllers.intake_controller import IntakeController
from tui.ui.screens.controllers.link_controller import LinkController
from tui.ui.screens.controllers.list_controller import ListController
from tui.ui.screens.controllers.listed.listed_controller import ListedController
from tui.ui.screens.controllers.marks_controller import MarksController
from tui.ui.screens.controllers.query_worker import Answered, Failed
from tui.ui.screens.controllers.reader_controller import ReaderController
from tui.ui.screens.controllers.sharing.sharing_controller import SharingController
from tui.ui.screens.controllers.step_controller import StepController
from tui.ui.screens.pane_widths import PaneWidths
from tui.ui.screens.session import Layout, Opening, Session, save_session
from tui.ui.screens.split_view import SplitView

if TYPE_CHECKING:
    from tui.library.indexing.intake import SourceRows

STYLE_SHEETS = tuple(
    styles() / f"{name}.tcss" for name in ("main_screen", "filter_bar", "article_list")
)
"""The looks of what the first frame shows."""

_LATE_MODULES = (
    "tui.library.search.query_printing",
    "tui.library.marks.marks",
    "tui.library.marks.bookmarks",
    "tui.ui.screens.dialogs.pick_category",
    "tui.ui.screens.dialogs.pick_date",
    "tui.ui.screens.dialogs.contents",
)
"""The modules of a search, a mark and the pickers, which the first of these keys would wait for."""


class MainScreen(HasParts, Screen[None]):
    """Filters on top, the list at the left, the reader at the right.

    The controllers handle the messages of widgets and workers, and carry out the commands; the
    screen handles what concerns several of them.
    """

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
        sources: "Sequence[SourceRows]" = (),
    ) -> None:
        """Make the screen.

        Args:
            library: The library, open.
            folders: What is open, absolute; None for what was piped in.
            place: What is open, in words.
            settings: The user's settings.
            opening: The rows of the first frame and what a restart brings back.
            sources: The rows of streams and containers, which are taken in while the screen is up.
        """
        super().__init__()
        self._library = library
        self._folders = folders
        self._place = place
        self._settings = settings
        self._layout_before = opening.layout
        self._has_sources = bool(sources)
        self._make_widgets(opening)
        self._make_list_parts(opening)
        self._make_mark_parts()
        self._make_file_parts(sources)
        reader = ReaderController(self, self._split, self._foot, self._hints)
        steps = StepController(self, self.listing, self._split)
        links = LinkController(self, library, self.listing, self._split)
        # Each message goes to the parts in this order.
        self.add_parts(
            self.listing,
            self.filters,
            self.categories,
            reader,
            steps,
            links,
            self.marks,
            self._highlights,
            self.listed,
            self.folders,
            self.sharing,
            self._intake,
        )

    def _make_widgets(self, opening: Opening) -> None:
        self._title = TitleBar(id="title-bar")
        self._bar = FilterBar(opening.session.query, id="filter-bar")
        self._problem = Static("", id="problem")
        self._advice = Static(Content(harmless_sentence(opening.advice)), id="advice")
        self._advice.display = bool(opening.advice)
        self._upper_rule = RuleLine("┬", id="upper-rule")
        self._foot = FootLine(id="lower")
        self._hints = KeyHints(self._settings.keys, id="hints")
        count = Count(self._hints.show_count)
        layout = opening.layout
        widths = PaneWidths(layout.list_share, layout.full_width, layout.categories)
        self._split = SplitView(self._library, widths, count, id="split-view")

    def _make_list_parts(self, opening: Opening) -> None:
        """Make the parts for what is listed: rows, filters and categories."""
        self.listing = ListController(
            self, self._library, self._split, self._title, self._problem, opening
        )
        """Asks for the rows of the current query."""
        self.filters = FilterController(
            self, self._bar, self._upper_rule, self.listing, self._folders
        )
        """Changes the current query."""
        self.categories = CategoryController(self, self.filters, self.listing, self._split)
        """Filters by category, tag, author and label."""

    def _make_mark_parts(self) -> None:
        """Make the parts for what the user marks, one article or all that are listed."""
        self.listed = ListedController(self, self._library, self.listing, self._title)
        """Marks and exports all that is listed."""
        self.marks = MarksController(
            self, self._library, self.listing, self._split, lambda: self.listed.marking
        )
        """Writes bookmarks, read marks and notes."""
        self._highlights = HighlightController(
            self, self._library, self.marks, self.listing, self._split, self._foot
        )

    def _make_file_parts(self, sources: "Sequence[SourceRows]") -> None:
        """Make the parts for folders, for sources, and for other programs."""
        self.folders = FolderController(
            self, self._library, self._folders, self._title, self.listing, self._split
        )
        """Keeps the index up to date."""
        self.sharing = SharingController(
            self, self._library, self.listing, self._split, self.folders, self._settings.commands
        )
        """Copies and saves articles, and gives them to other programs."""
        self._intake = IntakeController(
            self, sources, self._place, self._title, self.listing, self._split
        )

    def compose(self) -> ComposeResult:
        """Make the widgets."""
        yield self._title
        yield self._bar
        yield self._problem
        yield self._advice
        yield self._upper_rule
        yield self._split
        yield self._foot
        yield self._hints

    # -- the start and the end

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Show the first frame with the styles that its widgets were mounted with."""
        event.refresh_styles = self.stack_updates > 0

    def on_mount(self) -> None:
        """Show the first rows, then bring the index up to date."""
        self._title.place = self._place
        self._split.list.dense = self._layout_before.one_row
        self._split.arrange_panes()
        self.listing.scanning = self._folders is not None or self._has_sources
        self.listing.begin()
        self.call_after_refresh(self._complete)

    async def _complete(self) -> None:
        """Do what the first frame did not have to wait for."""
        self._load_style_sheets()
        width = self._layout_before.reading_width or self._settings.reading_width
        self._split.pane.pages.reading_width = width
        self._split.pane.pages.justified = self._settings.justified
        self.listing.resume()
        await self._split.follow()
        await self._foot.complete()
        self.listing.complete()
        self.marks.follow_others()
        self.folders.scan()
        self._intake.begin()
        self.run_worker(_import_late_modules, thread=True, group="imports")

    def _load_style_sheets(self) -> None:
        """Load all style sheets that the first frame did without.

        A dialog that loads its sheet when it opens would have Textual parse all sheets again.
        """
        self.app.stylesheet.read_all(sorted(styles().glob("*.tcss")))
        self.app.stylesheet.parse()

    async def settled(self) -> None:
        """Return once every mark made until now is written and its message is posted."""
        await self.marks.settled()

    def save(self) -> None:
        """Store what a restart brings back, once all marks are written.

        Raises:
            StorageError: It can't be written.
        """
        self.sharing.close()
        self.listed.close()
        self.folders.close()
        self.marks.close()
        split = self._split
        summary = split.list.current
        session = Session(
            self.listing.query,
            split.list.current_id,
            summary.title if summary else "",
            split.reading,
        )
        layout = Layout(
            split.widths.list_share,
            split.pane.pages.reading_width,
            split.widths.full_width,
            self.app.theme,
            split.list.dense,
            split.widths.wants_categories,
        )
        split.pane.reading_place.keep_now()
        save_session(self._library, self._folders, session, layout)

    def on_failed(self, message: Failed) -> None:
        """Say why something could not be done."""
        self.notify(message.reason, severity="error", timeout=10)

    # These give a reason as well: a query without an answer, rows that stay empty, and a reading
    # position that is lost.
    on_ask_failed = on_failed
    on_known_rows_rows_not_read = on_failed
    on_place_lost = on_failed

    def on_answered(self, message: Answered) -> None:
        """Show the rows, then the chips."""
        self.folders.scan_renewed()
        self.listing.show(message, then=self.filters.show_chips)
        self.categories.count_again()

    def on_split_view_rearranged(self, message: SplitView.Rearranged) -> None:
        """Let the lines meet the divider."""
        self._foot.before_reader = message.divider
        self._upper_rule.joints = self._foot.joints = message.joints

    def action_leave(self) -> None:
        """Go back to the list, then quit."""
        if self._split.reading:
            self._split.turn_to(reading=False)
        else:
            self.app.exit()


def _import_late_modules() -> None:
    """Import the modules that the first frame did without; called in a worker thread."""
    for name in _LATE_MODULES:
        import_module(name)
