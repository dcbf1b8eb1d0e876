"""Reading beforehand what the first keys want, so that they are answered like any other."""

from importlib import import_module

from textual.app import App

from tui.resources import styles

_WANTED = (
    "tui.library.search.query_printing",
    "tui.library.search.conditions",
    "tui.library.marks.marks",
    "tui.library.marks.bookmarks",
    "tui.ui.screens.dialogs.pick_category",
    "tui.ui.screens.dialogs.pick_date",
    "tui.ui.screens.dialogs.contents",
)
"""What a search, a mark and the pickers are made of."""


def read_looks(app: App[None]) -> None:
    """Read the looks of all that the first frame did not show.

    A dialog whose looks were known only when it opens would have those of everything parsed
    once more.
    """
    app.stylesheet.read_all(sorted(styles().glob("*.tcss")))
    app.stylesheet.parse()


def import_rest() -> None:
    """Import what a start did without; called in a worker thread."""
    for name in _WANTED:
        import_module(name)
