"""Text of an article selected by keys and by the mouse, and copied."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.events import MouseDown, MouseEvent, MouseMove, MouseUp

from tests.ui.reader import NARROW, WIDE, Reader, cells, open_reader
from tui.config import Settings

GATE = (
    "A gate of cedar smells for years, and the old carpenters hang it without a nail, so that the "
    "wood can breathe when the wind turns."
)
PAINT = "Nobody paints it. Nobody oils it either."
CHINESE = (
    "杉木门能香好多年，老木匠挂门从不用钉子，好让木头在变风的时候还能喘气，到了冬天也不会开裂。"
)

ARTICLE = f"""\
---
title: Cedar gate
date: 2021-05-01
link: https://a.example/gate
---
## Wood

{GATE.replace("cedar", "[cedar](https://w.example/cedar)")}

> {PAINT}

　　{CHINESE}

"""


@asynccontextmanager
async def reading(
    folder: Path, body: str = "", size: tuple[int, int] = WIDE, settings: Settings | None = None
) -> AsyncIterator[Reader]:
    """Open the article, and turn to the reader."""
    folder = folder / "kept"
    folder.mkdir()
    (folder / "gate.md").write_text(ARTICLE + body, encoding="utf-8")
    async with open_reader(folder, size=size, settings=settings) as reader:
        await reader.press("l")
        yield reader


async def copied(reader: Reader) -> str:
    """Press `y`, and return what was copied."""
    reader.app._clipboard = ""
    await reader.press("y")
    return reader.app.clipboard


def place_of(reader: Reader, words: str, last: bool = False) -> tuple[int, int]:
    """Return the cell where words begin on the screen, or their last one."""
    for y, line in enumerate(reader.lines):
        if words in line:
            before = line[: line.rindex(words)]
            return cells(before + words) - 1 if last else cells(before), y
    raise AssertionError(f"{words!r} is not on the screen:\n{reader.screen}")


async def mouse(reader: Reader, kind: type[MouseEvent], cell: tuple[int, int]) -> None:
    """Send what the terminal's driver would."""
    x, y = cell
    reader.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y))
    await reader.pilot.pause()


async def drag(reader: Reader, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Drag the mouse from a cell of the screen to another."""
    await mouse(reader, MouseDown, start)
    await mouse(reader, MouseMove, (start[0], end[1]))
    await mouse(reader, MouseMove, end)
    await mouse(reader, MouseUp, end)
    await reader.settle()


async def test_a_selection_begins_with_the_first_paragraph(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("v")
        assert reader.hints.where == "selection"
        assert await copied(reader) == GATE
        assert reader.told == ["Copied 1 paragraph"]
        await reader.press("escape")
        assert reader.hints.where == "pane"
        assert await copied(reader) == "https://a.example/gate"


async def test_without_a_paragraph_it_begins_with_a_heading_or_a_caption(tmp_path: Path) -> None:
    for number, body in enumerate(("## Cedar", "![Cedar](moon.png)")):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "a.md").write_text(f"---\ntitle: Gate\n---\n{body}\n", encoding="utf-8")
        async with open_reader(folder) as reader:
            await reader.press("l", "v")
            assert await copied(reader) == "Cedar"


async def test_it_begins_with_the_selected_link_or_the_match(tmp_path: Path) -> None:
    async with reading(tmp_path, "The [end](https://w.example/end).\n") as reader:
        await reader.press("right_square_bracket", "right_square_bracket", "right_square_bracket")
        await reader.press("v")
        assert await copied(reader) == "The end."
        await reader.press("escape", "escape", "slash")
        await reader.type("oils")
        await reader.press("enter", "v")
        assert await copied(reader) == PAINT


async def test_the_keys_move_the_end(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("v", "j")
        assert await copied(reader) == f"{GATE}\n\n{PAINT}"
        await reader.press("h")
        assert await copied(reader) == f"{GATE}\n\nNobody paints it."
        await reader.press("b", "b")
        assert await copied(reader) == f"{GATE}\n\nNobody"
        assert reader.told[-1] == "Copied 27 words"
        await reader.press("w", "right")
        assert await copied(reader) == f"{GATE}\n\nNobody paints it."
        await reader.press("k", "o", "w", "w", "b")
        assert await copied(reader) == GATE.removeprefix("A ")
        await reader.press("escape", "v", "up")
        assert await copied(reader) == f"Wood\n\n{GATE}"


async def test_other_keys_do_as_always_while_text_is_selected(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("v", "z")
        assert await copied(reader) == GATE
        await reader.press("f", "j")
        assert not reader.pane.links.labelled
        assert await copied(reader) == GATE
        await reader.press("q", "v")
        assert not reader.reading
        assert await copied(reader) == "https://a.example/gate"


async def test_the_keys_can_be_others(tmp_path: Path) -> None:
    settings = Settings(keys={"select_text": "s", "extend_down": "e", "move_down": "n"})
    async with reading(tmp_path, settings=settings) as reader:
        await reader.press("s", "e")
        assert await copied(reader) == f"{GATE}\n\n{PAINT}"
        await reader.press("k")
        assert await copied(reader) == GATE


async def test_a_selection_survives_another_width_and_goes_with_its_text(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("v", "j", "b")
        before = await copied(reader)
        await reader.resize(*NARROW)
        assert await copied(reader) == before
        path = tmp_path / "kept" / "gate.md"
        path.write_text(ARTICLE.replace("nail", "screw"), encoding="utf-8")
        reader.pane.pages.update()
        await reader.settle()
        assert reader.pane.selection.passage is None


async def test_the_screen_follows_the_moving_end(tmp_path: Path) -> None:
    more = "".join(f"Paragraph {n} of many.\n\n" for n in range(40))
    async with reading(tmp_path, more, size=NARROW) as reader:
        await reader.press("v", *["j"] * 30)
        assert "Paragraph 27 of many." in reader.screen
        await reader.press("o")
        assert "A gate of cedar" in reader.screen


async def test_a_drag_selects_over_soft_breaks(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        start, end = place_of(reader, "gate of"), place_of(reader, "breathe", last=True)
        assert start[1] < end[1]
        await drag(reader, start, end)
        wanted = GATE[GATE.index("gate") : GATE.index(" when")]
        assert await copied(reader) == wanted
        assert reader.told == ["Copied 21 words"]
        await drag(reader, end, start)
        assert await copied(reader) == wanted
        await drag(reader, place_of(reader, "老木匠"), place_of(reader, "开裂"))
        assert await copied(reader) == CHINESE[CHINESE.index("老") : CHINESE.index("裂")]
        await reader.press("b")
        assert (await copied(reader)).endswith("不会")


async def test_a_drag_past_the_edge_scrolls_on(tmp_path: Path) -> None:
    more = "".join(f"Paragraph {n} of many.\n\n" for n in range(40))
    async with reading(tmp_path, more, size=NARROW) as reader:
        x, y = place_of(reader, "A gate")
        await mouse(reader, MouseDown, (x, y))
        await mouse(reader, MouseMove, (x + 9, NARROW[1] - 1))
        while "Paragraph 9 of" not in reader.screen:
            await reader.pilot.pause()
        await mouse(reader, MouseUp, (x + 9, NARROW[1] - 1))
        place = reader.pane.scroll_offset
        assert (await copied(reader)).startswith(f"{GATE}\n\n{PAINT}")
        assert "Paragraph 7 of many." in reader.app.clipboard
        await reader.pilot.pause(0.2)
        assert reader.pane.scroll_offset == place


async def test_a_drag_ends_with_its_article_and_needs_text(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        start = place_of(reader, CHINESE[:5])
        await mouse(reader, MouseDown, start)
        await mouse(reader, MouseMove, (start[0] + 4, start[1]))
        assert reader.pane.selection.stands
        (tmp_path / "kept" / "gate.md").write_text(ARTICLE[: ARTICLE.index("##")] + "Short.\n")
        reader.pane.pages.update()
        await reader.settle()
        await mouse(reader, MouseMove, start)
        assert not reader.pane.selection.stands
        assert reader.app.mouse_captured is None
        await reader.click(reader.pane, 60, 30, times=2)
        assert not reader.pane.selection.stands


async def test_double_and_triple_clicks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "tui.ui.screens.controllers.link_opening.open_address", lambda url: opened.append(url)
    )
    async with reading(tmp_path) as reader:
        await reader.click_on("carpenters", times=2)
        assert await copied(reader) == "carpenters"
        assert reader.told == ["Copied 1 word"]
        await reader.pilot.pause(0.6)
        await reader.click_on("Nobody oils", times=3)
        assert await copied(reader) == PAINT
        assert opened == []
        await reader.pilot.pause(0.6)
        await reader.click_on("cedar smells")
        assert opened == ["https://w.example/cedar"]
        assert reader.pane.selection.passage is None


async def test_ctrl_c_copies_what_is_selected_else_leaves(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("v", "ctrl+c")
        assert reader.app.clipboard == GATE
        assert reader.told == ["Copied what is selected"]
        assert reader.app.is_running
        await reader.leave("escape", "ctrl+c")


async def test_what_is_selected_is_drawn(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("v", "j")
        pane = reader.pane
        colours = [
            pane.get_component_styles(f"reader-pane--{name}").background
            for name in ("selection", "selection-head")
        ]
        base = pane.get_component_styles("reader-pane--empty").background
        assert len({*colours, base}) == 3
        parts = [part for y in range(pane.size.height) for part in pane.render_line(y)]
        plain = pane.rich_style.bgcolor
        drawn = "".join(part.text for part in parts if part.style and part.style.bgcolor != plain)
        assert drawn.replace(" ", "") == f"{GATE}{PAINT}".replace(" ", "")


async def test_without_a_selection_its_commands_say_how_to_begin(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        # The palette may be open while the selection goes with its text.
        reader.pane.selection.action_word_on()
        assert reader.told == ["Select text first, with v or the mouse."]


async def test_copies_that_fail_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = str(tmp_path / "missing")
    monkeypatch.setattr("tui.app.clipboards", lambda _: [[(missing,)]])
    async with reading(tmp_path) as reader:
        await reader.press("v")
        assert await copied(reader) == GATE
        assert "Only the terminal was given the copy" in reader.told[-1]
