"""Read marks and bookmarks."""

from collections.abc import Callable
from pathlib import Path

from tests.ui.archive import CHIPS, CLUSTER, HARBOUR, MOTHS, ROAD, TITLES
from tests.ui.reader import Reader, open_reader, user_library
from tui.library.query import Query
from tui.ui.screens.controllers.mark_worker import Marked


async def test_opening_marks_as_read(archive: Path) -> None:
    async with open_reader(archive) as reader:
        assert "●" in reader.row(CLUSTER)
        await reader.press("enter")
        assert "●" not in reader.row(CLUSTER)
        assert reader.counts == "12 articles · 11 unread"
    with user_library() as library:
        assert library.search.find(Query(folders=(archive,), unread=True)).total == 11


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
        assert reader.told == ["11 articles marked as read · U to undo"]
        assert "●" not in reader.screen
        await reader.press("U")
        assert reader.counts == "12 articles · 11 unread"
        await reader.press("U")
        assert reader.counts == "12 articles · 12 unread"
        reader.told.clear()
        await reader.press("U")
        assert reader.told == ["Nothing to undo."]


async def test_all_read_means_all_that_is_listed(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search("category:notes")
        await reader.press("A")
        assert reader.told == ["3 articles marked as read · U to undo"]
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
        assert reader.told == ["Bookmarked", "Bookmark removed"]
        await reader.press("U")
        assert "★" in reader.row(CLUSTER)
    with user_library() as library:
        assert [kept.article.title for kept in library.bookmarks.all()] == [CLUSTER]


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


async def test_undo_after_a_restart(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("b", "A")
        assert reader.counts == "12 articles"
    async with open_reader(archive) as reader:
        assert "★" in reader.row(CLUSTER)
        await reader.press("U")
        assert reader.told == ["12 articles are unread again"]
        assert reader.counts == "12 articles · 12 unread"
        await reader.press("U")
        assert reader.told[1:] == ["1 article is bookmarked no more"]
        assert "★" not in reader.row(CLUSTER)


async def test_marks_leave_cursor_and_places_alone(archive: Path) -> None:
    async with open_reader(archive, size=(120, 18)) as reader:
        await reader.press(*["j"] * TITLES.index(ROAD), "enter", "space", "space", "h")
        place = where(reader)
        for key in ("m", "b", "A", "U", "U", "U", "m", "b", "U"):
            await reader.press(key)
            assert where(reader) == place
        await reader.press("enter")
        place = where(reader)
        for key in ("b", "m", "b", "m", "U"):
            await reader.press(key)
            assert where(reader) == place


async def test_all_read_while_a_search_is_not_understood_means_what_is_listed(
    archive: Path,
) -> None:
    async with open_reader(archive) as reader:
        await reader.search("category:notes")
        await reader.search(" date:never")
        assert len(reader.titles) == 3
        await reader.press("A")
        assert reader.told == ["3 articles marked as read · U to undo"]


# -- several newsreaders at once -------------------------------------------------------


async def test_marks_of_another_newsreader_are_shown(archive: Path) -> None:
    async with open_reader(archive, size=(120, 18)) as reader:
        await reader.press(*["j"] * TITLES.index(ROAD), "enter", "space", "space", "h")
        place = where(reader)
        with user_library() as other:
            other.bookmarks.set_bookmarked([reader.ids[TITLES.index(MOTHS)]], True)
            await until(reader, lambda: "★" in reader.row(MOTHS))
            other.marks.mark_all_read(Query())
            await until(reader, lambda: reader.counts == "12 articles")
            assert "●" not in reader.screen
            other.marks.undo()
            await until(reader, lambda: reader.counts == "12 articles · 11 unread")
            assert "●" in reader.row(MOTHS)
            await reader.press("U")
            assert "★" not in reader.row(MOTHS)
        assert where(reader) == place
        assert reader.told == ["1 article is bookmarked no more"]


async def test_rows_stay_while_another_newsreader_marks(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.command("only unread")
        await reader.press("j", "j")
        place, titles = where(reader), reader.titles
        with user_library() as other:
            other.marks.set_read(reader.ids[1:4], True)
            await until(reader, lambda: "●" not in reader.row(HARBOUR))
        assert (where(reader), reader.titles) == (place, titles)
        assert "9 unread" in reader.counts
        await reader.command("only unread")
        assert reader.counts == "12 articles · 9 unread"


async def test_a_bookmark_without_a_file_that_another_newsreader_drops(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("b", "j", "b")
    (archive / "chips.md").unlink()
    async with open_reader(archive) as reader:
        await reader.press("B")
        assert reader.titles == [CLUSTER, CHIPS]
        with user_library() as other:
            other.bookmarks.set_bookmarked([reader.ids[1]], False)
            await until(reader, lambda: reader.titles == [CLUSTER])


async def test_what_another_newsreader_has_just_set_is_not_taken_off(archive: Path) -> None:
    async with open_reader(archive) as reader:
        ids = reader.ids[:1]
        with user_library() as other:
            other.bookmarks.set_bookmarked(ids, True)
            other.marks.set_read(ids, True)
            # Not by keys: between two of them the marks of the other may be shown already.
            reader.main.marks.action_bookmark()
            reader.main.marks.action_toggle_read()
            await reader.settle()
            await until(reader, lambda: "★" in reader.row(CLUSTER))
            await until(reader, lambda: reader.counts == "12 articles · 11 unread")
            assert [kept.article.title for kept in other.bookmarks.all()] == [CLUSTER]


def where(reader: Reader) -> tuple[str, int, str, int, bool]:
    """Return where the user is: in the list and its rows, in the article and its lines."""
    line = reader.pane.render_line(0).text
    return (
        reader.current,
        reader.listing.scroll_offset.y,
        line,
        reader.listing.cursor,
        reader.reading,
    )


async def until(reader: Reader, condition: Callable[[], bool]) -> None:
    """Wait until something is on the screen."""
    while not condition():
        await reader.pilot.pause()
        await reader.settle()


async def test_a_mark_of_what_is_not_listed_any_more_changes_no_count(archive: Path) -> None:
    async with open_reader(archive) as reader:
        (other,) = reader.library.search.find(Query("title:tools")).ids
        reader.main.filters.ask(Query("night", folders=(archive,)))
        await reader.settle()
        before = reader.counts
        (summary,) = reader.library.search.summaries([other])
        reader.main.post_message(Marked(summary, "", -1))
        await reader.settle()
        assert reader.counts == before
