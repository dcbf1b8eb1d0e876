"""The smallest Textual program: what everything is compared with."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """Shows one line."""

    def compose(self) -> ComposeResult:
        """Make the line."""
        yield Static("A bare program")


if __name__ == "__main__":
    Bare().run()
