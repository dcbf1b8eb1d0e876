from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.document.passages import Passage, Place, text_of
from tui.document.quotes import Quote, find, find_all, quote_of

BODY = [
    "The mill stood at the weir for two hundred years before the flood took it.",
    "Its miller kept bees. He sold the honey in small jars, never more than six to a house.",
    "Nobody knows who built the weir, and nobody asked while it still held the water back.",
    "南京全市软件业务收入约六千亿元，同比增长百分之十三，新增企业一百二十家。",
    "שער של ארז מריח במשך שנים, והנגרים הוותיקים תולים אותו בלי מסמר אחד.",
    "def saw(plank):\n    return plank.halves()\n\n# twice",
    "Cedar and oak\n400 kg, light for wood\nhalf a crown",
]
WORDS = st.lists(
    st.sampled_from(["ash", "elm", "oak", "yew", "fir", "bay", "gorse", "heather"]), max_size=8
)


def passage_of(texts: list[str], words: str) -> Passage:
    """Return the passage of words that stand in one segment."""
    (number,) = (number for number, text in enumerate(texts) if words in text)
    start = texts[number].index(words)
    return Passage(Place(number, start), Place(number, start + len(words)))


def found_in(texts: list[str], quote: Quote) -> str | None:
    passage = find(texts, quote)
    return text_of(texts, passage) if passage else None


@given(st.integers(0, 3), st.data())
def test_every_passage_is_found_again_in_its_text(segment: int, data: st.DataObject) -> None:
    end = data.draw(st.integers(segment, 3))
    start = Place(segment, data.draw(st.integers(0, len(BODY[segment]) - 1)))
    stop = Place(end, data.draw(st.integers(1, len(BODY[end]))))
    passage = Passage(start, stop)
    words = text_of(BODY, passage)
    if stop <= start or words != words.strip():
        return
    assert find(BODY, quote_of(BODY, passage)) == passage


@given(
    st.lists(WORDS, min_size=1, max_size=20),
    WORDS,
    WORDS,
    st.integers(0, 5),
    st.sampled_from(
        [
            "He sold the honey in small jars",
            "同比增长百分之十三",
            "והנגרים הוותיקים תולים אותו",
            "(plank):\n    return plank",
            "oak\n400 kg, light",
        ]
    ),
)
def test_edits_around_a_passage_leave_it_at_its_words(
    before: list[list[str]], left: list[str], right: list[str], gone: int, words: str
) -> None:
    quote = quote_of(BODY, passage_of(BODY, words))
    edited = [
        *map(" ".join, before),
        f"{' '.join(left)} {words} {' '.join(right)}",
        *[text for text in BODY[2 + gone % 3 :] if words not in text],
    ]
    assert found_in(edited, quote) == words


@given(st.lists(st.text()), st.text(), st.text(), st.text())
def test_no_text_and_no_quote_raises(texts: list[str], exact: str, before: str, after: str) -> None:
    passage = find(texts, Quote(exact, before, after))
    assert passage is None or text_of(texts, passage).strip()


@pytest.mark.parametrize(
    ("words", "edited"),
    [
        ("He sold the honey in small jars", "He sold the honey in tiny jars"),
        ("He sold the honey in small jars", "He later sold honey in small jars"),
        ("Nobody knows who built the weir", "No one knows who built the weir"),
        ("同比增长百分之十三，新增企业一百二十家", "同比增长百分之十四，新增企业一百二十家"),
    ],
)
def test_an_edit_within_a_passage_gives_it_its_new_extent(words: str, edited: str) -> None:
    quote = quote_of(BODY, passage_of(BODY, words))
    assert found_in([text.replace(words, edited) for text in BODY], quote) == edited


@pytest.mark.parametrize(
    "words", ["He sold the honey in small jars", "weir, and nobody asked", "bees", "Its miller"]
)
def test_words_that_are_gone_are_nowhere(words: str) -> None:
    quote = quote_of(BODY, passage_of(BODY, words))
    assert found_in([text.replace(words, "") for text in BODY], quote) is None


def test_of_several_places_that_with_the_same_surroundings_is_meant() -> None:
    texts = [f"Verse {word}. And so the river ran. Then {word} came." for word in ("a", "bb", "c")]
    start = texts[1].index("And")
    passage = Passage(Place(1, start), Place(1, start + len("And so the river ran.")))
    quote = quote_of(texts, passage)
    again = find(["New. And so the river ran.", *texts], quote)
    assert again and again.start.segment == 2


def test_a_name_that_stands_elsewhere_too_is_not_taken_for_the_passage() -> None:
    texts = ["We met Ada at the gate of the old brewery.", "Long after that came Ada again."]
    quote = quote_of(texts, Passage(Place(0, 7), Place(0, 10)))
    assert found_in(texts[1:], quote) is None
    assert found_in(texts, Quote("Ada")) == "Ada"


def test_white_space_and_width_make_no_difference() -> None:
    assert found_in(["Price：１２  yen\nonly"], Quote("Price:12 yen only")) == (
        "Price：１２  yen\nonly"
    )


def test_the_title_block_is_not_looked_in_and_is_no_surroundings() -> None:
    texts = ["Its miller kept bees", "3 min", *BODY]
    passage = find(texts, Quote("Its miller kept bees"), 2)
    assert passage and passage.start.segment == 3
    first = quote_of(texts, Passage(Place(2, 0), Place(2, 8)), 2)
    assert (first.exact, first.prefix) == ("The mill", "")


def test_twenty_quotes_in_a_long_article_take_no_time() -> None:
    texts = [f"{number}: {text}" for number in range(400) for text in BODY]
    quotes = [
        quote_of(texts, Passage(Place(number, 6), Place(number, 50)))
        for number in range(0, 1600, 80)
    ]
    start = perf_counter()
    found = find_all(texts, quotes)
    assert perf_counter() - start < 1  # 10 ms on an idle machine.
    assert [passage and passage.start.segment for passage in found] == list(range(0, 1600, 80))
