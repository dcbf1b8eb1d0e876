"""The drawing of pictures in a worker, in the way that the terminal can show."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Protocol, runtime_checkable

from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from tui.images.images import Images
from tui.images.terminal.capabilities import Graphics, Terminal
from tui.ui.page.pictures.article_pictures import ArticlePictures
from tui.ui.page.pictures.picture_art import Art, Look

_MOST_ARTS = 30
"""The most pictures that are kept ready to be drawn."""

_MOST_IN_BLOCKS = 6
"""The most of them in half blocks: each is some ten thousand objects, and whenever Python
looks through all objects for garbage the screen waits."""

_ANSWER_SECONDS = 1.0
"""The seconds after which a terminal that has not answered is taken to draw no pictures."""

_ALL_COLOURS = (None, "truecolor")
"""The colour systems for Kitty's cells, which name their picture in 24 bits; None means that
Textual takes it for granted."""


@runtime_checkable
class LendsPictures(Protocol):
    """An application that lends its images and its terminal."""

    images: Images
    """The finder, fetcher and decoder of pictures."""
    terminal: Terminal
    """The terminal with its capabilities."""


@dataclass(eq=False, repr=False)
class PictureDrawn(Message, bubble=False):
    """A picture is ready to be drawn, or can't be shown."""

    pictures: ArticlePictures
    number: int
    art: Art | None
    """None: it can't be shown after all."""


@dataclass(eq=False, repr=False)
class TerminalAnswered(Message, bubble=False):
    """The terminal has told its capabilities."""


class PictureDrawer:
    """The pictures ready for a widget, which handles `PictureDrawn` and `TerminalAnswered`."""

    def __init__(self, widget: Widget) -> None:
        """Begin with nothing ready."""
        self._widget = widget
        self._pictures: ArticlePictures | None = None
        self._ready: OrderedDict[int, Art] = OrderedDict()
        self._wanted: dict[int, Look] = {}
        """The pictures to make ready, the most wanted last."""
        self._lock = Lock()
        self._drawing = False
        self._asking = False

    @cached_property
    def lender(self) -> LendsPictures | None:
        """The application, where it lends images and terminal."""
        app = self._widget.app
        return app if isinstance(app, LendsPictures) else None

    def art(self, pictures: ArticlePictures, number: int, size: tuple[int, int]) -> Art | None:
        """Return a picture ready to be drawn; None if it is not, and then begin to make it so.

        Args:
            pictures: The pictures of an article.
            number: The number of one that has been fetched.
            size: The cells and rows that it takes.
        """
        if pictures is not self._pictures:
            self.forget()
            self._pictures = pictures
            resumed = self._widget.app.app_resume_signal
            resumed.subscribe(self._widget, self._send_again, immediate=True)
        look = self._look(size)
        if look is None:
            return None
        art = self._ready.get(number)
        if art is not None and art.look == look:
            self._ready.move_to_end(number)
            return art
        self._want(number, look)
        return None

    def take(self, message: PictureDrawn) -> bool:
        """Keep a picture that is ready; return whether it is still wanted."""
        if message.pictures is not self._pictures or message.art is None:
            return False
        self._send(message.art.sending)
        self._drop(message.number)
        self._ready[message.number] = message.art
        most = _MOST_IN_BLOCKS if message.art.look.graphics == "blocks" else _MOST_ARTS
        while len(self._ready) > most:
            self._drop(next(iter(self._ready)))
        return True

    def forget(self) -> None:
        """Free all pictures."""
        with self._lock:
            self._wanted.clear()
        for number in list(self._ready):
            self._drop(number)
        self._pictures = None

    def _drop(self, number: int) -> None:
        art = self._ready.pop(number, None)
        if art is not None:
            self._send(art.forgetting)

    def _send_again(self, _: object) -> None:
        """Send again the pictures that a terminal drops when the program is suspended."""
        for art in self._ready.values():
            self._send(art.sending)

    def _send(self, text: str) -> None:
        if text and self.lender is not None:
            self.lender.terminal.write(text)

    # -- looks

    def _look(self, size: tuple[int, int]) -> Look | None:
        """Return the look of a picture of a size; None while the terminal's is not known."""
        lender, graphics = self.lender, self._graphics()
        if lender is None or graphics is None:
            return None
        terminal = lender.terminal
        _, colour = self._widget.background_colors
        background = (colour.r, colour.g, colour.b)
        return Look(*size, terminal.cell, graphics, terminal.colours, background)

    def _graphics(self) -> Graphics | None:
        lender, app = self.lender, self._widget.app
        if lender is None:
            return None
        graphics = lender.terminal.graphics
        if graphics is None:
            self._ask(lender.terminal)
            return lender.terminal.graphics
        # What lies under a dialog is dimmed, and without colours everything is grey: only
        # text can be. Kitty's cells would even lose their number.
        if not self._widget.screen.is_active or app.no_color:
            return "blocks"
        if graphics == "kitty" and app.console.color_system not in _ALL_COLOURS:
            return "blocks"
        return graphics

    def _ask(self, terminal: Terminal) -> None:
        if self._asking:
            return
        self._asking = True
        terminal.ask(self._told)
        if terminal.graphics is None:
            self._widget.set_timer(_ANSWER_SECONDS, terminal.give_up)

    def _told(self) -> None:
        self._widget.post_message(TerminalAnswered())

    # -- making ready

    def _want(self, number: int, look: Look) -> None:
        with self._lock:
            if self._wanted.pop(number, None) is None and self._failed(number):
                return
            self._wanted[number] = look
            idle = not self._drawing
            self._drawing = True
        if idle:
            self._widget.run_worker(self._draw_wanted, thread=True, group="pictures")

    def _failed(self, number: int) -> bool:
        known = self._pictures.known(number) if self._pictures else None
        return known is None or bool(known.failure)

    def _draw_wanted(self) -> None:
        """Make the wanted pictures ready; runs in a worker thread, so touches no widget."""
        worker = get_current_worker()
        while True:
            with self._lock:
                pictures = self._pictures
                if not self._wanted or pictures is None or worker.is_cancelled:
                    self._drawing = False
                    return
                number, look = self._wanted.popitem()
            art = pictures.art(number, look)
            self._widget.post_message(PictureDrawn(pictures, number, art))
