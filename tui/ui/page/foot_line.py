"""The line below list and reader: a rule with words at its ends, or the find's bar."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive

from tui.ui.common.rule_line import RuleLine

if TYPE_CHECKING:
    from tui.ui.page.find_bar import FindBar


class FootLine(Horizontal):
    """Says how far the reader is, and where links lead."""

    DEFAULT_CSS = """
    FootLine { height: 1; }
    FootLine RuleLine { width: 1fr; }
    """

    said: reactive[str] = reactive("")
    """What the reader pane says of links."""
    progress: reactive[str] = reactive("")
    """How far the reader is in the article."""
    matches: reactive[str] = reactive("")
    """At which match the reader is."""
    joint: reactive[int | None] = reactive(None)
    """The column where the divider meets the line; None where there is no divider."""

    def __init__(self, *, id: str) -> None:
        """Make the line."""
        super().__init__(id=id)
        self._rule = RuleLine("┴", id="lower-rule")
        self._complete = False
        """Whether the bar is there; not before the first rows are on the screen."""

    @cached_property
    def bar(self) -> FindBar:
        """Where a text to find in the article is typed; it comes with `complete`."""
        from tui.ui.page.find_bar import FindBar

        return FindBar(id="find-bar")

    def compose(self) -> ComposeResult:
        """Make the rule; the bar comes with `complete`."""
        yield self._rule

    async def complete(self) -> None:
        """Make what the first frame did not have to wait for: the bar, which is not shown."""
        await self.mount_all([self.bar])  # Which, unlike `mount`, does nothing once the app leaves.
        self._complete = self.bar.is_attached
        self._arrange()

    def watch_said(self) -> None:
        """Say it."""
        self._arrange()

    def watch_progress(self) -> None:
        """Say it."""
        self._arrange()

    def watch_matches(self) -> None:
        """Say it."""
        self._arrange()

    def watch_joint(self) -> None:
        """Meet the divider."""
        self._arrange()

    def open_bar(self) -> None:
        """Show the bar under the reader."""
        self.bar.open()
        self._arrange()

    def close_bar(self) -> bool:
        """Hide the bar; tell whether it was shown."""
        was = self.bar.display
        self.bar.close()
        self._arrange()
        return was

    def _arrange(self) -> None:
        bar = self.bar if self._complete else None
        finding = bar is not None and bar.display
        self._rule.joint = self.joint
        self._rule.left = self.said
        words = [] if finding else [words for words in (self.matches, self.progress) if words]
        self._rule.right = " · ".join(words)
        self._rule.display = not (finding and self.joint is None)
        if bar is not None:
            bar.count = self.matches
            if finding and self.joint is not None:
                bar.styles.width = max(1, self.size.width - self.joint - 1)
            else:
                bar.styles.width = "1fr"
