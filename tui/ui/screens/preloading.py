"""Preloading after the first frame: style sheets, and the modules that the first keys need."""

from importlib import import_module

from textual.app import App

from tui.resources import styles

_MODULES = (
    "tui.library.search.query_printing",
    "tui.library.marks.marks",
    "tui.library.marks.bookmarks",
    "tui.ui.screens.dialogs.pick_category",
    "tui.ui.screens.dialogs.pick_date",
    "tui.ui.screens.dialogs.contents",
)
"""The modules of a search, a mark and the pickers."""


def load_style_sheets(app: App[None]) -> None:
    """Load all style sheets that the first frame did without.

    A dialog that loads its sheet when it opens would have Textual parse all sheets again.
    """
    app.stylesheet.read_all(sorted(styles().glob("*.tcss")))
    app.stylesheet.parse()


def import_modules() -> None:
    """Import the modules that the first frame did without; called in a worker thread."""
    for name in _MODULES:
        import_module(name)
