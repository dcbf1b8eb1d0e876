import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.library.search.matches import Phrase, find_matches, phrase, terms_of


def marked(text: str, query: str) -> str:
    """Return the text with what matches in brackets."""
    parts: list[str] = []
    last = 0
    for start, end in find_matches(text, terms_of(query)):
        parts += [text[last:start], "[", text[start:end], "]"]
        last = end
    return "".join([*parts, text[last:]])


@pytest.mark.parametrize(
    ("text", "query", "wanted"),
    [
        ("One Two one", "one", "[One] Two [one]"),
        ("Someone", "one", "Someone"),
        ("Onerous", "one", "[One]rous"),
        ("Onerous one", '"one"', "Onerous [one]"),
        ("Crème brûlée", "CREME", "[Crème] brûlée"),
        ("Creme\u0300 x", "creme x", "[Creme\u0300] [x]"),
        ("ＡＢＣ abc", "abc", "[ＡＢＣ] [abc]"),
        ("Die Straße dort", "strasse", "Die [Straße] dort"),
        ("ﬁne", "fine", "[ﬁne]"),
        ("南京软件业", "软件", "南京[软件]业"),
        ("南京，软件", "京软", "南京，软件"),
        ("iPhone手机", "phone手", "i[Phone手]机"),
        ("我的iPhone", "phone", "我的i[Phone]"),
        ("ｶﾞｲﾄﾞ", "ガイド", "[ｶﾞｲﾄﾞ]"),
        ("state-of-the-art", '"state of"', "[state-of]-the-art"),
        ("first second", '"first second"', "[first second]"),
        ("first  \n second", '"first second"', "[first  \n second]"),
        ("alpha beta gamma", "beta -gamma", "alpha [beta] gamma"),
        ("alpha beta", "alpha OR beta", "[alpha] [beta]"),
        ("They love rock & roll.", '"rock & roll"', "They love [rock & roll]."),
        ("a $ sudo apt", '"$ sudo apt"', "a $ [sudo apt]"),
        ("foo bar", '"foo - bar"', "[foo bar]"),
        ("南京 - 软件", '"南京 - 软件"', "[南京 - 软件]"),
        ("aaa", "a aa", "[aa]a"),
        ("title here", "link:title path:here", "title here"),
        ("हिन्दी में", "हिन्दी", "[हिन्दी] में"),
        ("x", "", "x"),
        ("x", "-x date:2021", "x"),
    ],
)
def test_what_matches_is_found_in_the_text_as_it_is(text: str, query: str, wanted: str) -> None:
    assert marked(text, query) == wanted


@given(st.text(), st.text())
def test_ranges_are_sorted_and_within_the_text(text: str, query: str) -> None:
    last = 0
    for start, end in find_matches(text, terms_of(query)):
        assert last <= start < end <= len(text)
        last = end


@given(st.text("ab南京，ｶﾞéß \u0301", max_size=30), st.integers(0, 29), st.integers(1, 5))
def test_a_piece_of_unspaced_text_is_found_in_it(text: str, start: int, length: int) -> None:
    piece = text[start : start + length]
    if piece.strip("南京") == "" and piece:
        assert find_matches(text, terms_of(piece))


def test_long_texts_are_searched_quickly() -> None:
    assert len(find_matches("a" * 20_000, terms_of("a"))) == 1
    assert len(find_matches("南" * 20_000, terms_of("南"))) == 20_000
    assert find_matches("南" * 50_000 + "x" * 50_000, terms_of("x")) != []


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
