"""What files say of themselves in reStructuredText, org, AsciiDoc and as notebooks."""

import json
from pathlib import Path

import pytest

from tests.corpus import SMALL
from tui.articles.article import Article, BodyFormat
from tui.articles.markups.document_headers import divide
from tui.articles.reading import parse_article, read_article


def read(text: str, name: str) -> Article:
    return parse_article(text.encode(), path=Path("/a", name))


@pytest.mark.parametrize(
    ("name", "title", "author", "day", "tags"),
    [
        ("salt-roads.rst", "Salt roads", "Tomas Vidal", "2021-03-29", ("salt", "roads")),
        ("ropes.org", "Ropes and knots", "Mira Okonkwo", "2021-03-29", ("rope", "knots")),
        (
            "candles.adoc",
            "Candles and lamps",
            "Tomas Vidal, Mira Okonkwo",
            "2021-03-29",
            ("wax", "light"),
        ),
        ("report.qmd", "Rain in April", "Mira Okonkwo", "2021-04-30", ()),
    ],
)
def test_a_file_of_each_kind_says_what_it_is(
    name: str, title: str, author: str, day: str, tags: tuple[str, ...]
) -> None:
    article = read_article(SMALL / "kinds" / name)
    assert (article.title, article.author, article.tags) == (title, author, tags)
    assert article.date and article.date.date().isoformat() == day
    assert article.date_source == "front matter"
    assert not article.problems


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Boats\n=====\n\nWords.\n", "a.rst", "Boats"),
        ("====\nBoats\n====\n", "a.rst", "Boats"),
        (".. _top:\n\n*Old* ``boats``\n---------------\n", "a.RST", "Old boats"),
        (":orphan:\n\nBoats\n#####\n", "a.rst", "Boats"),
        (".. title: Boats\n.. date: 2020-01-02\n\nWords.\n", "a.rst", "Boats"),
        ("Words.\n\nBoats\n=====\n", "a.rst", "a"),
        ("* Boats :tag:\nWords.\n", "a.org", "Boats"),
        ("#+title: Old\n#+TITLE: boats\n", "a.org", "Old boats"),
        ("Words.\n* Boats\n", "a.org", "a"),
        ("== Boats\n\nWords.\n", "a.asciidoc", "Boats"),
        ("// a note\n:doctitle: Boats\n\nWords.\n", "a.adoc", "Boats"),
        ("---\ntitle: Front\n---\n= Boats\n\nWords.\n", "a.adoc", "Front"),
        ("+++\ntitle = 'Front'\n+++\n#+AUTHOR: A\n", "a.org", "Front"),
    ],
)
def test_the_title(text: str, name: str, title: str) -> None:
    assert read(text, name).title == title


def test_metadata_leave_the_body_and_the_title_of_rst_stays() -> None:
    front = divide("Boats\n=====\n\n:author: A\n:author: B\n:date: x\n   y\n\nWords.\n", "rst")
    assert front.values == {"title": "Boats", "author": ["A", "B"], "date": "x y"}
    assert front.body == "Boats\n=====\n\n\nWords.\n"


def test_attributes_that_are_no_metadata_stay_in_the_text() -> None:
    front = divide("= Boats\n:author: A\n:port: Lis \\\n  bon\n\nTo {port}.\n", "asciidoc")
    assert front.values == {"title": "Boats", "author": "A"}
    assert front.body == ":port: Lis bon\n\nTo {port}.\n"


def test_a_drawer_without_an_end_hides_nothing() -> None:
    assert "Words" in divide(":PROPERTIES:\n:ID: 1\nWords\n", "org").body


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ("Boats\n=====\n\n:date: 2021-02-31\n", "a.rst", 4),
        ("#+TITLE: Boats\n#+DATE: 2021-02-31\n", "a.org", 2),
    ],
)
def test_a_wrong_date_is_named_with_its_line(text: str, name: str, line: int) -> None:
    (problem,) = read(text, name).problems
    assert (problem.kind, problem.line) == ("date", line)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{"cells": [\n{"cell_type": "markdown",\n]}', 3, "broken"),
        ("[1, 2]", None, "no cells"),
        ("[" * 100_000, None, "too much"),
    ],
)
def test_a_broken_notebook_is_named_with_its_line(text: str, line: int | None, words: str) -> None:
    article = read(text, "tides.ipynb")
    (problem,) = article.problems
    assert words in problem.problem
    assert (article.title, problem.line) == ("tides", line)


def test_a_notebook_says_its_title_and_authors() -> None:
    metadata = {"title": "Tides", "authors": [{"name": "A"}, {"name": "B"}]}
    article = read(json.dumps({"metadata": metadata, "cells": []}), "a.ipynb")
    assert (article.title, article.author, article.format) == ("Tides", "A, B", "notebook")
    heading = {"cell_type": "markdown", "source": ["Words\n", "\n", "# Ebb"]}
    assert read(json.dumps({"cells": [heading]}), "a.ipynb").title == "Ebb"


@pytest.mark.parametrize("written", ["rst", "org", "asciidoc", "notebook", "markdown", "text"])
@pytest.mark.parametrize(
    "text", ["", "\n", "=", "==\n\n==\n", "::\n", ":a:", "#+", "..", "{", "---"]
)
def test_every_text_is_divided(text: str, written: BodyFormat) -> None:
    assert divide(text, written).body.strip() in text
