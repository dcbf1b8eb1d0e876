"""What is wrong with the files: each kind of problem, copies, dates, encodings."""

import os
import tracemalloc
from pathlib import Path

import pytest

from tests.corpus import corpora
from tests.unit.images.making import png
from tests.unit.library.making import age, open_library, write
from tui.articles.clean_text import clean
from tui.articles.encoding.decode import decode
from tui.articles.files import find_files
from tui.articles.reading import read_article
from tui.library.library import FileProblem, Library, Progress
from tui.library.query import Query
from tui.library.storage.article_rows import problems_from_json

TEXT = "南京全市软件业务收入约六千亿元，这是一篇中文的文章，我们在上个月的时候写的。"


def found(library: Library, folder: Path) -> list[FileProblem]:
    library.update([folder])
    return list(library.problems([folder]))


def put(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    age(path)
    return path


def test_sound_files_have_no_problem(library: Library, folder: Path) -> None:
    write(folder / "a.md", "A", "Text.", date="2021-03-29")
    write(folder / "2021-03-28-b.md", "B", "Text.")
    assert found(library, folder) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (b"---\ntitle: A\ndate: Invalid Date\n---\nText.", [(3, "date")]),
        (b"---\ntitle: A\ndate: 2021-03-29\nauthor: a: b\n---\nText.", [(4, "front matter")]),
        (b"---\ntitle: A\ndate: 2021-03-29\ntitle: B\n---\nText.", [(4, "front matter")]),
        (b"---\ntitle: A\ndate: 2021-03-29\n\nText.", [(1, "front matter")]),
        (b"title: A\ndate: 2021-03-29\n---\nText.", [(1, "front matter")]),
        (b"+++\ntitle = A\ndate = 2021-03-29\n+++\nText.", [(2, "front matter")]),
        (b'{"title": "A",\n"date": 2021-03-29\n}\nText.', [(2, "front matter")]),
        (
            b"---\n<<<<<<< a\ntitle: A\n=======\ntitle: B\n>>>>>>> b\ndate: 2021-03-29\n---\nText.",
            [(2, "front matter")],
        ),
        (b"---\ndate: 2021-03-29\n---\nA\x1b[31m\n\x00 code.", [(4, "control codes")]),
        ("---\ndate: 2021-03-29\n---\nA\n\u202ecode.".encode(), [(5, "control codes")]),
        (b"", [(None, "empty")]),
        (b" \n\n", [(None, "empty")]),
        (b"---\ntitle: A\ndate: 2021-03-29\n---\n\n", [(None, "empty")]),
        (b"Words without a date.", [(None, "undated")]),
        (b"---\ndate: 2021-03-29\n---\nd\xe9j\xe0", [(None, "encoding")]),
        (f"---\ndate: 2021-03-29\n---\n{TEXT}".encode("gb18030"), [(None, "encoding")]),
        (f"---\ndate: 2021-03-29\n---\n{TEXT}".encode("utf-16"), [(None, "encoding")]),
        (f"---\ndate: 2021-03-29\n---\n{TEXT}\n".encode() + b"\xff", [(5, "encoding")]),
    ],
)
def test_each_kind_that_a_file_can_have_by_itself(
    library: Library, folder: Path, text: bytes, kinds: list[tuple[int | None, str]]
) -> None:
    path = put(folder / "a.md", text)
    problems = found(library, folder)
    assert [(each.line, each.kind) for each in problems] == kinds
    assert all(each.path == path and each.problem and each.shown_as for each in problems)


def test_what_is_shown_instead(library: Library, folder: Path) -> None:
    put(folder / "a.md", f"---\ntitle: A\ndate: 2021-03-29\n---\n{TEXT}".encode("gb18030"))
    put(folder / "b.md", b"Words without a date.")
    encoding, undated = found(library, folder)
    assert encoding.shown_as == "read as GB18030"
    assert undated.shown_as == "the date of the file, 2020-09-13"


def test_another_encoding_is_no_warning(library: Library, folder: Path) -> None:
    put(folder / "a.md", f"---\ntitle: A\ndate: 2021-03-29\n---\n{TEXT}".encode("gb18030"))
    assert library.update([folder]).warnings == 0


def test_what_is_there_but_no_article(library: Library, folder: Path) -> None:
    os.mkfifo(folder / "pipe.md")
    (folder / "broken.md").symlink_to(folder / "nowhere.md")
    (folder / "loop").symlink_to(folder)
    (folder / "round.md").symlink_to(folder / "round.md")
    problems = found(library, folder)
    assert [(each.path.name, each.kind, each.shown_as) for each in problems] == [
        ("broken.md", "passed over", "not shown"),
        ("loop", "passed over", "not shown"),
        ("pipe.md", "passed over", "not shown"),
        ("round.md", "passed over", "not shown"),
    ]


def test_what_may_not_be_read_is_unreadable(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = write(folder / "closed.md", "Closed", date="2021-03-29")
    closed.chmod(0o600)
    allowed = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: os.fsdecode(path) != str(closed) and allowed(path, mode)
    )
    (problem,) = found(library, folder)
    assert (problem.path, problem.kind) == (closed, "unreadable")


def test_a_picture_that_is_called_an_article_is_unreadable(library: Library, folder: Path) -> None:
    path = put(folder / "a.md", png())
    (problem,) = found(library, folder)
    assert (problem.path, problem.line, problem.kind) == (path, None, "unreadable")
    assert problem.problem.endswith("a.md is not text")


def test_a_file_that_went_since_the_update(library: Library, folder: Path) -> None:
    path = write(folder / "a.md", date="2021-03-29")
    library.update([folder])
    path.unlink()
    (problem,) = library.problems([folder])
    assert (problem.path, problem.kind) == (path, "unreadable")


def test_copies_name_the_file_whose_row_is_shown(library: Library, folder: Path) -> None:
    first = write(folder / "a.md", "Same", date="2021-03-29")
    again = write(folder / "b" / "a.md", "Same", date="2021-03-29")
    other = write(folder / "c.md", "Same", date="2021-03-29")
    write(folder / "d.md", "Same", "Another text.", date="2021-03-29")
    problems = found(library, folder)
    assert [(each.path, each.kind, each.copy_of) for each in problems] == [
        (again, "duplicate", first),
        (other, "duplicate", first),
    ]
    assert problems[0].shown_as == f"in the row of {first}"
    (row, _) = sorted(
        library.search.summaries(library.search.find(Query()).ids), key=lambda row: -row.copies
    )
    assert (row.path, row.copies) == (first, 3)


def test_a_file_elsewhere_makes_no_copy(library: Library, folder: Path) -> None:
    first = write(folder / "a" / "a.md", "Same", date="2021-03-29")
    again = write(folder / "b" / "a.md", "Same", date="2021-03-29")
    library.update([folder])
    assert list(library.problems([folder / "b"])) == []
    assert list(library.problems([folder / "a"])) == []
    (problem,) = library.problems([folder])
    assert (problem.path, problem.copy_of) == (again, first)


def test_a_link_to_a_file_is_no_second_one(library: Library, folder: Path) -> None:
    write(folder / "b.md", "Same", date="2021-03-29")
    (folder / "c.md").symlink_to(folder / "b.md")
    (problem,) = found(library, folder)
    assert problem.problem == "the same file as another one, by a link"


def test_the_link_is_the_copy_whatever_it_is_called(library: Library, folder: Path) -> None:
    real = write(folder / "m.md", "Same", date="2021-03-29")
    for name in ("a.md", "z.md"):
        (folder / name).symlink_to(real)
    copy = write(folder / "b" / "m.md", "Other", date="2021-03-30")
    (folder / "b" / "a.md").symlink_to(copy)
    assert [(each.path, each.copy_of) for each in found(library, folder)] == [
        (folder / "a.md", real),
        (folder / "b" / "a.md", copy),
        (folder / "z.md", real),
    ]


def test_a_copy_is_not_said_to_be_undated_or_empty_again(library: Library, folder: Path) -> None:
    put(folder / "a.md", b"---\ntitle: A\n---\n")
    put(folder / "b.md", b"---\ntitle: A\n---\n")
    assert [(each.path.name, each.kind) for each in found(library, folder)] == [
        ("a.md", "empty"),
        ("a.md", "undated"),
        ("b.md", "duplicate"),
    ]


def test_pictures_alone_are_something_to_see(library: Library, folder: Path) -> None:
    write(folder / "a.md", "A", "![](a.png)", date="2021-03-29")
    assert found(library, folder) == []


def test_problems_come_by_path_and_by_line(library: Library, folder: Path) -> None:
    text = b"---\ntitle: A\ndate: x\nauthor: a: b\n---\n\x07Text N."
    names = ["a/b.md", "a-b/c.md", "a.md", "Z.md", "é.md"]
    for number, name in enumerate(names):
        put(folder / name, text.replace(b"N", b"%d" % number))
    os.mkfifo(folder / "b.md")
    problems = found(library, folder)
    paths = [os.fsencode(each.path) for each in problems]
    assert paths == sorted(paths)
    assert [each.line for each in problems if each.path.name == "é.md"] == [3, 4, 6]


def test_only_the_folders_asked_for(library: Library, folder: Path) -> None:
    for name in ("a", "ab", "b"):
        put(folder / name / "x.md", name.encode())
    library.update([folder])
    asked = library.problems([folder / "a", folder / "b"])
    assert [each.path.parent.name for each in asked] == ["a", "b"]
    assert len(list(library.problems(None))) == 3


def test_problems_noted_before_there_were_kinds() -> None:
    (problem,) = problems_from_json('[["the TOML", 3, "read"]]')
    assert (problem.line, problem.kind) == (3, "other")


def test_many_files_are_not_held_at_once(library: Library, folder: Path) -> None:
    for number in range(1200):
        put(folder / f"{number:04}.md", b"Words of number %d." % number)
    library.update([folder])
    steps: list[Progress] = []
    names = [each.path.name for each in library.problems([folder], steps.append)]
    assert names == [f"{number:04}.md" for number in range(1200)]
    assert (steps[0], steps[-1]) == (Progress(1, 1200), Progress(1200, 1200))
    tracemalloc.start()
    try:
        for _ in library.problems([folder]):
            pass
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("folder", [*corpora("posts"), *corpora("encodings"), *corpora("html")])
def test_every_file_that_is_not_shown_as_it_stands_is_named(tmp_path: Path, folder: Path) -> None:
    with open_library(tmp_path) as library:
        kinds: dict[Path, set[str]] = {}
        for problem in found(library, folder):
            kinds.setdefault(problem.path, set()).add(problem.kind)
    for file in find_files([folder], lambda path, why: pytest.fail(f"{path}: {why}")):
        named = kinds.get(file.path, set())
        decoded = decode(file.path.read_bytes())
        article = read_article(file.path)
        if decoded.encoding != "utf-8" or not decoded.sure:
            assert "encoding" in named
        if set(CODES) & (set(decoded.text) - set(clean(decoded.text))):
            assert "control codes" in named
        if article.date_source in ("file time", "none"):
            assert named & {"undated", "date", "empty", "duplicate"}
        if not article.body.strip():
            assert named & {"empty", "duplicate"}
        assert {each.kind for each in article.problems} <= named


CODES = [chr(code) for code in (*range(9), 11, *range(14, 32), *range(127, 160), 0x202D, 0x202E)]
