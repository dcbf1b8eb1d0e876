"""Articles of megabytes: there at once, the reader's place kept while the rest comes in."""

from pathlib import Path

import pytest

from tests.ui.reader import Reader, open_reader

COUNT = 15_000
BODY = "\n\n".join(f"Paragraph {number} of the long road to the sea." for number in range(COUNT))


@pytest.fixture
def long_archive(tmp_path: Path) -> Path:
    (tmp_path / "long.md").write_text(f"---\ntitle: The long road\n---\n\n{BODY}", "utf-8")
    (tmp_path / "short.md").write_text("---\ntitle: A short one\n---\n\nShort.", "utf-8")
    return tmp_path


async def open_long(reader: Reader) -> None:
    await reader.search("title:road")
    await reader.press("enter")
    assert reader.shown == "The long road"


async def begin_long(reader: Reader) -> None:
    """Open the long article from the short one; return with its first lines on the screen."""
    if reader.shown != "A short one":
        await reader.press("j")
    assert reader.shown == "A short one"
    reader.send("k" if reader.listing.cursor else "j")
    reader.send("enter")
    while not (reader.reading and "Paragraph 3 " in reader.screen):
        await reader.pilot.pause(0)
    assert reader.pane.page is not None
    assert not reader.pane.page.complete


def paragraphs(reader: Reader) -> list[int]:
    """Return the numbers of the paragraphs on the screen."""
    words = (line.partition("Paragraph ")[2].split() for line in reader.lines)
    return [int(line[0]) for line in words if line]


async def test_the_beginning_is_read_while_the_rest_comes_in(long_archive: Path) -> None:
    async with open_reader(long_archive) as reader:
        await begin_long(reader)
        shares = []
        for _ in range(10):
            reader.send("pagedown")
            await reader.pilot.pause()
            shares.append(paragraphs(reader))
        before = paragraphs(reader)
        assert before[0] > 50
        assert shares == sorted(shares)
        await reader.settle()
        assert paragraphs(reader) == before
        await reader.press("G")
        assert paragraphs(reader)[-1] == COUNT - 1


async def test_the_end_is_gone_to_as_soon_as_it_is_there(long_archive: Path) -> None:
    async with open_reader(long_archive) as reader:
        await begin_long(reader)
        reader.send("G")
        await reader.settle()
        assert paragraphs(reader)[-1] == COUNT - 1
        reader.send("g")
        await reader.settle()
        assert "The long road" in reader.screen


async def test_scrolling_keeps_from_going_to_the_end(long_archive: Path) -> None:
    async with open_reader(long_archive) as reader:
        await begin_long(reader)
        reader.send("G")
        reader.send("pageup")
        await reader.settle()
        assert paragraphs(reader)[-1] < COUNT - 1


async def test_place_far_down_is_kept_over_widths_and_a_restart(long_archive: Path) -> None:
    async with open_reader(long_archive) as reader:
        await open_long(reader)
        await reader.press("G", *["pageup"] * 3)
        first = paragraphs(reader)[0]
        assert first > COUNT - 200
        for key in ("minus", "minus", "plus", "z"):
            await reader.press(key)
            assert paragraphs(reader)[0] == first
        await reader.resize(60, 24)
        assert paragraphs(reader)[0] == first
        await reader.leave("q", "q")
    async with open_reader(long_archive) as reader:
        await reader.press("enter")
        assert reader.shown == "The long road"
        assert paragraphs(reader)[0] == first


async def test_width_changes_at_once_far_down(long_archive: Path) -> None:
    async with open_reader(long_archive) as reader:
        await open_long(reader)
        await reader.press("G")
        last = paragraphs(reader)[-1]
        reader.send("minus")
        reader.send("minus")
        await reader.pilot.pause()
        assert abs(paragraphs(reader)[-1] - last) < 60
        await reader.settle()
        await reader.press("escape", "x")
        await reader.search("title:short")
        assert "Short." in reader.screen
