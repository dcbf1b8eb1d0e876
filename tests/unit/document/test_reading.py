"""Tests of reading a body whole, or its beginning first."""

import pytest

from tests.unit.document.setting import article
from tui.articles.article import BodyFormat
from tui.document.model import Document
from tui.document.reading import LONG, beginning, read_document, read_in_steps
from tui.document.stretches import stretches

_COUNT = 4000

_PARAGRAPHS = [
    f"Paragraph {number} says a little about [its link][{number}]." + " And more." * 50
    for number in range(_COUNT)
]
_DEFINITIONS = [f"[{number}]: https://example.org/{number}" for number in range(_COUNT)]

BODIES: dict[BodyFormat, str] = {
    "markdown": "\n\n".join(_PARAGRAPHS) + "\n\n" + "\n".join(_DEFINITIONS),
    "html": "\n".join(
        f"<p>Paragraph <b>{number}</b> of the page.{' And more.' * 50}</p>"
        for number in range(_COUNT)
    ),
    "text": "\n\n".join(_PARAGRAPHS),
}


def texts(document: Document) -> list[str]:
    return [one.text for one in stretches(document.blocks)]


@pytest.mark.parametrize("kind", ["markdown", "html", "text"])
def test_long_body_is_read_in_steps_that_begin_alike(kind: BodyFormat) -> None:
    one = article(BODIES[kind], kind)
    steps = list(read_in_steps(one))
    assert len(steps) == 3
    assert steps[-1] == read_document(one)
    whole = texts(steps[-1])
    for step in steps[:-1]:
        shown = texts(step)
        assert 0 < step.part < 0.5
        assert step.part / 2 < len(shown) / len(whole) < step.part * 2
        assert shown[:-1] == whole[: len(shown) - 1]


def test_short_body_is_read_at_once() -> None:
    assert len(list(read_in_steps(article("a word " * 1000, "markdown")))) == 1


def test_beginning_knows_its_notes() -> None:
    body = "A word[^1].\n\n" + BODIES["text"] + "\n\n[^1]: The note.\n"
    first = next(read_in_steps(article(body, "markdown")))
    assert texts(first)[0] == "A word[1]."
    assert texts(first)[-1] == "The note."


def test_beginning_knows_the_links_that_are_defined_further_down() -> None:
    first = next(read_in_steps(article(BODIES["markdown"], "markdown")))
    assert first.links[7].url == "https://example.org/7"


@pytest.mark.parametrize(
    "body", ["word " * LONG, "a" * LONG * 2, "天" * LONG * 2, "<p>" * LONG, "a\n" * LONG]
)
def test_beginning_is_never_empty_or_long(body: str) -> None:
    for kind in BODIES:
        begun = beginning(article(body, kind), 1000).rstrip("\n")
        assert 500 <= len(begun) <= 1000
        assert body.startswith(begun)
