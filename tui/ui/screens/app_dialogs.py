"""The dialogs of the application: help, the palette, themes, and mistakes in the settings."""

from collections.abc import Callable, Mapping

from textual.app import App

from tui.articles.terminal_text import harmless_sentence
from tui.library.search.query_mistakes import all_mistakes
from tui.paths import Paths, shorten
from tui.ui.screens.command_search import Entry
from tui.ui.screens.dialogs.command_output import CommandOutput
from tui.ui.screens.dialogs.help import Help
from tui.ui.screens.dialogs.pick_theme import PickTheme
from tui.ui.screens.palette import Palette, entries_of


class AppDialogs:
    """Opens the dialogs."""

    def __init__(self, app: App[None]) -> None:
        """Make the part of an application."""
        self._app = app

    def help(self, keymap: Mapping[str, str], place: str) -> None:
        """Show all keys.

        Args:
            keymap: The keys that the user gives to commands, by their ids.
            place: `search` for what can be typed into the search box first; else empty.
        """
        self._app.push_screen(Help(keymap, place))

    def palette(self) -> None:
        """Open the palette of all that can be carried out where the focus is."""
        entries = entries_of(self._app.focused or self._app.screen)
        self._app.push_screen(Palette(entries), _run_entry)

    def themes(self, then: Callable[[str | None], None]) -> None:
        """Let the user choose one of all themes.

        Args:
            then: Called with Textual's name of the theme; None where the dialog is cancelled.
        """
        self._app.push_screen(PickTheme(self._app.theme), then)

    def mistakes(self) -> None:
        """Show all mistakes in the settings, as the file stands now."""
        file = Paths.of_user().settings
        mistakes = all_mistakes(file)
        dialog = CommandOutput("Mistakes in the settings", lambda: None, leave="close")
        lines = [harmless_sentence(mistake.in_file) for mistake in mistakes]
        dialog.add(lines or ["Every setting is understood."])
        count = "1 mistake" if len(mistakes) == 1 else f"{len(mistakes) or 'no'} mistakes"
        dialog.end(f"{shorten(file)}: {count}")
        self._app.clear_notifications()  # One of them says the same, and would lie above.
        self._app.push_screen(dialog)


async def _run_entry(entry: Entry | None) -> None:
    """Carry out what was chosen in the palette."""
    if entry is not None:
        done = entry.run()
        if done is not None:
            await done
