import json
from pathlib import Path
from typing import Any

import pytest

from tui.cli.index import in_words
from tui.cli.main import run
from tui.library.values import Report

pytestmark = pytest.mark.usefixtures("home")

KEYS = [
    "articles",
    "added",
    "changed",
    "removed",
    "unchanged",
    "warnings",
    "seconds",
    "other_kinds",
]


def counts(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    assert run(["index", "--json", *map(str, words)]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert list(found) == KEYS
    return found


def test_the_counts_are_told(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = counts(capsys, archive)
    assert (first["articles"], first["added"], first["unchanged"]) == (3, 3, 0)
    (archive / "old.md").unlink()
    (archive / "chips.md").write_text("---\ntitle: Changed\n---\nAnother text\n")
    second = counts(capsys, archive)
    assert (second["articles"], second["added"]) == (2, 0)
    assert (second["changed"], second["removed"], second["unchanged"]) == (1, 1, 1)
    assert second["seconds"] >= 0


def test_files_of_other_kinds_are_counted(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (archive / "below").mkdir()
    for name in ("a.tex", "below/b.TEX", "c.wiki", "d.py"):
        (archive / name).write_text("x")
    assert counts(capsys, archive)["other_kinds"] == {".tex": 2, ".wiki": 1}
    assert counts(capsys, archive / "below")["other_kinds"] == {".tex": 1}
    (archive / "a.tex").unlink()
    (archive / "c.wiki").unlink()
    found = counts(capsys, archive)
    assert (found["other_kinds"], found["warnings"]) == ({".tex": 1}, 0)


def test_rebuilding_starts_anew(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts(capsys, archive)
    again = counts(capsys, "--rebuild", archive)
    assert (again["articles"], again["added"], again["unchanged"]) == (3, 3, 0)


def test_a_damaged_index_is_made_anew(
    archive: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts(capsys, archive)
    for file in (home / "cache" / "newsreader").iterdir():
        file.write_bytes(b"no database" * 1000)
    assert counts(capsys, archive)["articles"] == 3


def test_words_for_a_report(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert in_words(Report(36012, 12, 3, 0, 35997, 31, 4.24, {})) == (
        "36,012 articles; 12 added, 3 changed. 35,997 files as before. 31 warnings."
        " That took 4.2 s."
    )
    others = in_words(Report(1, 0, 0, 0, 1, 0, 0.04, {".tex": 1540, ".wiki": 18}))
    assert "1,558 files of other kinds: 1,540 .tex, 18 .wiki." in others
    assert "1 file of another kind: 1 .tex." in in_words(Report(1, 0, 0, 0, 1, 0, 0.0, {".tex": 1}))
    assert in_words(Report(1, 0, 0, 0, 1, 0, 0.04, {})) == (
        "1 article; no change. 1 file as before. That took 0.0 s."
    )
    assert run(["index", str(archive)]) == 0
    assert capsys.readouterr().out.startswith("3 articles; 3 added.")


def test_a_missing_path(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["index", "gone"]) == 2
    assert run(["index", "gone", str(archive)]) == 1
    assert capsys.readouterr().err == "There is no file or folder gone.\n" * 2


@pytest.mark.parametrize("place", ["data", "cache"])
def test_where_a_place_cannot_be_written_the_index_is_made_and_the_place_named(
    archive: Path, home: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    (home / place).write_text("a file where a folder should be")
    assert run(["index", str(archive)]) == 1
    output = capsys.readouterr()
    assert output.out.startswith("3 articles; 3 added.")
    assert f"can't be opened or written: Not a directory: {home}/{place}/newsreader." in output.err


def test_a_feed_is_no_article_of_the_index(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = archive / "feed.xml"
    feed.write_text(
        "<rss version='2.0'><channel><title>River</title>"
        "<item><title>Weir</title><description>Water.</description></item></channel></rss>"
    )
    assert run(["index", str(feed)]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert f"{feed} holds articles that no index keeps" in output.err
    assert run(["index", "--json", str(feed), str(archive)]) == 1
    assert json.loads(capsys.readouterr().out)["articles"] == 3
