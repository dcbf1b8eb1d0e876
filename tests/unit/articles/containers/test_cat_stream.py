import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.seeds import SEEDS, Seed
from tui.articles.containers.cat_stream import divided, split_stream

_ONE = "---\ntitle: One\n---\nFirst.\n\n---\n\nMore: words.\n"
_TWO = "---\ntitle: Two\ndate: 2021-03-29\n---\n\nSecond.\n"


def _titles(text: str) -> list[str]:
    return [article.title for article in split_stream(text.encode())]


def test_nothing_gives_nothing() -> None:
    assert split_stream(b"") == []
    assert split_stream(b" \n\n\0") == []


def test_files_put_together_come_apart() -> None:
    articles = split_stream((_ONE + _TWO + "\n\n" + _ONE).encode())
    assert [article.title for article in articles] == ["One", "Two", "One"]
    assert articles[0].body == "First.\n\n---\n\nMore: words.\n"
    assert articles[1].body == "\nSecond.\n\n\n"
    assert [article.path for article in articles] == [None, None, None]


def test_a_fence_glued_to_the_line_before() -> None:
    articles = split_stream((_ONE.rstrip("\n") + _TWO).encode())
    assert [article.title for article in articles] == ["One", "Two"]
    assert articles[0].body.endswith("More: words.")


def test_toml_comes_apart_too() -> None:
    toml = '+++\ntitle = "Three"\n[extra]\nx = 1\n+++\nThird.\n'
    assert _titles(toml + _ONE + toml) == ["Three", "One", "Three"]


@pytest.mark.parametrize(
    "body",
    [
        "a\n\n---\n\nb\n\n---\n\nc\n",
        "a\n\n---\nNote: a line with a colon\n---\nb\n",
        "```yaml\n---\ntitle: shown\n---\n```\n",
        "text\n\n    ---\n    title: shown\n    ---\n",
        "| a | b |\n|---|---\n| title: x | y |\n",
        "Heading\n---\ntitle words\n\n---\n",
        "---\ntitle: never closed\n",
    ],
)
def test_what_stands_in_a_body_divides_nothing(body: str) -> None:
    assert divided(_TWO + body) == [_TWO + body]


def test_code_that_is_never_closed_does_not_swallow_the_next() -> None:
    assert _titles(_ONE + "```\ncode\n" + _TWO) == ["One", "Two"]


def test_other_things_are_one_article() -> None:
    page = split_stream(b"<!doctype html><title>A page</title><p>x\n---\ntitle: x\n---\n")
    assert [(article.title, article.format) for article in page] == [("A page", "html")]
    markdown = split_stream(b"# Heading\n\nwords")
    assert [(article.title, article.format) for article in markdown] == [("Heading", "markdown")]
    plain = split_stream("短文\n第二行".encode("gb18030"), name="standard input")
    assert [(article.title, article.format) for article in plain] == [("短文", "text")]
    assert split_stream(b"-----", name="standard input")[0].title == "standard input"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_seed_twice(seed: Seed) -> None:
    data = seed.path.read_bytes()
    first, second = split_stream(data + data)
    assert first.title == second.title == seed.title
    assert first.body.strip() == second.body.strip()


def test_long_streams_take_their_time_but_no_more() -> None:
    began = time.process_time()
    for hard in (
        "x---\na: b\n" * 20_000,
        "---\n" * 50_000,
        "```\n---\ntitle: x\n---\n```\n" * 5_000,
        "```\n---\ntitle: x\n" * 10_000,
    ):
        divided(_ONE + hard)
    assert time.process_time() - began < 10


_line = st.sampled_from(
    ["---", "+++", "title: x", 'title = "x"', "```", "", "words", "x---", "date: 2021-01-01"]
)


@given(st.lists(_line, max_size=30).map("\n".join))
def test_nothing_is_lost(text: str) -> None:
    assert "".join(divided(text)) == text
    for article in split_stream(text.encode()):
        assert article.title


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    split_stream(data)
    split_stream(b"---\ntitle: x\n---\n" + data + b"---\ntitle: y\n---\n")
