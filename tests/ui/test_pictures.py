"""Pictures in the text and over the whole screen, and what stands where one can't be shown."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from textual.geometry import Region

from tests.ui.reader import WIDE, Reader, open_reader
from tests.unit.images.making import png, write_png
from tests.unit.images.server import Handler, Server, serving
from tui.config import ImageMode, Settings
from tui.ui.page.pictures.picture_art import SixelStrip
from tui.ui.screens.controllers import link_opening
from tui.ui.screens.picture_screen import PictureScreen

HALF = "▀"
HINT = "i shows the pictures of this article"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def write(folder: Path, body: str, front: str = "") -> Path:
    """Write an archive of one article; return its folder."""
    folder.mkdir(exist_ok=True)
    text = f"---\ntitle: A walk\ndate: 2024-05-05 10:00\n{front}---\n{body}\n"
    (folder / "a.md").write_text(text, encoding="utf-8")
    return folder


def settings(images: ImageMode) -> Settings:
    return Settings(images=images)


def pane_lines(reader: Reader) -> list[str]:
    """Return what the pane shows, line by line."""
    pane = reader.pane
    return [pane.render_line(y).text.rstrip() for y in range(pane.size.height)]


def picture_rows(reader: Reader) -> list[int]:
    """Return the rows of the pane that show a part of a picture."""
    return [y for y, line in enumerate(pane_lines(reader)) if HALF in line]


def row_with(reader: Reader, words: str) -> int:
    return next(y for y, line in enumerate(pane_lines(reader)) if words in line)


def facts(reader: Reader) -> str:
    """Return what the image view says below the picture."""
    return next(line.strip() for line in reader.lines if " of " in line)


# -- in the text


async def test_a_picture_stands_above_its_caption(tmp_path: Path) -> None:
    folder = write(tmp_path / "archive", "Before.\n\n![A tower](images/a.png)\n\nAfter.")
    write_png(folder / "images/a.png", 200, 200)
    async with open_reader(folder) as reader:
        rows = picture_rows(reader)
        assert rows == list(range(rows[0], rows[0] + 10))  # 200 pixels are 10 cells of 20.
        before, caption = row_with(reader, "Before."), row_with(reader, "▣ 1  A tower")
        assert before + 2 == rows[0]
        assert caption == rows[-1] + 1
        assert row_with(reader, "After.") == caption + 2
        assert pane_lines(reader)[rows[0]].strip() == HALF * 20


async def test_a_large_picture_and_its_caption_fit_on_the_screen(tmp_path: Path) -> None:
    folder = write(tmp_path / "archive", "![Tall](tall.png)\n\n![Wide](wide.png)")
    write_png(folder / "tall.png", 500, 3000)
    write_png(folder / "wide.png", 3000, 500)
    async with open_reader(folder) as reader:
        height, caption = reader.pane.size.height, row_with(reader, "▣ 1")
        rows = [row for row in picture_rows(reader) if row < caption]
        assert 0.5 * height < len(rows) < 0.7 * height
        await reader.press("enter", "G")
        last = picture_rows(reader)[-1]
        width = len(pane_lines(reader)[last].strip())
        assert width == reader.pane.page.width if reader.pane.page else False


async def test_pictures_within_lines_and_tables_are_only_named(tmp_path: Path) -> None:
    body = "Words ![in](a.png) a line.\n\n| one | two |\n| --- | --- |\n| ![cell](a.png) | x |\n"
    folder = write(tmp_path / "archive", body)
    write_png(folder / "a.png")
    async with open_reader(folder) as reader:
        page = reader.pane.page
        assert page is not None
        figures = [line for line in page.lines if line.figure is not None]
        assert page.rows.extra == len(picture_rows(reader)) == len(figures)


async def test_beside_a_picture_in_a_quote_its_bar_goes_on(tmp_path: Path) -> None:
    folder = write(tmp_path / "archive", "> Quoted.\n>\n> ![A tower](a.png)\n>\n> More.")
    write_png(folder / "a.png", 100, 100)
    async with open_reader(folder) as reader:
        lines = pane_lines(reader)
        bar = lines[row_with(reader, "Quoted.")].index("▎")
        for row in range(row_with(reader, "Quoted."), row_with(reader, "More.") + 1):
            assert lines[row][bar] == "▎"


async def test_a_picture_within_the_selection_is_framed(tmp_path: Path) -> None:
    folder = write(tmp_path / "archive", "Before.\n\n![A tower](a.png)\n\nAfter.")
    write_png(folder / "a.png", 200, 200)

    def framed() -> list[str]:
        colour = reader.pane._styles("selection").bgcolor
        rows = [reader.pane.render_line(y) for y in picture_rows(reader)]
        return ["".join(part.text for part in row if part.style and part.style.bgcolor == colour)
                for row in rows]  # fmt: skip

    async with open_reader(folder) as reader:
        await reader.press("enter", "v")
        assert not any(framed())
        await reader.press("j")
        assert framed() == ["    "] * 10
        await reader.press("escape")
        assert not any(framed())


async def test_the_cover_is_a_picture_too(tmp_path: Path) -> None:
    folder = write(tmp_path / "archive", "Words.", "cover: images/cover.png\n")
    write_png(folder / "images/cover.png", 100, 100)
    async with open_reader(folder) as reader:
        assert len(picture_rows(reader)) == 5
        assert picture_rows(reader)[-1] < row_with(reader, "Words.")
        await reader.press("enter", "i")
        assert "1 of 1 · cover · 100 × 100 · PNG" in facts(reader)


async def test_scrolling_over_pictures_keeps_every_line(tmp_path: Path) -> None:
    body = "\n\n".join(f"Paragraph {n}.\n\n![Picture {n}](a.png)" for n in range(1, 9))
    folder = write(tmp_path / "archive", body)
    write_png(folder / "a.png", 100, 140)
    async with open_reader(folder) as reader:
        await reader.press("enter")
        page = reader.pane.page
        assert page is not None
        assert page.rows.extra == 8 * 7
        seen: list[str] = []
        height = reader.pane.size.height
        while True:
            top = reader.pane.scroll_offset.y
            lines = pane_lines(reader)
            seen += lines[len(seen) - top :]
            assert len(lines) == height
            if not reader.pane.scrolling.page_on():
                break
            await reader.settle()
        assert len(seen) == page.height
        assert sum(HALF in line for line in seen) == 8 * 7
        wanted = [f"{what} {n}" for n in range(1, 9) for what in ("Paragraph", "Picture")]
        shown = [line for line in seen if "P" in line]
        assert all(words in line for words, line in zip(wanted, shown, strict=True))


async def test_another_height_of_the_window_gives_pictures_other_room(tmp_path: Path) -> None:
    folder = write(tmp_path / "archive", "![Tall](tall.png)")
    write_png(folder / "tall.png", 500, 3000)
    async with open_reader(folder) as reader:
        rows = len(picture_rows(reader))
        await reader.resize(WIDE[0], WIDE[1] // 2)
        assert 3 <= len(picture_rows(reader)) < rows * 0.6
        await reader.resize(60, 30)
        await reader.press("enter")
        assert picture_rows(reader)


async def test_a_picture_that_can_not_be_shown_says_why(tmp_path: Path) -> None:
    body = "![one](gone.png)\n\n![two](../secret.png)\n\n![three](a.svg)\n\n![four](cut.png)"
    folder = write(tmp_path / "archive", body)
    write_png(tmp_path / "secret.png")
    (folder / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (folder / "cut.png").write_bytes(png(100, 100)[:50])
    async with open_reader(folder) as reader:
        lines = pane_lines(reader)
        for caption, why in [
            ("one", "There is no picture gone.png."),
            ("two", "../secret.png lies outside the folders that are open."),
            ("three", "SVG pictures are not shown here."),
            ("four", "The picture is damaged or incomplete."),
        ]:
            assert why in lines[row_with(reader, f"  {caption}") - 1]


async def test_a_picture_whose_end_is_missing_says_so_once_it_is_drawn(tmp_path: Path) -> None:
    folder = write(tmp_path / "archive", "![one](cut.png)\n\nAfter.")
    data = png(400, 400)
    (folder / "cut.png").write_bytes(data[: data.index(b"IDAT") + 20])
    async with open_reader(folder) as reader:
        assert "damaged" in reader.screen
        assert not picture_rows(reader)
        assert row_with(reader, "After.") == row_with(reader, "▣ 1  one") + 2


# -- from servers


async def test_nothing_is_fetched_unless_it_is_asked_for(server: Server, tmp_path: Path) -> None:
    urls = [server.give(f"/{n}.png", png(100, 100)) for n in range(3)]
    body = "\n\n".join(f"![Picture {n}]({url})" for n, url in enumerate(urls))
    folder = write(tmp_path / "archive", body)
    async with open_reader(folder) as reader:
        assert server.asked == []
        assert reader.screen.count(HINT) == 1
        assert row_with(reader, HINT) + 1 == row_with(reader, "▣ 1")
        await reader.press("enter", "i")
        assert [path for path, _ in server.asked] == ["/0.png"]
        assert "1 of 3 · 100 × 100 · PNG" in facts(reader)
        assert HALF in reader.screen
        await reader.press("j", "escape")
        assert [path for path, _ in server.asked] == ["/0.png", "/1.png"]
        assert len(picture_rows(reader)) == 10
        assert row_with(reader, HINT) + 1 == row_with(reader, "▣ 3")
    async with open_reader(folder) as reader:  # They are kept.
        assert len(picture_rows(reader)) == 10
        assert len(server.asked) == 2


async def test_always_fetches_at_once(server: Server, tmp_path: Path) -> None:
    urls = [server.give(f"/{n}.png", png(100, 100)) for n in range(3)]
    body = "\n\n".join(f"![Picture {n}]({url})" for n, url in enumerate(urls))
    folder = write(tmp_path / "archive", f"{body}\n\n![gone]({server.address}/gone.png)")
    async with open_reader(folder, settings=settings("always")) as reader:
        asked = sorted(path for path, _ in server.asked)  # They are fetched side by side.
        assert asked == ["/0.png", "/1.png", "/2.png", "/gone.png"]
        assert len(picture_rows(reader)) == 15
        assert "there is no such picture (404)" in reader.screen
        await reader.press("enter", "j", "k")
        assert len(server.asked) == 4  # A failure is not asked for again by itself.
        await reader.press("i", "G")
        assert len(server.asked) == 5


async def test_a_slow_server_does_not_hold_up_the_others(server: Server, tmp_path: Path) -> None:
    urls = [server.give(f"/{n}.png", png(100, 100)) for n in range(9)]
    all_asked = Event()
    in_time: list[bool] = []

    def slow(handler: Handler) -> None:
        in_time.append(all_asked.wait(10))
        handler.send(png(100, 100))

    def last(handler: Handler) -> None:
        all_asked.set()
        handler.send(png(100, 100))

    server.answers["/0.png"], server.answers["/8.png"] = slow, last
    body = "\n\n".join(f"![Picture {n}]({url})" for n, url in enumerate(urls))
    folder = write(tmp_path / "archive", body)
    async with open_reader(folder, settings=settings("always")):
        assert in_time == [True]
        assert len(server.asked) == 9


async def test_what_is_on_the_screen_is_fetched_first(server: Server, tmp_path: Path) -> None:
    paths = [f"/{n:02}.png" for n in range(12)]
    urls = [f"{server.address}{path}" for path in paths]
    four_asked = Event()

    def answer(handler: Handler) -> None:
        if len(server.asked) >= 4:
            four_asked.set()
        four_asked.wait(10)  # Else a fifth request could overtake the fourth.
        handler.send(png(100, 100))

    server.answers.update(dict.fromkeys(paths, answer))
    words = "\n\n".join(["Words."] * 30)
    body = "\n\n".join(f"![Picture]({url})\n\n{words}" for url in urls)
    folder = write(tmp_path / "archive", body)
    async with open_reader(folder) as reader:
        await reader.press("enter", "G")
        await reader.leave("q", "q")
    async with open_reader(folder, settings=settings("always")):
        asked = [path for path, _ in server.asked]
        assert set(asked[:4]) == {"/08.png", "/09.png", "/10.png", "/11.png"}
        assert len(asked) == 12


async def test_pictures_that_wait_say_so(server: Server, tmp_path: Path) -> None:
    answering = Event()

    def answer(handler: Handler) -> None:
        answering.wait(10)
        handler.send(png(100, 20))

    server.answers.update({f"/{n}.png": answer for n in range(6)})
    body = "\n\n".join(f"![Picture {n}]({server.address}/{n}.png)" for n in range(6))
    folder = write(tmp_path / "archive", body)
    async with open_reader(folder) as reader:
        pane, app = reader.pane, reader.app
        assert pane.text is not None
        app.images.mode = "always"
        pictures = pane.pictures.of_article(pane.text.article)
        assert pictures is not None
        pane.pictures.changed(pictures)
        while reader.screen.count("fetching …") < 4:
            await reader.pilot.pause()
        assert reader.screen.count("waiting …") == 2
        answering.set()
        await reader.settle()
        assert "waiting …" not in reader.screen
        assert len(picture_rows(reader)) == 6


async def test_never_fetches_nothing_and_says_what_forbids_it(
    server: Server, tmp_path: Path
) -> None:
    url = server.give("/a.png", png(100, 100))
    folder = write(tmp_path / "archive", f"![A tower]({url})\n\n![Here](here.png)")
    write_png(folder / "here.png", 100, 100)
    async with open_reader(folder, settings=settings("never")) as reader:
        assert HINT not in reader.screen
        assert len(picture_rows(reader)) == 5
        await reader.press("enter", "i")
        assert 'images = "never"' in reader.screen
        await reader.press("j")
        assert "2 of 2 · 100 × 100" in facts(reader)
        assert server.asked == []


async def test_what_is_read_stays_where_it_is_when_a_picture_comes(
    server: Server, tmp_path: Path
) -> None:
    url = server.give("/a.png", png(100, 400))
    words = "\n\n".join(f"Paragraph {n}." for n in range(60))
    folder = write(tmp_path / "archive", f"![A tower]({url})\n\n{words}")
    async with open_reader(folder) as reader:
        await reader.press("enter", *["pagedown"] * 2)
        before = pane_lines(reader)
        await reader.press("i")  # No picture is on the screen or below: the last one is shown.
        assert "1 of 1 · 100 × 400" in facts(reader)
        await reader.press("q")
        assert pane_lines(reader) == before
        await reader.press("g")
        assert len(picture_rows(reader)) == 20


# -- over the whole screen


async def three_pictures(folder: Path) -> Path:
    write(folder, "\n\n".join(f"Words {n}.\n\n![Picture {n}](p{n}.png)" for n in (1, 2, 3)))
    for number in (1, 2, 3):
        write_png(folder / f"p{number}.png", number * 100, 60)
    return folder


async def test_the_image_view_goes_through_all_pictures(tmp_path: Path) -> None:
    folder = await three_pictures(tmp_path / "archive")
    async with open_reader(folder) as reader:
        await reader.press("enter", "i")
        assert isinstance(reader.app.screen, PictureScreen)
        for key, number in [
            ("j", 2), ("space", 3), ("k", 2), ("l", 3), ("h", 2), ("n", 3), ("p", 2), ("right", 3),
            ("left", 2), ("down", 3), ("up", 2), ("g", 1), ("G", 3),
        ]:  # fmt: skip
            await reader.press(key)
            assert f"{number} of 3 · {number}00 × 60 · PNG" in facts(reader)
            assert f"Picture {number}" in reader.screen
            assert HALF in reader.screen
        await reader.press("j")
        assert reader.told[-1] == "This is the last picture."
        await reader.press("g", "k")
        assert reader.told[-1] == "This is the first picture."


@pytest.mark.parametrize("key", ["escape", "q", "i"])
async def test_the_image_view_is_left(tmp_path: Path, key: str) -> None:
    folder = await three_pictures(tmp_path / "archive")
    async with open_reader(folder) as reader:
        await reader.press("enter", "i", key)
        assert reader.app.screen is reader.main
        assert reader.reading


@pytest.mark.parametrize("width", [20, 40, 60])
async def test_a_narrow_image_view_keeps_the_way_out(tmp_path: Path, width: int) -> None:
    folder = await three_pictures(tmp_path / "archive")
    async with open_reader(folder) as reader:
        await reader.press("enter", "i")
        await reader.resize(width, 20)
        keys = reader.lines[-1].strip()
        assert keys.endswith("Esc back")
        known = ["j k next, previous", "g G first, last", "o open", "y copy link", "Esc back"]
        assert set(keys.split("   ")) <= set(known)


async def test_it_begins_at_the_picture_on_the_screen(tmp_path: Path) -> None:
    body = "\n\n".join(f"![Picture {n}](a.png)" for n in range(1, 21))
    folder = write(tmp_path / "archive", body)
    write_png(folder / "a.png", 100, 100)
    async with open_reader(folder) as reader:
        await reader.press("enter", "pagedown", "i")
        number = int(facts(reader).split()[0])
        await reader.press("q")
        assert f"▣ {number} " in reader.screen
        assert f"▣ {number - 1} " not in reader.screen


async def test_a_click_on_a_picture_or_its_caption_shows_it(tmp_path: Path) -> None:
    folder = await three_pictures(tmp_path / "archive")
    async with open_reader(folder) as reader:
        await reader.press("enter")
        await reader.click_on("Picture 2")
        assert "2 of 3" in facts(reader)
        await reader.press("q")
        row = picture_rows(reader)[-1]
        await reader.click(reader.pane, x=reader.pane.size.width // 2, y=row)
        assert "3 of 3" in facts(reader)


async def test_its_address_is_copied_and_opened(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(link_opening, "open_address", opened.append)
    url = server.give("/a.png", png())
    folder = write(tmp_path / "archive", f"![A tower]({url})\n\n![Here](my%20pic.png)")
    write_png(folder / "my pic.png")
    async with open_reader(folder) as reader:
        await reader.press("enter", "i", "y", "o")
        assert reader.told[-1] == f"Copied {url}"
        assert opened == [url]
        await reader.press("j", "y")
        assert reader.told[-1].startswith("Copied file:///")
        assert reader.told[-1].endswith("/my%20pic.png")


async def test_an_article_without_pictures_says_so(tmp_path: Path) -> None:
    folder = write(tmp_path / "archive", "Words.")
    async with open_reader(folder) as reader:
        await reader.press("enter", "i")
        assert reader.told[-1] == "This article has no pictures."
        assert reader.app.screen is reader.main


# -- by Sixel


def graphics(reader: Reader) -> int:
    """Return on how many lines of the pane the terminal draws a part of a picture."""
    width, height = reader.pane.size
    strips = reader.pane.render_lines(Region(0, 0, width, height))
    return sum(isinstance(strip, SixelStrip) for strip in strips)


async def test_by_sixel_the_cells_are_empty_and_drawn_over(tmp_path: Path) -> None:
    folder = await three_pictures(tmp_path / "archive")
    async with open_reader(folder) as reader:
        before = pane_lines(reader)
        reader.app.terminal.graphics = "sixel"
        reader.pane.refresh()
        await reader.settle()
        assert graphics(reader) == 9
        assert pane_lines(reader) == [line if HALF not in line else "" for line in before]
        await reader.press("question_mark")
        assert graphics(reader) == 0  # Under a dialog only text can be dimmed.
        await reader.press("escape")
        assert graphics(reader) == 9
