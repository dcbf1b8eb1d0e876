"""The view of one picture."""

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.ui.common.cells import wrapped
from tui.ui.page.pictures.article_pictures import ArticlePictures, Known, progress
from tui.ui.page.pictures.drawing_worker import PictureDrawer, PictureDrawn
from tui.ui.page.pictures.picture_art import Art, fitting

_MOST_ENLARGED = 2.0
"""The factor by which small pictures are enlarged at most."""

_WIDEST_NOTE = 72
"""The cells of a line of the words in place of a picture."""


class PictureView(Widget):
    """One picture, drawn as large as it fits, or the reason why it can't be."""

    DEFAULT_CSS = "PictureView { width: 1fr; height: 1fr; }"

    def __init__(self, pictures: ArticlePictures, *, id: str) -> None:
        """Make a view of the pictures of an article."""
        super().__init__(id=id)
        self._pictures = pictures
        self._drawer = PictureDrawer(self)
        self._number = 0

    def show(self, number: int) -> None:
        """Show the picture of a number."""
        self._number = number
        self.refresh()

    def on_picture_drawn(self, message: PictureDrawn) -> None:
        """Show the picture that is ready now, or why it is not."""
        self._drawer.take(message)
        self.refresh()

    def on_terminal_answered(self) -> None:
        """Draw in the way that the terminal can show."""
        self.refresh()

    def on_unmount(self) -> None:
        """Let the pictures go."""
        self._drawer.forget()

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width, base = self.size.width, self.rich_style
        known = self._pictures.known(self._number)
        if known is None:
            return Strip.blank(width, base)
        if known.facts is None:
            return self._note(y, _note(known, self._pictures.images.mode))
        art = self._art()
        if art is None or not 0 <= y - self._top(art) < art.look.height:
            return Strip.blank(width, base)
        margin = Segment(" " * ((width - art.look.width) // 2), base)
        strip = Strip([margin, *art.row(y - self._top(art))])
        return strip.adjust_cell_length(width, base)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some rows, and what the terminal draws over them."""
        strips = super().render_lines(crop)
        art = self._art()
        if art is None:
            return strips
        column = (self.size.width - art.look.width) // 2 - crop.x
        first = crop.y - self._top(art)
        return [art.over(strip, column, row) for row, strip in enumerate(strips, first)]

    def _art(self) -> Art | None:
        """Return the picture, if it is here and ready to be drawn."""
        known, lender = self._pictures.known(self._number), self._drawer.lender
        if known is None or known.facts is None or lender is None:
            return None
        header = known.facts.header
        # Nothing is drawn up to the edges: there a terminal would go on to the next row.
        room = (max(1, self.size.width - 2), max(1, self.size.height))
        size = fitting(header.width, header.height, room, lender.terminal.cell, _MOST_ENLARGED)
        return self._drawer.art(self._pictures, self._number, size)

    def _top(self, art: Art) -> int:
        return (self.size.height - art.look.height) // 2

    def _note(self, y: int, words: str) -> Strip:
        width, base = self.size.width, self.rich_style
        lines = wrapped(words, max(1, min(_WIDEST_NOTE, width - 4)))
        row = y - (self.size.height - len(lines)) // 2
        if not 0 <= row < len(lines):
            return Strip.blank(width, base)
        strip = Strip([Segment(lines[row], base)])
        left = max(0, (width - strip.cell_length) // 2)
        return Strip([Segment(" " * left, base), *strip]).adjust_cell_length(width, base)


def _note(known: Known, mode: str) -> str:
    """Return the words in place of a picture that is not shown."""
    if known.fetched is not None:
        return progress(known.fetched)
    if known.failure:
        return known.failure
    if mode == "never":
        return 'This picture is on the web, and the settings say images = "never".'
    return ""
