"""One line of a page drawn: roles, matches, links, labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.document.model import Role
from tui.ui.common.drawing import RoleStyles
from tui.ui.common.hyperlinks import hyperlink, link_meta
from tui.ui.page.links import Target, address, target_of

if TYPE_CHECKING:
    from tui.document.model import Line, Run
    from tui.ui.page.links import Label
    from tui.ui.page.page_builder import Page

ROLES: tuple[Role, ...] = get_args(Role)
PARTS = ("match", "current-match", "selected", "label", "label-typed", "landed")
"""What is drawn in a style of its own apart from the roles."""


class LinePainter:
    """Draws the lines of a page in the styles of a widget."""

    def __init__(self, styles: RoleStyles) -> None:
        """Draw with some styles."""
        self._styles = styles

    def paint(self, page: Page, line: Line, current: int | None, selected: Target | None) -> Strip:
        """Draw a line as wide as it is.

        Args:
            page: The page that it is on.
            line: The line.
            current: The number of the match that the reader is at.
            selected: The link that is selected.
        """
        return Strip(
            [
                self._segment(page, run, line, number, number == current, selected)
                for run, number in page.matches.split(line)
            ]
        )

    def _segment(
        self,
        page: Page,
        run: Run,
        line: Line,
        match: int | None,
        at_it: bool,
        selected: Target | None,
    ) -> Segment:
        names: tuple[str, ...] = tuple(role for role in ROLES if role in run.roles)
        target = target_of(run, line)
        if target is not None and target == selected:
            names += ("selected",)
        if match is not None:
            names += ("current-match" if at_it else "match",)
        style = self._styles(*names)
        url = address(page.text, target)
        if target is None or not url:
            return Segment(run.text, style)
        whole = hyperlink(url, page.text.article.link)
        meta = {"url": url, **link_meta(whole, f"{target.kind}-{target.number}")}
        return Segment(run.text, style + Style(meta=meta))

    def window(self, strip: Strip, sideways: int, room: int) -> Strip:
        """Cut out what is seen of a line that is wider than the page; a mark says if it goes on.

        Args:
            strip: The line as wide as it is.
            sideways: How many cells of it have been scrolled out at the left.
            room: The cells of the page; the mark stands in the margin after them.
        """
        seen = strip.crop(sideways, sideways + room)
        if strip.cell_length <= sideways + room:
            return seen
        return Strip([*seen, Segment("›", self._styles("byline"))])

    def place(self, strip: Strip, left: int, width: int, landed: bool) -> Strip:
        """Put a line where it stands on the screen.

        Args:
            strip: The line as wide as it is.
            left: The cells to the left of the page.
            width: The cells of the screen.
            landed: Whether a jump has just gone to the line: it is marked.
        """
        base = self._styles()
        margin = Segment(" " * left, base)
        if landed and left > 1:
            margin = Segment("▸ ".rjust(left), self._styles("landed"))
        return Strip([margin, *strip]).adjust_cell_length(width, base)

    def label(self, strip: Strip, left: int, labels: Sequence[Label]) -> Strip:
        """Draw labels over a line; its width stays what it is.

        Args:
            strip: The line as it is drawn.
            left: The cell where the line's text begins.
            labels: What to draw, from left to right.
        """
        for cell, typed, rest in labels:
            start, end = left + cell, left + cell + len(typed) + len(rest)
            if not left <= start or end > strip.cell_length:
                continue
            meta = next((part.style.meta for part in strip.crop(start, end) if part.style), {})
            link = Style(meta={key: meta[key] for key in ("url",) if key in meta})
            segments = [
                Segment(text, self._styles(name) + link)
                for text, name in ((typed, "label-typed"), (rest, "label"))
                if text
            ]
            strip = Strip.join([strip.crop(0, start), Strip(segments), strip.crop(end)])
        return strip
