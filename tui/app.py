"""The application: colours, keys, and the first screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from os import environ
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Event, InputEvent, Paste
from textual.filter import LineFilter
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.theme import Theme

from tui.articles.terminal_text import harmless_sentence
from tui.commands import Where, command, command_ids
from tui.compat.literal_text import ControlCodeFilter, ErrorConsole, switch_markup_off
from tui.compat.terminal_driver import AskingDriver
from tui.compat.toast_timers import bound_toast_timers
from tui.config import Settings
from tui.errors import NewsreaderError
from tui.images.terminal.capabilities import Terminal
from tui.library.library import Library
from tui.paths import Paths
from tui.resources import styles
from tui.themes import DARK, LIGHT, TERMINAL, THEMES, theme_name
from tui.ui.common.clipboard import Arguments, Clipboards, clipboards
from tui.ui.common.gc_scheduler import GarbageCollection
from tui.ui.common.key_bindings import bindings
from tui.ui.common.key_queue import KeyQueue
from tui.ui.screens.main_screen import STYLE_SHEETS, MainScreen
from tui.ui.screens.session import Opening

if TYPE_CHECKING:
    from tui.images.images import Images
    from tui.library.indexing.intake import SourceRows


@dataclass(eq=False, repr=False)
class CopyFailed(Message):
    """None of the programs for the clipboard has taken a copy."""

    reason: str


class NewsReader(App[None]):
    """Reads kept articles."""

    TITLE = "newsreader"
    WHERE: ClassVar[Where] = "app"
    # Textual reads the style sheets of a screen when it is pushed; the first one never is.
    CSS_PATH: ClassVar[list[str | PurePath]] = [styles() / "app.tcss", *STYLE_SHEETS]
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("app"),
        # It comes before all others, since the keys of a dialog shut out those of the program.
        Binding("ctrl+c", "copy_or_quit", show=False, priority=True),
    ]

    def __init__(
        self,
        library: Library,
        folders: tuple[Path, ...] | None,
        place: str,
        settings: Settings,
        opening: Opening,
        sources: "Sequence[SourceRows]" = (),
    ) -> None:
        """Make the application.

        Args:
            library: The library, open; whoever opened it closes it.
            folders: What is open, absolute; None for what was piped in.
            place: What is open, in words for the title line.
            settings: The user's settings.
            opening: What the first frame shows.
            sources: The rows of streams and containers, which are taken in while the screen is up.
        """
        setting = settings.theme or opening.layout.theme
        # Textual chooses how to leave colours out before it knows the theme.
        plain = "NO_COLOR" in environ and theme_name(setting) == TERMINAL
        super().__init__(ansi_color=True if plain else None)
        switch_markup_off()
        bound_toast_timers()
        self.error_console = ErrorConsole()
        self._control_codes = ControlCodeFilter()
        self._image_mode = settings.images
        self._folders = folders or ()
        self._has_queries = bool(settings.queries)
        self._clipboards = Clipboards()
        self._garbage = GarbageCollection(self)
        self.terminal = Terminal()
        """Knows what the terminal can draw."""
        for theme in THEMES:
            self.register_theme(Theme(**theme._asdict()))
        self._problems = list(settings.problems)
        # Set before anything watches, or all style sheets would be parsed twice at a start.
        self.set_reactive(NewsReader.theme, self._usable_theme(setting))
        self.stylesheet.set_variables(self.get_css_variables())
        self._set_keys(settings)
        self.key_queue = KeyQueue(
            self,
            super().on_event,
            urgent=["ctrl+c", *self._keys("quit", "suspend_process")],
            moves=self._keys(
                "move_down", "move_up", "page_down", "page_up", "half_page_down", "half_page_up"
            ),
        )
        """Holds keys back while one before them is being carried out."""
        self._main = MainScreen(
            library, folders, harmless_sentence(place), settings, opening, sources
        )

    def _usable_theme(self, setting: str) -> str:
        name = theme_name(setting)
        if name in self.available_themes:
            return name
        self._problems.append(f"There is no theme {setting!r}; the dark one is used.")
        return DARK

    def _set_keys(self, settings: Settings) -> None:
        known = command_ids()
        for id in settings.keys:
            if id not in known and id not in settings.commands:
                self._problems.append(f"There is no command {id!r} to give a key to.")
        self.set_keymap({id: keys for id, keys in settings.keys.items() if id in known})
        for name, own in settings.commands.items():
            if name in known:
                problem = f"{own.place}: `{name}` is the name of a command of newsreader's own."
                self._problems.append(problem)
            elif name in settings.keys:
                self.bind(settings.keys[name], f"screen.run_command({name!r})", show=False)

    def _keys(self, *ids: str) -> list[str]:
        """Return the keys of commands, in Textual's names."""
        return [
            key for id in ids for key in self._keymap.get(id, command(id).keys).split(",") if key
        ]

    @cached_property
    def images(self) -> "Images":
        """Finds, fetches and decodes pictures."""
        from tui.images.images import Images

        return Images(Paths.of_user().images, self._image_mode, self._folders)

    def get_driver_class(self) -> type[Driver]:
        """Return what reads keys and writes to the terminal."""
        usual = super().get_driver_class()
        return AskingDriver if usual is LinuxDriver else usual

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line passes through that any widget draws."""
        return [*super().get_line_filters(), self._control_codes]

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a notice of one line, in which control codes are written out."""
        message = harmless_sentence(message)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def get_default_screen(self) -> MainScreen:
        """Return the first screen."""
        return self._main

    def on_mount(self) -> None:
        """Say what is wrong with the settings."""
        for problem in self._problems:
            self.notify(problem, severity="warning", timeout=15)

    def on_ready(self) -> None:
        """Do what the first frame did not have to wait for.

        Garbage is collected again, of which a start makes none worth the time.
        """
        self._garbage.begin()
        if self._has_queries:
            self._main.filters.saved.tell_problems()

    @on(Driver.SignalResume)
    def draw_again(self) -> None:
        """Draw everything on a terminal that shows none of it any more."""
        for screen in self.screen_stack:
            screen.refresh(layout=True)

    async def on_event(self, event: Event) -> None:
        """Put off what would have the user wait, and hand the event on."""
        if isinstance(event, InputEvent | Paste):
            if not self.screen_stack:  # The program is ending, and nothing is left to take it.
                return
            self._garbage.wait()
        await self.key_queue.take(event)

    def on_unmount(self) -> None:
        """Store what a restart brings back."""
        try:
            self._main.save()
        except NewsreaderError as error:
            self._exit_renderables.append(str(error))

    def action_copy_or_quit(self) -> None:
        """Copy what is selected; leave where nothing is, as Ctrl+C does elsewhere."""
        chosen = getattr(self.focused, "selected_text", "") or self.screen.get_selected_text()
        if chosen:
            self.copy_to_clipboard(chosen)
        else:
            self.exit()

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text by the terminal (OSC 52), and by the programs that there are for it.

        Raises:
            UnicodeEncodeError: The text holds bytes that are no text; nothing is copied.
        """
        super().copy_to_clipboard(text)
        if groups := clipboards(environ):
            work = partial(self._copy_by_programs, text, groups)
            self.run_worker(work, thread=True, group="clipboard")

    def _copy_by_programs(self, text: str, groups: list[list[Arguments]]) -> None:
        if failure := self._clipboards.copy(text, groups):
            self.post_message(CopyFailed(failure))

    def on_copy_failed(self, message: CopyFailed) -> None:
        """Say that only the terminal may have the copy."""
        self.notify(
            f"Only the terminal was given the copy ({message.reason}).",
            severity="warning",
            timeout=10,
        )

    def action_help(self) -> None:
        """Show all keys."""
        from tui.ui.screens.dialogs.help import Help

        self.push_screen(Help(self._keymap))

    def action_palette(self) -> None:
        """Open the palette of all commands."""
        self.action_command_palette()

    def action_command_palette(self) -> None:
        """Open the palette in the program's own looks, which no start waits for."""
        from tui.ui.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def action_dark_theme(self) -> None:
        """Use dark colours."""
        self.theme = DARK

    def action_light_theme(self) -> None:
        """Use light colours."""
        self.theme = LIGHT

    def action_terminal_theme(self) -> None:
        """Use the terminal's own colours."""
        self.theme = TERMINAL
