from collections.abc import Sequence
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.library.values import Stretch
from tui.ui.list import row_places
from tui.ui.list.row_places import BLOCK, ListRows, ManyRows


def made(days: Sequence[int]) -> tuple[ManyRows, ListRows]:
    """Return the same rows twice: known a block at a time, and all at once."""
    ids = [1000 + place for place in range(len(days))]
    listed = [(day, len(list(same))) for day, same in groupby(days)]

    def source(wanted: Stretch) -> Sequence[int]:
        low, high = wanted.days
        among = [id for id, day in zip(ids, days, strict=True) if low <= day <= high]
        return among[wanted.offset : wanted.offset + wanted.length]

    many = ManyRows([day for day, _ in listed], [count for _, count in listed], source)
    return many, ListRows(ids, days, grouped=True)


@settings(max_examples=30)
@given(st.lists(st.integers(0, 400), max_size=900), st.booleans(), st.data())
def test_blocks_hold_the_rows_of_the_whole_list(
    days: list[int], oldest_first: bool, data: st.DataObject
) -> None:
    many, whole = made(sorted(days, reverse=not oldest_first))
    assert len(many) == len(whole) and many.height == whole.height
    start = data.draw(st.integers(0, len(days)))
    places = range(start, start + data.draw(st.integers(0, 300)))
    for block in many.unknown(places):
        ids = many.fetch(block)
        assert [*many.among(places, block, ids)] == [
            whole.id_at(place) for place in places if place // BLOCK == block and place < len(days)
        ]
        many.learn(block, ids)
    assert not many.unknown(places)
    for place in places:
        assert many.id_at(place) == whole.id_at(place)
        if place < len(days):
            assert many.index_of(1000 + place) == place


def test_what_is_not_known_has_no_id() -> None:
    many, _ = made([3] * 300)
    assert many.id_at(0) is None and many.index_of(1000) is None
    assert many.place(3, 7) == 7


def test_blocks_that_were_left_long_ago_are_forgotten() -> None:
    many, _ = made([3] * (BLOCK * (row_places._KEPT + 2)))
    for block in range(row_places._KEPT + 2):
        many.learn(block, many.fetch(block))
    assert many.unknown(range(len(many))) == [0, 1]
