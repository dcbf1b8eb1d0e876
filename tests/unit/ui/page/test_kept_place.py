import pytest

from tui.library.values import Position
from tui.ui.page.page_loader import place_in

BEFORE = ["title", "one", "two", "three", "four"]


@pytest.mark.parametrize(
    ("after", "paragraph"),
    [
        (BEFORE, 2),
        (["title", "one", "two", "other", "more", "four"], 2),
        (["title", "new", "one", "two", "three", "four"], 3),
        (["title", "two", "three", "four"], 1),
        (["title", "new", "one", "two", "three", "last"], 3),
        (["title", "one", "edited", "three", "four"], 2),
        (["title", "one"], 1),
        (["another"], 0),
    ],
)
def test_the_same_paragraph_is_found_again(after: list[str], paragraph: int) -> None:
    assert place_in(after, Position(2, 7, 0.5), BEFORE) == Position(paragraph, 7, 0.5)


def test_without_paragraphs_the_place_is_left_as_it_is() -> None:
    place = Position(2, 7, 0.5)
    assert place_in([], place, BEFORE) == place
    assert place_in(BEFORE, place, []) == place
