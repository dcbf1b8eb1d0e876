"""A command of the user, run with an article as its input, and what it prints."""

import os
import re
import shlex
from codecs import getincrementaldecoder
from collections.abc import Iterator, Mapping
from select import select
from signal import SIGKILL, SIGTERM, Signals
from subprocess import PIPE, STDOUT, Popen
from tempfile import TemporaryFile
from threading import Lock

from tui.articles.clean_text import clean
from tui.config import PLACEHOLDERS, UserCommand
from tui.errors import NewsreaderError, cause

MOST_BYTES = 512 * 1024
"""The most bytes of output that are taken; then the command is stopped."""

_CHUNK = 65536
_WAIT = 0.1
"""The seconds between two looks at a command that prints nothing."""

_PLACEHOLDER = re.compile(f"{{({'|'.join(PLACEHOLDERS)})}}")
_QUOTED = re.compile(rf"""(["']?){_PLACEHOLDER.pattern}\1""")

_SIGNS = ("-", "+", "@")
"""The first characters of what programs take for an option, or for a file of options."""


def arguments(command: UserCommand, values: Mapping[str, str]) -> list[str]:
    """Return the program and its arguments.

    Without a shell each value is a part of one argument. A shell gets the values as variables,
    which it does not read as shell language.

    Args:
        command: The command.
        values: The link, the title and the path of the article; empty where it has none.

    Raises:
        ValueError: A quotation mark of the command is not closed.
    """
    if command.shell:
        line = _QUOTED.sub(lambda found: f'"${{{_variable(found[2])}}}"', command.run)
        return ["/bin/sh", "-c", line]
    return [_filled(word, values) for word in shlex.split(command.run)]


def variables(values: Mapping[str, str]) -> dict[str, str]:
    """Return the values as environment variables: `NEWSREADER_TITLE`."""
    return {_variable(name): _guarded(value) for name, value in values.items()}


def _filled(word: str, values: Mapping[str, str]) -> str:
    filled = _PLACEHOLDER.sub(lambda found: values[found[1]], word)
    return _guarded(filled) if _PLACEHOLDER.match(word) else filled


def _guarded(value: str) -> str:
    """Return a value that no program takes for an option."""
    return f" {value}" if value.startswith(_SIGNS) else value


def _variable(name: str) -> str:
    return f"NEWSREADER_{name.upper()}"


class CommandRun:
    """One run of a command. It has no terminal, so that it can't write past the screen."""

    def __init__(self, command: UserCommand, text: str, values: Mapping[str, str]) -> None:
        """Make the run; `lines` starts it.

        Args:
            command: The command.
            text: Its input.
            values: The link, the title and the path of the article.
        """
        self._command = command
        self._text = text
        self._values = values
        self._lock = Lock()
        self._process: Popen[bytes] | None = None
        self._stops = 0
        """How often the user has stopped it."""
        self._is_cut = False

    def lines(self) -> Iterator[list[str]]:
        """Start the command, and yield the lines that it prints, as they come.

        Standard error is part of them. Control codes are taken out.

        Raises:
            NewsreaderError: It can't be started.
        """
        with TemporaryFile() as given:
            given.write(self._text.encode("utf-8", "replace"))
            given.seek(0)
            try:
                words = arguments(self._command, self._values)
                environment = {**os.environ, **variables(self._values)}
                with self._lock:
                    self._process = process = Popen(
                        words,
                        stdin=given,
                        stdout=PIPE,
                        stderr=STDOUT,
                        env=environment,
                        start_new_session=True,
                    )
            except (OSError, ValueError) as error:
                why = f"{self._command.name} can't be started: {cause(error)}."
                raise NewsreaderError(why) from error
        if self._stops:
            self._signal(SIGKILL)
        pending = ""
        with process:
            decode = getincrementaldecoder("utf-8")("replace").decode
            for data in self._chunks(process):
                *whole, pending = (pending + decode(data)).split("\n")
                if whole:
                    yield _cleaned(whole)
            if pending := pending + decode(b"", True):
                yield _cleaned([pending])

    def _chunks(self, process: Popen[bytes]) -> Iterator[bytes]:
        assert process.stdout is not None
        pipe, left = process.stdout.fileno(), MOST_BYTES
        while left:
            ended = process.poll() is not None
            if select([pipe], [], [], 0 if ended else _WAIT)[0]:
                data = os.read(pipe, min(left, _CHUNK))
                if not data:
                    return
                left -= len(data)
                yield data
            elif ended:  # A program that it left behind may keep the pipe open.
                return
        self._is_cut = True
        self._signal(SIGKILL)

    def stop(self, *, at_once: bool = False) -> None:
        """End the command with all that it started: politely at first, then without a question."""
        self._stops += 1
        self._signal(SIGKILL if at_once or self._stops > 1 else SIGTERM)

    def _signal(self, signal: Signals) -> None:
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                os.killpg(self._process.pid, signal)

    @property
    def outcome(self) -> tuple[bool, str]:
        """Whether the command that has ended did well, and how it ended, in a word or two."""
        status = self._process.returncode if self._process else None
        if self._is_cut:
            return False, f"stopped after {MOST_BYTES >> 10} KB"
        if self._stops:
            return True, "stopped"
        if status is None or status >= 0:
            return not status, f"exit status {status}" if status else "done"
        return False, f"ended by signal {-status}"


def _cleaned(lines: list[str]) -> list[str]:
    return clean("\n".join(lines)).expandtabs().split("\n")
