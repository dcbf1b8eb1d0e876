import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus import corpus
from tui.articles import strict
from tui.articles.decode import decode
from tui.articles.front_matter import split
from tui.articles.simple_yaml import read_simple
from tui.articles.text import clean


def parsed(block: str) -> object:
    """Return what the parser says of a block; None where it refuses it."""
    try:
        return strict.load_yaml(block)
    except strict.NotStrict:
        return None


SIGNS = "abz019 -:#[]{},'\"&*!|>%@`~=<?\\\t\n\u3000\u00a0\u0085\u2028\ufeff标ü．："
PIECES = ["null", "yes", "true", "1.5", "2021-03-29", "...", "---", ": ", " #", "- "]
LINES = ["\n", "\nb: ", "\n - ", "\n- ", "\n  "]
PARTS = st.sampled_from([*SIGNS, *PIECES, *LINES])


@given(st.lists(PARTS, max_size=24).map("".join))
def test_what_is_read_is_what_the_parser_reads(text: str) -> None:
    for block in (text, f"a: {text}", f"title: x\nc:\n - {text}", f"t: [{text}]"):
        simple = read_simple(block)
        if simple:
            assert simple == parsed(block)


@pytest.mark.parametrize(
    ("block", "values"),
    [
        ("title: 'a: b'\nauthor: Li  ", {"title": "a: b", "author": "Li"}),
        ('tags:\n - 金融\n - "x"\ndate: 2021-03-29 11:15:56', None),
        ("tags: [a, b c, null]", {"tags": ["a", "b c", None]}),
        ("link: https://a.example/?b#c", {"link": "https://a.example/?b#c"}),
        ("draft:\ntitle: null", {"draft": None, "title": None}),
    ],
)
def test_simple_front_matter(block: str, values: dict[str, object] | None) -> None:
    expected = values or {"tags": ["金融", "x"], "date": "2021-03-29 11:15:56"}
    assert read_simple(block) == expected == parsed(block)


@pytest.mark.parametrize(
    "block",
    [
        "title: a\n b",
        "title: a\n - b",
        "title: a: b",
        "title: a # b",
        "a: 1\na: 2",
        "a: |\n b",
        "a: *b",
        'a: "\\n"',
        "a:\n - b\n  - c",
        "a: {b: c}",
        "a:\tb",
        "a: b\u2028c: d",
    ],
)
def test_all_else_is_left_to_the_parser(block: str) -> None:
    assert read_simple(block) is None


def test_front_matter_of_real_posts() -> None:
    seen = simple = 0
    for path in sorted(corpus("posts").rglob("*.md")):
        front = split(clean(decode(path.read_bytes()).text))
        if front.kind == "yaml":
            seen += 1
            values = read_simple(front.block)
            if values is not None:
                simple += 1
                assert values == parsed(front.block)
    assert simple > seen / 3
