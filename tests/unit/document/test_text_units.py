"""The units of a text: characters, words, sentences."""

from hypothesis import given
from hypothesis import strategies as st

from tui.document.text_units import Units, characters, sentences, whole, word_around, words


def cut(units: Units, text: str) -> list[str]:
    return [text[start:end] for start, end in units(text)]


def test_a_character_keeps_its_marks_together() -> None:
    assert cut(characters, "e\u0301x👨\u200d👩\u200d👧南") == [
        "e\u0301",
        "x",
        "👨\u200d👩\u200d👧",
        "南",
    ]


def test_words_leave_spaces_and_punctuation_out() -> None:
    assert cut(words, "It's 3.5 km — “no”!") == ["It's", "3.5", "km", "no"]
    assert cut(words, "南京, שלום") == ["南", "京", "שלום"]
    assert cut(words, " … ") == []


def test_sentences_of_several_scripts() -> None:
    assert cut(sentences, " One. Two?  “Three!” Four") == ["One.", "Two?", "“Three!”", "Four"]
    assert cut(sentences, "他说：“好。”然后走了！真的？是") == [
        "他说：“好。”",
        "然后走了！",
        "真的？",
        "是",
    ]


def test_the_whole_of_a_blank_text_is_nothing() -> None:
    assert cut(whole, "a b") == ["a b"]
    assert cut(whole, " \n") == []


def test_the_word_around_a_character() -> None:
    text = "One, two"
    assert [word_around(text, at) for at in (0, 2, 3, 4, 7, 8)] == [
        (0, 3),
        (0, 3),
        (3, 4),
        (4, 5),
        (5, 8),
        (8, 8),
    ]


def test_the_word_around_a_character_of_a_script_without_spaces() -> None:
    text = "老木匠挂门，never 用トタン板。ไม้ซีดาร์ หอม"
    found = [text[slice(*word_around(text, text.index(at)))] for at in "匠，e用ซม"]
    assert found == ["老木匠挂门", "，", "never", "用トタン板", "ไม้ซีดาร์", "ไม้ซีดาร์"]


@given(st.text(max_size=40))
def test_units_are_in_order_and_apart(text: str) -> None:
    for units in characters, words, sentences, whole:
        borders = [border for unit in units(text) for border in unit]
        assert borders == sorted(borders)
        assert all(start < end for start, end in units(text))
        assert all(0 <= border <= len(text) for border in borders)
