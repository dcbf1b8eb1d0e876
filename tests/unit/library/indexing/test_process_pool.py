import os
import sys
from pathlib import Path

import pytest

from tests.unit.library.making import patch_reader, write
from tui.articles.article import Article
from tui.articles.files import LARGE, find_files
from tui.document.body_parser import read_document
from tui.errors import ArticleError, StorageError
from tui.library.indexing import bounded_reading, process_pool
from tui.library.indexing.process_pool import ReadingProcess
from tui.library.library import Library
from tui.library.query import Query

_BOMBS = """
import os
from tui.library.indexing import entry_maker
usual = entry_maker.read_article
def read(path):
    if "slow" in path.name:
        sum(iter(int, 1))  # It never ends, and no handler of a signal would run.
    if "hungry" in path.name:
        return b" " * (1 << 40)
    if "deadly" in path.name:
        os.abort()
    return usual(path)
entry_maker.read_article = read
"""
"""Makes the reading processes stop at files with certain names."""


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_pool, "_QUICK", 0.3)
    monkeypatch.setattr(process_pool, "_LEAST", 0.5)


def warned(library: Library) -> dict[str, str]:
    """Return the warnings of files, by title."""
    rows = library.search.summaries(library.search.find(Query("has:warning")).ids)
    return {row.title: " ".join(row.warnings) for row in rows}


@pytest.mark.parametrize("few", [0, 150], ids=["a few files", "more than a request"])
def test_a_file_that_ends_its_process_costs_no_other_one(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    names = ["a", "deadly", "hungry", "m", "slow-1", "slow-2", "z", *map(str, range(few))]
    for name in names:
        write(folder / f"{name}.md", name, f"Text {name}.")
    with monkeypatch.context() as patched:
        patch_reader(patched, _BOMBS)
        assert library.update([folder]).added == len(names)
        assert warned(library) == {
            "deadly": "It made the process that reads it end; an article without text.",
            "hungry": "It takes more than 3,072 MB of memory to read; an article without text.",
            "slow-1": "It takes more than 1 seconds of processor time to read;"
            " an article without text.",
            "slow-2": "It takes more than 1 seconds of processor time to read;"
            " an article without text.",
        }
    problems = [each for each in library.problems([folder]) if each.kind == "given up"]
    assert [each.path.stem for each in problems] == ["deadly", "hungry", "slow-1", "slow-2"]


def test_a_file_that_was_given_up_is_tried_again_once_it_changes(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(folder / "slow.md", "Snail")
    os.utime(path, (1_600_000_000, 1_600_000_000))
    with monkeypatch.context() as patched:
        patch_reader(patched, _BOMBS)
        library.update([folder])
    assert library.update([folder]).unchanged == 1
    assert list(warned(library)) == ["slow"]
    os.utime(path)
    assert library.update([folder]).changed == 1
    assert warned(library) == {}


def test_rebuilding_tries_what_was_given_up(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "slow.md", "Snail")
    with monkeypatch.context() as patched:
        patch_reader(patched, _BOMBS)
        library.update([folder])
    library.update([folder], rebuild=True)
    assert warned(library) == {}


def test_what_was_given_up_is_not_read_for_the_reader(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "slow.md", "Snail")
    with monkeypatch.context() as patched:
        patch_reader(patched, _BOMBS)
        library.update([folder])
    (id,) = library.search.find(Query()).ids
    with pytest.raises(ArticleError, match="“slow” can't be shown: it takes more than"):
        library.articles.read(id)


def test_a_piped_article_is_given_up_as_well(
    piped: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    patch_reader(
        monkeypatch,
        "from tui.library.indexing import entry_maker\n"
        "entry_maker.make_entry = lambda article: sum(iter(int, 1))\n",
    )
    monkeypatch.setattr(process_pool, "_FOR_BYTE", 0.0)
    (id,) = piped.add([Article("Snail", "slow " * 300_000, "text")])
    assert "processor time" in warned(piped)["Snail"]
    with pytest.raises(ArticleError, match="processor time"):
        piped.articles.read(id)


def test_what_takes_long_is_read_after_all_others_and_holds_none_of_them_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in (("a-slow", "Snail. " * 20), ("b", "Hare."), ("c", "Hound.")):
        write(folder / f"{name}.md", name, text)
    patch_reader(monkeypatch, _BOMBS)
    monkeypatch.setattr(process_pool, "_SIZES", 150)
    files = list(find_files([folder], lambda *_: None))
    read = [
        [file.path.stem for file, _ in entries]
        for entries in process_pool.read_files(files, lambda: False)
    ]
    assert [each for each in read if each] == [["b", "c"], ["a-slow"]]
    assert read[-2] == []  # The others are not waiting by now.


def test_nothing_is_read_once_cancelled(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "slow.md")
    patch_reader(monkeypatch, _BOMBS)
    monkeypatch.setattr(process_pool, "_QUICK", 600.0)
    answers = iter([False, False, False, False])
    assert not library.update([folder], cancelled=lambda: next(answers, True)).added


def test_where_no_process_can_start_a_sentence_says_so(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "a.md")
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(StorageError, match="no process can be started"):
        library.update([folder])


def test_small_answers_that_come_together_are_taken_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        process_pool,
        "_COMMAND",
        "import os, sys; sys.path[:] = {path!r}\n"
        "import io\n"
        "from tui.library.indexing.process_worker import receive, send\n"
        "both = io.BytesIO()\n"
        "for _ in range(2): send(both, receive(sys.stdin.buffer)[0])\n"
        "os.write(1, both.getvalue())\n"
        "sys.stdin.read()",
    )
    process = ReadingProcess("module", "name")
    try:
        for name in ("a", "b"):
            process.ask(name, 1.0)
        assert [process.answer() for _ in range(2)] == ["a", "b"]
    finally:
        process.end()


@pytest.mark.parametrize("form", ["html", "markdown", "text"])
def test_a_large_body_is_read_elsewhere_to_the_same_document(form: str) -> None:
    body = '<p>Along the <a href="/x">river</a>.</p>\n\n- past the *mill*\n\n' * 20_000
    article = Article("Walk", body, form)  # type: ignore[arg-type]
    assert len(body) > LARGE
    assert bounded_reading.read_document(article) == read_document(article)


def test_a_large_body_that_takes_too_long_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    patch_reader(
        monkeypatch,
        "from tui.document import body_parser\n"
        "body_parser.read_document = lambda article: sum(iter(int, 1))\n",
    )
    monkeypatch.setattr(process_pool, "_FOR_BYTE", 0.0)
    article = Article("Walk", "far " * 300_000, "text")
    with pytest.raises(ArticleError, match="“Walk” can't be shown: it takes more than"):
        bounded_reading.read_document(article)
    with pytest.raises(ArticleError, match="cancelled"):
        bounded_reading.read_document(article, cancelled=lambda: True)
