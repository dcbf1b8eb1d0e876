"""A terminal driver that adds four features to Textual's own.

- The terminal's answers to queries are removed from the keyboard input. Textual can't send
  queries, and takes answers for keys.
- Closing the window, or a signal to end, ends the program as its own key does, so that nothing
  is lost.
- The screen is drawn on standard output, which is a terminal when a screen is opened. Textual
  draws on standard error, which may be a file.
- A program that was stopped sets up the terminal and redraws everything when it continues.
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
"""The seconds to wait for the rest of an answer; input held back until then is a key."""

_SIGNALLED = 128
"""The number that shells add to the signal that ended a program."""


class _Screen:
    """The stream that Textual writes to, without errors when the window is closed.

    An error would end the writer thread, and callers would then wait for it.
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
    """Passes the terminal's answers to the application's `terminal`, and handles signals."""

    @property
    def _terminal(self) -> Terminal:
        terminal = getattr(self._app, "terminal", None)
        return terminal if isinstance(terminal, Terminal) else Terminal()

    def start_application_mode(self) -> None:
        """Set up the terminal and the signal handlers."""
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
        """Write to the terminal, unless the shell has it; everything is redrawn afterwards."""
        if self._has_terminal:
            super().write(data)

    # Python may run one signal handler inside another: these two only schedule their work on
    # the event loop, where it runs in order. While an editor has the terminal, the loop is
    # blocked, and the program has nothing to restore.

    def _sigtstp_application(self, *_: object) -> None:
        if self._app._exit:  # The event loop may be closed by now.
            return
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._suspend)
        else:
            os.kill(os.getpid(), SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        if self._auto_restart and not self._app._exit:
            self._loop.call_soon_threadsafe(self._resume)

    def _suspend(self) -> None:
        """Restore the terminal and stop."""
        if self._has_terminal:
            self.suspend_application_mode()
            os.kill(os.getpid(), SIGSTOP)

    def _resume(self) -> None:
        """Set up the terminal again, and redraw everything, unless the application is ending."""
        if self._app._exit:  # Nobody would give the terminal back to the shell.
            return
        if self._has_terminal:
            # SIGSTOP leaves no time to restore the terminal, and the shell has changed it since.
            self.suspend_application_mode()
        self._must_signal_resume = True
        self.resume_application_mode()

    def _end(self, signal: Signals) -> None:
        """End the application with the usual exit status for the signal."""
        if not os.isatty(self.fileno):
            # The window is closed, and further writes to it would fail.
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
