"""The command palette: every command by its words; saved queries and own commands by name."""

from functools import partial
from typing import Literal

from textual.app import ComposeResult
from textual.command import (
    CommandInput,
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
)
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, LoadingIndicator
from textual.worker import Worker

from tui.commands import COMMANDS, Command, keys_of
from tui.config import UserCommand
from tui.resources import styles
from tui.themes import theme_name, theme_words
from tui.ui.common.key_bindings import carry_out
from tui.ui.screens.controllers.query_saving import saved_queries
from tui.ui.screens.dialogs.dialog import DismissOnce
from tui.ui.screens.dialogs.query_dialogs import SavedQuery
from tui.ui.screens.main_screen import MainScreen


class PaletteList(CommandList):
    """Textual's list of commands, safe in windows where none of it can be seen.

    The list measures its lines when it is drawn and forgets them when it is resized, and its
    moves by a page read them in any case (Textual 8.2).
    """

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        self._update_lines()
        if self._lines:
            super()._move_page(direction)


class Palette(DismissOnce, CommandPalette):
    """Textual's palette as a dialog like the others.

    It fills its list in a worker, which may outlive the list where the program ends meanwhile.
    """

    CSS_PATH = styles() / "palette.tcss"

    def compose(self) -> ComposeResult:
        """Make the box and the list."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield CommandInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield PaletteList()
                yield LoadingIndicator()

    async def _dispatch_message(self, message: Message) -> None:
        # A command was chosen: keys that still come mean nothing.
        if self.is_active or not isinstance(message, Input.Submitted):
            await super()._dispatch_message(message)

    @property
    def _is_whole(self) -> bool:
        return bool(self.query(CommandList)) and bool(self.query(LoadingIndicator))

    def _gather_commands(self, search_value: str) -> Worker[None] | None:  # type: ignore[override]
        return super()._gather_commands(search_value) if self._is_whole else None

    def _watch__list_visible(self) -> None:
        if self._is_whole:
            super()._watch__list_visible()

    async def _watch__show_busy(self) -> None:
        if self._is_whole:
            await super()._watch__show_busy()


class CommandProvider(Provider):
    """Offers every command of the program and of the user, and the saved queries."""

    async def startup(self) -> None:
        """Read which queries are saved, and find the commands of the user."""
        screen = self.screen
        self._saved = saved_queries() if isinstance(screen, MainScreen) else []
        self._own = screen.sharing.commands.values() if isinstance(screen, MainScreen) else ()

    async def discover(self) -> Hits:
        """Offer all commands before anything is typed."""
        for command in COMMANDS:
            words = command.name + self._keys(command)
            yield DiscoveryHit(words, partial(self._run, command))
        for query in self._saved:
            yield DiscoveryHit(_called(query), partial(self._call, query), help=query.text)
        for own in self._own:
            yield DiscoveryHit(_named(own), partial(self._run_own, own), help=own.run)

    async def search(self, query: str) -> Hits:
        """Offer the commands whose words match."""
        matcher = self.matcher(query)
        for command in COMMANDS:
            if (score := matcher.match(command.name)) > 0:
                words = matcher.highlight(command.name) + self._keys(command)
                yield Hit(score, words, partial(self._run, command), text=command.name)
        for saved in self._saved:
            name = _called(saved)
            if (score := matcher.match(name)) > 0:
                call = partial(self._call, saved)
                yield Hit(score, matcher.highlight(name), call, help=saved.text)
        for own in self._own:
            if (score := matcher.match(_named(own))) > 0:
                start = partial(self._run_own, own)
                yield Hit(score, matcher.highlight(_named(own)), start, help=own.run)
        for word in theme_words():
            name = f"Theme: {word}"
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), partial(self._use_theme, word))

    def _keys(self, command: Command) -> str:
        keys = keys_of(command, self.app._keymap)
        return f"  ({', '.join(keys)})" if keys else ""

    async def _run(self, command: Command) -> None:
        await carry_out(command, self.focused or self.screen)

    async def _use_theme(self, word: str) -> None:
        await self.app.run_action(f"app.use_theme({theme_name(word)!r})")

    def _call(self, query: SavedQuery) -> None:
        if isinstance(self.screen, MainScreen):
            self.screen.filters.saved.call(query)

    def _run_own(self, own: UserCommand) -> None:
        if isinstance(self.screen, MainScreen):
            self.screen.sharing.run(own)


def _named(own: UserCommand) -> str:
    return f"Your command: {own.name}"


def _called(query: SavedQuery) -> str:
    return f"Saved query: {query.name}"
