import pytest

from tui.articles.article import Article
from tui.document.model import Document
from tui.ui.page.links import LETTERS, Label, LinkLabels, Spot, Target, label_texts
from tui.ui.page.page_builder import Page, Text
from tui.ui.page.page_matches import PageMatches


def page() -> Page:
    """Return a page of nothing: labels only ask which one it is."""
    text = Text(1, Article("", "", "text"), Document(()), [], [], 0)
    return Page(text, 40, PageMatches([], ()))


def spots(*cells: int, line: int = 0) -> list[Spot]:
    """Return spots on one line, with links numbered from 1."""
    return [Spot(Target("link", n), line, cell) for n, cell in enumerate(cells, 1)]


@pytest.mark.parametrize("count", [0, 1, 2, 9, 10, 17, 80, 81, 82, 700])
def test_labels_are_different_and_none_begins_another(count: int) -> None:
    texts = label_texts(count)
    assert len(texts) == len(set(texts)) == count
    assert set("".join(texts)) <= set(LETTERS)
    assert [len(text) for text in texts] == sorted(len(text) for text in texts)
    ordered = sorted(texts)
    for text, after in zip(ordered, ordered[1:], strict=False):
        assert not after.startswith(text)


def test_nine_links_take_one_letter_and_eighty_one_take_two() -> None:
    assert label_texts(9) == list(LETTERS)
    assert {len(text) for text in label_texts(81)} == {2}


def test_a_label_of_one_letter_is_chosen_at_once() -> None:
    labels = LinkLabels(page(), spots(0, 10), [1, 2])
    assert labels.chosen is None
    assert labels.on_line(0) == [Label(0, "", "a"), Label(10, "", "s")]
    assert labels.type("s")
    assert labels.chosen == Target("link", 2)


def test_typing_leaves_the_labels_that_begin_so() -> None:
    labels = LinkLabels(page(), spots(*range(0, 100, 10)), [])
    assert [label.rest for label in labels.on_line(0)] == [*LETTERS[1:], "aa", "as"]
    assert labels.type("a")
    assert labels.chosen is None
    assert labels.on_line(0) == [Label(80, "a", "a"), Label(90, "a", "s")]
    assert labels.rub_out()
    assert len(labels.on_line(0)) == 10
    assert not labels.rub_out()
    assert labels.type("a")
    assert not labels.type("l")


def test_labels_close_to_each_other_do_not_overlap() -> None:
    labels = LinkLabels(page(), spots(*range(12)), [])
    at = 0
    for cell, _, rest in labels.on_line(0):
        assert cell >= at
        at = cell + len(rest)


def test_numbers_may_be_typed_instead() -> None:
    labels = LinkLabels(page(), spots(0), [0, 1, 2, 10, 11])
    assert labels.type("2")
    assert labels.chosen == Target("link", 2)
    labels.rub_out()
    assert labels.type("1")
    assert labels.chosen is None
    assert labels.numbered == Target("link", 1)
    assert labels.on_line(0) == []
    assert labels.type("0")
    assert labels.chosen == labels.numbered == Target("link", 10)
    assert not labels.type("9")
