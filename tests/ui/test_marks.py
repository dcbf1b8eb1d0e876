"""Read marks and bookmarks."""

from pathlib import Path

from tests.ui.archive import CHIPS, CLUSTER, HARBOUR, MOTHS, TITLES
from tests.ui.reader import open_reader, user_library
from tui.library.query import Query


async def test_opening_marks_as_read(archive: Path) -> None:
    async with open_reader(archive) as reader:
        assert "●" in reader.row(CLUSTER)
        await reader.press("enter")
        assert "●" not in reader.row(CLUSTER)
        assert reader.counts == "12 articles · 11 unread"
    with user_library() as library:
        assert library.search(Query(folders=(archive,), unread=True)).total == 11


async def test_m_marks_as_read_and_as_unread(archive: Path) -> None:
    async with open_reader(archive) as reader:
        for key, unread in [("m", 11), ("m", 12)]:
            await reader.press(key)
            assert reader.counts == f"12 articles · {unread} unread"
            assert ("●" in reader.row(CLUSTER)) == (unread == 12)
        await reader.press("enter", "m")
        assert reader.counts == "12 articles · 12 unread"
        assert reader.reading


async def test_all_read_and_undo(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("m", "A")
        assert reader.counts == "12 articles"
        assert reader.told == ["11 articles marked as read · U undoes it"]
        assert "●" not in reader.screen
        await reader.press("U")
        assert reader.counts == "12 articles · 11 unread"
        await reader.press("U")
        assert reader.counts == "12 articles · 12 unread"
        reader.told.clear()
        await reader.press("U")
        assert reader.told == ["There is nothing to undo."]


async def test_all_read_means_all_that_is_listed(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search("category:notes")
        await reader.press("A")
        assert reader.told == ["3 articles marked as read · U undoes it"]
        await reader.press("x")
        assert reader.counts == "12 articles · 9 unread"
        assert reader.current == MOTHS


async def test_bookmark_on_and_off_in_both_panes(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("b")
        assert "★" in reader.row(CLUSTER)
        assert reader.told == ["Bookmarked"]
        await reader.press("enter", "b")
        assert "★" not in reader.row(CLUSTER)
        assert reader.told == ["Bookmarked", "Bookmark taken off"]
        await reader.press("U")
        assert "★" in reader.row(CLUSTER)
    with user_library() as library:
        assert [kept.article.title for kept in library.bookmarks()] == [CLUSTER]


async def test_a_bookmark_whose_file_is_gone_can_be_read(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j", "b")
    (archive / "chips.md").unlink()
    async with open_reader(archive) as reader:
        assert CHIPS not in reader.titles
        assert reader.counts == "11 articles · 11 unread"
        await reader.press("B")
        assert reader.titles == [CHIPS]
        await reader.press("enter")
        assert reader.shown == CHIPS
        assert "The orders outran the clean rooms" in reader.screen
        await reader.press("h", "b")
        assert reader.titles == []
        await reader.press("U")
        assert reader.titles == [CHIPS]
        await reader.press("b", "B")
        assert CHIPS not in reader.titles


async def test_a_changed_and_renamed_file_keeps_its_marks(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j", "j", "b", "m")
    text = (archive / "harbour.md").read_text(encoding="utf-8")
    (archive / "renamed.md").write_text(text + "\nOne more line.\n", encoding="utf-8")
    (archive / "harbour.md").unlink()
    async with open_reader(archive) as reader:
        assert reader.titles == TITLES
        await reader.press("g", "j", "j")
        assert reader.current == HARBOUR
        assert "★" in reader.row(HARBOUR)
        assert "●" not in reader.row(HARBOUR)
        assert reader.counts == "12 articles · 11 unread"
        await reader.press("enter")
        assert "One more line." in reader.screen
