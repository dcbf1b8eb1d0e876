"""A bookmark of which a byte is damaged, in every command that has to do with bookmarks."""

from pathlib import Path

import apsw
import pytest

from tests.unit.cli.conftest import Run
from tui.cli.main import run

TITLE = "Chip makers add a night shift"


@pytest.fixture
def damaged(archive: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The archive, two of its articles bookmarked; a byte of one copy is no UTF-8 any more."""
    assert run(["bookmarks", "add", str(archive / "chips.md"), str(archive / "nanjing.md")]) == 0
    connection = apsw.Connection(str(home / "data" / "newsreader" / "user.db"))
    connection.execute(
        "UPDATE bookmarks SET shown = CAST(replace(CAST(shown AS BLOB), 'run', x'72ff6e') AS TEXT),"
        " article = CAST(replace(article, 'run', CAST(x'72ff6e' AS TEXT)) AS TEXT)"
        " WHERE article LIKE '%night%'"
    )
    connection.close()
    capsys.readouterr()
    return archive


def test_every_command_works_and_names_it(damaged: Path, newsreader: Run, tmp_path: Path) -> None:
    (damaged / "chips.md").unlink()
    for words in (
        ["bookmarks", "list"],
        ["bookmarks", "list", "--json"],
        ["bookmarks", "export", "-"],
        ["bookmarks", "export", tmp_path / "folder"],
        ["bookmarks", "export", tmp_path / "links.html"],
        ["bookmarks", "note", "https://example.org/chips", "A note."],
        ["bookmarks", "label", "https://example.org/chips", "later"],
        ["list", "-q", "is:bookmarked"],
        ["bookmarks", "remove", "https://example.org/chips"],
    ):
        done = newsreader(*words)
        assert "Traceback" not in done.stderr
        if words[0] == "bookmarks":
            assert f"The bookmark of “{TITLE}” is damaged" in done.stderr
        if words[1:] in (["list"], ["export", "-"]):
            assert TITLE in done.stdout and "南京" in done.stdout
    assert TITLE not in newsreader("bookmarks", "list").stdout
    assert any("r\ufffdn at night" in each.read_text() for each in (tmp_path / "folder").iterdir())
