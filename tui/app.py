"""The application: colours, keys, and the first screen."""

from collections.abc import Mapping, Sequence
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

from tui.articles import date_format
from tui.articles.terminal_text import harmless_sentence
from tui.commands import NO_KEY, Where, command
from tui.compat.literal_text import ControlCodeFilter, ErrorConsole, switch_markup_off
from tui.compat.removed_widgets import spare_removed_widgets
from tui.compat.terminal_driver import AskingDriver
from tui.compat.toast_timers import bound_toast_timers
from tui.config import Mistake, Settings
from tui.errors import NewsreaderError
from tui.images.terminal.capabilities import Terminal
from tui.library.library import Library
from tui.library.search.query_mistakes import query_mistakes
from tui.paths import Paths, shorten
from tui.resources import styles
from tui.themes import DARK, LIGHT, TERMINAL, THEMES, theme_name, theme_word, with_colours
from tui.ui.common.cells import cut
from tui.ui.common.clipboard import Arguments, Clipboards, clipboards
from tui.ui.common.gc_scheduler import GarbageCollection
from tui.ui.common.key_bindings import bindings
from tui.ui.common.key_queue import KeyQueue
from tui.ui.screens.main_screen import STYLE_SHEETS, MainScreen
from tui.ui.screens.session import Opening

if TYPE_CHECKING:
    from tui.images.images import Images
    from tui.library.indexing.intake import SourceRows
    from tui.ui.screens.app_dialogs import AppDialogs


_LONG = 20
"""The seconds that a notice of several lines, or of what is missing, is shown."""

_LINES_A_MISTAKE = 6
"""The lines of the screen for each mistake that the notice lists, so that it covers a part."""

_MOST_OF_A_MISTAKE = 100
"""The cells of a mistake that the notice shows: about two lines of it."""


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
    ENABLE_COMMAND_PALETTE = False  # The palette is a dialog of the program's own.
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
        spare_removed_widgets()
        self.error_console = ErrorConsole()
        self._control_codes = ControlCodeFilter()
        self._image_mode = settings.images
        self._folders = folders or ()
        self._clipboards = Clipboards()
        self._settings = settings
        self._notices = opening.notices
        date_format.use(settings.date_form)
        self._garbage = GarbageCollection(self)
        self.terminal = Terminal()
        """Knows what the terminal can draw."""
        self._register_themes(settings.colors, theme_name(setting))
        self._set_keys(settings)
        self.key_queue = self._make_key_queue()
        """Holds keys back while one before them is being carried out."""
        self._main = MainScreen(
            library, folders, harmless_sentence(place), settings, opening, sources
        )

    def _register_themes(self, colours: Mapping[str, str], name: str) -> None:
        """Register the program's own themes, and use one.

        Args:
            colours: The user's colours, which all themes get, by their roles.
            name: Textual's name of the theme to use; dark colours where there is none.
        """
        for own in THEMES:
            self.register_theme(Theme(**own._asdict()))
        if colours:
            for theme in self.available_themes.values():
                self.register_theme(Theme(**with_colours(vars(theme), colours)))
        # Set before anything watches, or all style sheets would be parsed twice at a start.
        self.set_reactive(NewsReader.theme, name if name in self.available_themes else DARK)
        self.stylesheet.set_variables(self.get_css_variables())

    def _make_key_queue(self) -> KeyQueue:
        return KeyQueue(
            self,
            super().on_event,
            urgent=["ctrl+c", *self._keys("quit", "suspend_process")],
            moves=self._keys(
                "move_down", "move_up", "page_down", "page_up", "half_page_down", "half_page_up"
            ),
        )

    def _set_keys(self, settings: Settings) -> None:
        self.set_keymap(
            {
                id: keys or NO_KEY
                for id, keys in settings.keys.items()
                if id not in settings.commands
            }
        )
        for name in settings.commands:
            if settings.keys.get(name):
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

    @cached_property
    def _dialogs(self) -> "AppDialogs":
        from tui.ui.screens.app_dialogs import AppDialogs

        return AppDialogs(self)

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

    def on_ready(self) -> None:
        """Do what the first frame did not have to wait for.

        Garbage is collected again, of which a start makes none worth the time.
        """
        self._garbage.begin()
        for notice in self._notices:
            self.notify(notice, severity="warning", timeout=_LONG)
        mistakes = [*self._settings.mistakes]
        if self._settings.queries:
            mistakes += query_mistakes(Paths.of_user().settings, self._settings)
        if mistakes:
            self._tell_mistakes(mistakes)

    def _tell_mistakes(self, mistakes: Sequence[Mistake]) -> None:
        """List the first mistakes briefly, in one notice."""
        count = "A mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        listed = max(3, self.size.height // _LINES_A_MISTAKE)
        lines = [
            f"{count} in {shorten(mistakes[0].path)}",
            *(mistake.in_file for mistake in mistakes[:listed]),
        ]
        if len(mistakes) > listed:
            lines.append(f"… and {len(mistakes) - listed} more")
        lines.append("“Mistakes in the settings” in the palette shows this again.")
        message = "\n".join(cut(harmless_sentence(line), _MOST_OF_A_MISTAKE) for line in lines)
        super().notify(message, severity="warning", timeout=_LONG, markup=False)

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
            self.notify("Copied what is selected", timeout=3)
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

    def action_help(self, place: str = "") -> None:
        """Show all keys.

        Args:
            place: `search` for what can be typed into the search box first.
        """
        self._dialogs.help(self._keymap, place)

    def action_palette(self) -> None:
        """Open the palette of all that can be carried out where the focus is."""
        self._dialogs.palette()

    def action_settings_mistakes(self) -> None:
        """Show all mistakes in the settings, as the file stands now."""
        self._dialogs.mistakes()

    def action_choose_theme(self) -> None:
        """Let the user choose one of all themes."""
        self._dialogs.themes(self._theme_chosen)

    def _theme_chosen(self, name: str | None) -> None:
        if name is not None:
            self.action_use_theme(name)

    def action_use_theme(self, name: str) -> None:
        """Use a theme by Textual's name of it, and tell how it is kept."""
        self.theme = name
        word = theme_word(name)
        kept = "The next start has it too."
        if self._settings.theme and theme_name(self._settings.theme) != name:
            file = shorten(Paths.of_user().settings)
            kept = f'To keep it, write theme = "{word}" in {file}.'
        self.notify(f"Theme: {word}. {kept}", timeout=8)

    def action_dark_theme(self) -> None:
        """Use dark colours."""
        self.action_use_theme(DARK)

    def action_light_theme(self) -> None:
        """Use light colours."""
        self.action_use_theme(LIGHT)

    def action_terminal_theme(self) -> None:
        """Use the terminal's own colours."""
        self.action_use_theme(TERMINAL)
