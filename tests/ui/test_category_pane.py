"""The pane of categories beside the list, and the picker over a real archive."""

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.ui.archive import CLUSTER, NANJING, TITLES, YUAN
from tests.ui.reader import Reader, open_reader
from tui.library.query import Query
from tui.ui.filters.category_tree import CategoryTree

LARGE = (160, 40)


def rows(reader: Reader) -> dict[str, str]:
    """Return the numbers of the pane, unread and all, by name."""
    tree = reader.main.query_one(CategoryTree)
    lines = [tree.render_line(y).text[3:].rsplit(maxsplit=2) for y in range(len(tree.rows))]
    return {name.strip(" ▾▸"): f"{unread} {all}" for name, unread, all in lines}


async def test_the_pane_comes_stays_over_a_restart_and_goes(archive: Path) -> None:
    async with open_reader(archive, size=LARGE) as reader:
        assert not reader.main.query(CategoryTree)
        await reader.press("C")
        assert reader.app.focused is reader.listing
        assert rows(reader)["All articles"].split()[-1] == str(len(TITLES))
        joints = [column for column, sign in enumerate(reader.lines[2]) if sign == "┬"]
        assert len(joints) == 2
        assert all(reader.lines[-2][column] == "┴" for column in joints)
        await reader.leave("q")
    async with open_reader(archive, size=LARGE) as reader:
        assert "金融" in rows(reader)
        await reader.resize(149, 40)
        assert not reader.main.query_one("#categories").display
        await reader.resize(150, 40)
        assert reader.main.query_one("#categories").display
        await reader.press("C")
        assert not reader.main.query_one("#categories").display
        assert reader.lines[2].count("┬") == 1


async def test_a_pane_with_the_focus_that_has_no_room_leaves_it_to_the_list(archive: Path) -> None:
    async with open_reader(archive, size=LARGE) as reader:
        await reader.press("C", "tab", "tab")
        assert reader.app.focused is reader.main.query_one("#categories")
        await reader.resize(60, 24)
        assert reader.app.focused is reader.listing
        await reader.resize(*LARGE)
        await reader.press("tab", "tab", "C")
        assert reader.app.focused is reader.listing


async def test_the_keys_filter_fold_and_lead_back(archive: Path) -> None:
    async with open_reader(archive, size=LARGE) as reader:
        await reader.press("C", "tab", "tab")
        assert reader.app.focused is reader.main.query_one("#categories")
        assert "filter" in reader.lines[-1]
        await reader.press("j", "k", "G", "g", "slash")
        await reader.type("新浪")
        await reader.press("enter")
        assert reader.listing.rows and set(reader.titles) == {CLUSTER, NANJING, YUAN}
        assert reader.chips == ["category 金融 › 新浪财经"]
        await reader.press("escape")
        assert not reader.main.query_one("#categories Input").display
        await reader.press("h")
        assert "国内" not in rows(reader)
        await reader.press("l")
        assert "国内" in rows(reader)
        await reader.press("escape")
        assert reader.app.focused is reader.listing
        await reader.press("x")
        assert len(reader.titles) == len(TITLES)


async def test_the_mouse_filters_and_folds(archive: Path) -> None:
    async with open_reader(archive, size=LARGE) as reader:
        await reader.press("C")
        tree = reader.main.query_one(CategoryTree)
        row = [each.name for each in tree.rows].index("金融")
        await reader.click(tree, 3, row)
        assert "新浪财经" not in rows(reader)
        await reader.click(tree, 8, row)
        assert reader.chips == ["category 金融"]
        await reader.click(tree, 8, 0)
        assert reader.chips == []


async def test_the_numbers_follow_filters_and_marks(archive: Path) -> None:
    async with open_reader(archive, size=LARGE) as reader:
        await reader.press("C")
        before = rows(reader)
        await reader.search("南京")
        assert rows(reader).keys() < before.keys()
        await reader.press("x")
        assert rows(reader) == before
        await reader.press("m")
        unread, all = before["All articles"].split()
        assert rows(reader)["All articles"] == f"{int(unread) - 1} {all}"
        await reader.press("U")
        assert rows(reader) == before


@pytest.mark.parametrize(("size", "said"), [((120, 40), "120"), ((60, 24), "60")])
async def test_a_window_too_narrow_is_told_of(
    archive: Path, size: tuple[int, int], said: str
) -> None:
    async with open_reader(archive, size=size) as reader:
        await reader.press("C")
        assert "150 columns" in reader.told[-1] and said in reader.told[-1]
        assert not reader.main.query(CategoryTree)


async def test_a_tag_an_author_and_a_label_are_picked_combined_and_cleared(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    for name, tags, author in (("A", "[tea, wood]", "Ann"), ("B", "[tea]", "Bo"), ("C", "", "Bo")):
        text = f"---\ntitle: {name}\ntags: {tags}\nauthor: {author}\n---\nText {name}.\n"
        (folder / f"{name}.md").write_text(text)
    async with open_reader(folder) as reader:
        # Nothing has a category: the picker begins with the tags.
        await reader.press("c")
        await reader.type("tea")
        await reader.press("enter")
        assert sorted(reader.titles) == ["A", "B"]
        await reader.press("c", "tab")
        await reader.type("bo")
        await reader.press("enter")
        assert reader.titles == ["B"]
        assert reader.chips == ["tag tea", "author Bo"]
        await reader.click_on("tag tea")
        assert sorted(reader.titles) == ["B", "C"]
        await reader.press("x")
        assert reader.main.listing.query == Query(folders=(folder,))
        await reader.press("E")
        await reader.type('tag:""')
        await reader.press("enter")
        assert (reader.titles, reader.chips) == (["C"], ["tag none"])
        assert isinstance(reader.box, Input)
