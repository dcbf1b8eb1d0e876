"""Finding in the article, and going on with the search that led there."""

from pathlib import Path

import pytest

from tests.ui.archive import CHIPS, ROAD, SCRAP, TITLES
from tests.ui.linked import pane_lines, styled, walk, write_walk
from tests.ui.reader import NARROW, Reader, open_reader
from tui.ui.page.find_bar import FindBar, FindBox

__all__ = ["walk"]


def foot(reader: Reader) -> str:
    """Return the line below list and reader."""
    return reader.lines[-2]


def found(reader: Reader) -> list[str]:
    """Return what is highlighted."""
    return styled(reader, "match", "current-match")


async def test_slash_finds_in_the_article_while_typing(walk: Path) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter", "slash")
        assert isinstance(reader.app.focused, FindBox)
        await reader.type("heron")
        assert set(found(reader)) == {"heron"}
        assert len(styled(reader, "current-match")) == 1
        # Twelve in the text, twelve in the notes, one under the picture.
        assert foot(reader).endswith("1 of 25")
        assert reader.counts == "1 article"
        await reader.type("s")
        assert foot(reader).endswith("no match")
        assert found(reader) == []
        await reader.press("backspace")
        assert foot(reader).endswith("1 of 25")


async def test_what_was_found_is_kept_or_taken_off(walk: Path) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter", "slash")
        await reader.type("mill")
        await reader.press("enter")
        assert reader.reading
        assert not reader.main.query_one(FindBar).display
        assert "1 of 12 · " in foot(reader)
        assert reader.hints.where == "found"
        await reader.press("escape")
        assert found(reader) == []
        assert reader.reading
        assert " of " not in foot(reader)
        await reader.press("slash")
        await reader.type("mill")
        await reader.press("escape")
        assert found(reader) == []
        assert reader.reading


async def test_leaving_the_find_goes_back_to_where_it_began(walk: Path) -> None:
    async with open_reader(walk, size=(120, 20)) as reader:
        await reader.press("enter", "space")
        place = reader.pane.scroll_offset.y
        await reader.press("slash")
        await reader.type("bend 11")
        assert reader.pane.scroll_offset.y > place
        await reader.press("escape")
        assert reader.pane.scroll_offset.y == place


async def test_a_kept_find_can_be_come_back_from(walk: Path) -> None:
    async with open_reader(walk, size=(120, 20)) as reader:
        await reader.press("enter", "space")
        place = reader.pane.scroll_offset.y
        await reader.press("slash")
        await reader.type("bend 11")
        await reader.press("enter", "backspace")
        assert reader.pane.scroll_offset.y == place


async def test_n_goes_round(walk: Path) -> None:
    async with open_reader(walk, size=(120, 20)) as reader:
        await reader.press("enter", "slash")
        await reader.type("picture")
        await reader.press("backspace", *["backspace"] * 6)
        await reader.type("mill turned")
        await reader.press("enter")
        seen = []
        for number in [*range(2, 13), 1]:
            await reader.press("n")
            assert f"{number} of 12" in foot(reader)
            assert styled(reader, "current-match") == ["mill turned"]
            seen.append(reader.pane.scroll_offset.y)
        assert seen[:-1] == sorted(seen[:-1])
        assert "from the top again" in foot(reader)
        await reader.press("n")
        assert "again" not in foot(reader)
        await reader.press("N", "N")
        assert "12 of 12, from the end again" in foot(reader)


async def test_n_goes_on_from_what_is_on_the_screen(walk: Path) -> None:
    async with open_reader(walk, size=(120, 20)) as reader:
        await reader.press("enter", "slash")
        await reader.type("mill")
        await reader.press("enter", "G", "N")
        assert "12 of 12" in foot(reader)


@pytest.mark.parametrize("typed", ["HERON STOOD", "ｈｅｒｏｎ", "héron", "eron sto"])
async def test_case_width_and_diacritics_do_not_matter(walk: Path, typed: str) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter", "slash")
        await reader.type(typed)
        assert " of " in foot(reader)


async def test_up_and_down_step_while_typing(walk: Path) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter", "slash")
        await reader.type("mill")
        await reader.press("down", "down", "up")
        assert foot(reader).endswith("2 of 12")
        await reader.press("enter")
        assert "2 of 12" in foot(reader)


async def test_the_last_find_is_typed_over_or_found_again(walk: Path) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter", "slash")
        await reader.type("mill")
        await reader.press("escape", "slash", "enter")
        assert "1 of 12" in foot(reader)
        await reader.press("slash")
        await reader.type("willows")
        assert foot(reader).split()[-3:] == ["1", "of", "48"]


async def test_the_bar_in_a_narrow_window(walk: Path) -> None:
    async with open_reader(walk, size=NARROW) as reader:
        await reader.press("enter", "slash")
        await reader.type("mill")
        assert foot(reader).startswith(" / mill")
        assert foot(reader).endswith("1 of 12")
        await reader.click_on("Enter go to match")
        assert reader.reading
        await reader.click_on("n next")
        assert "2 of 12" in foot(reader)


async def test_a_click_into_the_text_keeps_what_was_found(walk: Path) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter", "slash")
        await reader.type("mill")
        await reader.click(reader.pane, 3, 20)
        assert reader.reading
        assert "1 of 12 · " in foot(reader)


async def test_another_article_ends_the_find(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press(*["j"] * TITLES.index(ROAD), "enter", "slash")
        await reader.type("ridge")
        await reader.press("enter")
        assert "1 of 120" in foot(reader)
        await reader.press("K")
        assert found(reader) == []
        assert " of " not in foot(reader)


async def test_the_width_of_the_text_does_not_matter_to_what_is_found(walk: Path) -> None:
    async with open_reader(walk, size=(200, 40)) as reader:
        await reader.press("enter", "slash")
        await reader.type("mill")
        await reader.press("enter", "n", "n")
        await reader.press("minus", "minus", "minus")
        assert "3 of 12" in foot(reader)
        assert set(found(reader)) == {"mill"}


# -- the search that led here


async def test_a_search_opens_articles_at_their_first_match(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search("lantern")
        await reader.press("j")
        assert "1 of 3 · " in foot(reader)
        assert styled(reader, "current-match") == ["lantern"]
        assert reader.pane.scroll_offset.y > 0
        await reader.press("enter", "n")
        assert "2 of 3 · " in foot(reader)
        await reader.press("n", "n")
        assert reader.shown == SCRAP
        assert "1 of 1 · " in foot(reader)
        await reader.press("N")
        assert reader.shown == ROAD
        assert "3 of 3 · " in foot(reader)


async def test_opening_what_is_shown_already_goes_to_the_first_match(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press(*["j"] * TITLES.index(ROAD))
        await reader.search("ridge river hedges title:road")
        assert reader.current == reader.shown == ROAD
        await reader.press("enter")
        assert " of " in foot(reader)
        assert styled(reader, "current-match") != []


async def test_the_first_match_of_a_longer_word_is_shown(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j", "slash", *"lantern roa")
        assert reader.shown == ROAD
        assert styled(reader, "current-match") == ["roa"]
        await reader.press(*["backspace"] * 4)
        assert styled(reader, "current-match") == ["lantern"]
        assert reader.pane.scroll_offset.y > 0


async def test_a_look_at_a_match_does_not_cost_the_readers_place(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press(*["j"] * TITLES.index(ROAD), "enter", "space", "space", "space")
        place = reader.pane.place
        await reader.press("h", "g")
        await reader.search("lantern")
        await reader.press("j")
        assert reader.shown == ROAD
        assert reader.pane.place != place
        await reader.press("g", "x", *["j"] * (TITLES.index(ROAD) - TITLES.index(CHIPS)), "enter")
        assert reader.shown == ROAD
        assert reader.pane.place == place


async def test_find_goes_before_the_search_and_gives_way_to_it(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search("lantern")
        await reader.press("j", "enter", "slash")
        await reader.type("ridge")
        await reader.press("enter")
        assert set(found(reader)) == {"ridge"}
        await reader.press("escape")
        assert set(found(reader)) <= {"lantern"}
        await reader.press("g", "n")
        assert found(reader) == ["lantern"]


async def test_thousands_of_matches_are_counted(tmp_path: Path) -> None:
    write_walk(tmp_path / "walks", sections=600)
    async with open_reader(tmp_path / "walks") as reader:
        await reader.press("enter", "slash")
        await reader.type("willows")
        assert foot(reader).endswith("1 of 2,400")
        assert len(pane_lines(reader)) == reader.pane.size.height
