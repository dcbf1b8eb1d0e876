import itertools
import os
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui import atomic_write
from tui.articles.article import Article
from tui.articles.new_files import Names, NewFiles, stem_of
from tui.errors import NewsreaderError


def stem(title: str) -> str:
    return stem_of(Article(title, "", "text"))


@given(st.text(min_size=1))
def test_any_title_is_a_safe_name(title: str) -> None:
    name = f"{stem(title)}-99999.html"
    assert len(name.encode("utf-8")) <= 255
    for pure in (PurePosixPath, PureWindowsPath):
        assert pure(name).name == name
        assert pure(name).parent == pure()
    assert not name.startswith((".", " "))
    assert not any(map(str.isspace, name))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("南京：软件／业务", "南京：软件／业务"),
        ("a/b\\c:d", "a_b_c_d"),
        (".", "Untitled"),
        ("con", "_con"),
        ("Con.txt", "_Con.txt"),
        ("aux .net", "aux-.net"),
        ("COM¹", "_COM¹"),
        ("console", "console"),
        ("-rf", "_-rf"),
        ("字" * 200, "字" * 60),
        ("e\u0301", "é"),
        ("2021-03-29", "2021-03-29"),
    ],
)
def test_names(title: str, name: str) -> None:
    assert stem(title) == name


def test_the_day_comes_first_and_only_once() -> None:
    day = datetime(2021, 3, 29, 18, tzinfo=UTC)
    assert stem_of(Article("Words", "", "text", date=day)) == "2021-03-29-Words"
    assert stem_of(Article("2021-03-29: Words", "", "text", date=day)) == "2021-03-29_-Words"


def test_a_name_is_given_once() -> None:
    names = Names(["TITLE.md", "Title-2.MD", "é.md"])
    assert list(itertools.islice(names.free("Title", ".md"), 2)) == ["Title-3.md", "Title-4.md"]
    assert next(names.free("Title", ".md")) == "Title-5.md"
    assert next(names.free("e\u0301", ".md")) == "e\u0301-2.md"
    assert Path(next(names.free("Other", ".md"))).name == "Other.md"


def test_creating_never_overwrites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    assert atomic_write.create(path, b"one")
    assert not atomic_write.create(path, b"two")

    def without_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", without_links)
    assert not atomic_write.create(path, b"two")
    assert atomic_write.create(tmp_path / "b.md", b"two")
    assert path.read_bytes() == b"one"
    assert {each.name for each in tmp_path.iterdir()} == {"a.md", "b.md"}


def test_a_full_disk_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(NewsreaderError, match="No space left"), NewFiles(tmp_path) as files:
        files.create(Article("Tide table", "", "text"), ".txt", b"new")
    assert not list(tmp_path.iterdir())


def test_new_files_stand_beside_those_that_exist(tmp_path: Path) -> None:
    (tmp_path / "tide-TABLE.txt").write_text("theirs")
    with NewFiles(tmp_path) as files:
        for data in (b"one", b"two"):
            files.create(Article("Tide table", "", "text"), ".txt", data)
    assert {each.name: each.read_text() for each in tmp_path.iterdir()} == {
        "tide-TABLE.txt": "theirs",
        "Tide-table-2.txt": "one",
        "Tide-table-3.txt": "two",
    }
