"""A user of one's own, and the program in a terminal of its own."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.terminal.pty_session import PtySession
from tests.unit.cli.conftest import environment

Start = Callable[..., PtySession]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The empty home of the user who runs the program."""
    home = tmp_path / "home"
    home.mkdir()
    return home


@pytest.fixture
def start(home: Path, tmp_path: Path) -> Iterator[Start]:
    """Start a program in a terminal; all are ended with the test."""
    with ExitStack() as stack:

        def start(
            *command: str | Path,
            columns: int = 120,
            rows: int = 32,
            answers: Mapping[bytes, bytes] | None = None,
        ) -> PtySession:
            environs = environment(home, COLORTERM="truecolor")
            session = PtySession(command, environs, tmp_path, columns, rows, answers)
            return stack.enter_context(session)

        yield start
