"""Opening, reading, keeping and leaving, with a real keyboard at a real terminal."""

import json
import subprocess
from pathlib import Path
from signal import SIGHUP, SIGTERM

import pytest

from tests.terminal.conftest import Start
from tests.terminal.pty_session import PROGRAM, PtySession
from tests.unit.cli.conftest import environment

CHIPS = "Chip makers add a night shift"
TIDE = "The tide tables of 1911"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder of two articles."""
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "chips.md").write_text(
        f"---\ntitle: {CHIPS}\ndate: 2021-03-29 18:02\n---\nThe factories now run till dawn.\n"
    )
    (folder / "tide.md").write_text(
        f"---\ntitle: {TIDE}\ndate: 2021-03-28 10:00\n---\nHigh water came at six.\n"
    )
    return folder


def bookmarks(home: Path) -> list[str]:
    """Return the titles of the bookmarks, as the command line tells them."""
    done = subprocess.run(
        [PROGRAM, "bookmarks", "--json"],
        capture_output=True,
        env=environment(home),
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )
    return [json.loads(line)["title"] for line in done.stdout.splitlines()]


def leave(session: PtySession) -> None:
    """Quit from the list, and see that the terminal is as it was."""
    session.press("q")
    assert session.wait_end() == 0
    assert_sane(session)


def assert_sane(session: PtySession) -> None:
    assert b"\x1b[?1049h" in session.output
    assert not session.in_alternate_screen
    assert session.shows_cursor
    # The mouse is no longer reported, nor pasting marked.
    for mode in (b"?1000", b"?1003", b"?1006", b"?2004"):
        assert session.output.rfind(b"\x1b[%bl" % mode) >= session.output.rfind(b"\x1b[%bh" % mode)


@pytest.mark.parametrize(
    ("closed", "file", "lost"),
    [
        ("XDG_CACHE_HOME", "index.db", "for this time only."),
        ("XDG_DATA_HOME", "user.db", "marked now is kept."),
    ],
    ids=["cache", "data"],
)
def test_where_nothing_can_be_written_articles_are_read_all_the_same(
    start: Start, home: Path, archive: Path, closed: str, file: str, lost: str
) -> None:
    # A path that is always as long, for a notice whose lines always break at the same words.
    session = start("env", f"{closed}=/dev/null/closed", PROGRAM, archive)
    place = f"/dev/null/closed/newsreader/{file}"
    session.wait_for(place)
    session.wait_for(lost)
    session.wait_for("The factories now run till dawn.")
    session.press("\r")
    session.wait_for("h list")
    session.press("J")
    session.wait_for("High water came at six.")
    session.press("q")
    session.wait_for("Enter read")
    assert session.text.count(place) == 1
    session.press("b")
    if closed == "XDG_CACHE_HOME":
        session.wait_for("★")
    else:
        session.wait_until(lambda: session.text.count(place) == 2, "the refusal")
        assert "★" not in session.text
    leave(session)
    assert bookmarks(home) == ([TIDE] if closed == "XDG_CACHE_HOME" else [])


def test_a_bookmark_on_a_sample_is_there_at_the_next_start(start: Start, home: Path) -> None:
    first = start(PROGRAM)
    first.wait_for("sample articles")
    first.wait_for("●")
    first.press("\r")
    first.press("b")
    first.wait_for("★")
    first.press("q")
    leave(first)
    (title,) = bookmarks(home)

    second = start(PROGRAM)
    second.wait_for("★")
    second.press("B")
    second.wait_for("1 of ")
    second.wait_for(title[:12])
    leave(second)
    assert bookmarks(home) == [title]


def test_reading_in_a_narrow_window(start: Start, archive: Path) -> None:
    session = start(PROGRAM, archive, columns=80, rows=24)
    session.wait_for(CHIPS)
    session.wait_for(TIDE)
    session.press("\r")
    session.wait_for("The factories now run till dawn.")
    session.wait_without(TIDE)
    session.press("J")
    session.wait_for("High water came at six.")
    session.press("q")
    session.wait_for(CHIPS)
    leave(session)


@pytest.mark.parametrize(
    "line",
    [
        "cat archive/chips.md | {program}",
        "cat archive/*.md | {program}",
        "cat archive/chips.md | {program} -",
        "{program} - < archive/chips.md",
        "{program} < archive/chips.md",
    ],
)
def test_a_bookmark_made_on_a_pipe_lasts(
    line: str, start: Start, home: Path, archive: Path
) -> None:
    assert archive.is_dir()
    session = start("sh", "-c", line.format(program=PROGRAM))
    session.wait_for("standard input")
    session.wait_for(CHIPS)
    session.press("\r")
    session.wait_for("The factories now run till dawn.")
    session.press("b")
    session.wait_for("★")
    session.press("q")
    leave(session)
    assert bookmarks(home) == [CHIPS]


def test_a_pipe_shows_nothing_but_what_is_piped_in(start: Start, home: Path, archive: Path) -> None:
    subprocess.run(
        [PROGRAM, "bookmarks", "add", archive / "tide.md"],
        env=environment(home),
        stdout=subprocess.DEVNULL,
        timeout=60,
        check=True,
    )
    (archive / "tide.md").unlink()
    session = start("sh", "-c", f"cat archive/chips.md | {PROGRAM}")
    session.wait_for(CHIPS)
    session.wait_for("1 article")
    assert TIDE not in session.text
    leave(session)
    assert bookmarks(home) == [TIDE]


def test_a_web_page_is_piped_in(start: Start) -> None:
    page = "<!doctype html><title>A page of the web</title><p>Its <b>only</b> paragraph."
    session = start("sh", "-c", f"printf '%s' '{page}' | {PROGRAM}")
    session.wait_for("A page of the web")
    session.wait_for("Its only paragraph.")
    leave(session)


def test_a_pipe_and_a_file_are_shown_together(start: Start, archive: Path) -> None:
    assert archive.is_dir()
    session = start("sh", "-c", f"cat archive/chips.md | {PROGRAM} - archive/tide.md")
    session.wait_for("standard input (ended) and ")
    session.wait_for(CHIPS)
    session.wait_for(TIDE)
    leave(session)


def test_paths_win_over_a_pipe(start: Start, archive: Path) -> None:
    assert archive.is_dir()
    session = start("sh", "-c", f"cat archive/chips.md | {PROGRAM} archive/tide.md")
    session.wait_for(TIDE)
    assert CHIPS not in session.text
    leave(session)


def test_searching_works_on_a_pipe(start: Start, archive: Path) -> None:
    assert archive.is_dir()
    session = start("sh", "-c", f"cat archive/*.md | {PROGRAM}")
    session.wait_for(TIDE)
    session.press("/")
    session.wait_until(lambda: session.cursor[1] == 1, "the cursor in the search box")
    session.press("water\r")
    session.wait_without(CHIPS)
    session.wait_for(TIDE)
    session.press("x")
    session.wait_for(CHIPS)
    leave(session)


def test_what_comes_in_one_packet_goes_where_it_would_have_gone_typed_slowly(
    start: Start, home: Path, archive: Path
) -> None:
    session = start(PROGRAM, archive)
    session.wait_for(CHIPS)
    session.press("/amber")
    session.wait_for(" / amber")
    session.wait_for("0 of 2")
    session.press("\x7f" * 5 + "water\rbx")
    session.wait_for("★")
    session.wait_for(CHIPS)
    leave(session)
    assert bookmarks(home) == [TIDE]


def test_folders_open_whatever_stands_at_standard_input(start: Start, archive: Path) -> None:
    session = start("sh", "-c", f"{PROGRAM} {archive} < /dev/null")
    session.wait_for(CHIPS)
    leave(session)


def test_the_shell_has_its_terminal_back(start: Start, archive: Path) -> None:
    session = start(
        "sh",
        "-c",
        f"stty -g > before; cat archive/chips.md | {PROGRAM}; echo left $?;"
        " stty -g > after; cmp before after && echo the same; read word; echo said $word",
    )
    assert archive.is_dir()
    session.wait_for(CHIPS)
    session.press("q")
    session.wait_for("left 0")
    session.wait_for("the same")
    assert_sane(session)
    session.press("hello\r")
    session.wait_for("said hello")
    assert session.wait_end() == 0


def test_what_ends_the_program_from_outside_loses_nothing(start: Start, archive: Path) -> None:
    session = start(PROGRAM, archive)
    session.wait_for(CHIPS)
    session.press("/")
    session.wait_until(lambda: session.cursor[1] == 1, "the cursor in the search box")
    session.press("water\r")
    session.wait_without(CHIPS)
    for signal in SIGTERM, SIGHUP:
        session.signal(signal)
        assert session.wait_end() == 128 + signal
        assert_sane(session)
        session = start(PROGRAM, archive)
        session.wait_for("1 of 2")
        session.wait_for(" / water")
    # Far more than is drawn before the window is closed: what then fails keeps nothing waiting.
    session.press("\x10" + "\x1b\x10" * 200)
    assert session.close_window() == 128 + SIGHUP


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("gone", "There is no file or folder gone."),
        ("-", "Nothing is piped in"),
        ("< blank", "Nothing came through the pipe."),
        ("show", "Nothing to show"),
    ],
)
def test_what_cannot_be_opened_is_said_and_no_screen_is_taken(
    words: str, sentence: str, start: Start, tmp_path: Path
) -> None:
    (tmp_path / "blank").write_text("\n \n")
    session = start("sh", "-c", f"{PROGRAM} {words}; exit $?")
    session.wait_for(sentence)
    assert session.wait_end() == 2
    assert b"\x1b[?1049h" not in session.output


def test_the_screen_s_terminal_will_do_where_there_is_no_controlling_one(
    start: Start, archive: Path
) -> None:
    session = start("setsid", "--wait", "sh", "-c", f"{PROGRAM} {archive} < /dev/null")
    session.wait_for(CHIPS)
    leave(session)


def test_list_fits_the_terminal(start: Start, archive: Path) -> None:
    session = start(PROGRAM, "list", archive, columns=60)
    assert session.wait_end() == 0
    assert session.lines[0].startswith("●  2021-03-29 18:02  Chip makers")
    assert not session.lines[2]


def test_show_sets_the_text_to_the_terminal(start: Start, archive: Path) -> None:
    session = start(PROGRAM, "show", archive / "chips.md", columns=20)
    assert session.wait_end() == 0
    assert "The factories now" in session.lines
    assert b"\x1b[1m" in session.output


@pytest.mark.parametrize(
    ("words", "rows", "paged"),
    [("", 10, True), ("--no-pager", 10, False), ("", 60, False)],
    ids=["long", "no-pager", "short"],
)
def test_show_sends_what_is_longer_than_the_terminal_through_the_pager(
    start: Start, archive: Path, words: str, rows: int, paged: bool
) -> None:
    lines = "".join(f"- Row {number}\n" for number in range(20))
    (archive / "rows.md").write_text(f"---\ntitle: Rows\n---\n{lines}")
    command = f"PAGER='sed -e s/Row/Paged/' {PROGRAM} show {words} {archive}/rows.md"
    session = start("sh", "-c", command, rows=rows)
    assert session.wait_end() == 0
    assert (b"Paged 1" in session.output) is paged
    assert (b"Row 1" in session.output) is not paged
    assert b"\x1b[1m" in session.output


@pytest.mark.parametrize("pager", ["head -n 3", "false"])
def test_a_pager_may_be_left_before_the_end(start: Start, archive: Path, pager: str) -> None:
    lines = "".join(f"- Row {number}\n" for number in range(20_000))
    (archive / "rows.md").write_text(f"---\ntitle: Rows\n---\n{lines}")
    session = start("sh", "-c", f"PAGER='{pager}' {PROGRAM} show {archive}/rows.md", rows=10)
    assert session.wait_end() == 0
    assert b"no article" not in session.output


@pytest.mark.parametrize("command", ["{} show --color never {}", "TERM=dumb {} show {}"])
def test_show_can_do_without_styles(start: Start, archive: Path, command: str) -> None:
    session = start("sh", "-c", command.format(PROGRAM, archive / "chips.md"))
    assert session.wait_end() == 0
    assert b"The factories now" in session.output
    assert b"\x1b" not in session.output


def test_a_dumb_terminal_gets_a_list_in_place_of_the_screen(start: Start, archive: Path) -> None:
    session = start("sh", "-c", f"TERM=dumb {PROGRAM} {archive}")
    assert session.wait_end() == 0
    assert b"Chip makers" in session.output
    assert b"\x1b" not in session.output


def test_a_path_that_is_missing_is_said_and_is_the_status(start: Start, archive: Path) -> None:
    session = start(PROGRAM, "no/such/folder", archive)
    session.wait_for(CHIPS)
    session.wait_for("no/such/folder")
    session.press("q")
    assert session.wait_end() == 1
    assert_sane(session)


def test_the_samples_are_called_so_and_are_no_fault(start: Start) -> None:
    session = start(PROGRAM)
    session.wait_for("`newsreader FOLDER` opens your own")
    leave(session)


def test_settings_whose_folders_are_gone_open_no_folder(start: Start, home: Path) -> None:
    file = home / "config/newsreader/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('\nfolders = "gone"\n')
    session = start(PROGRAM)
    session.wait_for("None of the folders in the settings")
    session.wait_for("line 2: `folders`: there is no file or folder")
    session.press("q")
    assert session.wait_end() == 1
