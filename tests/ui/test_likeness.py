"""More like this: the articles near the one under the cursor are a list of their own."""

from pathlib import Path

from tests.ui.archive import CHIPS, ROAD, TITLES
from tests.ui.reader import Reader, open_reader


async def to(reader: Reader, title: str) -> None:
    while reader.current != title:
        await reader.press("j")


async def test_the_nearest_articles_are_listed_below_the_article(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await to(reader, CHIPS)
        await reader.press("M")
        assert reader.chips == [f"like: {CHIPS}"]
        assert reader.titles[0] == CHIPS
        assert ROAD in reader.titles  # Both have a lantern in them.
        assert reader.current == CHIPS
        listed = reader.titles
        await reader.press("j", "b", "m")
        assert reader.titles == listed
        await reader.press("x")
        assert reader.chips == []
        assert reader.titles == TITLES


async def test_it_is_in_the_palette_and_leads_from_the_reader_to_the_list(archive: Path) -> None:
    async with open_reader(archive, size=(60, 24)) as reader:
        await to(reader, CHIPS)
        await reader.press("enter")
        assert reader.reading
        await reader.command("More like this article")
        assert not reader.reading
        assert reader.titles[0] == CHIPS
        await reader.click_on("×")
        assert reader.titles == TITLES
