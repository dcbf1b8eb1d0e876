"""Textual's driver, with two things that it lacks.

The terminal's answers are taken out of what the keyboard sends: Textual has no way to ask a
question, and takes what it can't read for keys. And whoever closes the window, or ends the
program with a signal, ends it as its own key does, so that nothing is lost.
"""

import os
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterable
from contextlib import suppress
from select import select
from signal import SIGHUP, SIGTERM, Signals
from typing import TextIO

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.terminal import Terminal

_CHUNK = 4096

_PATIENCE = 0.1
"""Seconds after which the keyboard is looked at again: what was held back then was a key."""

_SIGNALLED = 128
"""What shells add to the number of the signal that has ended a program."""


class _Screen:
    """What Textual writes to; nothing fails there when the window is closed meanwhile.

    A failure would end the thread that writes, and whoever writes would then wait for it.
    """

    def __init__(self, stream: TextIO) -> None:
        self.fileno = stream.fileno
        self._stream = stream

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()


class AskingDriver(LinuxDriver):
    """Hands the terminal's answers to the application's `terminal`, and ends it when asked."""

    @property
    def _terminal(self) -> Terminal:
        terminal = getattr(self._app, "terminal", None)
        return terminal if isinstance(terminal, Terminal) else Terminal()

    def start_application_mode(self) -> None:
        """Take the terminal."""
        for signal in SIGHUP, SIGTERM:
            self._loop.add_signal_handler(signal, self._end, signal)
        assert sys.__stderr__ is not None
        self._file = _Screen(sys.__stderr__)  # type: ignore[assignment]
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._terminal.connect(self.write, self.fileno)

    def _end(self, signal: Signals) -> None:
        """Let the application end, with the exit status that is usual for the signal."""
        if not os.isatty(self.fileno):
            # The window is closed, and whatever is still written to it would fail.
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(nowhere, stream)
            os.close(nowhere)
        self._app.exit(return_code=_SIGNALLED + signal)

    def run_input_thread(self) -> None:
        """Read keys and answers until the driver stops."""
        terminal = self._terminal
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            ready, _, _ = select([self.fileno], [], [], _PATIENCE)
            if ready:
                data = os.read(self.fileno, _CHUNK)
                if not data:
                    self._loop.call_soon_threadsafe(self._end, SIGHUP)
                    break
                text = terminal.take(decode(data))
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
