"""Textual's driver, with four things that it lacks.

The terminal's answers are taken out of what the keyboard sends: Textual has no way to ask a
question, and takes what it can't read for keys. Whoever closes the window, or ends the
program with a signal, ends it as its own key does, so that nothing is lost. The screen goes to
standard output, which is a terminal when a screen is opened; Textual takes standard error, which
may be a file. And a program that was stopped sets the terminal and draws everything anew.
"""

import os
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterable
from contextlib import suppress
from select import select
from signal import SIGHUP, SIGSTOP, SIGTERM, Signals
from typing import TextIO

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.images.terminal.capabilities import Terminal

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
        assert sys.__stdout__ is not None
        self._file = _Screen(sys.__stdout__)  # type: ignore[assignment]
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._terminal.connect(self.write, self.fileno)

    @property
    def _has_terminal(self) -> bool:
        """Whether the terminal is taken and can be written to."""
        return self._writer_thread is not None and self._writer_thread.is_alive()

    def write(self, data: str) -> None:
        """Write to the terminal; nothing while it is the shell's, since all is drawn again."""
        if self._has_terminal:
            super().write(data)

    # Python may run a handler of signals within another one: these two only have their work
    # done by the loop, one after the other. While an editor has the terminal the loop stands
    # still, and the program has nothing to put in order.

    def _sigtstp_application(self, *_: object) -> None:
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._suspend)
        else:
            os.kill(os.getpid(), SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._resume)

    def _suspend(self) -> None:
        """Give the terminal back and stop."""
        if self._has_terminal:
            self.suspend_application_mode()
            os.kill(os.getpid(), SIGSTOP)

    def _resume(self) -> None:
        """Take the terminal again, and have everything drawn."""
        if self._has_terminal:
            # SIGSTOP leaves no time to give the terminal back, and the shell has set it since.
            self.suspend_application_mode()
        self._must_signal_resume = True
        self.resume_application_mode()

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
