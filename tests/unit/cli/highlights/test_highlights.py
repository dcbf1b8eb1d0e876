"""`newsreader highlights`, as a user runs it."""

import json
from pathlib import Path

import pytest

from tui.cli.main import run

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, of which the first has two highlights and the second one."""
    folder = tmp_path / "k"
    folder.mkdir()
    for name, body in (("Gate", "Resin keeps worms away.\n\nOak lasts.\n"), ("Weir", "Cold.\n")):
        text = f"---\ntitle: {name}\nlink: https://e.example/{name.lower()}\n---\n{body}"
        (folder / f"{name.lower()}.md").write_text(text, encoding="utf-8")
    data = (
        "Highlight,Title,URL,Note\nOak lasts.,Gate,,\nResin keeps,Gate,,So they say\nCold.,Weir,,\n"
    )
    (tmp_path / "in.csv").write_text(data, encoding="utf-8")
    assert run(["index", str(folder)]) == 0
    assert run(["highlights", "import", str(tmp_path / "in.csv")]) == 0
    return folder


def lines(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> list[str]:
    capsys.readouterr()
    assert run(["highlights", *words]) == status
    return capsys.readouterr().out.splitlines()


def test_they_are_listed_in_the_order_of_the_text_and_removed_by_number(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = lines(capsys, "list", str(folder / "gate.md"))
    assert listed[0] == "Gate" and "Cold." not in "\n".join(listed)
    assert [line for line in listed if line.strip()[:1].isdigit()] == [
        "     2  Resin keeps",
        "     1  Oak lasts.",
    ]
    assert "        Note: So they say" in listed
    assert lines(capsys, "remove", "1", "9", status=1) == ["Removed: Oak lasts."]
    assert not any("Oak" in line for line in lines(capsys))


def test_a_query_chooses_articles_and_a_lost_passage_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "weir.md").write_text(
        "---\ntitle: Weir\nlink: https://e.example/weir\n---\nNothing of it is left.\n", "utf-8"
    )
    found = lines(capsys, "list", "-q", "title:weir", "--format", "json", str(folder))
    assert [json.loads(line)["exact"] for line in found] == ["Cold."]
    assert [json.loads(line)["location"] for line in found] == [None]
    assert "        (not in the text any more)" in lines(capsys, "list", "-q", "title:weir")
    assert lines(capsys, "list", "-q", "title:nothing", status=1) == []


def test_an_export_is_replaced_and_other_files_are_not(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("h.csv", "h.json", "h.md"):
        for _ in range(2):
            assert lines(capsys, "export", "-o", str(tmp_path / name))[0].endswith(": 3 highlights")
    assert lines(capsys, "import", str(tmp_path / "h.csv"))[0].endswith("0 new, 3 there already")
    other = folder / "gate.md"
    before = other.read_bytes()
    assert run(["highlights", "export", "-o", str(other)]) == 2
    assert other.read_bytes() == before


def test_bookmarks_export_carries_them(
    home: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["bookmarks", "add", str(folder / "gate.md")]) == 0
    for target in ("b.json", "b"):
        assert run(["bookmarks", "export", str(tmp_path / target)]) == 0
        before = lines(capsys, "export", "--format", "csv")
        for file in (home / "data" / "newsreader").glob("user.db*"):
            file.unlink()
        assert run(["bookmarks", "import", str(tmp_path / target)]) == 0
        assert sorted(lines(capsys, "export", "--format", "csv")) == sorted(before)
        capsys.readouterr()
        assert run(["bookmarks", "list", "--json"]) == 0
        (bookmark,) = capsys.readouterr().out.splitlines()
        assert json.loads(bookmark)["title"] == "Gate"


def test_what_is_no_highlight_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.txt").write_text("Notes.", "utf-8")
    assert run(["highlights", "import", str(tmp_path / "notes.txt")]) == 2
    assert "holds no highlights" in capsys.readouterr().err
