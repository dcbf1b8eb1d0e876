import unicodedata

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.library.search.folding import TOKENIZER, fold, is_spelled, is_word_character, spell


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("Crème BRÛLÉE", "creme brulee"),
        ("Łódź, Ørsted", "lodz, orsted"),
        ("STRASSE straße", "strasse strasse"),
        ("İstanbul ışık", "istanbul isik"),
        ("ΆΝΘΡΩΠΟΣ άνθρωπος", "ανθρωποσ ανθρωποσ"),
        ("Ёлка й Ѐ ѐ", "елка и е е"),
        ("ΣΣ ςσ", "σσ σσ"),
        ("مُحَمَّد مـــحـــمد", "محمد محمد"),
        ("أحمد إسلام آخر ٱلله", "احمد اسلام اخر الله"),
        ("مؤمن مسئول ماء", "مومن مسيول ماء"),
        ("مدرسة على", "مدرسه علي"),
        ("کتاب علی", "كتاب علي"),
        ("שָׁלוֹם", "שלום"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("か\u3099", "が"),
        ("ไทยนี้", "ไทยนี้"),
        ("हिन्दी", "हिन्दी"),
        ("a\u00adb\u200bc", "abc"),
        ("全角　空格", "全角 空格"),
        ("a\0b\ud800c", "a b c"),
        ("Windows™ 11", "windows  11"),
        ("\uf8ff\ue041", "\U000ff8ff\U000fe041"),
    ],
)
def test_case_width_and_diacritics_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_marks_that_make_another_letter_stay() -> None:
    assert fold("が") != fold("か")
    assert fold("กิ") != fold("ก")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_canonically_equal_texts_fold_alike(text: str) -> None:
    usable = text.encode("utf-8", "ignore").decode()
    assert fold(unicodedata.normalize("NFD", usable)) == fold(unicodedata.normalize("NFC", usable))


def test_text_with_spaces_is_left_to_the_tokenizer() -> None:
    assert spell("plain words, and more").tokens == "plain words, and more"
    assert spell("слово हिन्दी").tokens == "слово हिन्दी"


def _tokens(text: str) -> int:
    """Count the tokens that the tokenizer makes of folded and spelled text."""
    database = apsw.Connection(":memory:")
    database.execute(
        f'CREATE VIRTUAL TABLE t USING fts5(body, tokenize="{TOKENIZER}");'
        "CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)"
    )
    database.execute("INSERT INTO t VALUES(?)", (spell(fold(text)).tokens,))
    return int(database.execute("SELECT count(*) FROM v").get)


def test_every_character_of_a_spelled_chunk_is_a_token() -> None:
    assert _tokens("南京iPhone，2021年。") == 1 + len("南京iPhone，2021年。")
    assert _tokens("한국어 ไทย 👍🏽 𠮷野家") == 4 + 3 + 3 + 2 + 3


def test_words_of_scripts_with_marks_stay_whole() -> None:
    assert _tokens("हिन्दी தமிழ் বাংলা") == 3


@pytest.mark.parametrize("block", range(0, 0x30, 4))
def test_the_tokenizer_agrees_on_what_is_a_word(block: int) -> None:
    for code in range(block * 0x100, block * 0x100 + 0x400, 7):
        folded = fold(chr(code))
        if folded and not is_spelled(folded):
            assert bool(_tokens(chr(code))) == any(map(is_word_character, folded)), hex(code)


def test_signs_of_any_script_part_words() -> None:
    assert _tokens("“ab”—cd…ef’s ½٪ab،cd؟") == 4 + 2 + 2
    assert spell(fold("“Käse” 南京’s — well؟")).words.split() == ["kase", "well"]


def test_signs_of_any_script_stay_in_spelled_chunks() -> None:
    text = "南京،软件؟"
    assert _tokens(text) == 1 + len(text)
