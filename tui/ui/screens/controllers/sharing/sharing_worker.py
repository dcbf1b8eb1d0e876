"""The workers that read articles to be taken elsewhere, save them and run commands."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual.message import Message
from textual.screen import Screen

from tui.articles.article import Article
from tui.articles.article_files import save
from tui.articles.terminal_text import counted
from tui.config import UserCommand
from tui.document.text_segments import stretches
from tui.document.to_markdown import to_markdown, whole_to_markdown
from tui.errors import NewsreaderError
from tui.library.indexing.bounded_reading import bounded, read_document
from tui.library.library import Library
from tui.library.query import Query
from tui.ui.screens.controllers.query_worker import Failed
from tui.ui.screens.controllers.sharing.command_run import CommandRun
from tui.ui.screens.dialogs.command_output import CommandOutput
from tui.ui.screens.dialogs.line_choice import LastLines

_MOST_PROBLEMS = 3
"""The most articles that could not be saved and are named."""


@dataclass(eq=False, repr=False)
class MarkdownMade(Message):
    """An article was turned into Markdown."""

    title: str
    text: str


@dataclass(eq=False, repr=False)
class ArticlesSaved(Message):
    """Articles were saved as files."""

    note: str
    problems: Sequence[str]
    """A sentence for each article that could not be read."""


@dataclass(eq=False, repr=False)
class CommandPrinted(Message):
    """A command whose output is shown has printed lines."""

    lines: Sequence[str]


@dataclass(eq=False, repr=False)
class CommandEnded(Message):
    """A command has ended, or could not be started."""

    command: UserCommand
    well: bool
    outcome: str
    """How it ended, in words."""


class SharingWorker:
    """Reads, saves and runs in worker threads, and posts what came of it to the screen."""

    def __init__(
        self, screen: Screen[None], library: Library, running: dict[UserCommand, CommandRun]
    ) -> None:
        """Make the worker.

        Args:
            screen: Runs the threads and gets the messages.
            library: Has the articles.
            running: Gets each command while it runs.
        """
        self._screen = screen
        self._library = library
        self.last_commands = LastLines(screen, library, "piped commands")
        """The commands that articles were piped to."""
        self.last_folders = LastLines(screen, library, "folders of saved articles")
        """The folders that articles were saved in."""
        self._running = running

    def make_markdown(self, id: int, whole: bool) -> None:
        """Turn an article into Markdown; it comes with `MarkdownMade`.

        Args:
            id: The id of the article.
            whole: Whether all of a saved page is meant, not only its main article.
        """
        self._work(lambda: self._make_markdown(id, whole))

    def save(self, id: int, query: Query | None, folder: str) -> None:
        """Save articles as files.

        Args:
            id: The one article.
            query: The query whose articles are to be saved in its place, if any.
            folder: The folder as typed.
        """
        self._work(lambda: self._save(id, query, _whole(folder)))

    def open_output(self, command: UserCommand, stop: Callable[[], None]) -> CommandOutput:
        """Open the dialog for what a command prints, and return it.

        Args:
            command: The command.
            stop: Called where the user ends the command.
        """
        output = CommandOutput(command.name, stop)
        self._screen.app.push_screen(output)
        return output

    def run(self, command: UserCommand, id: int, whole: bool) -> None:
        """Run a command with an article; what it prints and its end come as messages.

        Args:
            command: The command.
            id: The id of the article.
            whole: Whether it gets all of a saved page, not only its main article.
        """
        self._work(lambda: self._run(command, id, whole))

    def _work(self, what: Callable[[], Message]) -> None:
        def work() -> None:
            try:
                message = what()
            except NewsreaderError as error:
                message = Failed(str(error))
            self._screen.post_message(message)

        self._screen.run_worker(work, thread=True, group="sharing")

    # In worker threads.

    def _make_markdown(self, id: int, whole: bool) -> Message:
        article = self._library.articles.read(id)
        return MarkdownMade(article.title, _markdown(article, whole))

    def _save(self, id: int, query: Query | None, folder: Path) -> Message:
        ids = [id] if query is None else self._library.search.find(query).ids
        problems: list[str] = []

        def articles() -> Iterator[Article]:
            for each in ids:
                try:
                    yield self._library.articles.read(each)
                except NewsreaderError as error:
                    problems.append(str(error))

        saved = save(articles(), folder)
        note = f"{counted(saved, 'article')} saved in {folder}"
        if len(problems) > _MOST_PROBLEMS:
            more = f"{len(problems) - _MOST_PROBLEMS:,} more could not be read."
            problems[_MOST_PROBLEMS:] = [more]
        return ArticlesSaved(note, problems)

    def _run(self, command: UserCommand, id: int, whole: bool) -> Message:
        last = ""
        try:
            article = self._library.articles.read(id)
            given = _markdown(article, whole) if command.markdown else _text(article, whole)
            values = {
                "link": article.link,
                "title": article.title,
                "path": str(article.path or ""),
            }
            run = self._running[command] = CommandRun(command, given, values)
            for lines in run.lines():
                last = lines[-1] or last
                if command.shows:
                    self._screen.post_message(CommandPrinted(lines))
        except NewsreaderError as error:
            return CommandEnded(command, False, str(error))
        finally:
            self._running.pop(command, None)
        well, outcome = run.outcome
        why = f": {last}" if last and not well and not command.shows else ""
        return CommandEnded(command, well, outcome + why)


def _whole(folder: str) -> Path:
    # `Path.expanduser` raises an error where there is no such user.
    return Path(os.path.expanduser(folder))  # noqa: PTH111


def _markdown(article: Article, whole: bool) -> str:
    read = whole_to_markdown if whole else to_markdown
    return bounded(read, article, len(article.body), article.title)


def _text(article: Article, whole: bool) -> str:
    """Return the title and the paragraphs of an article, each on a line of its own."""
    blocks = read_document(article, whole=whole).blocks
    texts = [stretch.text for stretch in stretches(blocks)]
    return "\n\n".join([article.title, *texts]) + "\n"
