import json
from pathlib import Path

import pytest

from tui.cli.main import run
from tui.resources import sample_articles


def test_every_place_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["paths"]) == 0
    lines = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert lines == {
        "articles": str(sample_articles()),
        "settings": str(home / "config/newsreader/config.toml"),
        "bookmarks": str(home / "data/newsreader/user.db"),
        "backups": str(home / "data/newsreader/backups"),
        "feeds": str(home / "data/newsreader/feeds"),
        "index": str(home / "cache/newsreader/index.db"),
        "images": str(home / "cache/newsreader/images"),
    }


def test_the_same_as_json(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "config" / "newsreader").mkdir(parents=True)
    (home / "config" / "newsreader" / "config.toml").write_text('folders = ["/a", "/b"]\n')
    assert run(["paths", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["articles"] == ["/a", "/b"]
    assert found["index"] == str(home / "cache/newsreader/index.db")


def test_nothing_is_made_by_asking(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["paths"]) == 0
    assert capsys.readouterr().out
    assert not list(home.iterdir())
