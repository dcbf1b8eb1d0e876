"""What is read for a snippet: of files long and short, of copies, of nothing."""

import os
from pathlib import Path
from time import process_time

import pytest

from tests.unit.library.making import article, write
from tui.library.library import Library
from tui.library.query import Query
from tui.library.search.matches import terms_of
from tui.library.search.snippet_source import read_some, snippet_from
from tui.library.search.snippets import Snippet

FILLING = "Nothing stands here but filling.\n\n" * 3_000


def texts(library: Library, query: str) -> list[str]:
    """Return the snippets of all that a query finds."""
    found = library.search.find(Query(text=query)).ids
    return [library.articles.snippet(id, terms_of(query)).text for id in found]


def test_the_text_is_what_the_reader_shows(library: Library, folder: Path) -> None:
    write(
        folder / "a.md", body="A **nee**dle &amp; thread in [a box](needle.html). <!-- needle -->"
    )
    library.update([folder])
    assert texts(library, "needle") == ["A needle & thread in a box."]


def test_without_a_match_in_the_text_it_is_the_excerpt_or_the_beginning(
    library: Library, folder: Path
) -> None:
    write(folder / "a.md", "Needle one", body="How it begins.", date="2021-03-02")
    write(folder / "b.md", "Needle two", excerpt="What it is about.", date="2021-03-01")
    library.update([folder])
    assert texts(library, "needle") == ["How it begins.", "What it is about."]


@pytest.mark.parametrize(
    ("body", "query", "wanted"),
    [
        ("# The  needle\n\nHow it begins.", "needle", "How it begins."),
        ("The Needle\n\nHow a needle begins.", "needle", "How a needle begins."),
        ("# The needle\n", "needle", ""),
        ("# The needle and more\n\nHow it begins.", "needle", "The needle and more How it begins."),
        ("How it begins.\n\n# The needle\n", "needle", "How it begins. The needle"),
        ("# The needle\n\nHow it begins.\n\n" + FILLING, "the", "How it begins. Nothing"),
    ],
)
def test_a_title_at_the_head_of_the_text_is_not_said_again(
    library: Library, folder: Path, body: str, query: str, wanted: str
) -> None:
    write(folder / "a.md", "The needle", body)
    library.update([folder])
    (text,) = texts(library, query)
    assert text.startswith(wanted)
    assert text == wanted or len(body) > 1_000


def test_a_copy_is_read_where_there_is_no_file(piped: Library) -> None:
    piped.add([article(body="A needle that was piped in.")])
    assert texts(piped, "needle") == ["A needle that was piped in."]


def test_what_is_gone_has_none(library: Library, folder: Path) -> None:
    path = write(folder / "a.md", body="A needle.")
    library.update([folder])
    path.unlink()
    assert texts(library, "needle") == [""]
    assert library.articles.snippet(999, terms_of("needle")) == Snippet()
    os.mkfifo(path)
    assert texts(library, "needle") == [""]


@pytest.mark.parametrize("suffix", [".md", ".txt", ".html"])
@pytest.mark.parametrize("word", ["needle", "Needle", "南京", "ไทย"])
def test_a_place_deep_in_a_long_article_is_found(
    library: Library, folder: Path, suffix: str, word: str
) -> None:
    body = f"{FILLING}<p>Here is a {word} at last.</p>\n\n{FILLING}"
    path = folder / f"a{suffix}"
    path.write_text(f"---\ntitle: Long\n---\n{body}", encoding="utf-8")
    library.update([folder])
    (found,) = texts(library, word)
    assert f"Here is a {word} at last." in found


@pytest.mark.parametrize(
    ("written", "query"),
    [
        ("JavaScript", "javascript"),
        ("café", "CAFE"),
        ("Ｌｉｎｕｘ", "linux"),
        ("nothing zebra", '"nothing zebra"'),
        ("nothing, zebra", '"nothing zebra"'),
    ],
)
def test_a_place_deep_in_a_long_article_is_found_however_it_is_written(
    written: str, query: str
) -> None:
    long = article(body=f"{FILLING}Here is {written} at last.\n\n{FILLING}")
    assert f"Here is {written} at last." in snippet_from(long, terms_of(query)).text


def test_words_of_addresses_are_passed_over_in_a_long_article() -> None:
    body = f"{FILLING}[a](https://example.org/needle)\n\n{FILLING}A needle.\n\n{FILLING}"
    long = article(body=body)._replace(format="markdown")
    assert "filling. A needle. Nothing" in snippet_from(long, terms_of("needle")).text


def test_a_long_article_without_the_word_shows_how_it_begins() -> None:
    long = article(body="How it begins. " + FILLING)
    assert snippet_from(long, terms_of("needle")).text.startswith("How it begins. Nothing")


def test_ten_megabytes_take_no_longer_than_two(folder: Path) -> None:
    times = []
    for size in (2, 10):
        path = folder / "long.md"
        text = "Words of an ordinary text, 南京软件 and more. " * 20 + "\n\n"
        path.write_text(text * (size * 1_000_000 // len(text.encode())), encoding="utf-8")
        spent = []
        for _ in range(3):
            start = process_time()
            assert snippet_from(read_some(path), terms_of("软件")).matches
            spent.append(process_time() - start)
        times.append(min(spent))
    assert times[1] < 2 * times[0] + 0.01
