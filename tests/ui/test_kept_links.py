"""Links between kept articles: opened in the reader, and come back from."""

from pathlib import Path

import pytest

from tests.ui.linked import opened, pane_lines, top_line
from tests.ui.reader import NARROW, open_reader
from tui.ui.screens.dialogs.contents import Contents

__all__ = ["opened"]


@pytest.fixture
def roofs(tmp_path: Path) -> Path:
    """Three articles that link to each other."""
    folder = tmp_path / "roofs"
    folder.mkdir()
    lines = "\n\n".join(f"Line {number}." for number in range(60))
    texts = {
        "tin": ("2021-03-29", f"{lines}\n\nSee [slate](slate.md#care), [straw](straw.md), "
                "[none](absent-page.md).\n\n" + lines),
        "slate": ("2021-03-28", f"{lines}\n\n## Care\n\nOr [[straw]].\n\n{lines}"),
        "straw": ("2021-03-27", "Warm and dry."),
    }  # fmt: skip
    for name, (date, body) in texts.items():
        front = f"title: {name.title()} roof\ndate: {date}\nlink: https://roofs.example/{name}\n"
        (folder / f"{name}.md").write_text(f"---\n{front}---\n{body}\n")
    return folder


@pytest.mark.parametrize("size", [(120, 30), NARROW])
async def test_links_lead_on_and_back_to_the_line(roofs: Path, size: tuple[int, int]) -> None:
    async with open_reader(roofs, size=size) as reader:
        await reader.press("enter", "right_square_bracket")
        assert "link 1 · “Slate roof”" in reader.screen
        before = pane_lines(reader)
        await reader.press("enter")
        assert top_line(pane_lines(reader)).endswith("Care")
        assert reader.main._split.list.cursor == 1
        await reader.press("right_square_bracket", "enter")
        assert "Warm and dry." in reader.screen
        await reader.press("backspace")
        assert top_line(pane_lines(reader)).endswith("Care")
        await reader.press("backspace")
        assert pane_lines(reader) == before
        assert reader.main._split.list.cursor == 0
        await reader.press("right_square_bracket", "enter", "J")
        assert "Warm and dry." in reader.screen


async def test_an_article_that_is_not_listed_opens_beside_the_list(roofs: Path) -> None:
    async with open_reader(roofs) as reader:
        await reader.press("slash")
        await reader.type("title:tin")
        await reader.press("enter", "enter")
        await reader.press("right_square_bracket", "right_square_bracket", "enter")
        assert "Warm and dry." in reader.screen
        assert reader.main._split.list.cursor == 0
        await reader.press("b")
        assert [each.article.title for each in reader.library.bookmarks.all()] == ["Straw roof"]
        await reader.press("escape", "enter")
        assert "Warm and dry." not in reader.screen


async def test_what_is_missing_is_named_and_what_leaves_goes_to_the_browser(
    roofs: Path, opened: list[str]
) -> None:
    (roofs / "plain.md").write_text(
        "---\ndate: 2022-01-01\n---\n[none](absent-page.md) [out](https://out.example/)\n"
    )
    async with open_reader(roofs) as reader:
        await reader.press("enter", "f", "a")
        assert reader.told == ["absent-page.md is not in the library."]
        await reader.press("f", "s")
        assert opened == ["https://out.example/"]


async def test_a_link_without_words_says_the_title_of_the_article(roofs: Path) -> None:
    (roofs / "plain.md").write_text(
        "---\ndate: 2022-01-01\n---\n> See {% post_link slate %}.\n\n"
        "{% post_link absent %}, {% post_link straw 'a straw one' %}, `{% post_link tin %}`\n"
    )
    async with open_reader(roofs) as reader:
        await reader.press("enter")
        assert "See Slate roof." in reader.screen
        assert "absent, a straw one, {% post_link tin %}" in reader.screen
        await reader.press("v")
        assert reader.pane.selected_text == "See Slate roof."
        await reader.press("right_square_bracket", "enter")
        assert reader.main._split.list.cursor == 2


async def test_the_anchor_of_the_articles_own_title_leads_to_the_top(roofs: Path) -> None:
    lines = "\n\n".join(f"Line {number}." for number in range(60))
    (roofs / "own.md").write_text(
        f"# Roof of reeds {{#reeds}}\n\n{lines}\n\n[up](#roof-of-reeds) [too](#reeds)\n"
    )
    async with open_reader(roofs / "own.md") as reader:
        for key in "as":
            await reader.press("enter", "G", "f", key)
            assert top_line(pane_lines(reader)) == "Roof of reeds"
        assert not reader.told


async def test_links_to_kept_articles_look_different(roofs: Path) -> None:
    async with open_reader(roofs) as reader:
        await reader.press("enter", "right_square_bracket", "escape")
        pane = reader.pane
        parts = [part for y in range(pane.size.height) for part in pane.render_line(y)]
        bold = {part.text: bool(part.style and part.style.bold) for part in parts}
        assert bold["slate"]
        assert not bold["none"]


async def test_the_contents_end_with_what_links_here(roofs: Path) -> None:
    async with open_reader(roofs) as reader:
        await reader.press("G", "enter", "t")
        assert isinstance(reader.app.screen, Contents)
        assert "Linked from" in reader.screen
        assert reader.screen.index("Tin roof") < reader.screen.index("Slate roof")
        await reader.press("enter")
        assert reader.main._split.list.cursor == 0
        await reader.press("backspace")
        assert "Warm and dry." in reader.screen
        await reader.press("t", *"slate", "enter")
        assert reader.main._split.list.cursor == 1
