"""Saved queries: named in the settings, called again, removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message
from textual.screen import Screen

from tui.commands import command, keys_of
from tui.config import load_settings
from tui.errors import SettingsError
from tui.library.query import Query
from tui.library.search.query_language import parse
from tui.library.search.query_printing import lifted, print_query
from tui.paths import Paths
from tui.saved_queries import remove_query, save_query
from tui.ui.screens.controllers.query_worker import Failed
from tui.ui.screens.dialogs.dialog import Confirm
from tui.ui.screens.dialogs.query_dialogs import (
    NameQuery,
    PickQuery,
    QueryPicked,
    SavedQuery,
)


@dataclass(eq=False, repr=False)
class QueriesChanged(Message):
    """A query was saved, or one was removed."""

    note: str


def saved_queries() -> list[SavedQuery]:
    """Return the queries of the settings, as the file says them now."""
    queries = load_settings(Paths.of_user().settings).queries
    return [SavedQuery(name, text, parse(text).problem) for name, text in queries.items()]


class SavedQueriesController:
    """Saves, calls and removes queries, each after a dialog."""

    def __init__(self, screen: Screen[None], ask: Callable[[Query], None]) -> None:
        """Make the controller.

        Args:
            screen: Opens the dialogs, runs the worker and gets its messages.
            ask: Takes a query that is called.
        """
        self._screen = screen
        self._ask = ask

    def pick(self) -> None:
        """Let the user call a saved query, or remove it."""
        queries = saved_queries()
        if not queries:
            keys = keys_of(command("save_query"), self._screen.app._keymap)
            how = f" {keys[0]} saves the current search and filters." if keys else ""
            self._screen.notify(f"No saved queries yet.{how}")
            return

        def picked(result: QueryPicked | None) -> None:
            if result is not None and result.remove:
                self._remove(result.query)
            elif result is not None:
                self.call(result.query)

        self._screen.app.push_screen(PickQuery(queries), picked)

    def call(self, query: SavedQuery) -> None:
        """Make a saved query the current one."""
        self._ask(lifted(Query(query.text), relative=False))

    def save(self, query: Query) -> None:
        """Let the user save a query under a name."""
        text = print_query(query)
        problem = parse(text).problem
        if not text or problem:
            self._screen.notify(problem or "Nothing to save: there is no search and no filter.")
            return

        def named(name: str | None) -> None:
            if name:
                note = f"Saved as “{name}”."
                self._change(lambda: save_query(Paths.of_user().settings, name, text), note)

        names = [query.name for query in saved_queries()]
        self._screen.app.push_screen(NameQuery(text, names), named)

    def _remove(self, query: SavedQuery) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                note = f"Removed “{query.name}”."
                self._change(lambda: remove_query(Paths.of_user().settings, query.name), note)

        question = f"Remove the saved query “{query.name}”?"
        self._screen.app.push_screen(Confirm(question, query.text), answered)

    def _change(self, change: Callable[[], None], note: str) -> None:
        def work() -> None:
            try:
                change()
            except SettingsError as error:
                self._screen.post_message(Failed(str(error)))
            else:
                self._screen.post_message(QueriesChanged(note))

        self._screen.run_worker(work, thread=True, group="settings")
