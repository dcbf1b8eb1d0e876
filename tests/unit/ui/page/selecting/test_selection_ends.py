"""The ends of a selection, and their movements."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tui.document.passages import Passage, Place, text_of
from tui.document.text_units import sentences, whole, words
from tui.ui.page.selecting.selection_ends import Ends, moved, passage_between, spanning

TEXTS = ["Title", "One two. Three four.", "", "Five six seven.", "Eight."]
FIRST = Ends(Place(1, 0), Place(1, len(TEXTS[1])))


def text(ends: Ends, texts: Sequence[str] = TEXTS) -> str:
    passage = passage_between(texts, ends)
    return text_of(texts, passage) if passage else ""


def test_paragraphs_are_added_and_taken_off() -> None:
    down = moved(TEXTS, FIRST, 1, whole)
    assert text(down) == "One two. Three four.\n\nFive six seven."
    assert moved(TEXTS, down, -1, whole) == FIRST


def test_a_selection_turns_around_and_keeps_where_it_began() -> None:
    up = moved(TEXTS, FIRST, -1, whole)
    assert text(up) == "Title\nOne two. Three four."
    assert text(moved(TEXTS, moved(TEXTS, up, 1, whole), 1, whole)) == (
        "One two. Three four.\n\nFive six seven."
    )


def test_sentences_and_words_are_taken_off_the_end() -> None:
    sentence = moved(TEXTS, FIRST, -1, sentences)
    assert text(sentence) == "One two."
    word = moved(TEXTS, sentence, -1, words)
    assert text(word) == "One"
    assert text(moved(TEXTS, word, 1, words)) == "One two"
    assert text(moved(TEXTS, sentence, 1, words)) == "One two. Three"


def test_the_other_end_moves_by_the_starts_of_words() -> None:
    ends = Ends(FIRST.head, FIRST.anchor)
    on = moved(TEXTS, ends, 1, words)
    assert text(on) == "two. Three four."
    assert text(moved(TEXTS, on, -1, words)) == "One two. Three four."


def test_the_ends_of_the_article_hold() -> None:
    end = Ends(Place(4, 0), Place(4, 6))
    assert moved(TEXTS, end, 1, words) == end
    start = Ends(Place(0, 5), Place(0, 0))
    assert moved(TEXTS, start, -1, sentences) == start


def test_what_the_mouse_spans_has_both_ends() -> None:
    one, other = Passage(Place(1, 4), Place(1, 7)), Passage(Place(3, 5), Place(3, 8))
    assert text(spanning(one, other)) == "two. Three four.\n\nFive six"
    assert text(spanning(other, one)) == text(spanning(one, other))
    assert spanning(other, one).head == one.start
    assert text(spanning(one, one)) == "two"


def test_a_passage_begins_and_ends_where_it_has_characters() -> None:
    assert passage_between(TEXTS, Ends(Place(1, 20), Place(4, 0))) == (Place(3, 0), Place(3, 15))
    assert passage_between(TEXTS, Ends(Place(1, 20), Place(2, 0))) is None


@given(
    st.lists(st.text("ab。. \n南é", max_size=12), min_size=1, max_size=4),
    st.lists(st.tuples(st.sampled_from([1, -1]), st.sampled_from([words, sentences, whole]))),
)
def test_moves_stay_in_the_text_and_keep_something_selected(texts, moves) -> None:  # type: ignore[no-untyped-def]
    ends = Ends(Place(0, 0), Place(0, len(texts[0])))
    began = bool(text(ends, texts).strip())
    for step, units in moves:
        ends = moved(texts, ends, step, units)
        for segment, offset in ends:
            assert 0 <= offset <= len(texts[segment])
        assert not began or text(ends, texts)
