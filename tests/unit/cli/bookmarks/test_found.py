"""`bookmarks add`, `label` and `remove` with a query."""

import json
from pathlib import Path

import pytest

from tui.cli.main import run
from tui.library.library import Library
from tui.paths import Paths

pytestmark = pytest.mark.usefixtures("home")


def undo() -> str | None:
    paths = Paths.of_user()
    with Library.open(paths.index_db, paths.user_db) as library:
        return library.marks.undo()


def labels(capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    capsys.readouterr()
    run(["bookmarks", "list", "--json"])
    return [json.loads(line)["labels"] for line in capsys.readouterr().out.splitlines()]


def test_bookmarks_by_query(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bookmarks", "add", "-q", "", str(archive)]) == 0
    assert capsys.readouterr().out == "3 articles bookmarked.\n"
    assert run(["bookmarks", "add", "-q", "", str(archive)]) == 0
    assert capsys.readouterr().out == "0 articles bookmarked, 3 bookmarked already.\n"
    assert run(["bookmarks", "label", "-q", "chip", "later", "a, b"]) == 0
    assert capsys.readouterr().out == "1 bookmark labelled.\n"
    assert sorted(labels(capsys)) == [[], [], ["later", "a", "b"]]
    assert run(["bookmarks", "label", "-q", "", "--remove", "a"]) == 0
    assert capsys.readouterr().out == "1 bookmark unlabelled; 2 stayed as they were.\n"
    assert undo() == "1 article is labelled as before"
    assert run(["bookmarks", "remove", "-q", ""]) == 0
    assert capsys.readouterr().out == "3 bookmarks removed.\n"
    assert undo() == "3 articles are bookmarked again"
    assert sorted(labels(capsys)) == [[], [], ["later", "a", "b"]]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (["add", "-q", "nosuchword"], 1),
        (["add", "-q", "date:20x"], 2),
        (["remove", "-q", "nosuchword"], 1),
        (["remove"], 2),
        (["remove", "-q", "x", "1"], 2),
        (["label", "-q", "x"], 2),
        (["label"], 2),
    ],
)
def test_what_finds_or_says_nothing(archive: Path, given: list[str], status: int) -> None:
    more = [str(archive)] if given[0] == "add" else []
    assert run(["bookmarks", *given, *more]) == status
