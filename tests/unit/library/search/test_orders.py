import pytest

from tests.unit.library.making import article, found
from tui.library.library import Library
from tui.library.query import Query
from tui.library.search import orders, tallies


@pytest.fixture
def shelf(piped: Library) -> Library:
    piped.add(
        [
            article("Old tide", "alpha", day=1, categories=(("a",),)),
            article("Alpha and tide", "beta", day=2),
            article("New tide", "alpha alpha alpha", day=5),
            article("Alphabet", "alpha", day=3, author="Alpha"),
            article("Other", "beta", day=4, tags=("alpha",), categories=(("a", "b"),)),
            article("潮汐", "字 alpha字", day=6),
        ]
    )
    return piped


@pytest.fixture
def many(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Return a library in which three articles are too many to rank."""
    monkeypatch.setattr(orders, "_RANKED", 2)
    monkeypatch.setattr(orders, "_FEW", 2)
    return shelf


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("alpha", ["Alphabet", "Alpha and tide", "潮汐", "New tide", "Other", "Old tide"]),
        ('"alpha"', ["Alpha and tide", "潮汐", "New tide", "Other", "Alphabet", "Old tide"]),
        ("alpha tide", ["Alpha and tide", "New tide", "Old tide"]),
        ("alpha -beta", ["Alphabet", "潮汐", "New tide", "Old tide"]),
        ("alpha author:alpha OR tag:alpha", ["Alphabet", "Other"]),
        ("al", ["Alphabet", "Alpha and tide", "潮汐", "New tide", "Other", "Old tide"]),
    ],
)
def test_of_too_many_to_rank_those_with_the_words_in_their_titles_come_first(
    many: Library, text: str, wanted: list[str]
) -> None:
    assert found(many, Query(text, sort="relevance")) == wanted
    assert found(many, Query(text, sort="relevance", reverse=True)) == wanted[::-1]


@pytest.mark.parametrize("sort", ["relevance", "title", "date"])
@pytest.mark.parametrize("text", ["alpha", "tide", "", "alpha date:2021-03-02..2021-03-05"])
@pytest.mark.parametrize("large", [False, True])
def test_a_first_page_begins_as_all_rows_do(
    shelf: Library, sort: str, text: str, large: bool, request: pytest.FixtureRequest
) -> None:
    if large:
        request.getfixturevalue("many")
    for reverse in (False, True):
        query = Query(f"{text} sort:{sort}", reverse=reverse)
        everything = shelf.search.find(query)
        assert everything.total == len(everything.ids)
        for limit in range(len(everything.ids) + 2):
            page = shelf.search.find(query, limit)
            assert page.ids == everything.ids[:limit]
            assert page.days == everything.days[:limit]
            assert (page.total, page.unread) == (everything.total, everything.unread)


@pytest.mark.parametrize("text", ["alpha", "-alpha", "is:unread alpha", "字"])
def test_the_category_tree_is_the_same_however_it_is_counted(
    shelf: Library, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.add([article("Both", "字", categories=(("a", "b"), ("a", "c"), ("d",)))])
    counts = shelf.search.categories(Query(text))
    monkeypatch.setattr(tallies, "_CHARACTERS", 0)
    assert shelf.search.categories(Query(text)) == counts
    for category, count in counts.items():
        assert shelf.search.find(Query(text, category=category)).total == count
    assert counts


@pytest.fixture
def lengths(piped: Library) -> Library:
    """Return a library of articles that have as many words as their titles say."""
    for number in (300, 2, 1501, 20, 1500):
        piped.add([article(str(number), " ".join(["salt"] * number), day=number % 27 + 1)])
    return piped


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("words:>1500", [1501]),
        ("words:>=1500", [1501, 1500]),
        ("words:<300", [20, 2]),
        ("words:<=300 salt", [300, 20, 2]),
        ("words:..300", [300, 20, 2]),
        ("words:300..1500", [1500, 300]),
        ("words:300..", [1501, 1500, 300]),
        ("words:300", [300]),
        ("words：＞１５００", [1501]),
        ("-words:>19", [2]),
        ("words:2 OR words:20", [20, 2]),
        ("words:>999999999999999", []),
    ],
)
def test_articles_are_found_by_their_length(lengths: Library, text: str, wanted: list[int]) -> None:
    assert found(lengths, Query(text, sort="words")) == [str(number) for number in wanted]


@pytest.mark.parametrize("few", [1, 5000])
def test_the_longest_come_first(
    lengths: Library, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "_FEW", few)
    assert found(lengths, "sort:words") == ["1501", "1500", "300", "20", "2"]
    shortest = Query("salt", sort="words", reverse=True)
    assert found(lengths, shortest) == ["2", "20", "300", "1500", "1501"]


def test_an_order_at_random_depends_on_its_seed_alone(piped: Library) -> None:
    piped.add([article(f"t{number}", "salt") for number in range(60)])
    asked = [Query("salt", sort="random", seed=seed) for seed in (0, 1, 2_000_000_000)]
    orders_of = [found(piped, query) for query in asked]
    assert orders_of == [found(piped, query) for query in asked]
    assert len(set(map(tuple, orders_of))) == 3
    assert all(sorted(order) == sorted(orders_of[0]) for order in orders_of)
    assert list(piped.search.find(asked[2], limit=7).ids) == list(
        piped.search.find(asked[2]).ids[:7]
    )
    assert found(piped, asked[1]._replace(reverse=True)) == orders_of[1][::-1]
