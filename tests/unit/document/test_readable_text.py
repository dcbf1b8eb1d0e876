"""The text of a page as it is copied."""

from tests.unit.document.setting import article, read
from tui.articles.article import Article
from tui.document.layout.page import page_readable, page_texts
from tui.document.passages import Passage, Place
from tui.document.readable_text import read_out

HEAD = "A title\n\n1 min\n\n"


def copied(body: str, passage: Passage | None = None) -> str:
    """Return a passage of an article as it is copied; all of it for none."""
    what = article(body)
    return copied_of(what, passage)


def copied_of(what: Article, passage: Passage | None = None) -> str:
    document = read(what.body)
    parts = page_readable(what, document)
    assert [len(part.text) for part in parts] == [len(text) for text in page_texts(what, document)]
    last = len(parts) - 1
    return read_out(parts, passage or Passage(Place(0, 0), Place(last, len(parts[last].text))))


def test_paragraphs_stand_apart_and_line_ends_are_kept() -> None:
    assert (
        copied("<p>One<br>two <b>three</b>.</p><p>Four.</p>") == f"{HEAD}One\ntwo three.\n\nFour."
    )


def test_items_stand_as_close_as_on_the_page() -> None:
    body = (
        "<p>A</p><ul><li>One<ol><li>Two</li></ol></li><li>Three</li></ul><blockquote>B</blockquote>"
    )
    assert copied(body) == f"{HEAD}A\n\nOne\nTwo\nThree\n\nB"
    assert copied("<ul><li><p>One</p></li><li><p>Two</p></li></ul>") == f"{HEAD}One\n\nTwo"


def test_cells_are_parted_by_tabs_and_rows_by_line_ends() -> None:
    table = """<table><caption>Woods</caption><tr><th>Wood</th><th>Weight</th></tr>
    <tr><td rowspan=2>Oak<br>old</td><td>700</td></tr><tr><td>600</td></tr></table>"""
    assert copied(table) == f"{HEAD}Woods\nWood\tWeight\nOak old\t700\n600"


def test_code_keeps_its_spaces() -> None:
    assert copied("<pre>def saw():\n    return 2\n</pre>") == f"{HEAD}def saw():\n    return 2"


def test_the_mark_of_a_picture_in_the_text_is_left_out() -> None:
    text = copied('<p>See <img src="lamp.png" alt="lamp"> there.</p>')
    assert text == f"{HEAD}See there.\n\nlamp"


def test_a_passage_begins_and_ends_within_segments() -> None:
    body = "<p>One two.</p><p>Three.</p><p>Four five.</p>"
    assert copied(body, Passage(Place(2, 4), Place(4, 4))) == "two.\n\nThree.\n\nFour"
    assert copied(body, Passage(Place(2, 8), Place(3, 6))) == "Three."
