"""CommonMark, by the examples of its specification."""

import json
from typing import Any

import pytest

from tests.corpus import corpus
from tests.unit.document.setting import article, check, read
from tui.document.html.from_html import from_html
from tui.document.model import Code, Document, walk
from tui.document.text_segments import stretches

READ_OTHERWISE = {179}
"""Markdown goes on after a comment on the same line: blogs have `<!-- more -->` before text."""


@pytest.fixture(scope="module")
def examples() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        corpus("html", "commonmark", "spec.json").read_text("utf-8")
    )
    assert len(found) > 600
    return [one for one in found if one["example"] not in READ_OTHERWISE]


def _shown(document: Document) -> tuple[list[str], list[str], list[str], list[str]]:
    """What a reader sees: the texts in order, the code, and where pictures and links lead."""
    return (
        [one.text for one in stretches(document.blocks)],
        [block.text for block in walk(document.blocks) if isinstance(block, Code)],
        [picture.url for picture in document.pictures],
        [link.url for link in document.links],
    )


def _reference(example: dict[str, str]) -> Document:
    """What the specification says, as HTML that Markdown made: addresses in it are links."""
    return from_html(example["html"], find_links=True)


def test_every_example_shows_what_its_html_shows(examples: list[dict[str, str]]) -> None:
    for example in examples:
        document = read(example["markdown"], "markdown")
        assert _shown(document) == _shown(_reference(example)), example["example"]
        assert document == _reference(example), example["example"]


def test_every_example_is_set(examples: list[dict[str, str]]) -> None:
    for example in examples:
        check(article(example["markdown"], "markdown"), 40)


def test_the_comparison_tells_markdown_from_plain_text(examples: list[dict[str, str]]) -> None:
    same = sum(
        _shown(read(example["markdown"], "text")) == _shown(_reference(example))
        for example in examples
    )
    assert same < len(examples) // 4
