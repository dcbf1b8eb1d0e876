"""Textual's driver, with the terminal's answers taken out of what the keyboard sends.

Textual has no way to ask the terminal a question: what it can't read, it takes for keys.
"""

import os
from codecs import getincrementaldecoder
from collections.abc import Iterable
from contextlib import suppress
from select import select

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.terminal import Terminal

_CHUNK = 4096

_PATIENCE = 0.1
"""Seconds after which the keyboard is looked at again: what was held back then was a key."""


class AskingDriver(LinuxDriver):
    """Hands the terminal's answers to the application's `terminal`."""

    @property
    def _terminal(self) -> Terminal:
        terminal = getattr(self._app, "terminal", None)
        return terminal if isinstance(terminal, Terminal) else Terminal()

    def start_application_mode(self) -> None:
        """Take the terminal."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._terminal.connect(self.write, self.fileno)

    def run_input_thread(self) -> None:
        """Read keys and answers until the driver stops."""
        terminal = self._terminal
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            ready, _, _ = select([self.fileno], [], [], _PATIENCE)
            if ready:
                text = terminal.take(decode(os.read(self.fileno, _CHUNK)))
            else:
                text = terminal.release()
            if text:
                self._process(parser.feed(text))
            self._process(parser.tick())
        with suppress(EOFError, ParseError):
            list(parser.feed(""))

    def _process(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)
