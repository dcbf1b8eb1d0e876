from time import perf_counter

from tui.document.model import Line, Run
from tui.library.search.matches import phrase, terms_of
from tui.ui.page.page_matches import PageMatches

TEXTS = ["A lantern, a lantern", "nothing here", "the lanterns' LANTERN"]


def test_matches_come_in_reading_order() -> None:
    matches = PageMatches(TEXTS, phrase("lantern"))
    assert [(match.paragraph, match.start) for match in matches.all] == [
        (0, 2),
        (0, 13),
        (2, 4),
        (2, 14),
    ]


def test_the_first_match_at_or_after_a_place() -> None:
    matches = PageMatches(TEXTS, phrase("lantern"))
    places = [(0, 0), (0, 2), (0, 3), (0, 14), (1, 5), (2, 4), (2, 15), (9, 0)]
    assert [matches.index_at(*place) for place in places] == [0, 0, 1, 2, 2, 2, 4, 4]


def test_runs_are_cut_where_matches_begin_and_end() -> None:
    matches = PageMatches(TEXTS, phrase("lantern"))
    # The second match goes over the end of the line.
    first = Line((Run("▎ "), Run("A lantern, a lan", start=0)), 0)
    second = Line((Run("tern", start=16),), 0)
    assert [(run.text, number) for run, number in matches.split(first)] == [
        ("▎ ", None),
        ("A ", None),
        ("lantern", 0),
        (", a ", None),
        ("lan", 1),
    ]
    assert [(run.text, run.start, number) for run, number in matches.split(second)] == [
        ("tern", 16, 1)
    ]
    other = Line((Run("nothing here", start=0),), 1)
    assert matches.split(other) == [(other.runs[0], None)]


def test_nothing_is_cut_without_matches() -> None:
    line = Line((Run("A lantern", start=0),), 0)
    assert PageMatches(TEXTS, ()).split(line) == [(line.runs[0], None)]


def test_looking_stops_when_it_is_not_wanted_any_more() -> None:
    asked = iter([False, True])
    matches = PageMatches(TEXTS, terms_of("lantern"), lambda: next(asked))
    assert len(matches) == 2


def test_many_matches_are_gone_through_as_fast_as_few() -> None:
    """A line of a paragraph of 100,000 matches is drawn, and the next one found, at once."""
    text = "ab " * 100_000
    matches = PageMatches([text], phrase("ab"))
    assert len(matches) == 100_000
    line = Line((Run(text[150_000:150_060], start=150_000),), 0)
    began = perf_counter()
    for _ in range(200):
        assert matches.index_at(0, 150_000) == 50_000
        assert len(matches.split(line)) == 40
    # Going through all of them takes some ten milliseconds a time.
    assert perf_counter() - began < 1
