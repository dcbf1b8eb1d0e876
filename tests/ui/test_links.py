"""Links: by label, by number, one after the other, by mouse; jumps inside and back."""

from pathlib import Path

import pytest

from tests.ui.linked import BASE, opened, pane_lines, styled, top_line, walk
from tests.ui.reader import NARROW, Reader, open_reader
from tui.ui.screens.dialogs.dialog import Confirm
from tui.ui.screens.picture_screen import PictureScreen

__all__ = ["opened", "walk"]


def foot(reader: Reader) -> str:
    """Return the line below list and reader."""
    return reader.lines[-2]


def labels(reader: Reader) -> list[str]:
    """Return the labels over the links."""
    return styled(reader, "label")


async def test_labels_lie_over_the_links_and_open_them(walk: Path, opened: list[str]) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter")
        before = pane_lines(reader)
        widths = [reader.pane.render_line(y).cell_length for y in range(reader.pane.size.height)]
        await reader.press("f")
        assert labels(reader)[:4] == ["a", "s", "d", "f"]
        assert "Type a label" in foot(reader)
        assert reader.lines[-1].strip() == "Esc clear"
        assert [reader.pane.render_line(y).cell_length for y in range(reader.pane.size.height)] == (
            widths
        )
        await reader.press("s")
        assert opened == ["https://example.org/map"]
        assert labels(reader) == []
        assert pane_lines(reader) == before
        assert "Type a label" not in foot(reader)
        await reader.press("f", "d")
        assert opened[1:] == ["https://example.com/times?from=a&to=b"]
        await reader.press("f", "a")
        assert opened[2:] == [BASE]


async def test_typing_narrows_the_labels(walk: Path, opened: list[str]) -> None:
    async with open_reader(walk, size=(200, 50)) as reader:
        await reader.press("enter", "f", "a")
        # The letter that is typed and the one that is still to come are drawn apart.
        assert labels(reader)[::2] == ["a"] * (len(labels(reader)) // 2)
        assert labels(reader)[1::2] == list("asdfghjkl")[: len(labels(reader)) // 2]
        assert foot(reader).strip().startswith("Type a label, or a link's number: a")
        await reader.press("backspace")
        assert labels(reader)[0] == "s"
        await reader.press("d")
        assert opened == ["https://example.org/map"]


async def test_a_link_over_two_lines_has_one_label(walk: Path) -> None:
    async with open_reader(walk, size=NARROW) as reader:
        await reader.press("enter", "f")
        lines = pane_lines(reader)
        text = " ".join(lines)
        assert "leads to one place only" in text.replace("  ", " ")
        assert len(labels(reader)) == len(set(labels(reader)))
        # The article's own link, and six in its text: the long one counts once.
        assert len([line for line in lines if "rather long row" in line]) == 1


async def test_numbers_open_links_too(walk: Path, opened: list[str]) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter", "f", "2")
        assert opened == ["https://example.com/times?from=a&to=b"]
        await reader.press("f", "0")
        assert opened[1:] == [BASE]
        # Other links' numbers begin with 1 too.
        await reader.press("f", "1")
        assert "https://example.org/map" in foot(reader)
        assert len(opened) == 2
        await reader.press("enter")
        assert opened[2:] == ["https://example.org/map"]


async def test_where_no_link_is_in_sight_a_number_is_asked_for(
    tmp_path: Path, opened: list[str]
) -> None:
    body = "[The map](https://example.org/map)\n\n" + "A line.\n\n" * 60
    (tmp_path / "long.md").write_text(f"---\ntitle: Long\n---\n\n{body}")
    async with open_reader(tmp_path) as reader:
        await reader.press("enter", "pagedown", "f")
        assert "No link is on the screen: type a link's number" in foot(reader)
        await reader.press("1")
        assert opened == ["https://example.org/map"]


@pytest.mark.parametrize("key", ["escape", "q", "w", "comma", "x"])
async def test_other_keys_take_the_labels_off_and_do_nothing_else(walk: Path, key: str) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter")
        before = reader.screen
        await reader.press("f", key)
        assert reader.reading
        assert reader.screen == before


async def test_the_labels_can_be_taken_off_by_mouse(walk: Path, opened: list[str]) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter")
        await reader.click_on("f links")
        assert labels(reader) != []
        await reader.click_on("Esc clear")
        assert labels(reader) == []
        assert reader.reading
        await reader.press("right_square_bracket")
        await reader.click_on("] next")
        await reader.click_on("Enter open")
        assert opened == ["https://example.com/times?from=a&to=b"]


async def test_scrolling_takes_the_labels_off_and_scrolls(walk: Path) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter", "f", "down")
        assert labels(reader) == []
        assert reader.pane.scroll_offset.y == 1
        await reader.press("f", "pagedown")
        assert labels(reader) == []
        assert reader.pane.scroll_offset.y > 1


async def test_a_window_of_another_size_takes_the_labels_off(walk: Path) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter", "f")
        assert "Type a label" in reader.screen
        await reader.resize(*NARROW)
        assert labels(reader) == []
        assert "Type a label" not in reader.screen
        await reader.press("j")
        assert reader.pane.scroll_offset.y == 1


async def test_pictures_have_labels(walk: Path) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter", "G", "f")
        line = next(line for line in pane_lines(reader) if "A heron" in line)
        await reader.press(line[0])
        assert isinstance(reader.app.screen, PictureScreen)


async def test_an_article_without_links_says_so(tmp_path: Path) -> None:
    (tmp_path / "bare.txt").write_text("Nothing leads anywhere.\n")
    async with open_reader(tmp_path / "bare.txt") as reader:
        await reader.press("enter", "f", "right_square_bracket", "left_square_bracket", "enter")
        assert reader.told == [
            "This article has no links.",
            "No more links or highlights below.",
            "No more links or highlights above.",
        ]


# -- one after the other


async def test_brackets_select_links_and_enter_opens_them(walk: Path, opened: list[str]) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter", "right_square_bracket")
        assert styled(reader, "selected") == ["The map"]
        assert "link 1 · https://example.org/map" in foot(reader)
        assert reader.hints.where == "link"
        await reader.press("enter")
        assert opened == ["https://example.org/map"]
        await reader.press("right_square_bracket")
        assert "https://example.com/times?from=a&to=b" in foot(reader)
        await reader.press("left_square_bracket")
        assert styled(reader, "selected") == ["The map"]
        await reader.press("escape")
        assert styled(reader, "selected") == []
        assert "example.org" not in foot(reader)
        assert reader.reading
        await reader.press("escape")
        assert not reader.reading


async def test_a_selected_link_is_scrolled_into_sight(walk: Path) -> None:
    async with open_reader(walk, size=(120, 16)) as reader:
        await reader.press("enter", *["right_square_bracket"] * 7)
        assert reader.pane.scroll_offset.y > 0
        assert styled(reader, "selected") == ["[2]"]
        await reader.press("G", "left_square_bracket")
        # What was selected is out of sight: it goes on from what is on the screen.
        assert styled(reader, "selected") != ["[1]"]


async def test_the_selected_link_is_copied(walk: Path) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter", *["right_square_bracket"] * 2, "y")
        assert reader.app.clipboard == "https://example.com/times?from=a&to=b"
        assert reader.told == ["Copied https://example.com/times?from=a&to=b"]
        await reader.press("escape", "y")
        assert reader.app.clipboard == BASE


async def test_a_link_inside_the_article_is_copied_with_its_address(walk: Path) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter", *["right_square_bracket"] * 3, "y")
        assert reader.app.clipboard == f"{BASE}#bend-9"


async def test_a_mark_of_a_note_is_not_copied_without_an_address(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("A word.[^1] [A place](#there).\n\n[^1]: The note.\n")
    async with open_reader(tmp_path) as reader:
        for _ in range(2):
            await reader.press("enter", "right_square_bracket", "y")
            assert reader.told[-1] == "This link leads inside the article."
        assert not reader.app.clipboard
        assert len(reader.told) == 2


async def test_a_long_address_is_shortened_in_its_middle(tmp_path: Path) -> None:
    address = "https://example.com/" + "very-long/" * 30 + "end.html"
    (tmp_path / "long.md").write_text(f"See [this]({address}).\n")
    async with open_reader(tmp_path / "long.md", size=NARROW) as reader:
        await reader.press("enter", "right_square_bracket")
        assert "link 1 · https://example.com/" in foot(reader)
        assert "…" in foot(reader)
        assert "end.html" in foot(reader)


async def test_the_mouse_shows_where_a_link_leads(walk: Path, opened: list[str]) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter")
        y, line = next((y, line) for y, line in enumerate(reader.lines) if "The map" in line)
        await reader.pilot.hover(offset=(line.index("The map"), y))
        await reader.settle()
        assert "https://example.org/map" in foot(reader)
        await reader.pilot.hover(offset=(line.index("shows it"), y))
        await reader.settle()
        assert "example.org" not in foot(reader)
        await reader.press("f")
        await reader.click_on("he map")
        assert opened == ["https://example.org/map"]
        assert labels(reader) == []


# -- inside the article


async def test_a_link_to_a_heading_jumps_there_and_backspace_comes_back(walk: Path) -> None:
    async with open_reader(walk, size=(120, 20)) as reader:
        await reader.press("enter")
        await reader.click_on("long row")
        assert top_line(pane_lines(reader)) == "▸ Bend 9"
        await reader.press("backspace")
        assert reader.pane.scroll_offset.y == 0
        await reader.press("backspace")
        assert reader.told == ["No jump to go back from."]


async def test_a_note_is_jumped_to_and_come_back_from(walk: Path) -> None:
    async with open_reader(walk, size=(120, 20)) as reader:
        await reader.press("enter", "space")
        place = reader.pane.scroll_offset.y
        while not (styled(reader, "selected") or ["x"])[0].startswith("["):
            await reader.press("right_square_bracket")
        number = styled(reader, "selected")[0]
        place = reader.pane.scroll_offset.y
        await reader.press("enter")
        (landed,) = [line for line in pane_lines(reader) if line.startswith("▸")]
        assert f"The heron of bend {number[1:-1]}." in landed
        await reader.press("backspace")
        assert reader.pane.scroll_offset.y == place
        assert "▸" not in "".join(pane_lines(reader))


async def test_first_and_last_can_be_come_back_from(walk: Path) -> None:
    async with open_reader(walk, size=(120, 20)) as reader:
        await reader.press("enter", "space", "space")
        place = reader.pane.scroll_offset.y
        await reader.press("G", "g")
        assert reader.pane.scroll_offset.y == 0
        await reader.press("backspace")
        await reader.press("backspace")
        assert reader.pane.scroll_offset.y == place


async def test_an_unknown_place_is_said(walk: Path, opened: list[str]) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter")
        await reader.click_on("where it")
        assert reader.told == ["There is no “nowhere” in this article."]
        assert opened == []
        await reader.click_on("Call")
        assert isinstance(reader.app.screen, Confirm)
