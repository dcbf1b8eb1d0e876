"""Note and labels of a bookmark."""

from pathlib import Path

import apsw
import pytest

from tests.ui.archive import CHIPS, CLUSTER, ROAD, TITLES
from tests.ui.reader import NARROW, WIDE, Reader, open_reader, user_library
from tests.ui.test_marks import until, where
from tui.library.values import Notes
from tui.paths import Paths
from tui.ui.screens.dialogs.edit_notes import EditNotes


async def note(reader: Reader, labels: str, words: str) -> None:
    """Write labels and a note on the article under the cursor, where it has none."""
    await reader.press("e")
    await reader.type(labels)
    await reader.press("tab")
    await reader.type(words)
    await reader.press("enter")


def head(reader: Reader) -> str:
    """Return the first lines of the article that is shown."""
    return "\n".join(reader.pane.render_line(y).text.rstrip() for y in range(10))


def kept() -> list[tuple[str, str, tuple[str, ...]]]:
    """Return title, note and labels of each bookmark."""
    with user_library() as library:
        return [(each.article.title, each.note, each.labels) for each in library.bookmarks.all()]


async def test_a_note_is_shown_above_the_text_and_bookmarks_the_article(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j")
        await note(reader, "later, tea", "Look at it again.")
        assert "★ later · tea\n    Look at it again." in head(reader)
        assert "★" in reader.row(CHIPS)
        assert reader.told == ["Bookmarked, with note and labels"]
        assert kept() == [(CHIPS, "Look at it again.", ("later", "tea"))]
        await reader.press("enter", "e")
        await reader.type(", work")
        await reader.press("enter")
        assert "★ later · tea · work" in head(reader)
        assert reader.told[1:] == ["Note and labels saved"]
        assert reader.reading
    assert kept() == [(CHIPS, "Look at it again.", ("later", "tea", "work"))]


async def test_leaving_the_dialog_leaves_all_as_it_was(archive: Path) -> None:
    async with open_reader(archive) as reader:
        for keys in (["x", "escape"], ["enter"], ["tab", "y", "tab", "x", "escape"]):
            await reader.press("e", *keys)
            assert not isinstance(reader.app.screen, EditNotes)
        assert reader.told == []
        assert "★" not in reader.screen
    assert kept() == []


async def test_notes_are_undone_and_come_back_with_their_bookmark(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("b")
        await note(reader, "later", "First.")
        for key, shown in (("b", False), ("U", True), ("U", False), ("U", False)):
            await reader.press(key)
            assert ("★ later" in head(reader)) == shown
        assert reader.told == [
            "Bookmarked",
            "Note and labels saved",
            "Bookmark removed",
            "1 article is bookmarked again",
            "1 article is noted and labelled as before",
            "1 article is bookmarked no more",
        ]


async def test_a_note_of_several_lines_in_a_small_window(archive: Path) -> None:
    async with open_reader(archive, size=NARROW) as reader:
        await note(reader, "", "One.")
        await reader.press("e", "tab", "ctrl+j")
        await reader.type("Two.")
        lines = reader.lines
        assert len(lines) == NARROW[1]
        assert any("save" in line and "cancel" in line for line in lines)
        await reader.press("enter", "enter")
        assert "★ One.\n    Two." in head(reader)


async def test_a_note_leaves_the_place_in_the_text_alone(archive: Path) -> None:
    async with open_reader(archive, size=(WIDE[0], 18)) as reader:
        await reader.press(*["j"] * TITLES.index(ROAD), "enter", "space", "space", "j")
        place = where(reader)
        await note(reader, "later", "A long way. " * 30)
        assert where(reader) == place
        await reader.press("U")
        assert where(reader) == place
        await reader.press("e", "l", "enter", "h")
    async with open_reader(archive, size=(WIDE[0], 18)) as reader:
        await reader.press("enter")
        assert where(reader)[2] == place[2]


async def test_notes_of_another_newsreader_are_shown(archive: Path) -> None:
    async with open_reader(archive) as reader:
        id = reader.ids[0]
        with user_library() as other:
            other.bookmarks.edit_notes(id, Notes(), Notes("Theirs.", ("a",)))
            await until(reader, lambda: "Theirs." in head(reader))
            await reader.press("e")
            other.bookmarks.edit_notes(id, Notes("Theirs.", ("a",)), Notes("Theirs.", ("a", "b")))
            await reader.type(", c")
            await reader.press("enter")
            await until(reader, lambda: "★ a · c · b" in head(reader))
            other.bookmarks.set_bookmarked([id], False)
            await until(reader, lambda: "★" not in head(reader))


async def test_what_can_t_be_written_is_not_lost(archive: Path) -> None:
    async with open_reader(archive) as reader:
        reader.library.timeout = 0.01
        lock = apsw.Connection(str(Paths.of_user().user_db))
        lock.execute("BEGIN IMMEDIATE")
        await note(reader, "later", "Long thought about.")
        assert "locked" in reader.told[-1]
        assert "★" not in reader.row(CLUSTER)
        assert "Long thought about." in reader.screen
        lock.close()
        await reader.press("enter")
        assert "★ later\n    Long thought about." in head(reader)


async def test_a_note_that_is_too_long_stays_in_the_dialog(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.ui.screens.dialogs.edit_notes.LONGEST_NOTE", 5)
    async with open_reader(archive) as reader:
        await note(reader, "", "123456")
        assert reader.told == ["A note can have 5 characters at most."]
        await reader.press("backspace", "enter")
        assert "★ 12345" in head(reader)
