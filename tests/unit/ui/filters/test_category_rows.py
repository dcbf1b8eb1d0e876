from collections.abc import Mapping

from tui.articles.article import CategoryPath
from tui.library.values import Tallies, Tally
from tui.ui.filters.category_rows import CategoryForest, CategoryRows, match_ranges

COUNTS: dict[CategoryPath, int] = {
    ("world",): 20,
    ("world", "economy"): 12,
    ("world", "Ａｆｒｉｃａ"): 3,
    ("金融",): 90,
    ("金融", "新浪财经"): 80,
    ("金融", "新浪财经", "国内"): 40,
    ("金融", "新浪财经", "国际"): 30,
    (): 7,
}


def many() -> dict[CategoryPath, int]:
    return {(f"topic {n}", f"part {m}"): n + m + 1 for n in range(100) for m in range(50)}


def rows_of(
    counts: Mapping[CategoryPath, int], chosen: CategoryPath | None, total: int
) -> CategoryRows:
    return CategoryRows(tallies(counts, total), chosen)


def tallies(counts: Mapping[CategoryPath, int], total: int) -> Tallies:
    """Return counts as tallies of which a third are unread."""
    read = {category: Tally(count, count // 3) for category, count in counts.items()}
    return Tallies(Tally(total, total // 3), read)


def names(rows: CategoryRows) -> list[str]:
    return ["  " * row.depth + row.name for row in rows.rows]


def test_the_fullest_come_first_at_every_level_and_those_without_a_category_last() -> None:
    assert names(rows_of(COUNTS, None, 117)) == [
        "All articles",
        "金融",
        "  新浪财经",
        "    国内",
        "    国际",
        "world",
        "  economy",
        "  Ａｆｒｉｃａ",
        "Without a category",
    ]


def test_without_the_empty_path_there_is_no_row_for_it() -> None:
    assert names(rows_of({("a",): 1}, None, 1)) == ["All articles", "a"]


def test_nothing_at_all_is_one_row() -> None:
    assert names(rows_of({}, None, 0)) == ["All articles"]


def test_a_missing_parent_counts_what_its_children_do() -> None:
    forest = CategoryForest({("a", "b"): Tally(2, 1), ("a", "c"): Tally(3, 0)})
    assert forest.counts["a",] == Tally(5, 1)
    assert len(forest) == 3


def test_a_large_forest_is_closed() -> None:
    rows = rows_of(many(), None, 1)
    assert len(rows.rows) == 101
    assert not any(row.open for row in rows.rows)


def test_the_chosen_category_is_in_sight() -> None:
    rows = rows_of(many(), ("topic 7", "part 3"), 1)
    assert rows.index_of(("topic 7", "part 3")) is not None
    assert [row.name for row in rows.rows if row.open] == ["topic 7"]


def test_a_chosen_category_that_is_gone_does_no_harm() -> None:
    rows = rows_of(many(), ("gone", "too"), 1)
    at = rows.index_of(("gone", "too"))
    assert at is not None and rows.rows[at].tally == Tally(0, 0)


def test_other_numbers_leave_open_what_is_open_and_keep_the_filter() -> None:
    rows = rows_of(many(), None, 1)
    rows.set_open(("topic 7",), True)
    fewer = {path: count for path, count in many().items() if path[0] in ("topic 7", "topic 8")}
    rows.count(tallies(fewer, 9), None)
    assert [row.name for row in rows.rows if row.open] == ["topic 7"]
    assert len(rows.rows) == 1 + 2 + 50
    assert rows.rows[0].tally == Tally(9, 3)
    rows.filter("part 49")
    rows.count(tallies(many(), 9), None)
    fresh = rows_of(many(), None, 9)
    fresh.filter("part 49")
    assert rows.rows == fresh.rows


def test_branches_open_and_close() -> None:
    rows = rows_of(many(), None, 1)
    assert rows.set_open(("topic 7",), True)
    assert len(rows.rows) == 151
    assert not rows.set_open(("topic 7",), True)
    assert rows.set_open(("topic 7",), False)
    assert len(rows.rows) == 101
    assert not rows.set_open(("topic 7", "part 3"), True)


def test_a_filter_shows_what_matches_and_what_it_is_in() -> None:
    rows = rows_of(COUNTS, None, 117)
    rows.filter("国")
    assert names(rows) == ["金融", "  新浪财经", "    国内", "    国际"]
    assert rows.rows[rows.best()].name == "国内"


def test_a_filter_folds_case_and_width() -> None:
    rows = rows_of(COUNTS, None, 117)
    rows.filter("AFRICA")
    assert names(rows) == ["world", "  Ａｆｒｉｃａ"]
    rows.filter("ＷＯＲＬＤ")
    assert rows.rows[rows.best()].category == ("world",)


def test_several_words_may_stand_at_different_levels() -> None:
    rows = rows_of(COUNTS, None, 117)
    rows.filter("金融 国际")
    assert [row.name for row in rows.rows] == ["金融", "新浪财经", "国际"]
    rows.filter("world 国际")
    assert rows.rows == []


def test_a_branch_that_matches_is_closed_unless_there_is_more_in_it_and_opens_whole() -> None:
    rows = rows_of(COUNTS, None, 117)
    rows.filter("world")
    assert names(rows) == ["world"]
    assert rows.rows[0].branch and not rows.rows[0].open
    rows.set_open(("world",), True)
    assert names(rows) == ["world", "  economy", "  Ａｆｒｉｃａ"]


def test_a_filter_that_is_taken_off_leaves_the_tree_as_it_was() -> None:
    rows = rows_of(many(), ("topic 7", "part 3"), 1)
    before = rows.rows
    rows.filter("part 4")
    rows.filter(" ")
    assert rows.rows == before


def test_the_best_is_the_whole_name_then_its_start() -> None:
    rows = rows_of({("red wine",): 9, ("wine",): 1, ("winery",): 5}, None, 15)
    rows.filter("wine")
    assert rows.rows[rows.best()].name == "wine"
    rows.filter("winer")
    assert rows.rows[rows.best()].name == "winery"


def test_articles_without_a_category_are_found_too() -> None:
    rows = rows_of(COUNTS, None, 117)
    rows.filter("without")
    assert names(rows) == ["Without a category"]


def test_the_found_ranges_are_those_of_the_name_as_it_is_shown() -> None:
    assert match_ranges("Ａｆｒｉｃａ", ("ri",)) == [(2, 4)]
    assert match_ranges("㍿ Straße", ("strasse",)) == [(2, 8)]
    assert match_ranges("banana", ("an", "na")) == [(1, 6)]
    assert match_ranges("banana", ("x", "")) == []
