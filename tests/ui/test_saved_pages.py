"""A saved page in the reader: its main article, and the whole of it."""

from pathlib import Path

from tests.ui.archive import HARBOUR
from tests.ui.reader import NARROW, Reader, open_reader
from tui.config import Settings

_PARAGRAPH = "Paragraph {} of the mill: the wheel turns as long as the brook has not frozen over."
_PAGE = (
    "<!doctype html><html><head><title>The mill</title></head><body>"
    "<nav><ul><li><a href='/a'>Menuword</a></li><li><a href='/b'>Brooks</a></li></ul></nav>"
    "<article><h1>The mill</h1>"
    + "".join(f"<p>{_PARAGRAPH.format(number)}</p>" for number in range(60))
    + "</article><footer>Footerword</footer></body></html>"
)
_MAIN = "main article · w whole page"
_WHOLE = "whole page · w main article"


def shown(reader: Reader) -> str:
    return "\n".join(reader.pane.render_line(y).text for y in range(reader.pane.size.height))


def foot(reader: Reader) -> str:
    return next((line for line in reader.lines if "main article" in line), "")


def archive_with_page(folder: Path) -> Path:
    path = folder / "mill.html"
    path.write_text(_PAGE, "utf-8")
    return path


async def test_w_shows_the_whole_page_and_the_main_article_again(archive: Path) -> None:
    async with open_reader(archive_with_page(archive)) as reader:
        assert "Menuword" not in shown(reader)
        assert _MAIN in foot(reader)
        await reader.press("w")
        assert "Menuword" in shown(reader)
        assert _WHOLE in foot(reader)
        await reader.press("w")
        assert "Menuword" not in shown(reader)
        assert _MAIN in foot(reader)


async def test_a_copy_holds_what_is_shown(archive: Path) -> None:
    async with open_reader(archive_with_page(archive)) as reader:
        await reader.press("Y")
        assert "Paragraph 59" in reader.app.clipboard
        assert "Menuword" not in reader.app.clipboard
        await reader.press("w", "Y")
        assert "Menuword" in reader.app.clipboard
        await reader.press("w", "Y")
        assert "Menuword" not in reader.app.clipboard


async def test_the_reader_stays_at_the_paragraph(archive: Path) -> None:
    async with open_reader(archive_with_page(archive), size=NARROW) as reader:
        await reader.press("enter", "space", "space", "space")
        text = reader.pane.text
        assert text is not None
        paragraph = text.paragraphs[reader.pane.place[0]]
        assert paragraph.startswith("Paragraph")
        for _ in range(2):
            await reader.press("w")
            assert reader.pane.text is not text
            text = reader.pane.text
            assert text is not None
            assert text.paragraphs[reader.pane.place[0]] == paragraph


async def test_another_article_is_not_shown_whole(archive: Path) -> None:
    archive_with_page(archive)
    async with open_reader(archive) as reader:
        assert reader.shown == "The mill"
        await reader.press("w", "j", "k")
        assert "Menuword" not in shown(reader)
        assert _MAIN in foot(reader)


async def test_a_place_on_the_whole_page_is_not_kept(archive: Path) -> None:
    path = archive_with_page(archive)
    async with open_reader(path) as reader:
        await reader.press("enter", "w", "G")
        assert "Footerword" in shown(reader)
    async with open_reader(path) as reader:
        assert reader.pane.place[0] == 0


async def test_an_article_that_is_shown_whole_has_one_view(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j", "j")
        assert reader.shown == HARBOUR
        before = reader.pane.text
        await reader.press("w")
        assert reader.pane.text is before
        assert "Nothing of this article is left out." in reader.told
        assert not foot(reader)


async def test_the_foot_line_names_the_users_own_key(archive: Path) -> None:
    settings = Settings(keys={"whole_page": "W"})
    async with open_reader(archive_with_page(archive), settings=settings) as reader:
        assert "main article · W whole page" in foot(reader)
