"""The program ends when it is asked to, whatever it is doing."""

import sys
from pathlib import Path
from signal import SIGCONT, SIGTERM

import pytest

from tests.terminal.conftest import Start
from tests.terminal.pty_session import PROGRAM
from tests.terminal.test_open import assert_sane

TITLE = "Barges below the weir"

_SLOW = """
import sys
from tui.cli.main import run
from tui.library.indexing import process_pool
from tui.library.indexing.process_pool import _COMMAND

process_pool._QUICK = process_pool._LEAST = 600.0
path, rest = _COMMAND.split("}; ", 1)
slow = '''
from tui.articles import reading
from tui.document import body_parser
from tui.library.indexing import entry_maker
read = entry_maker.read_article
def read_slowly(path):
    return sum(iter(int, 1)) if "slow" in path.name else read(path)
entry_maker.read_article = read_slowly
body_parser.read_document = lambda article: sum(iter(int, 1))
'''
process_pool._COMMAND = path + "}\\n" + slow.replace("{", "{{").replace("}", "}}") + rest
sys.exit(run(sys.argv[1:]))
"""
"""Runs the program with parsers that never end in its reading processes."""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder of a long article, whose lines the reader lays out in another process."""
    folder = tmp_path / "weir"
    folder.mkdir()
    text = "Two of them lay there all winter.\n\n" * 40_000
    (folder / "barges.md").write_text(f"---\ntitle: {TITLE}\ndate: 2021-03-29\n---\n\n{text}")
    return folder


@pytest.mark.parametrize("ending", ["q", "\x03", SIGTERM])
def test_nothing_waits_for_a_parser(start: Start, archive: Path, ending: str | int) -> None:
    session = start(sys.executable, "-c", _SLOW, archive)
    session.wait_for(TITLE)
    session.wait_for("all winter")  # The beginning of the article, while the whole is read.
    (archive / "slow.md").write_text("# Slow\n\nIt is never read to its end.\n")
    session.press("j")
    if isinstance(ending, str):
        session.press(ending)
        assert session.wait_end() == 0
    else:
        session.signal(SIGTERM)
        assert session.wait_end() == 128 + SIGTERM
    assert_sane(session)


def test_a_file_that_is_never_read_keeps_no_other_from_the_list(
    start: Start, archive: Path
) -> None:
    (archive / "slow.md").write_text("It is never read to its end.\n" * 100_000)
    session = start(sys.executable, "-c", _SLOW, archive)
    session.wait_for("1 of 2")
    session.wait_for(TITLE)
    session.press("q")
    assert session.wait_end() == 0


def test_a_scan_that_hangs_is_ended(start: Start, archive: Path) -> None:
    (archive / "slow.md").write_text("# Slow\n\nIt is never read to its end.\n")
    session = start(sys.executable, "-c", _SLOW, archive)
    session.wait_for("0 of 2")
    session.signal(SIGTERM)
    assert session.wait_end() == 128 + SIGTERM
    assert_sane(session)


def test_a_dialog_keeps_nothing_from_ending(start: Start, archive: Path) -> None:
    session = start(PROGRAM, archive)
    session.wait_for(TITLE)
    session.press("?")
    session.wait_for("Help")
    session.signal(SIGTERM)
    assert session.wait_end() == 128 + SIGTERM
    assert_sane(session)


def test_a_stopped_program_ends_once_it_goes_on(start: Start, archive: Path) -> None:
    session = start(PROGRAM, archive)
    session.wait_for(TITLE)
    session.press("\x1a")
    session.wait_stopped()
    session.signal(SIGTERM)
    session.signal(SIGCONT)
    assert session.wait_end() == 128 + SIGTERM
