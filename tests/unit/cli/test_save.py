from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

FERRY = "---\ntitle: Ferry\ndate: 2024-05-01\n---\nThe ferry is late.\n"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("words", [["save", "kept"], ["save", "kept", "-"]])
def test_piped_articles_become_files(newsreader: Run, tmp_path: Path, words: list[str]) -> None:
    for _ in range(2):
        done = newsreader(*words, input=FERRY + FERRY.replace("Ferry", "Weir"))
        assert done.returncode == 0
        assert done.stdout == ""
        assert "kept: 2 articles saved." in done.stderr
    assert names(tmp_path / "kept") == [
        "2024-05-01-Ferry-2.md",
        "2024-05-01-Ferry.md",
        "2024-05-01-Weir-2.md",
        "2024-05-01-Weir.md",
    ]


def test_a_folder_may_be_saved_into_itself(newsreader: Run, tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    (tmp_path / "all" / "ferry.md").write_text(FERRY)
    assert newsreader("save", "all/kept", "all", "gone.md").returncode == 1
    assert names(tmp_path / "all" / "kept") == ["2024-05-01-Ferry.md"]


def test_what_can_t_be_saved_is_said(newsreader: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    done = newsreader("save", "file", input=FERRY)
    assert done.returncode == 2
    assert "file can't be written: File exists." in done.stderr
    assert (tmp_path / "file").read_text() == "mine"
    assert newsreader("save", "kept", "gone.md").returncode == 2
    assert not (tmp_path / "kept").exists()
