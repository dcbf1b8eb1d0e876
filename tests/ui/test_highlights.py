"""Highlights made in the reader: by keys and by the mouse, seen, changed, undone, found again."""

import random
from pathlib import Path

import pytest

from tests.ui.reader import NARROW, Reader, open_reader, user_library
from tests.ui.test_selecting import CHINESE, GATE, PAINT, copied, drag, place_of, reading
from tui.errors import StorageError
from tui.library.marks.highlights import Highlights
from tui.library.values import Highlight
from tui.ui.screens.dialogs.contents import Contents
from tui.ui.screens.dialogs.edit_notes import EditNotes
from tui.ui.screens.dialogs.lost_highlight import LostHighlight

COLOURS = ("yellow", "green", "blue")


def kept(reader: Reader) -> list[Highlight]:
    """Return all highlights that are kept."""
    return [each for article in reader.library.highlights.all() for each in article.highlights]


def painted(reader: Reader, colour: str) -> str:
    """Return the text in the reader that is drawn as highlighted in a colour."""
    pane = reader.pane
    background = pane._styles(f"highlight-{colour}").bgcolor
    parts = [part for y in range(pane.size.height) for part in pane.render_line(y)]
    return "".join(part.text for part in parts if part.style and part.style.bgcolor == background)


def bare(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


async def test_h_keeps_the_selection_and_takes_it_off_again(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("v", "H")
        assert [each.exact for each in kept(reader)] == [GATE]
        assert reader.pane.selection.passage is None
        assert "✎1" in reader.row("Cedar gate")
        assert "1 highlight ·" in reader.screen
        await reader.press("U")
        assert not kept(reader)
        assert "✎" not in reader.screen
        await reader.press("v", "H", "v", "H")
        assert not kept(reader)
        await reader.press("U")
        assert [each.exact for each in kept(reader)] == [GATE]


@pytest.mark.parametrize(("key", "colour"), zip("123", COLOURS, strict=True))
async def test_a_colour_is_chosen_by_its_number(tmp_path: Path, key: str, colour: str) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("v", key, "escape", "l")
        assert bare(painted(reader, colour)) == bare(GATE)
        other = COLOURS[COLOURS.index(colour) - 1]
        await reader.press("right_square_bracket")
        await reader.press(str(COLOURS.index(other) + 1))
        assert [each.colour for each in kept(reader)] == [other]
        assert reader.hints.where == "highlight"
        await reader.press("U", "escape")
        assert bare(painted(reader, colour)) == bare(GATE)


async def test_a_highlight_stays_at_its_words_at_every_width(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await drag(reader, place_of(reader, "oils"), place_of(reader, "从不用钉子", last=True))
        await reader.press("2", "escape")
        words = "oils it either. " + CHINESE[: CHINESE.index("从不用钉子") + 5]
        for size in (NARROW, (200, 50), (40, 30)):
            await reader.resize(*size)
            await reader.press("l")
            assert bare(painted(reader, "green")).replace("▎", "") == bare(words)
            assert "║" in reader.screen
            await reader.press("h")


async def test_stepping_meets_links_and_highlights_in_reading_order(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await drag(reader, place_of(reader, "A gate"), place_of(reader, "A gate", last=True))
        await reader.press("H")
        await drag(reader, place_of(reader, "Nobody oils"), place_of(reader, "either", last=True))
        await reader.press("3", "escape", "l")
        said = []
        for key in ("right_square_bracket",) * 3 + ("left_square_bracket",) * 2:
            await reader.press(key)
            highlight = reader.pane.highlights.current
            said.append(highlight.exact if highlight else reader.pane.links.address)
        assert said == ["A gate", "https://w.example/cedar", "Nobody oils it either",
                        "https://w.example/cedar", "A gate"]  # fmt: skip
        await reader.press("H")
        assert [each.exact for each in kept(reader)] == ["Nobody oils it either"]
        await reader.press("escape", "escape", "l")


async def test_a_click_makes_a_highlight_current(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("v", "H", "escape", "l")
        await reader.click_on("carpenters")
        assert reader.hints.where == "highlight"
        await reader.press("H")
        assert not kept(reader)


async def test_e_writes_the_note_of_what_was_just_made(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("v")
        await reader.type("Heask the smith")  # As fast as it goes: the dialog gets the words.
        assert isinstance(reader.app.screen, EditNotes)
        await reader.press("enter")
        assert [each.note for each in kept(reader)] == ["ask the smith"]
        assert "yellow highlight · ask the smith" in reader.screen
        await reader.press("escape", "e", "escape")
        assert not reader.library.bookmarks.all()
        await reader.search("note:smith")
        assert reader.titles == ["Cedar gate"]


async def test_y_copies_the_words_of_the_current_highlight(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await drag(reader, place_of(reader, "cedar"), place_of(reader, "Nobody paints", last=True))
        await reader.press("H")
        assert await copied(reader) == GATE[GATE.index("cedar") :] + "\n\nNobody paints"
        await reader.press("escape")
        assert await copied(reader) == "https://a.example/gate"


async def test_the_footer_says_what_h_does(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("v")
        assert "H highlight   1 2 3 colour" in reader.lines[-1]
        await reader.press("H")
        assert "H remove highlight   1 2 3 colour   e note   y copy" in reader.lines[-1]
        await reader.press("escape", "l", "v")
        assert "H remove highlight" in reader.lines[-1]
        await reader.press("j")
        assert "H highlight" in reader.lines[-1]
        await reader.press("k")
        await reader.click_on("2 3 colour")  # The keys of a hint are clicked one by one.
        assert [each.colour for each in kept(reader)] == ["green"]


async def test_what_cannot_be_kept_is_said_and_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StorageError("The disk is full.")

    async with reading(tmp_path) as reader:
        monkeypatch.setattr(Highlights, "add", fail)
        await reader.press("v", "H")
        assert reader.told[-1] == "The disk is full."
        assert reader.pane.selection.readable_text == GATE
        assert not painted(reader, "yellow")
        await reader.press("escape", "H")
        assert "Select the text to highlight first" in reader.told[-1]


async def test_the_contents_lead_to_highlights(tmp_path: Path) -> None:
    filler = "\n\n".join(f"Filler {number}." for number in range(60))
    async with reading(tmp_path, filler) as reader:
        await reader.press("v", "H", "G", "t")
        assert isinstance(reader.app.screen, Contents)
        assert "Highlights" in reader.screen
        await reader.type("smells")
        await reader.press("enter")
        assert reader.reading
        assert bare(GATE[:20]) in bare(reader.screen)
        assert reader.hints.where == "highlight"


async def test_one_that_is_not_in_the_text_is_listed_read_and_removed(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("v", "H")
    file = tmp_path / "kept" / "gate.md"
    file.write_text(file.read_text().split("A gate of")[0] + "\n\nAll is rewritten.\n")
    async with open_reader(tmp_path / "kept") as reader:
        await reader.press("l")
        assert "1 highlight, 1 not in the text" in reader.screen
        await reader.press("t")
        assert "not found in this text" in reader.screen
        await reader.type("cedar")
        await reader.press("enter")
        assert isinstance(reader.app.screen, LostHighlight)
        assert "when the wind turns." in reader.screen
        await reader.press("H")
        assert not kept(reader)


async def test_a_highlight_of_another_program_appears(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("v", "3", "escape", "l")
        with user_library() as other:
            (article,) = other.highlights.all()
            other.highlights.remove([each.id for each in article.highlights if each.id])
        while reader.pane.found_highlights.placed:
            await reader.pilot.pause(0.05)
        await reader.settle()
        assert "✎" not in reader.row("Cedar gate")
        assert not painted(reader, "blue")


@pytest.mark.parametrize("seed", range(4))
async def test_edits_around_a_highlight_leave_it_at_its_words(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    async with reading(tmp_path) as reader:
        await drag(reader, place_of(reader, "Nobody oils"), place_of(reader, "either", last=True))
        await reader.press("2")
    file = tmp_path / "kept" / "gate.md"
    head, body = file.read_text().split("## Wood")
    paragraphs = [PAINT if "Nobody" in part else part for part in body.split("\n\n")]
    for _ in range(6):
        at = chance.randrange(len(paragraphs))
        if "Nobody" in paragraphs[at] or chance.random() < 0.5:
            paragraphs.insert(at, f"Put in later, number {chance.randrange(99)}.")
        else:
            paragraphs[at] = paragraphs[at][: chance.randrange(1, 40)]
    file.write_text(head + "## Wood" + "\n\n".join(paragraphs))
    async with open_reader(tmp_path / "kept") as reader:
        await reader.press("l")
        assert bare(painted(reader, "green")) == bare("Nobody oils it either"), file.read_text()


async def test_a_highlighted_article_is_read_after_its_file_is_gone(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("v", "3")
    (tmp_path / "kept" / "gate.md").unlink()
    async with open_reader(tmp_path / "kept") as reader:
        await reader.press("h")
        await reader.search("has:highlight")
        assert reader.titles == ["Cedar gate"]
        await reader.press("enter")
        assert bare(painted(reader, "blue")) == bare(GATE)
