import json
from pathlib import Path

import pytest

from tui.cli.main import run

pytestmark = pytest.mark.usefixtures("home")

LINK = "https://example.org/chips"


@pytest.fixture(autouse=True)
def kept(home: Path, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two bookmarks."""
    assert home.is_dir()
    assert run(["bookmarks", "add", str(archive / "chips.md"), str(archive / "nanjing.md")]) == 0
    capsys.readouterr()


def listed(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    capsys.readouterr()
    run(["bookmarks", "list", "--json", *words])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_note_is_written_printed_and_taken_off(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bookmarks", "note", LINK]) == 1
    assert "There is no note" in capsys.readouterr().err
    assert run(["bookmarks", "note", LINK, "  Read\nthis \x1b[31m again "]) == 0
    assert capsys.readouterr().out == "Noted on: Chip makers add a night shift\n"
    assert run(["bookmarks", "note", LINK]) == 0
    assert capsys.readouterr().out == "Read\nthis  again\n"
    assert [each["note"] for each in listed(capsys) if each["link"]] == ["Read\nthis  again"]
    assert run(["bookmarks"]) == 0
    assert "Read this  again\n" in capsys.readouterr().out
    assert run(["bookmarks", "note", LINK, ""]) == 0
    assert capsys.readouterr().out == "Note taken off: Chip makers add a night shift\n"
    assert run(["bookmarks", "note", LINK]) == 1


def test_a_note_that_is_too_long(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bookmarks", "note", LINK, "x" * 50_001]) == 2
    assert capsys.readouterr().err == "A note can have 50,000 characters at most.\n"


def test_labels_are_put_on_and_taken_off(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bookmarks", "label", LINK]) == 1
    assert "There are no labels" in capsys.readouterr().err
    assert run(["bookmarks", "label", LINK, "later", "工作,work", "later"]) == 0
    assert capsys.readouterr().out == "Chip makers add a night shift: later, 工作, work\n"
    assert run(["bookmarks", "label", LINK]) == 0
    assert capsys.readouterr().out == "later\n工作\nwork\n"
    assert run(["bookmarks", "label", LINK, "--remove", "work", "none"]) == 0
    assert [each["labels"] for each in listed(capsys)].count(["later", "工作"]) == 1
    assert run(["bookmarks", "label", LINK, "--remove"]) == 0
    assert capsys.readouterr().out == "Chip makers add a night shift: no labels\n"


def test_listing_by_label(capsys: pytest.CaptureFixture[str]) -> None:
    run(["bookmarks", "label", LINK, "Later"])
    assert [each["link"] for each in listed(capsys, "--label", "later")] == [LINK]
    assert run(["bookmarks", "--label", "never"]) == 1
    assert capsys.readouterr().err == "No bookmark is labelled never.\n"


@pytest.mark.parametrize("words", [["note", "gone.md", "x"], ["label", "gone.md", "x"]])
def test_what_is_no_bookmark(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bookmarks", *words]) == 1
    assert capsys.readouterr().err == "There is no bookmark gone.md.\n"
