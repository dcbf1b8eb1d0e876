"""The thread that marks and exports all that is listed, and tells how far it is."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from textual.message import Message
from textual.screen import Screen

from tui.articles.article import Article
from tui.articles.article_files import save
from tui.articles.terminal_text import counted
from tui.errors import NewsreaderError, unwritable
from tui.library.article_json import to_values
from tui.library.library import Library
from tui.library.marks.bulk_marks import Outcome
from tui.library.progress_rate import Pace
from tui.library.query import Query
from tui.library.values import Progress
from tui.ui.screens.controllers.mark_worker import ManyMarked
from tui.ui.screens.controllers.query_worker import Failed
from tui.ui.screens.controllers.sharing.sharing_worker import ArticlesSaved
from tui.ui.screens.dialogs.dialog import Confirm
from tui.ui.screens.dialogs.line_choice import LastLines

_MOST_NAMED = 3
"""The most articles that could not be read and are named."""

_UNDO = " · U to undo"


@dataclass(eq=False, repr=False)
class ListedProgressed(Message):
    """More of what is listed is done; a newer message of the kind replaces an older."""

    doing: str
    """The work in one word: `bookmarking`."""
    progress: Progress

    def can_replace(self, message: Message) -> bool:
        """Only the newest progress is worth drawing."""
        return isinstance(message, ListedProgressed)


@dataclass(eq=False, repr=False)
class ListedEnded(Message):
    """A work on what is listed has ended, or was not begun."""

    outcome: Message
    """What the user is told."""
    problems: Sequence[str] = ()
    """A sentence for each article that could not be read, the first ones."""


class ListedWorker:
    """Does one work after the other on what queries find."""

    def __init__(self, screen: Screen[None], library: Library) -> None:
        """Make the worker; its thread starts with the first work.

        Args:
            screen: Opens the dialogs and gets the messages.
            library: Has the articles and keeps the marks, and the lines typed last.
        """
        self._screen = screen
        self._library = library
        self.last_labels = LastLines(screen, library, "labels of lists")
        """The labels that lists were given."""
        self.last_folders = LastLines(screen, library, "folders of exports")
        """The folders and files that lists were exported to."""
        self._closed = False
        # Not a worker of Textual: what is being written ends before the library is closed.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="listed")
        self._last_marks: Future[None] | None = None

    def close(self) -> None:
        """End the work under way after its transaction; what it wrote until then stays."""
        self._closed = True
        self._thread.shutdown(wait=True, cancel_futures=True)

    @property
    def marking(self) -> bool:
        """Whether marks are being written, or wait to be."""
        return self._last_marks is not None and not self._last_marks.done()

    def confirm(self, question: str, detail: str, then: Callable[[], None]) -> None:
        """Ask the user whether to go on.

        Args:
            question: One sentence that yes and no answer.
            detail: What the user should know.
            then: Called where the answer is yes.
        """
        self._screen.app.push_screen(Confirm(question, detail), lambda yes: then() if yes else None)

    def bookmark(self, query: Query, labels: Sequence[str] = ()) -> None:
        """Bookmark, and label, what a query finds."""
        doing, done = ("labelling", "labelled") if labels else ("bookmarking", "bookmarked")

        def work(ids: Sequence[int], tell: Callable[[Progress], None]) -> Outcome:
            return self._library.bulk.bookmark(
                ids, labels, progress=tell, cancelled=lambda: self._closed
            )

        self._mark(query, doing, done, work)

    def drop(self, query: Query) -> None:
        """Remove the bookmarks of what a query finds."""

        def work(ids: Sequence[int], tell: Callable[[Progress], None]) -> Outcome:
            return self._library.bulk.drop(ids, progress=tell, cancelled=lambda: self._closed)

        self._mark(query, "removing bookmarks", "without a bookmark now", work)

    def unlabel(self, query: Query, labels: Sequence[str]) -> None:
        """Take labels off the bookmarks that a query finds."""

        def work(ids: Sequence[int], tell: Callable[[Progress], None]) -> Outcome:
            return self._library.bulk.unlabel(
                ids, labels, progress=tell, cancelled=lambda: self._closed
            )

        self._mark(query, "taking labels off", "unlabelled", work)

    def mark_unread(self, query: Query) -> None:
        """Mark what a query finds as unread."""

        def work(ids: Sequence[int], _: Callable[[Progress], None]) -> Outcome:
            return Outcome(self._library.marks.set_read(ids, False), ())

        self._mark(query, "marking as unread", "marked as unread", work)

    def export_folder(self, query: Query, folder: str) -> None:
        """Save what a query finds as article files in a folder."""

        def work(articles: Iterator[Article], path: Path) -> int:
            return save(articles, path)

        self._export(query, _whole(folder), work)

    def export_json(self, query: Query, file: str) -> None:
        """Write what a query finds to a file, one JSON object a line."""
        self._export(query, _whole(file), _write_json)

    def _mark(
        self,
        query: Query,
        doing: str,
        done: str,
        work: Callable[[Sequence[int], Callable[[Progress], None]], Outcome],
    ) -> None:
        def mark() -> ListedEnded:
            outcome = work(self._library.search.find(query).ids, self._teller(doing))
            note = f"{counted(outcome.changed, 'article')} {done}{_UNDO if outcome.changed else ''}"
            return ListedEnded(ManyMarked(note), _first(outcome.problems))

        self._last_marks = self._submit(mark)

    def _export(
        self, query: Query, path: Path, write: Callable[[Iterator[Article], Path], int]
    ) -> None:
        def export() -> ListedEnded:
            problems: list[str] = []
            written = write(self._articles(query, problems), path)
            note = f"{counted(written, 'article')} exported to {path}"
            return ListedEnded(ArticlesSaved(note, _first(problems)))

        self._submit(export)

    def _submit(self, work: Callable[[], ListedEnded]) -> Future[None]:
        def run() -> None:
            try:
                message = work()
            except NewsreaderError as error:
                message = ListedEnded(Failed(str(error)))
            self._screen.post_message(message)

        return self._thread.submit(run)

    def _teller(self, doing: str) -> Callable[[Progress], None]:
        return lambda progress: self._tell(doing, progress)

    def _tell(self, doing: str, progress: Progress) -> None:
        self._screen.post_message(ListedProgressed(doing, progress))

    def _articles(self, query: Query, problems: list[str]) -> Iterator[Article]:
        """Yield the articles that a query finds; add those that can't be read to the problems."""
        ids, pace = self._library.search.find(query).ids, Pace()
        for number, id in enumerate(ids):
            if self._closed:
                raise NewsreaderError("The export was stopped.")
            if number % 50 == 0:
                self._tell("exporting", pace.at(number, len(ids)))
            try:
                yield self._library.articles.read(id)
            except NewsreaderError as error:
                problems.append(str(error))


def _write_json(articles: Iterator[Article], path: Path) -> int:
    """Write articles to a new file, one object a line; return their number.

    Raises:
        NewsreaderError: The file is there already, or can't be written.
    """
    written = 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            try:
                for article in articles:
                    file.write(f"{json.dumps(to_values(article))}\n")
                    written += 1
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                path.unlink(missing_ok=True)
                raise
    except FileExistsError as error:
        raise NewsreaderError(f"{path} exists already. Name another file.") from error
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error
    return written


def _first(problems: Sequence[str]) -> list[str]:
    """Return the first problems, and a sentence for the number of the others."""
    rest = len(problems) - _MOST_NAMED
    more = [f"{rest:,} more could not be read."] if rest > 0 else []
    return [*problems[:_MOST_NAMED], *more]


def _whole(path: str) -> Path:
    # `Path.expanduser` raises an error where there is no such user.
    return Path(os.path.expanduser(path)).absolute()  # noqa: PTH111
