import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.articles import clean_text as text_module
from tui.articles.clean_text import clean, first_control, one_line
from tui.articles.terminal_text import harmless, harmless_sentence

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ufeff\ud800-\udfff]")
CONTROLS = {*range(0x20), 0x7F, *range(0x80, 0xA0)}
TURNS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F}


def test_line_ends_become_one_kind() -> None:
    assert clean("a\r\nb\rc\nd\x85e\u2028f") == "a\nb\nc\nd\ne\nf"


def test_line_separators_do_not_cut_headings_and_rows() -> None:
    text = "a\u2028b\n\n## c\u2028d {#e}\n> # f\u2028g\r\n| h\u2028i |\n#j\u2028k"
    assert clean(text) == "a\nb\n\n## c d {#e}\n> # f g\n| h i |\n#j\nk"


def test_escape_sequences_go_as_wholes() -> None:
    text = "\x1b[31mred\x1b[0m \x1b]8;;http://x.org\x1b\\link\x1b]8;;\x07 \x9b1mbold"
    assert clean(text) == "red link bold"


def test_an_unclosed_escape_hides_nothing() -> None:
    assert clean("\x1b]0;all the rest\nof it") == "0;all the rest\nof it" or "rest" in clean(
        "\x1b]0;all the rest\nof it"
    )


def test_nuls_and_stray_codes_go() -> None:
    assert clean("a\0b\x07c\x7fd\x80e\tf\n") == "abcde\tf\n"


def test_overrides_go_and_unclosed_isolates_too() -> None:
    assert clean("a\u202eb\u202cc") == "abc"
    assert clean("\u2066paired\u2069 \u2067open\nnext\u2069") == "\u2066paired\u2069 open\nnext"
    assert clean("\u202bpaired\u202c \u202aopen") == "\u202bpaired\u202c open"


def test_marks_that_writing_needs_stay() -> None:
    persian = "می\u200cخواهم"
    family = "👩\u200d👩\u200d👧"
    assert clean(persian + family + "\u200f") == persian + family + "\u200f"


def test_the_first_control_code_has_a_line() -> None:
    assert first_control("a\nb\x07\n") == 2
    assert first_control("a\r\n\tb\x0c\n") is None


def test_titles_are_text() -> None:
    assert (
        one_line("<b>Tom</b> &amp; <i class='x'>Jerry</i><br>two\nlines") == "Tom & Jerry two lines"
    )
    assert one_line("&lt;div&gt; and &#39;quotes&#39;") == "<div> and 'quotes'"
    assert one_line('<img src="a.png" alt="A cat"> sleeps') == "A cat sleeps"
    assert one_line("<ruby>漢字<rt>かんじ</rt></ruby>") == "漢字 (かんじ)"
    assert one_line("a<!-- hidden -->b") == "ab"


def test_what_is_no_markup_stays() -> None:
    assert one_line("Vec<T> and a < b > c") == "Vec<T> and a < b > c"
    assert one_line("The <b> element") == "The <b> element"
    assert one_line("AT&T") == "AT&T"


@pytest.mark.parametrize(
    "title", ["Parts (<div>)", "Use <p> and <li>", "An <img> of it", "<section> in HTML"]
)
def test_a_tag_that_a_title_speaks_of_stays(title: str) -> None:
    assert one_line(title) == title


@pytest.mark.parametrize(
    "title",
    ["A <em>late</em> tide", "<p>A late <p>tide", "<div>A late</div>tide", "A late<br>tide"],
)
def test_markup_in_a_title_goes(title: str) -> None:
    assert one_line(title) == "A late tide"


def test_a_title_holds_no_direction_marks() -> None:
    assert one_line("a\u2066b\u2069c&#8238;d") == "abcd"


def test_a_title_has_an_end() -> None:
    title = one_line("word " * 10_000, 100)
    assert len(title) <= 100
    assert title.endswith("…")


@given(st.text())
def test_clean_text_is_clean_and_stays_so(text: str) -> None:
    once = clean(text)
    assert not _CONTROL.search(once)
    assert clean(once) == once


@given(st.text(st.sampled_from("\x1b[]0m;\\\x07\x9b\u2066\u2069\u202a\u202b\u202c\u202e\na<>&;#x")))
def test_no_mix_of_marks_gets_through(text: str) -> None:
    once = clean(text)
    assert not _CONTROL.search(once)
    assert clean(once) == once
    line = one_line(text)
    assert not any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for letter in line)


@given(st.text(st.sampled_from("<>/abp &#;1x\n\u3000 rtruby!-")))
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    assert line == line.strip(" ")


@given(st.text(st.characters() | st.sampled_from("\t\n\r\u3000\u00a0\x85\u2028\ufeff\ufff9中é")))
def test_what_is_plain_holds_nothing_odd(text: str) -> None:
    assert not text_module._is_plain(text) or not text_module._ODD.search(text)


def test_what_most_texts_hold_is_plain() -> None:
    assert text_module._is_plain("# a\n\n\tb")
    assert text_module._is_plain("\u3000\u3000中文，“b”\n😀")


def test_long_text_is_cleaned_like_a_short_one() -> None:
    line = "one\x07 two\r\n\u202ethree\u2028\ufeff\n"
    assert clean(line * 100_000) == clean(line) * 100_000
    assert clean("a" * 2_500_000 + "\x07\r\nb") == "a" * 2_500_000 + "\nb"


@given(st.text())
def test_nothing_in_a_text_works_on_a_terminal(text: str) -> None:
    left = {ord(letter) for letter in harmless(text)} & (CONTROLS | TURNS)
    assert left <= {ord("\n"), ord("\t")}


def test_control_codes_are_written_out() -> None:
    assert harmless("a\x1b[31mb\u202ec\x9b") == "a\\x1b[31mb\\u202ec\\x9b"


@given(st.text())
def test_a_sentence_is_one_line(text: str) -> None:
    assert not {ord(letter) for letter in harmless_sentence(text)} & (CONTROLS | TURNS)
