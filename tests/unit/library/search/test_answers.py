import random
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.library.making import article, found, open_library, write
from tui.articles.article import CategoryPath
from tui.library.library import Library, SearchCancelled
from tui.library.query import Days, Query
from tui.library.search import orders
from tui.library.search.folding import fold, is_spelled
from tui.library.search.index_search import IndexSearch
from tui.library.search.strategies import first_rows
from tui.library.values import Answer

TEXTS = (
    "近日，工业和信息化部对25个先进制造业集群决赛优胜者进行公示。3月29日公示届满。",
    "南京、软件。南京软件 南 京",
    "iPhone手机和Android手机，还有 iPhone 手机",
    "東京タワーは高い。カフェでｺｰﾋｰを飲む。がぎぐ",
    "한국 사람은 밥을 먹는다",
    "ภาษาไทยไม่มีช่องว่าง แต่มีวรรค",
    "ພາສາລາວ ភាសាខ្មែរ မြန်မာဘာသာ",
    "𠮷野家で食べる👍🏽です❤️",
    "（括号）《书名》——破折号……省略号",
    "Crème brûlée, naïve café. STRASSE!",
    "हिन्दी में कुछ शब्द",
    "©2021年° 5→6 ≠7",
)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_library(tmp_path_factory.mktemp("texts"), in_memory=True) as library:
        library.add([article(f"t{number}", text) for number, text in enumerate(TEXTS)])
        yield library


def by_substring(sought: str) -> set[str]:
    return {
        f"t{number}"
        for number, text in enumerate(TEXTS)
        if " ".join(fold(sought).split()) in " ".join(fold(text).split())
    }


def _runs(text: str) -> Iterator[str]:
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + 7) + 1):
            yield text[start:end]


@pytest.mark.parametrize("number", [0, 1, 2, 3, 5, 6, 7, 8])
def test_any_run_of_text_without_spaces_is_found_where_a_substring_search_finds_it(
    texts: Library, number: int
) -> None:
    for run in _runs(TEXTS[number]):
        if re.search(r"[\s“”\"-]", run) or not re.search(
            r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff]", run
        ):
            continue
        folded = fold(run)
        if folded == run and not run[0].isascii():
            assert set(found(texts, f'"{run}"')) == by_substring(run), run
            assert set(found(texts, run)) == by_substring(run), run


@given(st.text("南京软件，。がか한국ไทยี👍 aA1", min_size=1, max_size=5))
@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_phrase_with_unspaced_text_finds_what_a_substring_search_finds(
    texts: Library, sought: str
) -> None:
    sought = " ".join(sought.split())
    chunks = fold(sought).split()
    if not chunks or not all(any(map(str.isalpha, each)) and is_spelled(each) for each in chunks):
        return
    if chunks[0][0] in "\u0e35" or not all(map(str.isalpha, (sought[0], sought[-1]))):
        return
    assert set(found(texts, f'"{sought}"')) == by_substring(sought)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("iphone手机", {"t2"}),
        ("Phone手", {"t2"}),
        ("9日公示", {"t0"}),
        ("手机iPh", set()),
        ("和Andr", {"t2"}),
        ("件南", set()),
        ("京南", set()),
        ("南京软", {"t1"}),
        ("南京、软件。", {"t1"}),
        ('"南 京"', {"t1"}),
        ("国사", set()),
        ('"한국 사람"', {"t4"}),
        ("コーヒー", {"t3"}),
        ("か", set()),
        ("が", {"t3"}),
        ("creme", {"t9"}),
        ("straße", {"t9"}),
        ("caf", {"t9"}),
        ('"caf"', set()),
        ("afe", set()),
        ("2021", {"t11"}),
        ("👍", {"t7"}),
        ("❤", {"t7"}),
        ("हिन्दी", {"t10"}),
        ("शब्", {"t10"}),
        ("-南京 手机", {"t2"}),
        ("南京 OR 手机", {"t1", "t2"}),
        ("title:t3 OR 南京", {"t1", "t3"}),
    ],
)
def test_words(texts: Library, query: str, wanted: set[str]) -> None:
    assert set(found(texts, query)) == wanted


def test_a_letter_finds_the_words_that_begin_with_it(texts: Library) -> None:
    for letter in sorted({each for text in TEXTS for each in fold(text) if each.isalnum()}):
        fields = " OR ".join(f"{field}:{letter}" for field in ("title", "author", "tag", "text"))
        assert set(found(texts, letter)) == set(found(texts, fields)), letter


@given(
    text=st.text("ab_1'é-д ٣क南́", min_size=1, max_size=12),
    letters=st.text("ab1eд٣क", min_size=1, max_size=2),
)
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_letters_find_any_word_that_begins_with_them(
    text: str, letters: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with open_library(tmp_path_factory.mktemp("one"), in_memory=True) as library:
        library.add([article("0", text)])
        assert found(library, letters) == found(library, f"text:{letters}")


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("title:h", {"Harbour", "of-hall", "南hall"}),
        ("title:ha", {"Harbour", "of-hall", "南hall"}),
        ("title:o", {"of-hall"}),
        ("title:hal", {"of-hall", "南hall"}),
        ("author:h", {"light"}),
        ("author:ho", set()),
        ("category:ha", {"light"}),
        ("tag:ha", {"南hall"}),
        ("tag:al", {"南hall"}),
        ("title:ha OR author:ha", {"Harbour", "of-hall", "light", "南hall"}),
        ("ha -title:ha", {"light"}),
    ],
)
def test_letters_are_looked_for_in_a_field(piped: Library, query: str, wanted: set[str]) -> None:
    piped.add(
        [
            article("Harbour", "x"),
            article("of-hall", "y"),
            article("light", "ho", author="Ann Hay", categories=(("a", "hall"),)),
            article("南hall", "z", tags=("hat", "南all")),
        ]
    )
    assert set(found(piped, query)) == wanted


@given(st.text(st.characters(codec=None), max_size=60) | st.text('ab"“:-*^(){}+OR NEAR\0\ud800南'))
@settings(
    max_examples=200,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_nothing_typed_raises(texts: Library, text: str) -> None:
    texts.search.find(Query(text=text))


@pytest.mark.parametrize("piece", ["a ", "字", '"', "title:", "-a ", "a OR ", "字 ", '"a" -字 '])
def test_endless_queries_are_answered(texts: Library, piece: str) -> None:
    assert texts.search.find(Query(text=piece * 20_000)).problem


@pytest.fixture
def shelf(piped: Library) -> Library:
    piped.add(
        [
            article("Part 10", "alpha", day=1, categories=(("a", "b"),), tags=("x y",)),
            article("Part 2", "beta", day=2, categories=(("a", "b", "c"), ("a", "d"))),
            article("“Open” skies", "alpha beta", day=3, categories=(("z",),), author="Ann Lee"),
            article("alpha", "gamma alpha", day=3, link="https://Example.org/alpha?x=1"),
        ]
    )
    return piped


def test_addresses_are_found_however_they_are_written(piped: Library) -> None:
    piped.add([article("Over", link="https://example.org/Über/中文/ÀÉ"), article("Other", "x")])
    for text in ("link:Über", "link:uber", "link:ÀÉ", "link:中文", "link:ＥＸＡＭＰＬＥ"):
        assert found(piped, text) == ["Over"]
    assert found(piped, "-link:uber") == ["Other"]


def test_newest_comes_first_and_can_be_reversed(shelf: Library) -> None:
    newest = found(shelf)
    assert newest == ["“Open” skies", "alpha", "Part 2", "Part 10"]
    assert found(shelf, Query(reverse=True)) == newest[::-1]


def test_titles_are_sorted_as_a_reader_would(shelf: Library) -> None:
    assert found(shelf, Query(sort="title")) == ["alpha", "“Open” skies", "Part 2", "Part 10"]


def test_relevance_puts_a_title_first(shelf: Library) -> None:
    assert found(shelf, Query("alpha", sort="relevance"))[0] == "alpha"
    assert found(shelf, "alpha sort:relevance")[0] == "alpha"


def test_a_category_takes_in_everything_below_it(shelf: Library) -> None:
    assert found(shelf, Query(category=("a",))) == ["Part 2", "Part 10"]
    assert found(shelf, Query(category=("a", "b", "c"))) == ["Part 2"]
    assert found(shelf, Query(category=("b",))) == []
    assert found(shelf, "category:a/b") == ["Part 2", "Part 10"]


def test_categories_count_an_article_once_in_each(shelf: Library) -> None:
    assert shelf.search.categories(Query()) == {
        ("a",): 2,
        ("a", "b"): 2,
        ("a", "b", "c"): 1,
        ("a", "d"): 1,
        ("z",): 1,
    }
    assert shelf.search.categories(Query("beta", category=("z",)))[("a",)] == 1


def test_days_are_counted_without_the_filter_of_days(shelf: Library) -> None:
    only = Days(date(2021, 3, 2), date(2021, 3, 2))
    assert found(shelf, Query(days=only)) == ["Part 2"]
    assert shelf.search.days(Query(days=only)) == {
        date(2021, 3, 1): 1,
        date(2021, 3, 2): 1,
        date(2021, 3, 3): 2,
    }
    assert shelf.search.days(Query("beta")) == {date(2021, 3, 2): 1, date(2021, 3, 3): 1}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("author:lee", ["“Open” skies"]),
        ("tag:x", ["Part 10"]),
        ('tag:"x y"', ["Part 10"]),
        ("text:gamma", ["alpha"]),
        ("title:alpha", ["alpha"]),
        ("link:example.org/alpha", ["alpha"]),
        ("link:EXAMPLE", ["alpha"]),
        ("-link:example", ["“Open” skies", "Part 2", "Part 10"]),
        ("date:2021-03-02..2021-03-03 beta", ["“Open” skies", "Part 2"]),
        ("-date:2021-03-03", ["Part 2", "Part 10"]),
        ("date:2021-03-01 OR title:alpha", ["alpha", "Part 10"]),
        ("-alpha", ["Part 2"]),
        ("is:unread alpha", ["“Open” skies", "alpha", "Part 10"]),
        ("has:table", []),
        ("-has:table part", ["Part 2", "Part 10"]),
    ],
)
def test_fields_and_flags(shelf: Library, text: str, wanted: list[str]) -> None:
    assert found(shelf, text) == wanted


def test_all_filters_combine(shelf: Library) -> None:
    ids = shelf.search.find(Query("title:part")).ids
    shelf.bookmarks.set_bookmarked(ids, True)
    shelf.marks.set_read(shelf.search.find(Query("beta part")).ids, True)
    query = Query(
        "alpha OR beta",
        category=("a",),
        days=Days(date(2021, 3, 1), None),
        unread=True,
        bookmarked=True,
    )
    assert found(shelf, query) == ["Part 10"]


def test_an_answer_counts_beyond_its_limit(shelf: Library) -> None:
    shelf.marks.set_read(shelf.search.find(Query("alpha"), limit=1).ids, True)
    answer = shelf.search.find(Query(), limit=2)
    assert (len(answer.ids), answer.total, answer.all, answer.unread) == (2, 4, 4, 3)
    answer = shelf.search.find(Query("alpha"), limit=0)
    assert (len(answer.ids), answer.total, answer.all, answer.unread) == (0, 3, 4, 2)
    assert list(shelf.search.find(Query(), limit=2).days) == [20210303, 20210303]


def test_a_problem_comes_with_the_answer(shelf: Library) -> None:
    assert "no date" in shelf.search.find(Query("date:soon")).problem


def test_rows_that_are_gone_are_left_out(shelf: Library) -> None:
    assert [
        row.title for row in shelf.search.summaries([999, *shelf.search.find(Query()).ids[:1]])
    ] == ["“Open” skies"]


def test_a_search_can_be_cancelled(shelf: Library) -> None:
    with pytest.raises(SearchCancelled):
        shelf.search.find(Query("alpha"), cancelled=lambda: True)
    assert shelf.search.find(Query("alpha"), cancelled=lambda: False).total == 3


@pytest.mark.parametrize("count", [IndexSearch.categories, IndexSearch.days])
def test_counting_can_be_cancelled(
    shelf: Library, count: Callable[[IndexSearch, Query, Callable[[], bool]], dict[object, int]]
) -> None:
    with pytest.raises(SearchCancelled):
        count(shelf.search, Query("alpha"), lambda: True)
    assert count(shelf.search, Query("alpha"), lambda: False)


def test_a_search_is_cancelled_midway(piped: Library) -> None:
    piped.add([article(f"t{number}", "word " * 5) for number in range(3000)])
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 1

    with pytest.raises(SearchCancelled):
        piped.search.find(Query("word sort:relevance"), cancelled=cancelled)


def test_only_the_folders_that_are_asked_for(library: Library, folder: Path) -> None:
    for name in ("a/1.md", "a/b/2.md", "a b/3.md", "ab/4.md"):
        write(folder / name, f"T{name[-4]}", f"Text {name}.")
    library.update([folder])

    def inside(*names: str) -> list[str]:
        query = Query(folders=tuple(folder / name for name in names), sort="title")
        answer = library.search.find(query)
        assert answer.all == answer.total
        return found(library, query)

    assert inside("a") == ["T1", "T2"]
    assert inside("a/b") == ["T2"]
    assert inside("a/1.md", "ab") == ["T1", "T4"]
    assert inside("") == ["T1", "T2", "T3", "T4"]
    assert inside("nowhere") == []


@pytest.mark.parametrize("ask", [IndexSearch.categories, IndexSearch.days])
def test_counts_take_folders_into_account(
    library: Library, folder: Path, ask: Callable[[IndexSearch, Query], dict[object, int]]
) -> None:
    write(folder / "a/1.md", date="2021-03-01", categories="x")
    write(folder / "b/2.md", "Other", date="2021-03-01", categories="x")
    library.update([folder])
    assert list(ask(library.search, Query(folders=(folder / "a",))).values()) == [1]
    assert list(ask(library.search, Query()).values()) == [2]


@pytest.fixture
def many(piped: Library) -> Library:
    """A library with many articles of few days, which have two words or one of them."""
    chance = random.Random(7)
    made = []
    for number in range(120):
        words = chance.choice(["gamma", "delta", "gamma delta"])
        title = chance.choice([f"{number}", f"{number}, gamma"])
        each = article(title, words, categories=chance.choice([(), (("a", "b"),)]))
        day = chance.choice([1, 2, 2, 3, None])
        moment = None if day is None else datetime(2021, 3, day, chance.randrange(24), tzinfo=UTC)
        made.append(each._replace(date=moment))
    piped.add(made)
    return piped


@pytest.mark.parametrize("text", ["gamma", "gamma OR delta", "gamma -delta", "g"])
@pytest.mark.parametrize("category", [None, ("a",)])
@pytest.mark.parametrize("reverse", [False, True])
def test_the_first_rows_are_those_of_all(
    many: Library, text: str, category: CategoryPath | None, reverse: bool
) -> None:
    for days in (None, Days(date_of(2), date_of(2)), Days(date_of(2)), Days(None, date_of(2))):
        query = Query(text, category, days, reverse=reverse)
        whole = many.search.find(query)
        for limit in (0, 1, 7, 40, 100, 500):
            first = many.search.find(query, limit, counted=False)
            assert first.ids == whole.ids[:limit]
            assert first.days == whole.days[:limit]
            assert (first.total, first.unread) == (-1, -1)
            if len(first.ids) < limit:
                assert many.search.counted(first) == whole
            assert many.search.find(query, limit).total == whole.total


@pytest.mark.parametrize("text", ["gamma", "gamma sort:relevance", "gamma OR delta", "g"])
@pytest.mark.parametrize("reverse", [False, True])
def test_what_is_told_of_a_long_search_is_how_its_answer_begins(
    many: Library, text: str, reverse: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_rows, "_PATIENCE", 0)
    monkeypatch.setattr(first_rows, "_EVERY", 0)
    monkeypatch.setattr(orders, "_RANKED", 10)  # More than so many stand in the order of time.
    query = Query(text, reverse=reverse)
    for limit in (1, 30, 70, 500):
        told: list[Answer] = []
        first = many.search.find(query, limit, counted=False, so_far=told.append)
        for answer in told:
            length = len(answer.ids)
            assert (answer.ids, answer.days) == (first.ids[:length], first.days[:length])
            assert not answer.counted
        assert bool(told) == (limit > 1)


def test_a_quick_search_tells_nothing_before_its_end(many: Library) -> None:
    told: list[Answer] = []
    answer = many.search.find(Query("g"), 500, so_far=told.append)
    assert answer == many.search.find(Query("g"))
    assert answer.ids and not told


def date_of(day: int) -> date:
    return date(2021, 3, day)


def test_text_beside_and_inside_hidden_elements_is_found_and_counted(
    library: Library, folder: Path
) -> None:
    pixel = '<img src="p.gif" alt="pixel" style="visibility:hidden">'
    waiting = f'<div id="js_content" style="visibility:hidden">Night falls. {pixel}</div>'
    write(folder / "a.md", "Ferry", f"The ferry leaves.\n\n{pixel}\n\nGulls follow.\n\n{waiting}")
    (folder / "b.html").write_text(f"<title>Quay</title><p>A rope.</p>{pixel}<p>A bell.{waiting}")
    library.update([folder])
    assert found(library, '"gulls follow"') == ["Ferry"]
    assert found(library, "bell") == ["Quay"]
    assert set(found(library, "night")) == {"Ferry", "Quay"}
    assert not found(library, "pixel")
    rows = library.search.summaries(library.search.find(Query()).ids)
    assert {row.title: row.words for row in rows} == {"Ferry": 7, "Quay": 6}
