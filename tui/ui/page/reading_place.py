"""Where the reader is in the article of a pane: held while lines come in, told, and kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.timer import Timer

from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.values import Position

if TYPE_CHECKING:
    from tui.ui.page.reader_pane import ReaderPane

_KEPT_AFTER = 1.0
"""How long after a scroll the place is kept, in seconds."""


class ReadingPlace:
    """Goes to places of the page in a pane, and knows how far that has been read."""

    def __init__(self, pane: ReaderPane, library: Library) -> None:
        """Begin nowhere.

        Args:
            pane: Whose page it is.
            library: Where places are kept.
        """
        self._pane = pane
        self._library = library
        self._goal: Position | None = None
        """A place to go to as soon as its line is laid out."""
        self._anchor: Position | None = None
        """Where the reader is, for as long as the reader does not scroll; the first line on the
        screen is another one where the page ends on it."""
        self._to_end = False
        """Whether to go to the end as soon as that is laid out."""
        self._steering = False
        """Whether the pane scrolls by itself, not the reader."""
        self._timer: Timer | None = None

    # -- going

    def begin(self, place: Position | None) -> None:
        """Be at a place as soon as its line is laid out; None for the top."""
        self._goal = self._anchor = place
        self._to_end = False

    def begin_at_end(self) -> None:
        """Be at the end, and go on to where it will be while the article is still laid out."""
        self._goal = self._anchor = None
        self._to_end = True
        self.steer(round(self._pane.max_scroll_y))

    def hold(self) -> None:
        """Stay where the reader is, when another page of the article takes the place of this."""
        self._goal = self.wanted

    def grow(self) -> None:
        """Go on to where the reader is to be: the page has more lines now."""
        page = self._pane.page
        assert page is not None
        self._pane.virtual_size = Size(0, page.height)
        if self._goal is not None:
            line = page.line_at(self._goal.paragraph, self._goal.offset)
            if line is not None:
                self.steer(page.top_of(line) if line else 0)
                if line + self._pane.size.height <= len(page.lines) or page.complete:
                    self._goal = None
        if self._to_end:
            self.steer(round(self._pane.max_scroll_y))
        if page.complete:
            self._goal = None
            self._to_end = False
        self.tell()

    def steer(self, row: int) -> None:
        """Scroll to a row; the reader's own scrolling gives up a place not reached yet."""
        self._steering = True
        self._pane.scroll_to(y=row, animate=False, force=True, immediate=True)
        self._steering = False

    def rearrange(self, heights: Mapping[int, int]) -> None:
        """Have other numbers of rows stand above lines; what is on the screen stays there.

        Args:
            heights: How many, by the number of the line.
        """
        page, top = self._pane.page, self._pane.scroll_offset.y
        if page is None:
            return
        line = page.line_from(top)
        offset = top - page.row_of(line)
        for number, height in heights.items():
            page.rows.set_height(number, height)
        self._steering = True  # A page that is shorter now may scroll by itself.
        self._pane.virtual_size = Size(0, page.height)
        self._steering = False
        if top:
            self.steer(max(0, page.row_of(line) + offset))
        self.tell()

    def scrolled(self, old_value: float, new_value: float) -> None:
        """Take in that the pane has scrolled; the place is kept a moment later."""
        if not self._steering and old_value > self._pane.max_scroll_y:  # The pane is higher now.
            self._anchor = self._anchor or self._position(round(old_value))
        elif not self._steering:
            self.begin(None)
        if self._pane.page is None or round(old_value) == round(new_value):
            return
        self.tell()
        if self._timer is None:
            self._timer = self._pane.set_timer(_KEPT_AFTER, self.save)

    # -- knowing

    @property
    def wanted(self) -> Position | None:
        """Where the reader is, or will be as soon as that is laid out."""
        return self._goal or self._position()

    def _position(self, top: int | None = None) -> Position | None:
        """Return where the reader is; `top` is the first row shown, unless it is as now."""
        pane = self._pane
        if pane.page is None or not pane.page.lines:
            return None
        if self._anchor is not None:
            return Position(self._anchor.paragraph, self._anchor.offset, self._share)
        place = pane.place if top is None else pane.place_from(top)
        return Position(*place, self._share)

    @property
    def _share(self) -> float:
        page = self._pane.page
        if page is None:
            return 0.0
        return page.share_at(self._pane.scroll_offset.y + self._pane.size.height)

    def tell(self) -> None:
        """Say how far the reader is."""
        page = self._pane.page
        if page is not None:
            share = self._share
            left = round(page.text.minutes * (1 - share))
            self._pane.post_message(self._pane.Progressed(share, left))

    # -- keeping

    def save(self) -> None:
        """Keep the reader's place in the article that is shown, in a worker."""
        self._timer = None
        page, position = self._pane.page, self._position()
        if page is None or position is None or self._goal is not None:
            return
        if self._pane.matches.only_looking:  # A look at a match does not cost the reader's place.
            return
        id = page.text.id
        self._pane.run_worker(lambda: self._keep(id, position), thread=True, group="positions")

    def keep_now(self) -> None:
        """Keep the reader's place before the program ends.

        Raises:
            StorageError: It can't be written.
        """
        page, position = self._pane.page, self._position()
        if page is not None and position is not None:
            self._library.positions.save(page.text.id, position)

    def _keep(self, id: int, position: Position) -> None:
        try:
            self._library.positions.save(id, position)
        except NewsreaderError as error:
            self._pane.post_message(self._pane.PlaceLost(str(error)))
