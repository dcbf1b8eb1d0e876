import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.library.search.matches import terms_of
from tui.library.search.snippets import Snippet, beginning_of, snippet_of
from tui.ui.list.snippet_cut import cut_snippet


def marked(snippet: Snippet | None) -> str:
    """Return a snippet with what matches in brackets."""
    assert snippet is not None
    for start, end in reversed(snippet.matches):
        text = snippet.text
        snippet = snippet._replace(text=f"{text[:start]}[{text[start:end]}]{text[end:]}")
    return snippet.text


def test_a_snippet_is_the_text_around_the_match_in_one_line() -> None:
    text = "Before it. " * 30 + "Here is the\nneedle.\n\nAfter it. " + "More. " * 50
    snippet = snippet_of(text, terms_of("needle"), 60)
    assert marked(snippet) == "…it. Here is the [needle]. After it. More. More. More. More.…"


@pytest.mark.parametrize(
    ("text", "query", "wanted"),
    [
        ("The lamp. " + "x " * 200 + "A lamp by the road.", "lamp road", "A [lamp] by the [road]."),
        ("One lamp, road " + "x " * 200 + "lamp, road", "lamp road", "One [lamp], [road]"),
        ("lamp " + "x " * 40 + "road " + "x " * 200 + "road lamp", "lamp road", "[road] [lamp]"),
        ("Crème brûlée", "creme", "[Crème] brûlée"),
        ("ＡＢＣ südlich", "abc sud", "[ＡＢＣ] [süd]lich"),
        ("近日，工业和信息化部", "工业", "近日，[工业]和信息化部"),
        ("ภาษาไทยไม่มีช่องว่าง", "ไทย", "ภาษา[ไทย]ไม่มีช่องว่าง"),
        ("한국 사람은 밥을", '"한국 사람"', "[한국 사람]은 밥을"),
        ("alpha beta", "alpha -gamma", "[alpha] beta"),
        ("alpha beta", "text:beta title:alpha", "alpha [beta]"),
    ],
)
def test_most_words_closest_together_and_earliest(text: str, query: str, wanted: str) -> None:
    assert wanted in marked(snippet_of(text, terms_of(query), 60))


@pytest.mark.parametrize("query", ["other", "title:text", "", "link:text"])
def test_there_is_none_where_the_text_does_not_match(query: str) -> None:
    assert snippet_of("A text.", terms_of(query)) is None


def test_the_beginning_ends_with_a_whole_word() -> None:
    assert beginning_of("A short\ntext.") == Snippet("A short text.")
    assert beginning_of("word " * 99, 22).text == "word word word word…"
    assert beginning_of("") == Snippet()


def test_words_and_characters_stay_whole() -> None:
    family = "👨‍👩‍👧‍👦"
    for width in range(8, 40):
        english = snippet_of("several words before " * 9 + "here " + "are others " * 9,
                             terms_of("here"), width)  # fmt: skip
        assert english is not None
        assert set(english.text.strip("…").split()) <= set(
            ["several", "words", "before", "here", "are", "others"]
        )
        drawn = snippet_of(family * 30 + "字" + family * 30, terms_of("字"), width)
        assert drawn is not None
        assert drawn.text.replace(family, "").strip("…") == "字"


TEXTS = st.text("ab 南京，ｶﾞéß \u0301👍🏽\u200d\nไี", max_size=400)


@example("aไ", "ไ", 4, 1)
@given(TEXTS, st.text("ab南京ไ ", max_size=6), st.integers(4, 80), st.integers(0, 60))
def test_ranges_lie_in_the_snippet_however_it_is_cut(
    text: str, query: str, width: int, cells: int
) -> None:
    terms = terms_of(query)
    snippet = snippet_of(text, terms, width)
    if snippet is None:
        return
    assert "\n" not in snippet.text
    assert len(snippet.text) <= width + 18  # A last character may be made of several.
    assert snippet.matches
    for piece in (snippet, cut_snippet(snippet, cells)):
        last = 0
        for start, end in piece.matches:
            assert last <= start < end <= len(piece.text)
            last = end
    assert cell_len(cut_snippet(snippet, cells).text) <= cells


@pytest.mark.parametrize("cells", range(14, 60))
def test_the_match_stays_in_sight_in_few_cells(cells: int) -> None:
    for text, query in (
        ("several words before it " * 4 + "needle and thread " * 9, "needle"),
        ("近日，工业和信息化部对二十五个先进制造业" * 3 + "南京软件" + "进行公示" * 20, "南京软件"),
    ):
        snippet = snippet_of(text, terms_of(query), 160)
        assert snippet is not None
        shown = cut_snippet(snippet, cells)
        assert f"[{query}" in marked(shown)
        assert cell_len(shown.text) <= cells
        assert cell_len(shown.text) > cells - 16


def test_many_matches_are_weighed_quickly() -> None:
    snippet = snippet_of("a " * 20_000 + "b", terms_of("a b"))
    assert snippet is not None
    assert marked(snippet_of("南" * 20_000, terms_of("南"), 10)).count("[") == 10
