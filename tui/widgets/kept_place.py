"""Where a reader's place is in an article that has been edited."""

from collections.abc import Sequence

from tui.library.values import Position


def place_in(after: Sequence[str], place: Position, before: Sequence[str]) -> Position:
    """Return a place among the paragraphs of an article in its new state.

    Args:
        after: The paragraphs that the article has now.
        place: A place among those that it had.
        before: Those.
    """
    number = place.paragraph
    if not after or number >= len(before):
        return place
    if number < _alike(before, after):
        return place
    from_end = len(before) - number
    if from_end <= _alike(before[::-1], after[::-1]):
        return place._replace(paragraph=len(after) - from_end)
    same = [at for at, text in enumerate(after) if text == before[number]]
    nearest = min(same, key=lambda at: abs(at - number), default=min(number, len(after) - 1))
    return place._replace(paragraph=nearest)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return with how many paragraphs that are the same two texts begin."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
