"""The line below list and reader: a rule with words at its ends, or the find's bar."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive

from tui.ui.common.frame_lines import RuleLine

if TYPE_CHECKING:
    from tui.ui.page.find_bar import FindBar


class FootLine(Horizontal):
    """The line that tells where links lead and how far the reader is."""

    DEFAULT_CSS = """
    FootLine { height: 1; }
    FootLine RuleLine { width: 1fr; }
    """

    said: reactive[str] = reactive("")
    """The words of the reader pane about links."""
    page_view: reactive[str] = reactive("")
    """The view of a saved page, in words, and the key of the other one."""
    progress: reactive[str] = reactive("")
    """The reader's progress in the article, in words."""
    highlights: reactive[str] = reactive("")
    """The number of highlights of the article, in words."""
    matches: reactive[str] = reactive("")
    """The number of the reader's match, in words."""
    joints: reactive[tuple[int, ...]] = reactive(())
    """The columns where dividers meet the line."""
    before_reader: reactive[int | None] = reactive(None)
    """The column of the divider between list and reader; None where there is none."""

    def __init__(self, *, id: str) -> None:
        """Make the line."""
        super().__init__(id=id)
        self._rule = RuleLine("┴", id="lower-rule")
        self._complete = False
        """Whether the bar is there; not before the first rows are on the screen."""

    @cached_property
    def bar(self) -> FindBar:
        """The bar for a text to find in the article; it comes with `complete`."""
        from tui.ui.page.find_bar import FindBar

        return FindBar(id="find-bar")

    def compose(self) -> ComposeResult:
        """Make the rule; the bar comes with `complete`."""
        yield self._rule

    async def complete(self) -> None:
        """Mount the bar, which is hidden, so the first frame need not wait for it."""
        await self.mount_all([self.bar])  # No-op once the app leaves, unlike `mount`.
        self._complete = self.bar.is_attached
        self._arrange()

    def watch_said(self) -> None:
        """Show the words about links."""
        self._arrange()

    def watch_page_view(self) -> None:
        """Show the view."""
        self._arrange()

    def watch_progress(self) -> None:
        """Show the progress."""
        self._arrange()

    def watch_highlights(self) -> None:
        """Show the number of highlights."""
        self._arrange()

    def watch_matches(self) -> None:
        """Show the number of the match."""
        self._arrange()

    def watch_joints(self) -> None:
        """Meet the dividers."""
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
        self._rule.joints = self.joints
        self._rule.left = self.said
        # Where no article can be seen, there is no progress.
        highlights = self.highlights if self.progress else ""
        words = () if finding else (self.matches, self.page_view, highlights, self.progress)
        self._rule.right = " · ".join(filter(None, words))
        self._rule.display = not (finding and self.before_reader is None)
        if bar is not None:
            bar.count = self.matches
            if finding and self.before_reader is not None:
                bar.styles.width = max(1, self.size.width - self.before_reader - 1)
            else:
                bar.styles.width = "1fr"
