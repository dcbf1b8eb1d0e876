import json
from pathlib import Path

import pytest

from tui.cli.main import run

pytestmark = pytest.mark.usefixtures("home")

KEYS = ["id", "path", "title", "author", "date", "categories", "tags", "link", "added"]
KEYS += ["note", "labels"]


@pytest.fixture
def kept(archive: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The archive, two of its articles bookmarked."""
    assert run(["bookmarks", "add", str(archive / "chips.md"), str(archive / "nanjing.md")]) == 0
    capsys.readouterr()
    return archive


def bookmarks(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    run(["bookmarks", "list", "--json"])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def names(capsys: pytest.CaptureFixture[str]) -> set[str]:
    return {str(found["title"])[:4] for found in bookmarks(capsys)}


def test_no_bookmarks_yet(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bookmarks"]) == 1
    assert capsys.readouterr() == ("", "There are no bookmarks yet.\n")


def test_bookmarks_out_of_reach_are_not_said_to_be_none(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "data").write_text("a file where a folder should be")
    assert run(["bookmarks", "list"]) == 1
    assert "Not a directory" in (said := capsys.readouterr().err)
    assert "no bookmarks yet" not in said


def test_adding_says_what_was_added(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bookmarks", "add", str(archive / "chips.md")]) == 0
    assert capsys.readouterr().out == "Bookmarked: Chip makers add a night shift\n"
    assert run(["bookmarks", "add", str(archive / "chips.md")]) == 0
    assert capsys.readouterr().out == "Already bookmarked: Chip makers add a night shift\n"
    assert names(capsys) == {"Chip"}


def test_json_has_its_keys(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = next(each for each in bookmarks(capsys) if each["author"])
    assert list(found) == KEYS
    assert found["path"] == str(kept.resolve() / "chips.md")
    assert found["link"] == "https://example.org/chips"


def test_list_is_what_is_done_by_default(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = []
    for words in (["bookmarks"], ["bookmarks", "list"]):
        assert run(words) == 0
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1]
    assert "  Chip makers add a night shift\n" in shown[0]
    assert str(kept.resolve() / "chips.md") in shown[0]
    assert run(["bookmarks", "--json"]) == 0
    assert capsys.readouterr().out.count("\n") == 2


@pytest.mark.parametrize("by", ["path", "id", "link"])
def test_removing(by: str, kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = next(each for each in bookmarks(capsys) if each["author"])
    assert run(["bookmarks", "remove", str(found[by])]) == 0
    assert capsys.readouterr().out == "Removed: Chip makers add a night shift\n"
    assert names(capsys) == {"南京全市"}
    assert (kept / "chips.md").exists()


def test_removing_by_a_relative_path(
    kept: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(kept)
    assert run(["bookmarks", "remove", "chips.md", "./nanjing.md"]) == 0
    assert names(capsys) == set()


def test_removing_what_is_not_there(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bookmarks", "remove", "gone.md", str(kept / "chips.md")]) == 1
    assert capsys.readouterr().err == "There is no bookmark gone.md.\n"
    assert names(capsys) == {"南京全市"}


def test_a_link_that_several_share_is_asked_about(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "two"):
        (archive / f"{name}.md").write_text(
            f"---\ntitle: {name}\nlink: https://example.org/\n---\nThe text of {name}\n"
        )
    run(["bookmarks", "add", str(archive / "one.md"), str(archive / "two.md")])
    capsys.readouterr()
    assert run(["bookmarks", "remove", "https://example.org/"]) == 1
    assert "which one?" in capsys.readouterr().err
    assert names(capsys) == {"one", "two"}


def test_a_bookmark_outlives_its_file_and_the_index(
    kept: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (kept / "chips.md").unlink()
    for file in (home / "cache" / "newsreader").iterdir():
        file.unlink()
    assert names(capsys) == {"Chip", "南京全市"}
    assert run(["bookmarks", "remove", str(kept / "chips.md")]) == 0
    assert names(capsys) == {"南京全市"}


def test_a_file_that_is_gone_is_not_named(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (kept / "chips.md").unlink()
    paths = {str(each["title"])[:4]: each["path"] for each in bookmarks(capsys)}
    assert paths["Chip"] is None
    assert paths["南京全市"] is not None
    assert run(["bookmarks", "export", "-"]) == 0
    assert "chips.md" not in capsys.readouterr().out
    assert run(["bookmarks", "remove", str(kept / "chips.md")]) == 0


def test_a_folder_is_not_bookmarked_whole(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["bookmarks", "add", str(archive)]) == 2
    assert "is a folder" in capsys.readouterr().err
    assert run(["bookmarks", "add", str(archive), str(archive / "chips.md")]) == 1
    assert names(capsys) == {"Chip"}


def test_adding_what_is_not_there(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bookmarks", "add", "gone.md"]) == 2
    assert run(["bookmarks", "add"]) == 2
    assert run(["bookmarks", "drop", str(archive)]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_damaged_bookmarks_are_said_to_be_mended(
    kept: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kept.is_dir()
    for file in (home / "data" / "newsreader").glob("user.db*"):
        file.write_bytes(b"no database" * 1000)
    run(["bookmarks"])
    output = capsys.readouterr()
    assert "was damaged" in output.err
    assert "Traceback" not in output.err
