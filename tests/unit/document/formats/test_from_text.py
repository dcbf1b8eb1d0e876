import pytest

from tests.unit.document.setting import lines, read
from tui.document.formats import from_text
from tui.document.model import Code, Paragraph


def test_blank_lines_part_paragraphs() -> None:
    assert lines("One.\n\n \nTwo.\n", format="text") == ["One.", "", "Two."]


def test_hard_wrapped_prose_is_reflowed() -> None:
    wrapped = (
        "This is a paragraph of a letter that was broken at a fixed width,\n"
        "as mail programs did for many years, and so it is one paragraph\n"
        "to its reader."
    )
    assert lines(wrapped, 200, "text") == [" ".join(wrapped.split("\n"))]


def test_verse_keeps_its_lines() -> None:
    verse = "床前明月光，\n疑是地上霜。\n\nRoses are red,\nviolets are blue"
    assert lines(verse, format="text") == [
        "床前明月光，", "疑是地上霜。", "", "Roses are red,", "violets are blue",
    ]  # fmt: skip


def test_moved_in_lines_are_paragraphs() -> None:
    assert lines("　　甲。\n　　乙。", format="text") == ["甲。", "", "乙。"]


def test_more_lines_than_can_be_held_are_one_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_text, "_MOST_LINES", 3)
    document = read("One.\n\nTwo.\nThree.\n\nFour.\n", format="text")
    assert [problem.problem for problem in document.problems] == ["more than 500,000 lines"]
    assert lines("One.\n\nTwo.\nThree.\n\nFour.\n", 76, "text") == [
        "One.", "", "Two.", "", "Three. Four.", "",
        "more than 500,000 lines; the text after them is shown as one paragraph",
    ]  # fmt: skip
    assert not read("One.\n\nTwo.\n", format="text").problems


def test_drawings_are_code() -> None:
    drawing = "+---+---+\n| a | b |\n+---+---+"
    assert read(drawing, "text").blocks == (Code(drawing),)


def test_tags_are_text() -> None:
    assert lines("<nick> hello & <b>\n* x", format="text") == ["<nick> hello & <b>", "* x"]


def test_addresses_are_links() -> None:
    document = read("see https://a.com/x. ok", "text")
    assert [link.url for link in document.links] == ["https://a.com/x"]
    (block,) = document.blocks
    assert isinstance(block, Paragraph) and block.spans[1].link == 1
