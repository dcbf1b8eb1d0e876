import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.articles.article import Article
from tui.errors import NewsreaderError
from tui.library.exchange.export_files import Names, create, replace, stem_of, unwritable


@pytest.mark.parametrize("write", [create, replace])
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("none/x.json", "there is no folder {0}/none"),
        ("file/x.json", "{0}/file is no folder"),
        ("file/none/x.json", "{0}/file is no folder"),
        ("x" * 300, "File name too long"),
        ("a\0b", "no file can have a name with such characters"),
    ],
)
def test_what_can_t_be_written_is_said(
    write: Callable[[Path, bytes], object], name: str, why: str, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / name
    with pytest.raises(NewsreaderError) as error:
        write(path, b"x")
    assert str(error.value) == f"{path} can't be written: {why.format(tmp_path)}."
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_what_may_not_be_written_is_said() -> None:
    error = unwritable(Path("shut/x"), PermissionError(13, "Permission denied"))
    assert str(error) == "shut/x can't be written: you may not write there."


def stem(title: str) -> str:
    return stem_of(Article(title, "", "text"))


@given(st.text(min_size=1))
def test_any_title_is_a_safe_name(title: str) -> None:
    name = f"{stem(title)} (99999).html"
    assert len(name.encode("utf-8")) <= 255
    for pure in (PurePosixPath, PureWindowsPath):
        assert pure(name).name == name
        assert pure(name).parent == pure()
    assert not name.startswith((".", " "))
    assert stem(title) == stem(title).strip(" ")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("南京：软件／业务", "南京：软件／业务"),
        ("a/b\\c:d", "a_b_c_d"),
        (".", "Untitled"),
        ("con", "_con"),
        ("Con.txt", "_Con.txt"),
        ("字" * 200, "字" * 60),
        ("e\u0301", "é"),
        ("2021-03-29", "2021-03-29"),
    ],
)
def test_names(title: str, name: str) -> None:
    assert stem(title) == name


def test_the_day_comes_first_and_only_once() -> None:
    day = datetime(2021, 3, 29, 18, tzinfo=UTC)
    assert stem_of(Article("Words", "", "text", date=day)) == "2021-03-29 Words"
    assert stem_of(Article("2021-03-29: Words", "", "text", date=day)) == "2021-03-29_ Words"


def test_a_name_is_given_once() -> None:
    names = Names(["TITLE.md", "Title (2).MD", "é.md"])
    assert list(itertools.islice(names.free("Title", ".md"), 2)) == ["Title (3).md", "Title (4).md"]
    assert next(names.free("Title", ".md")) == "Title (5).md"
    assert next(names.free("e\u0301", ".md")) == "e\u0301 (2).md"
    assert Path(next(names.free("Other", ".md"))).name == "Other.md"
