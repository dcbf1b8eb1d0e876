"""Letters that are written in several ways: a search finds each by any of the others."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.chinese_variants import groups_of
from tests.unit.library.making import article, found, ids_of, open_library
from tui.library.indexing.process_pool import ReadingProcess
from tui.library.library import Library
from tui.library.search import matches, query_language
from tui.library.search.chinese import chinese_variants
from tui.library.search.folding import fold, fold_chinese
from tui.library.search.matches import find_matches, terms_of

CHINESE = ["发發髮", "后後", "里裏裡", "干乾幹", "国國", "画畫", "一", "的", "，"]
ARABIC = ["اأإآٱ", "وؤ", "يىئی", "هة", "كک", "ب", "م", "ل"]


def _forget() -> None:
    matches._CHARACTERS.clear()
    query_language._parse.cache_clear()


@pytest.fixture(scope="module")
def _folding() -> Iterator[None]:
    fold_chinese(chinese_variants())
    _forget()
    yield
    fold_chinese({})
    _forget()


@pytest.fixture
def library(_folding: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_library(tmp_path_factory.mktemp("variants"), in_memory=True) as library:
        yield library


def _plain(text: str, groups: list[str]) -> str:
    """Return a text with the first character of its group for each."""
    return "".join(next((group[0] for group in groups if c in group), c) for c in text)


def _written(groups: list[str], least: int, most: int) -> st.SearchStrategy[str]:
    return st.text(st.sampled_from("".join(groups)), min_size=least, max_size=most)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=_written(CHINESE, 1, 12), sought=_written(CHINESE[:-1], 1, 2))
def test_any_variant_of_a_run_of_chinese_is_found(library: Library, text: str, sought: str) -> None:
    (id,) = library.add([article("t", text)])
    stands = _plain(sought, CHINESE) in _plain(text, CHINESE)
    assert (id in ids_of(library, f'"{sought}"')) == stands
    assert bool(find_matches(text, terms_of(f'"{sought}"'))) == stands


@settings(max_examples=60, deadline=None)
@given(words=st.lists(_written(ARABIC, 1, 3), min_size=1, max_size=4), data=st.data())
def test_any_variant_of_an_arabic_word_is_found(words: list[str], data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(words))
    other = "".join(
        data.draw(st.sampled_from(next(group for group in ARABIC if c in group))) for c in word
    )
    text = " ".join(words)
    assert fold(word) == fold(other)
    assert [text[start:end] for start, end in find_matches(text, terms_of(f'"{other}"'))] == [
        each for each in words if _plain(each, ARABIC) == _plain(word, ARABIC)
    ]


def test_titles_and_categories_are_found_too(library: Library) -> None:
    library.add([article("頭髮與發展", categories=(("經濟", "國內"),))])
    assert found(library, "title:头发与发展 category:经济") == ["頭髮與發展"]
    assert found(library, "category:/经济/国内") == ["頭髮與發展"]


def test_processes_that_read_files_fold_as_the_program_does(_folding: None) -> None:
    process = ReadingProcess("tui.library.search.folding", "fold")
    try:
        process.ask("發展", 5.0)
        assert process.answer() == fold("发展")
    finally:
        process.end()


def test_characters_with_several_counterparts_are_one_with_all_of_them() -> None:
    simplified = {"发": ["發", "髮"], "后": ["後", "后"]}
    traditional = {"發": ["发"], "髮": ["发"], "後": ["后"]}
    assert groups_of(simplified, traditional) == ["发發髮", "后後"]
