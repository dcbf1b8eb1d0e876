from hypothesis import given
from hypothesis import strategies as st

from tui.articles.containers.json_elements import Elements

_pieces = st.sampled_from(
    ["{", "}", "[", "]", '"', "\\", "\n", ",", ":", " ", "a", '{"a": 1}', '\n{"', "é"]
)
_texts = st.lists(_pieces, max_size=40).map("".join)


def _divided(data: bytes, size: int) -> list[bytes]:
    elements = Elements()
    chunks = (data[at : at + size] for at in range(0, len(data), size))
    return [*(part for chunk in chunks for part in elements.feed(chunk)), *elements.close()]


def test_each_object_ends_an_element() -> None:
    text = b'[{"a": [1, {"b": "}\\""}]},\n{\n"c": 2\n}]'
    assert _divided(text, 1 << 20) == [
        b'[{"a": [1, {"b": "}\\""}]}',
        b',\n{\n"c": 2\n}',
        b"]",
    ]


def test_a_row_that_is_not_closed_costs_no_other() -> None:
    assert _divided(b'{"a": "x\n{"b": 1}\n{"c": d\n{"e": 2}\n', 7) == [
        b'{"a": "x\n',
        b'{"b": 1}',
        b'\n{"c": d\n',
        b'{"e": 2}',
        b"\n",
    ]


def test_objects_of_a_line_each_may_stand_in_another() -> None:
    whole = b'{"items": [\n{"a": 1},\n{"b": 2}\n]}'
    assert _divided(whole, 5) == [whole]


def test_what_has_come_is_known_before_the_next_bytes() -> None:
    elements = Elements()
    assert [*elements.feed(b'{"a": 1}\n{"b"')] == []
    assert elements.so_far() == [b'{"a": 1}']
    assert [*elements.feed(b": 2}")] == []
    assert elements.so_far() == [b'{"a": 1}', b'\n{"b": 2}']


@given(_texts, st.integers(1, 40))
def test_pieces_of_any_size_are_divided_alike(text: str, size: int) -> None:
    data = text.encode()
    parts = _divided(data, size)
    assert b"".join(parts) == data
    assert parts == _divided(data, len(data) or 1)
