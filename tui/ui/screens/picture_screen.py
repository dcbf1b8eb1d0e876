"""The pictures of an article, one after the other, each over the whole screen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from tui.document.model import Picture
from tui.document.text_segments import label
from tui.images.locating import Inline, LocalFile, Remote
from tui.resources import styles
from tui.ui.common.cells import wrapped
from tui.ui.page.pictures.article_pictures import ArticlePictures, Known, progress
from tui.ui.page.pictures.drawing_worker import PictureDrawer, PictureDrawn
from tui.ui.page.pictures.page_pictures import PictureChanged
from tui.ui.page.pictures.picture_art import Art, fitting
from tui.ui.screens.controllers.link_opening import LinkOpener
from tui.ui.screens.controllers.query_worker import Failed
from tui.ui.screens.dialogs.dialog import DismissOnce

if TYPE_CHECKING:
    from tui.ui.page.reader_pane import ReaderPane


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


_KEEP_UP_SECONDS = 0.25
"""How often it is looked whether more is known of the picture."""

_KEYS = (
    ("j k", "next, previous"),
    ("g G", "first, last"),
    ("o", "open"),
    ("y", "copy link"),
    ("Esc", "back"),
)


def show_pictures(screen: Screen[None], pane: ReaderPane, number: int | None) -> None:
    """Show the pictures of the article in a pane, one after the other.

    Args:
        screen: The screen that the pane is on.
        pane: The pane.
        number: The number of the picture to begin with; None: the last.
    """
    all = pane.pictures.all
    pictures = pane.pictures.of_article(pane.text.article) if pane.text is not None else None
    if pictures is None or not all:
        screen.notify("This article has no pictures.", timeout=3)
        return
    first = next((index for index, one in enumerate(all) if one.number == number), len(all) - 1)
    # What has been fetched is seen in the pane as well from then on.
    screen.app.push_screen(
        PictureScreen(pictures, all, first), lambda _: pane.pictures.changed(pictures)
    )


class PictureScreen(DismissOnce, Screen[None]):
    """Shows the pictures of an article; those on servers are fetched when they are shown."""

    CSS_PATH = styles() / "picture_screen.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,l,n,space,right,down,pagedown", "step(1)", "Next"),
        Binding("k,h,p,N,left,up,pageup", "step(-1)", "Previous"),
        Binding("g,home", "go(0)", "First"),
        Binding("G,end", "go(-1)", "Last"),
        Binding("o", "open_link", "Open"),
        Binding("y", "copy_link", "Copy the link"),
        Binding("escape,q,i,backspace", "dismiss", "Back"),
    ]

    def __init__(self, pictures: ArticlePictures, all: Sequence[Picture], first: int) -> None:
        """Make the screen.

        Args:
            pictures: What is known of them.
            all: The pictures in reading order, at least one.
            first: The index of the one that is shown first.
        """
        super().__init__()
        self._pictures = pictures
        self._all = all
        self._index = first
        self._told: Known | None = None
        """What was known of the picture when it was told last."""
        self._view = PictureView(pictures, id="picture")
        self._caption = Static("", id="picture-caption")
        self._facts = Static("", id="picture-facts")
        self._keys = Static("", classes="keys")

    @cached_property
    def _links(self) -> LinkOpener:
        return LinkOpener(self)

    @property
    def _picture(self) -> Picture:
        return self._all[self._index]

    @property
    def _known(self) -> Known | None:
        return self._pictures.known(self._picture.number)

    def compose(self) -> ComposeResult:
        """Make the widgets."""
        yield self._view
        yield self._caption
        yield self._facts
        yield self._keys

    def on_mount(self) -> None:
        """Show the first picture; the pane may be fetching it already, which tells nobody here."""
        self._show()
        self.set_interval(_KEEP_UP_SECONDS, self._keep_up)

    def action_step(self, step: int) -> None:
        """Show the next picture, or the one before."""
        index = self._index + step
        if not 0 <= index < len(self._all):
            words = "the last" if step > 0 else "the first"
            self.notify(f"This is {words} picture.", timeout=2)
            return
        self._index = index
        self._show()

    def action_go(self, index: int) -> None:
        """Show the first picture (0), or the last (-1)."""
        self._index = index % len(self._all)
        self._show()

    def action_open_link(self) -> None:
        """Open the picture in the browser."""
        self._links.open(self._address, self._pictures.article.link)

    def action_copy_link(self) -> None:
        """Copy the picture's address."""
        self._links.copy(self._address)

    @property
    def _address(self) -> str:
        """Where the picture is, as other programs can open it."""
        known = self._known
        match known.source if known else None:
            case LocalFile(path=path):
                return path.as_uri()
            case Remote(url=url):
                return url
            case Inline():
                return ""
        return self._picture.url

    # -- showing

    def _show(self) -> None:
        self._view.show(self._picture.number)
        self._tell()
        picture = self._picture
        self.run_worker(lambda: self._look(picture), thread=True, exclusive=True, group="picture")

    def _look(self, picture: Picture) -> None:
        """Look for a picture, and fetch it; runs in a worker thread, so touches no widget."""
        worker = get_current_worker()
        pictures, number = self._pictures, picture.number

        def told() -> None:
            self.post_message(PictureChanged(pictures, number))

        known = pictures.look(picture)
        told()
        if known.elsewhere and pictures.images.mode != "never":
            pictures.fetch(number, told, lambda: worker.is_cancelled)

    def _keep_up(self) -> None:
        if self._known is not self._told:
            self._view.refresh()
            self._tell()

    def on_picture_changed(self) -> None:
        """Show what is known now."""
        self._keep_up()

    def on_resize(self, _: Resize) -> None:
        """Scale the picture to the new size, and say as many keys as there is room for."""
        self._view.refresh()
        self._keys.update(_hints(self.scrollable_content_region.width))

    def on_failed(self, message: Failed) -> None:
        """Say what could not be done."""
        self.notify(message.reason, severity="error", timeout=10)

    def _tell(self) -> None:
        self._told = self._known
        text = label(self._picture)
        self._caption.update(text)
        self._caption.display = bool(text)
        self._facts.update(" · ".join(self._words()))

    def _words(self) -> list[str]:
        words = [f"{self._index + 1} of {len(self._all)}"]
        known = self._known
        if known is not None and known.facts is not None:
            header = known.facts.header
            words += [f"{header.width} × {header.height}", header.kind, _size(known.facts.bytes)]
        elif known is not None and known.fetched is not None:
            words.append(progress(known.fetched))
        if self._picture.number == 0:
            words.insert(1, "cover")
        return words


def _hints(width: int) -> Content:
    """Return the keys that fit into some cells; the way out is always among them."""
    *others, last = [Content.assemble((key, "$primary bold"), f" {what}") for key, what in _KEYS]
    while others and Content("   ").join([*others, last]).cell_length > width:
        others.pop()
    return Content("   ").join([*others, last])


def _size(bytes: int) -> str:
    if bytes < 1000:
        return f"{bytes} bytes"
    if bytes < 1_000_000:
        return f"{bytes / 1000:.0f} KB"
    return f"{bytes / 1_000_000:.1f} MB"
