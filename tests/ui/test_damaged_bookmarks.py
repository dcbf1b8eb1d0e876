"""A damaged bookmark on the screen: listed, read, named, removed and brought back."""

from pathlib import Path

import apsw

from tests.ui.archive import CHIPS
from tests.ui.reader import open_reader


async def test_a_damaged_bookmark_without_a_file(archive: Path, home: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j", "b")
        (kept,) = reader.library.bookmarks.all()
    assert kept.article.title == CHIPS and kept.article.path
    kept.article.path.unlink()
    connection = apsw.Connection(str(home / "data" / "newsreader" / "user.db"))
    connection.execute(
        "UPDATE bookmarks SET note = x'ff', added = 'never', article = '{' || article"
    )
    connection.close()
    async with open_reader(archive) as reader:
        await reader.press("B")
        assert CHIPS in reader.titles
        assert any(f"“{CHIPS}” is damaged" in words for words in reader.told)
        await reader.press("enter")
        assert reader.shown == CHIPS
        await reader.press("h", "b")
        assert reader.library.bookmarks.all() == []
        await reader.press("U")
        assert [each.article.title for each in reader.library.bookmarks.all()] == [CHIPS]
