"""Articles taken elsewhere: copied, saved as files, piped to commands, opened in an editor."""

from __future__ import annotations

import os
from functools import cached_property, partial
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from tui.config import UserCommand
from tui.errors import NewsreaderError
from tui.library.search.query_mistakes import all_mistakes
from tui.paths import Paths, shorten
from tui.settings_file import create_settings
from tui.ui.screens.controllers.sharing.editor import edit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from textual.screen import Screen

    from tui.library.library import Library
    from tui.ui.screens.controllers.folder_controller import FolderController
    from tui.ui.screens.controllers.list_controller import ListController
    from tui.ui.screens.controllers.sharing.command_run import CommandRun
    from tui.ui.screens.controllers.sharing.sharing_worker import (
        ArticlesSaved,
        CommandEnded,
        CommandPrinted,
        MarkdownMade,
        SharingWorker,
    )
    from tui.ui.screens.dialogs.command_output import CommandOutput
    from tui.ui.screens.dialogs.line_choice import Chosen
    from tui.ui.screens.split_view import SplitView


class SharingController:
    """Has articles read and commands run by workers, and shows what comes of it."""

    def __init__(
        self,
        screen: Screen[None],
        library: Library,
        listing: ListController,
        split: SplitView,
        folders: FolderController,
        commands: Mapping[str, UserCommand],
    ) -> None:
        """Make the controller.

        Args:
            screen: Opens the dialogs, gets the messages of the workers and shows the notices.
            library: Has the articles, and keeps the last commands and folders.
            listing: Knows which articles are listed.
            split: The list, whose article under the cursor is meant, and the reader, which
                knows whether all of a saved page is.
            folders: Shows a file that was edited.
            commands: The commands of the settings, by their names.
        """
        self._screen = screen
        self._library = library
        self._listing = listing
        self._split = split
        self._folders = folders
        self.commands = commands
        """The commands of the settings, by their names."""
        self._running: dict[UserCommand, CommandRun] = {}
        self._output: CommandOutput | None = None
        """The dialog of the last command whose output is shown."""

    @cached_property
    def _worker(self) -> SharingWorker:
        from tui.ui.screens.controllers.sharing.sharing_worker import SharingWorker

        return SharingWorker(self._screen, self._library, self._running)

    # -- copies

    def action_copy_markdown(self) -> None:
        """Copy the article as Markdown: of a saved page, what the reader shows of it."""
        if (id := self._split.current_id) is not None:
            self._worker.make_markdown(id, self._split.shows_whole(id))

    def on_markdown_made(self, message: MarkdownMade) -> None:
        """Copy the Markdown of an article."""
        self._screen.app.copy_to_clipboard(message.text)
        self._screen.notify(f"Copied “{message.title}” as Markdown", timeout=3)

    def action_copy_path(self) -> None:
        """Copy the path of the article's file."""
        path = self._file()
        if path is None:
            return
        try:
            self._screen.app.copy_to_clipboard(str(path))
        except UnicodeEncodeError:
            self._screen.notify("The path holds bytes that are no text.", severity="error")
        else:
            self._screen.notify(f"Copied {path}", timeout=3)

    def _file(self) -> Path | None:
        """Return the file of the article under the cursor; say so where there is none."""
        summary = self._split.current
        if summary is not None and summary.path is None:
            self._screen.notify("This article has no file of its own.", timeout=3)
        return summary.path if summary else None

    # -- files

    def action_save_articles(self) -> None:
        """Ask for a folder, and save articles there."""
        if (id := self._split.current_id) is None:
            return
        all = self._listing.answer.total
        self._worker.last_folders.ask(
            "Save as article files",
            "Folder",
            ("this article", f"all {all:,} listed"),
            "save",
            partial(self._save, id),
        )

    def _save(self, id: int, chosen: Chosen) -> None:
        query = self._listing.understood_query if chosen.second else None
        self._worker.save(id, query, chosen.typed)

    def on_articles_saved(self, message: ArticlesSaved) -> None:
        """Say how many were saved."""
        self._screen.notify(message.note, timeout=4)
        for problem in message.problems:
            self._screen.notify(problem, severity="warning", timeout=10)

    def action_edit_file(self) -> None:
        """Open the file in the user's editor, and read it anew afterwards."""
        path = self._file()
        if path is not None and self._edit(path):
            self._folders.file_edited()

    def action_edit_settings(self) -> None:
        """Open the settings file, made where there is none, and say what becomes of changes."""
        path = Paths.of_user().settings
        try:
            create_settings(path)
        except NewsreaderError as error:
            self._screen.notify(str(error), severity="error", timeout=10)
            return
        if not self._edit(path):
            return
        if count := len(all_mistakes(path)):
            mistakes = "a mistake" if count == 1 else f"{count} mistakes"
            note = f"{shorten(path)} has {mistakes}: “Mistakes in the settings” names them."
            self._screen.notify(note, severity="warning", timeout=10)
        else:
            self._screen.notify("The next start uses the settings as they are now.", timeout=4)

    def _edit(self, path: Path) -> bool:
        """Open a file in the user's editor; tell whether there was a terminal for it."""
        try:
            with self._screen.app.suspend():
                problem = edit(path, os.environ)
        except SuspendNotSupported:  # In a browser, say, there is no terminal to hand over.
            self._screen.notify("There is no terminal for an editor here.", severity="error")
            return False
        if problem:
            self._screen.notify(problem, severity="error", timeout=10)
        return True

    # -- commands

    def action_pipe(self) -> None:
        """Ask for a command, and give it the article."""
        if (id := self._split.current_id) is None:
            return
        self._worker.last_commands.ask(
            "Pipe the article to a command",
            "Command",
            ("as text", "as Markdown"),
            "run",
            partial(self._pipe, id),
        )

    def _pipe(self, id: int, chosen: Chosen) -> None:
        line = chosen.typed
        own = UserCommand(line, line, shows=True, shell=True, markdown=chosen.second)
        self._start(own, id)

    def action_run_command(self, name: str) -> None:
        """Run a command of the settings."""
        self.run(self.commands[name])

    def run(self, command: UserCommand) -> None:
        """Give a command the article under the cursor; stop it if it is running."""
        if command in self._running:
            self._stop(command)
            self._screen.notify(f"Stopping {command.name} …", timeout=3)
        elif (id := self._split.current_id) is not None:
            self._start(command, id)

    def _start(self, command: UserCommand, id: int) -> None:
        if command.shows:
            self._output = self._worker.open_output(command, partial(self._stop, command))
        self._worker.run(command, id, self._split.shows_whole(id))

    def _stop(self, command: UserCommand) -> None:
        if (run := self._running.get(command)) is not None:
            run.stop()

    def on_command_printed(self, message: CommandPrinted) -> None:
        """Show what a command prints."""
        if self._output is not None:
            self._output.add(message.lines)

    def on_command_ended(self, message: CommandEnded) -> None:
        """Say how a command ended."""
        if message.command.shows and self._output is not None:
            self._output.end(message.outcome)
        elif not message.command.shows:
            self._screen.notify(
                f"{message.command.name}: {message.outcome}",
                severity="information" if message.well else "error",
                timeout=3 if message.well else 10,
            )

    def close(self) -> None:
        """End the commands that are still running."""
        for run in list(self._running.values()):
            run.stop(at_once=True)
