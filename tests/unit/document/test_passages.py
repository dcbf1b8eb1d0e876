"""Passages: the text between two places."""

from tui.document.passages import Passage, Place, text_of

TEXTS = ["One two.", "Three.", "Four five."]


def test_a_passage_within_a_segment() -> None:
    assert text_of(TEXTS, Passage(Place(0, 4), Place(0, 7))) == "two"


def test_a_passage_over_several_segments() -> None:
    assert text_of(TEXTS, Passage(Place(0, 4), Place(2, 4))) == "two.\nThree.\nFour"


def test_a_passage_without_characters() -> None:
    assert text_of(TEXTS, Passage(Place(1, 3), Place(1, 3))) == ""
