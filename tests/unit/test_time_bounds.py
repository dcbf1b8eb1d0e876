"""No text, however it is made, keeps a parser for long."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.time_bounds import PARSERS, Parser, repeated, repetitions, spent, within


@pytest.mark.parametrize("parser", PARSERS.values(), ids=PARSERS)
@settings(max_examples=12)
@given(st.data())
def test_a_piece_again_and_again_is_read_in_time(parser: Parser, data: st.DataObject) -> None:
    text = data.draw(repetitions(parser, 8_000))
    with within(4):
        parser.read(text)


_SLOWEST = [
    # Each line that looks like a key was read to the end of all of them.
    ("streams", "Title: x\nDate: 2021-01-01\n\nx\n", "Ada: hello\n", ""),
    # So was each line that may begin JSON, and searched for commas to mend.
    ("streams", "a.b", "{\n", "x"),
    # html2text looks for the sign of a list from each line end to the end of all white space.
    ("html to markdown", "<p>x", " \n", "y"),
    # Each level indents all that is in it, and white space at the end was sought in each indent.
    ("html to markdown", "", "<ul><li>x", ""),
    # feedparser looks from each blank line to the end of all white space.
    ("containers", "", "\n", "<rss><channel><item><title>x"),
    # Each closed paragraph has the parser open the same three elements again.
    ("a saved page", "", "<p><font size=1><b>x", ""),
    # What may be the end of a comment is sought from each beginning, in the part that a title has.
    ("titles", "", "<!--", "]"),
    # At the end of each quote in quotes the text since its mark was copied.
    ("lines of html", "", "<q>", "\t"),
    # Bytes of no known encoding: each of them is weighed by every character.
    ("encodings", "", "文", "["),
    # At a width of one cell each character has a line, with the margins of all quotes.
    ("lines of markdown", "", "> a\n", ""),
]
"""The texts that took longest of all that a search over each parser has found."""


@pytest.mark.parametrize(("name", "before", "piece", "after"), _SLOWEST)
def test_the_slowest_texts_take_time_that_grows_with_their_length(
    name: str, before: str, piece: str, after: str
) -> None:
    read = PARSERS[name].read
    read(repeated(before, piece, after, 500))  # What is imported and compiled costs once.
    once, four_times = (
        spent(read, repeated(before, piece, after, length)) for length in (8_000, 32_000)
    )
    # The square would be sixteen times as much.
    assert four_times < 10 * once + 0.3
