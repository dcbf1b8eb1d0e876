"""The rows of the current query: asked for in a worker, shown in the list."""

from asyncio import Event
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from time import monotonic

from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from tui.articles.article import Summary
from tui.articles.terminal_text import counted
from tui.library.library import Library
from tui.library.query import Query
from tui.library.search.matches import terms_of
from tui.library.values import Answer
from tui.ui.common.drawing import once_drawn
from tui.ui.common.frame_lines import TitleBar, counts
from tui.ui.common.key_queue import ROWS
from tui.ui.list.row_places import ListRows
from tui.ui.screens.controllers.query_worker import Answered, QueryWorker, rows_of
from tui.ui.screens.controllers.search_origin import Origin, origin_in, return_to
from tui.ui.screens.session import Opening
from tui.ui.screens.split_view import SplitView

_REFRESH_SECONDS = 1.0
"""How often the list takes in new rows while a first scan is running."""


class ListController:
    """Holds the current query and its last answer, and keeps the cursor where the user put it."""

    def __init__(
        self,
        screen: Screen[None],
        library: Library,
        split: SplitView,
        title: TitleBar,
        problem: Static,
        opening: Opening,
    ) -> None:
        """Make the controller; `begin` shows the first rows.

        Args:
            screen: Runs the workers, gets their messages and shows the notices.
            library: Answers the queries.
            split: Its list shows the rows, its reader the article under the cursor.
            title: Shows the counts.
            problem: The line that shows what of a query is not understood.
            opening: The rows of the first frame, and what a restart brings back.
        """
        self._screen = screen
        self._split = split
        self._list = split.list
        self._title = title
        self._problem = problem
        self._opening = opening
        self._session = opening.session
        self._answer = opening.answer
        self._understood = True
        """Whether the current query can be asked; else an earlier answer stays listed."""
        self._refreshed = 0.0
        """When the rows were asked for last."""
        self._refresh: Timer | None = None
        """Asks for the rows once more."""
        self._origin: Origin | None = None
        """Where the next answer leads back to."""
        self._beside: Sequence[int] = ()
        """The article under the cursor and those beside it, when there were any last."""
        self._line: int | None = None
        """The line of the screen of that article; None where there has been none."""
        self._settled = Event()
        """Set while no question about rows is open."""
        self._settled.set()
        self.query = opening.session.query
        """The current query."""
        self.scanning = False
        """Whether articles may still come, which an empty list says."""
        self.other_kinds = ""
        """The files of other kinds in the folders, in words, which an empty list names."""
        self.worker = QueryWorker(screen, library)
        """Asks the library."""

    @property
    def answer(self) -> Answer:
        """What is listed; the answer to the current query may still be on its way."""
        return self._answer

    @property
    def current(self) -> Summary | None:
        """The article under the cursor; None where there is none."""
        return self._list.current

    def turn_to_list(self) -> None:
        """Have the list get the keys."""
        self._split.turn_to(reading=False)

    @property
    def understood_query(self) -> Query:
        """The current query, or the listed one where the current one can't be understood."""
        return self.query if self._understood else self._answer.query

    @property
    def day_at_cursor(self) -> date | None:
        """The local day of the article under the cursor; None where it has none."""
        summary = self._list.current
        return summary.date.date() if summary and summary.date else None

    # -- the first rows

    def begin(self) -> None:
        """Show the rows of the first frame."""
        opening = self._opening
        self._show(opening.answer, rows_of(opening.answer), opening.summaries, self._last_open())

    def complete(self) -> None:
        """Ask for the rows and counts that the first frame did without, if any are missing."""
        if not self._answer.counted or self._answer.total > len(self._answer.ids):
            self.ask_again()

    def resume(self) -> None:
        """Turn to the reader if the last session ended there, once its article is listed."""
        if self._session.reading and self._list.current_id == self._session.article:
            self._split.turn_to(reading=True)

    def _last_open(self) -> int | None:
        """Return the article of the last session until the user moves."""
        return None if self._list.moved else self._session.article

    # -- asking

    def ask(self, query: Query, origin: Origin | None = None) -> None:
        """Make another query the current one; the rows come with `Answered`.

        Args:
            query: The query.
            origin: Where its rows lead back to; None: the cursor stays on its article.
        """
        self.query, self._origin = query, origin
        self.ask_again()

    def origin(self) -> Origin:
        """Return where the user is now, for `go_back`."""
        return origin_in(self._split)

    def go_back(self, query: Query, origin: Origin) -> None:
        """Make another query the current one, and lead back to where the user was."""
        self._split.turn_to(reading=origin.reading)
        there = self._list.current_id in origin.near[:1]
        if query != self.query or query != self._answer.query or not there:
            self.ask(query, origin)

    def ask_again(self) -> None:
        """Ask for the current query; the rows come with `Answered`."""
        self._refreshed = monotonic()
        if self._refresh is not None:
            self._refresh.stop()
            self._refresh = None
        self._settled.clear()
        again = self.query == self._answer.query
        self.worker.ask(self.query, self._wanted(again), new=not again)

    def refresh(self) -> None:
        """List what files have become: at once, or in a while where that was done just now."""
        if monotonic() - self._refreshed > _REFRESH_SECONDS:
            self.list_changes()
        else:
            self._list_changes_soon()

    def list_changes(self) -> None:
        """List what files have become.

        Among unread articles alone, the one that is being read would be listed no more, and
        another would take its place before the reader's eyes: its list waits until it is left.
        """
        if self._split.reading and self.query.unread:
            self._list_changes_soon()
        else:
            self.ask_again()

    def _list_changes_soon(self) -> None:
        if self._refresh is None:
            self._refresh = self._screen.set_timer(_REFRESH_SECONDS, self._list_changes_now)

    def _list_changes_now(self) -> None:
        self._refresh = None
        self.list_changes()

    def hold_keys(self) -> None:
        """Have the next keys wait for the rows of the current query, which they are about."""
        awaited = self.query != self._answer.query or self._origin is not None
        if awaited and not self._settled.is_set():
            self._screen.run_worker(self._settled.wait(), group=ROWS, exclusive=True)

    def on_ask_failed(self) -> None:
        """Release the keys that wait for rows: none will come."""
        self._origin = None
        self._settled.set()

    def _wanted(self, again: bool) -> Sequence[int]:
        """Return the articles that the cursor may go to, the best first.

        Args:
            again: Whether the listed query is asked again: then the neighbour of an article
                that is gone will do.
        """
        if self._origin is not None:
            return list(self._origin.near)
        if not self._list.moved:
            # Before the first move the cursor belongs on the newest article.
            last_open = self._last_open()
            return [] if last_open is None else [last_open]
        if len(self._list.rows):  # An empty list has no cursor: the place before it is kept.
            self._beside, self._line = self._list.beside_cursor(), self._list.cursor_line
        return self._beside if again else self._beside[:1]

    def on_search_box_search_left(self) -> None:
        """Go from the search box to the list."""
        self.turn_to_list()

    # -- showing

    def show(self, message: Answered, then: Callable[[], object]) -> None:
        """Show an answer, unless another question has been asked since.

        Args:
            message: The answer.
            then: Called once the rows are on the screen.
        """
        answer = message.answer
        if answer.query != self.query:
            return
        if self._cursor_left(message):
            self.ask_again()
            return
        self.say_problem(answer.problem)
        self._understood = not answer.problem
        if not answer.problem:
            last_open = self._last_open()
            origin, follow = self._origin, self._split.follow_list
            if origin is not None and (message.cursor is not None or answer.counted):
                self._origin, follow = None, partial(return_to, self._split, origin)
            self._show(
                answer, message.rows, message.summaries, self._cursor_for(message, origin), origin
            )
            if last_open is not None:
                self.resume()
            if answer.query != self._session.query:
                self._list.moved = True  # A user who filters has chosen what the cursor is on.
            # The rows are on the screen sooner for not waiting for the article and the chips.
            once_drawn(self._list, follow)
        self._settled.set()
        once_drawn(self._list, then)
        once_drawn(self._list, message.drawn.set)

    def say_problem(self, problem: str) -> None:
        """Say below the search box what is not understood; nothing where all is."""
        if problem or self._problem.display:  # It would lay the whole screen out anew.
            self._problem.update(f"   {problem}")
            self._problem.display = bool(problem)

    def _cursor_left(self, message: Answered) -> bool:
        """Tell whether the cursor is on an article that an answer says nothing about."""
        current = self._list.current_id
        if self._origin is not None or not self._list.moved or not len(self._list.rows):
            return False
        if current is None:
            return True
        return current not in message.near[:1] and message.rows.index_of(current) is None

    def _cursor_for(self, message: Answered, origin: Origin | None) -> int | None:
        """Return the article that the cursor goes to; None for the first."""
        current = self._list.current_id
        if origin is not None:
            return message.cursor
        if self._list.moved and current is not None and message.rows.index_of(current) is not None:
            return current
        return message.cursor

    def _show(
        self,
        answer: Answer,
        rows: ListRows,
        summaries: Sequence[Summary],
        cursor: int | None,
        origin: Origin | None = None,
    ) -> None:
        again = answer.query == self._answer.query
        self._answer = answer
        terms = terms_of(answer.query.text)
        self._list.empty_text = nothing_listed(
            answer.query, answer.all, self.scanning, self.other_kinds
        )
        # The same rows once more are only counted now.
        if not (again and rows is self._list.rows and len(rows)):
            line = None if len(self._list.rows) else self._line
            if origin and cursor in origin.near[:1]:
                line = origin.line
            self._list.show(
                rows,
                summaries,
                terms=terms,
                with_day=answer.query.sort != "date",
                cursor=cursor,
                line=line,
                again=again and origin is None,
            )
            self._split.fit_list()
        self._split.search(terms)
        self._show_counts()

    # -- counts

    def set_unread(self, unread: int) -> None:
        """Show how many of the listed articles are unread, where they are counted by now."""
        if self._answer.counted:
            self._answer = self._answer._replace(unread=unread)
            self._show_counts()

    def _show_counts(self) -> None:
        answer = self._answer
        counted = counts(answer.total, answer.all, answer.unread)
        self._title.counts = counted if answer.counted else "counting …"


_OWN_FOLDER = (
    "newsreader opens folders of articles in Markdown, HTML or plain text:\n"
    "newsreader ~/articles\n"
    "`newsreader config` makes the file of settings, where folders can be named."
)


def nothing_listed(query: Query, all: int, scanning: bool, other_kinds: str = "") -> str:
    """Return the words of an empty list: the reason, and what to do next."""
    bare = Query(folders=query.folders, elsewhere=query.elsewhere)
    if query == bare._replace(bookmarked=True):
        return "No bookmarks yet.\nb bookmarks the article under the cursor; B lists all again."
    if query != bare and (all or query.bookmarked):
        return f"{_no_match(query, all)}\nx in the list clears search and filters."
    if query.folders == ():
        return (
            "None of the folders in the settings can be opened.\n"
            "“Mistakes in the settings” in the palette (:) names them with file and line.\n"
            f"{_OWN_FOLDER}"
        )
    if scanning:
        return "Waiting for articles …" if query.folders is None else "Reading the folder …"
    others = f"{other_kinds}.\n" if other_kinds else ""
    return f"There are no articles here.\n{others}{_OWN_FOLDER}"


def _no_match(query: Query, all: int) -> str:
    if query.bookmarked:
        return "No match among the bookmarks."
    return f"No match among {counted(all, 'article')}."
