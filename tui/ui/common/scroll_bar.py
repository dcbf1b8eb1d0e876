"""What scrolls, and the bar beside it: drawn with less work than Textual's own.

Textual draws each row of a bar by itself, with all that a row of text would need; with a bar
at the list and one at the page, that was more work than all other rows of a frame together.
It also lays out the whole screen where only the height of what is scrolled is another one.
"""

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip


class QuickScrollBar(ScrollBar):
    """Draws what its rows have in common once: a bar has no more than five kinds of rows."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some rows of the bar."""
        bar = self.render()
        assert isinstance(bar, ScrollBarRender)
        style = self.app.console.get_style(bar.style)
        assert style.color is not None and style.bgcolor is not None
        width, height = self.size
        rows = bar.render_bar(
            height,
            bar.virtual_size,
            bar.window_size,
            bar.position,
            width,
            back_color=style.bgcolor,
            bar_color=style.color,
        ).segments
        drawn: dict[tuple[int, Style | None], Strip] = {}
        strips = []
        for y in crop.line_range:
            segment, ground = rows[y], self._ground(y)
            kind = id(segment), ground
            if kind not in drawn:
                drawn[kind] = self._strip(_laid_on(ground, segment) if ground else segment, crop)
            strips.append(drawn[kind])
        return strips

    def _strip(self, segment: Segment, crop: Region) -> Strip:
        strip = Strip([segment], self.size.width)
        _, background = self.background_colors
        for each in self.get_line_filters():
            strip = strip.apply_filter(each, background)
        return strip.crop(*crop.column_span)

    def _ground(self, y: int) -> Style | None:
        view = self.parent
        return view.ground(y) if isinstance(view, QuickScrollView) else None


def _laid_on(ground: Style, segment: Segment) -> Segment:
    """Return a cell of a bar as it looks beside a row of another ground."""
    style = segment.style or Style()
    if style.bgcolor is None or (style.color and ground.reverse):
        return segment  # The thumb has no ground, and its ends can't have a reversed one.
    if style.color is None:
        return Segment(segment.text, ground + Style.from_meta(style.meta))
    return Segment(segment.text, style + Style(bgcolor=ground.bgcolor))


class QuickScrollView(ScrollView):
    """A scroll view whose own size does not depend on how much there is to scroll."""

    virtual_size = Reactive(Size(0, 0), layout=False)

    def watch_virtual_size(self, virtual_size: Size) -> None:
        """Have the bar show how much there is."""
        self._scroll_update(virtual_size)

    def ground(self, y: int) -> Style | None:  # noqa: ARG002 - for subclasses
        """Return the style of a line of the screen that goes on beside it, under the bar.

        None for one that has the ground of all.
        """
        return None

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar; made when it is asked for first."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = QuickScrollBar(
                name="vertical", thickness=self.scrollbar_size_vertical
            )
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar
