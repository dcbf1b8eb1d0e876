import pytest

from tui.library.search.matches import find_matches, phrase
from tui.library.search.text.phrases import Phrase


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("A lantern is a LANTERN.", "lantern", ["lantern", "LANTERN"]),
        ("A lantern", "tern", ["tern"]),
        ("南京的软件企业", "软件", ["软件"]),
        ("café CAFÉ cafe\u0301", "cafe", ["café", "CAFÉ", "cafe\u0301"]),
        ("ＡＢＣ，好", "abc,", ["ＡＢＣ，"]),
        ("one\ntwo  three", "one two three", ["one\ntwo  three"]),
        ("one two", " one ", ["one"]),
        ("onetwo", "one two", []),
        ("C++ is 100% (sure)", "c++", ["C++"]),
        ("C++ is 100% (sure)", "% (", ["% ("]),
        ("Don’t say “no” – no", 'don\'t say "no" - no', ["Don’t say “no” – no"]),
        ("Straße", "strasse", ["Straße"]),
        ("a.b a+b", "a.b", ["a.b"]),
        ("anything", "", []),
        ("anything", "   ", []),
    ],
)
def test_a_phrase_is_found_as_it_is_typed(text: str, typed: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_matches(text, phrase(typed))] == found


@pytest.mark.parametrize("other", ["plain words", "文字 and words", "wörds"])
def test_texts_looked_through_together_are_told_apart(other: str) -> None:
    texts = ["ends with one", "two begins", other * 3000, "", "one two", "one", "two"]
    places = [place for some in Phrase("one two").places(texts) for place in some]
    assert places == [(4, 0, 7)]
    places = [place for some in Phrase("o").places(texts) for place in some]
    assert places == [
        (number, at, at + 1)
        for number, text in enumerate(texts)
        for at, character in enumerate(text)
        if character in "oö"
    ]


def test_what_is_found_does_not_depend_on_how_it_was_typed() -> None:
    assert phrase("Lantern  LIGHT") == phrase("lantern light ")
    assert phrase("lantern") != phrase("lamp")
    assert hash(phrase("A")) == hash(phrase("a"))
    assert phrase(" ") == ()
