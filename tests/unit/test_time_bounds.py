"""No text, however it is made, keeps a parser for long."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.time_bounds import PARSERS, Parser, repetitions, within


@pytest.mark.parametrize("parser", PARSERS.values(), ids=PARSERS)
@settings(max_examples=12)
@given(st.data())
def test_a_piece_again_and_again_is_read_in_time(parser: Parser, data: st.DataObject) -> None:
    text = data.draw(repetitions(parser, 8_000))
    with within(4):
        parser.read(text)
