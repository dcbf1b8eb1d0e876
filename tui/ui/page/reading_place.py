"""The reader's place in an article: held while lines come in, told, and kept."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message
from textual.timer import Timer

from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.values import Position
from tui.ui.page.page_host import ScrollingHost

_KEPT_AFTER = 1.0
"""The seconds after a scroll until the place is kept."""


@dataclass(eq=False, repr=False)
class Progressed(Message):
    """The reader is at another place, or the page has grown."""

    share: float
    """The part of the article that has been on the screen, 0 to 1."""
    minutes_left: int


@dataclass(eq=False, repr=False)
class PlaceLost(Message):
    """The reader's place could not be kept."""

    reason: str


class ReadingPlace:
    """The reader's place on the page of a host, which it scrolls."""

    def __init__(
        self, host: ScrollingHost, library: Library, only_looking: Callable[[], bool]
    ) -> None:
        """Begin without a place.

        Args:
            host: The widget that shows the page.
            library: The library, which keeps the places.
            only_looking: Returns whether the reader only looks at a match, which does not
                cost the place that was kept before.
        """
        self._host = host
        self._library = library
        self._only_looking = only_looking
        self._goal: Position | None = None
        """The place to go to as soon as its line is laid out."""
        self._anchor: Position | None = None
        """The reader's place until the reader scrolls; where the page ends on the screen, its first
        line is another one."""
        self._to_end = False
        """Whether to go to the end as soon as that is laid out."""
        self._line: int | None = None
        """The line to go to as soon as it is laid out."""
        self._steering = False
        """Whether the host scrolls by itself, not the reader."""
        self._timer: Timer | None = None
        self.visiting = False
        """Whether a link has led here, and the reader has not scrolled since: that does not cost
        the place that was kept before."""

    # -- going

    def begin(self, place: Position | None) -> None:
        """Go to a place as soon as its line is laid out; None for the top."""
        self._goal = self._anchor = place
        self._line = None
        self._to_end = False

    def begin_at_line(self, number: int) -> None:
        """Go to a line, from 0, as soon as it is laid out; to the last where there are fewer."""
        self.begin(None)
        self._line = number
        if self._host.page is not None:
            self.grow()

    def begin_at_end(self) -> None:
        """Go to the end, again and again while the article is still laid out."""
        self._goal = self._anchor = self._line = None
        self._to_end = True
        self.steer(round(self._host.max_scroll_y))

    def hold(self) -> None:
        """Keep the place when another page of the article replaces this one."""
        self._goal = self.wanted

    def grow(self) -> None:
        """Go on towards the place, because the page has more lines now."""
        page = self._host.page
        assert page is not None
        self._host.set_height(page.height)
        if self._goal is not None:
            line = page.line_at(self._goal.paragraph, self._goal.offset)
            if line is not None:
                self.steer(page.top_of(line) if line else 0)
                if line + self._host.size.height <= len(page.lines) or page.complete:
                    self._goal = None
        if self._line is not None and page.lines:
            line = min(self._line, len(page.lines) - 1)
            self.steer(page.top_of(line) if line else 0)
            if line + self._host.size.height <= len(page.lines):
                self._line = None
        if self._to_end:
            self.steer(round(self._host.max_scroll_y))
        if page.complete:
            self._goal = self._line = None
            self._to_end = False
        self.tell()

    def steer(self, row: int) -> None:
        """Scroll to a row; the reader's own scrolling gives up a place not reached yet."""
        self._steering = True
        self._host.scroll_to(y=row, animate=False, force=True, immediate=True)
        self._steering = False

    def rearrange(self, heights: dict[int, int]) -> None:
        """Change how many rows stand above some lines; what is on the screen stays there.

        Args:
            heights: The numbers of rows, by the number of the line.
        """
        page, top = self._host.page, self._host.scroll_offset.y
        if page is None:
            return
        line = page.line_from(top)
        offset = top - page.row_of(line)
        for number, height in heights.items():
            page.rows.set_height(number, height)
        self._steering = True  # A page that is shorter now may scroll by itself.
        self._host.set_height(page.height)
        self._steering = False
        if top:
            self.steer(max(0, page.row_of(line) + offset))
        self.tell()

    def scrolled(self, old_value: float, new_value: float) -> None:
        """Take the place after a scroll; it is kept a moment later."""
        if not self._steering and old_value > self._host.max_scroll_y:  # The host is higher now.
            self._anchor = self._anchor or self._position(round(old_value))
        elif not self._steering:
            self.begin(None)
            self.visiting = False
        if self._host.page is None or round(old_value) == round(new_value):
            return
        self.tell()
        if self._timer is None:
            self._timer = self._host.set_timer(_KEPT_AFTER, self.save)

    # -- knowing

    @property
    def wanted(self) -> Position | None:
        """The reader's place, or the one to go to as soon as it is laid out."""
        return self._goal or self._position()

    def _position(self, top: int | None = None) -> Position | None:
        """Return the reader's place; `top` is the first row shown, None for the present one."""
        host = self._host
        if host.page is None or not host.page.lines:
            return None
        if self._anchor is not None:
            return Position(self._anchor.paragraph, self._anchor.offset, self._share)
        place = host.place if top is None else host.place_from(top)
        return Position(*place, self._share)

    @property
    def _share(self) -> float:
        page = self._host.page
        if page is None:
            return 0.0
        return page.share_at(self._host.scroll_offset.y + self._host.size.height)

    def tell(self) -> None:
        """Post how far the reader is."""
        page = self._host.page
        if page is not None:
            share = self._share
            left = round(page.text.minutes * (1 - share))
            self._host.post_message(Progressed(share, left))

    # -- keeping

    def save(self) -> None:
        """Keep the reader's place in the article that is shown, in a worker.

        A place on a whole saved page is not one in its main article, and is not kept.
        """
        self._timer = None
        page, position = self._host.page, self._position()
        if page is None or position is None or self._goal is not None:
            return
        if (
            self.visiting
            or self._only_looking()
            or page.text.whole_page
            or self._library.keeps_nothing
        ):
            return
        id = page.text.id
        self._host.run_worker(lambda: self._keep(id, position), thread=True, group="positions")

    def keep_now(self) -> None:
        """Keep the reader's place before the program ends.

        Raises:
            StorageError: The place can't be written.
        """
        page, position = self._host.page, self._position()
        if page is not None and position is not None and not page.text.whole_page:
            self._library.positions.save(page.text.id, position)

    def _keep(self, id: int, position: Position) -> None:
        try:
            self._library.positions.save(id, position)
        except NewsreaderError as error:
            self._host.post_message(PlaceLost(str(error)))
