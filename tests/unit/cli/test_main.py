import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.unit.cli.conftest import PROGRAM, Run, environment
from tui.cli import main as module
from tui.cli.command_line.command_table import COMMANDS
from tui.cli.main import run
from tui.errors import NewsreaderError

pytestmark = pytest.mark.usefixtures("home")


def imported(home: Path, *words: str | Path) -> set[str]:
    """Return the modules that are there when a command has done its work."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from tui.cli.main import run; run(sys.argv[1:]);"
            "print('\\n' + ' '.join(sys.modules))",
            *words,
        ],
        capture_output=True,
        text=True,
        env=environment(home),
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "words",
    [
        ["--version"],
        ["--help"],
        ["{archive}"],
        ["show", "{archive}", "--format", "ansi"],
        ["show", "{archive}", "--format", "markdown"],
        ["list", "{archive}", "-q", "night", "--json"],
        ["list", "{archive}"],
        ["index", "{archive}", "--rebuild"],
        ["bookmarks", "add", "{archive}/chips.md"],
        ["bookmarks", "list"],
        ["paths"],
    ],
    ids=" ".join,
)
def test_what_opens_no_screen_imports_no_textual(
    words: list[str], archive: Path, home: Path
) -> None:
    modules = imported(home, *(word.format(archive=archive) for word in words))
    assert "tui.cli.main" in modules
    assert "textual" not in modules


def test_a_list_of_an_unchanged_archive_imports_nothing_that_reads_or_writes_articles(
    archive: Path, home: Path
) -> None:
    for file in archive.rglob("*.*"):
        os.utime(file, (0, 0))  # A file that has just changed would be read once more.
    assert "tui.library.indexing.index_writer" in imported(home, "list", archive)
    again = imported(home, "list", archive)
    assert "tui.library.indexing.scan" in again
    late = {"index_writer", "file_rows", "process_pool", "entry_maker"}
    assert not {f"tui.library.indexing.{name}" for name in late} & again
    as_it_stands = imported(home, "list", "--no-update", archive)
    assert not {"tui.library.indexing.scan", "tui.articles.containers.kinds"} & as_it_stands


def test_showing_a_file_needs_no_option_parser_and_no_other_process(
    archive: Path, home: Path
) -> None:
    modules = imported(home, "show", archive / "chips.md")
    assert "tui.document.body_parser" in modules
    assert not {"click", "subprocess", "tui.articles.article_files"} & modules


def imported_by(home: Path, *modules: str) -> set[str]:
    """Return the modules that the import of some brings in."""
    code = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=environment(home),
        timeout=60,
        check=True,
    )
    return set(done.stdout.split())


def test_opening_paths_needs_no_option_parser(home: Path) -> None:
    modules = imported_by(home, "tui.cli.main", "tui.cli.open")
    assert not {"click", "rich", "textual", "html2text"} & modules


def test_the_first_rows_are_read_before_textual(home: Path) -> None:
    modules = imported_by(home, "tui.library.library", "tui.ui.screens.session")
    assert not {"click", "rich", "textual", "html2text"} & modules


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"newsreader {version('newsreader')}\n"


def test_an_error_is_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> int:
        raise NewsreaderError("The disk is full.")

    monkeypatch.setattr(module, "_dispatch", fail)
    assert run([]) == 2
    assert capsys.readouterr() == ("", "The disk is full.\n")


def test_an_interrupt_is_quiet(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "_dispatch", interrupt)
    assert run([]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_bug_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(module, "_dispatch", fail)
    with pytest.raises(ZeroDivisionError):
        run([])


@pytest.mark.parametrize("words", [["--colour"], ["list", "--colour"], ["paths", "extra"]])
def test_wrong_usage_says_where_help_is(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert "--help' for help." in output.err
    assert "\nError: " in output.err


def test_a_path_that_looks_like_an_option(newsreader: Run, archive: Path) -> None:
    archive.rename(archive.parent / "-x")
    assert newsreader("--", "-x").stdout.count("\n") == 3


def test_no_terminal_and_nothing_piped_in(newsreader: Run) -> None:
    done = newsreader()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Nothing came through the pipe.\n"


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", ["list '{}'", "show '{}'", "paths", "--version", "'{}'"])
def test_closed_streams_break_nothing(words: str, closed: str, archive: Path, home: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f"'{PROGRAM}' {words.format(archive)} {closed}"],
        env=environment(home),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
@pytest.mark.parametrize("words", ["list '{}'", "show '{}' --format json", "paths", "--help"])
def test_a_full_disk_is_told_in_a_sentence(words: str, archive: Path, home: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f"'{PROGRAM}' {words.format(archive)} > /dev/full"],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    sentence = "The output could not be written: No space left on device.\n"
    assert (done.returncode, done.stderr[-len(sentence) :]) == (2, sentence)
    assert "Traceback" not in done.stderr


def test_other_errors_of_the_system_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(module, "_dispatch", fail)
    with pytest.raises(OSError, match="Bad file"):
        run([])


def test_every_command_is_a_module(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        assert run([name, "--help"]) == 0
        assert capsys.readouterr().out.startswith(f"Usage: newsreader {name} ")
