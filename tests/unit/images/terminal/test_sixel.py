import re

import pytest
from PIL import Image, ImageChops
from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

from tui.images.terminal.capabilities import CellSize
from tui.images.terminal.sixel_data import encoded
from tui.ui.page.pictures.art_encoder import sixel_rows
from tui.ui.page.pictures.picture_art import Graphic, SixelStrip

_TOKEN = re.compile(rb"#(\d+)(?:;2;(\d+);(\d+);(\d+))?|!(\d+)([?-~])|([$-])|([?-~])")


def decoded(data: str) -> Image.Image:
    """Return the picture that a terminal would draw: one that needs a colour to be chosen."""
    head = re.match(r'\x1bP0;1q"1;1;(\d+);(\d+)', data)
    assert head and data.endswith("\x1b\\")
    image = Image.new("RGBA", (int(head[1]), int(head[2])))
    colours: dict[int, tuple[int, ...]] = {}
    x = top = 0
    colour: int | None = None
    body = data[head.end() : -2].encode()
    at = 0
    while at < len(body):
        token = _TOKEN.match(body, at)
        assert token, body[at : at + 20]
        at = token.end()
        number, red, green, blue, count, repeated, control, letter = token.groups()
        if red is not None:
            colours[int(number)] = tuple(int(value) * 255 // 100 for value in (red, green, blue))
        elif number is not None:
            colour = int(number)
        elif control == b"$":
            x = 0
        elif control == b"-":
            x, top = 0, top + 6
        else:
            assert colour is not None
            bits = (repeated or letter)[0] - 63
            run = int(count or 1)
            for row in range(6):
                if bits >> row & 1:
                    box = (x, top + row, x + run, top + row + 1)
                    image.paste((*colours[colour], 255), box)
            x += run
    return image


def difference(one: Image.Image, other: Image.Image) -> int:
    """Return how far two pictures are apart in any colour of any pixel."""
    extrema = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getextrema()
    return max(int(high) for _, high in extrema)  # type: ignore[misc]


def noise(width: int, height: int, colours: int) -> Image.Image:
    grey = Image.effect_noise((width, height), 120)
    turned = grey.transpose(Image.Transpose.ROTATE_180)
    return Image.merge("RGB", (grey, turned, grey)).quantize(colours)


@pytest.mark.parametrize(
    ("width", "height", "colours"),
    [(1, 1, 2), (5, 6, 4), (7, 13, 16), (40, 20, 256), (333, 17, 30), (300, 3, 2)],
)
def test_a_terminal_draws_what_was_encoded(width: int, height: int, colours: int) -> None:
    image = noise(width, height, colours)
    shown = decoded(encoded(image))
    assert shown.getchannel("A").getextrema() == (255, 255)
    assert difference(shown, image) <= 3  # Colours are told in per cent.


def test_one_colour_is_written_shortly() -> None:
    image = Image.new("RGB", (700, 20), "#336699").quantize(4)
    assert len(encoded(image)) < 100
    assert difference(decoded(encoded(image)), image) <= 3


def test_each_row_of_cells_is_a_graphic_of_its_own() -> None:
    cell = CellSize(9, 19)
    image = noise(90, 57, 64).convert("RGB")
    rows = sixel_rows(image, 10, 3, cell, 256)
    assert [row.width for row in rows] == [10, 10, 10]
    for number, row in enumerate(rows):
        drawing = row.drawing(10)
        assert drawing.startswith("\x1b7\x1b[10D\x1bP") and drawing.endswith("\x1b\\\x1b8")
        part = image.crop((0, number * 19, 90, number * 19 + 19))
        assert difference(decoded(drawing[len("\x1b7\x1b[10D") : -2]), part) < 60


def test_a_wide_picture_is_drawn_in_parts_that_xterm_takes() -> None:
    image = Image.linear_gradient("L").resize((1500, 20)).convert("RGB")
    (row,) = sixel_rows(image, 150, 1, CellSize(10, 20), 256)
    drawing = row.drawing(150)
    assert re.findall(r'"1;1;(\d+);20', drawing) == ["1000", "500"]
    assert re.findall(r"\x1b7\x1b\[(\d+)D", drawing) == ["150", "50"]


def test_where_the_picture_ends_within_a_cell_the_cell_is_seen() -> None:
    image = Image.new("RGB", (95, 30), "red")
    rows = sixel_rows(image, 10, 3, CellSize(10, 20), 256)
    assert [re.findall(r'"1;1;(\d+;\d+)', row.drawing(10)) for row in rows] == [
        ["95;20"],
        ["95;10"],
        [],
    ]


def test_with_few_colours_they_are_mixed_from_dots() -> None:
    image = Image.linear_gradient("L").resize((80, 20)).convert("RGB")
    (row,) = sixel_rows(image, 8, 1, CellSize(10, 20), 4)
    assert len(set(re.findall(r"#(\d+);2;", row.drawing(8)))) <= 4


# -- in a line of the screen


CONSOLE = Console()


def line() -> SixelStrip:
    """Return a line of 20 cells with a graphic on the cells 4 to 9."""
    return SixelStrip(Strip([Segment(" " * 20)], 20), 4, Graphic(6, [(0, "<G>")]))


def test_the_graphic_is_drawn_over_its_cells_and_the_cursor_is_where_it_was() -> None:
    assert line().render(CONSOLE) == " " * 20 + "\x1b7\x1b[16D<G>\x1b8"


def test_a_graphic_at_the_end_of_the_line() -> None:
    strip = SixelStrip(Strip([Segment(" " * 6)], 6), 0, Graphic(6, [(0, "a"), (3, "b")]))
    assert strip.render(CONSOLE) == " " * 6 + "\x1b7\x1b[6Da\x1b8\x1b7\x1b[3Db\x1b8"


@pytest.mark.parametrize(
    ("cuts", "drawn"),
    [
        ([20], ["16D"]),
        ([4, 20], ["", "16D"]),
        ([2, 12, 20], ["", "8D", ""]),
        ([4, 10, 20], ["", "6D", ""]),
        ([6, 20], ["", ""]),  # Something covers a part of it.
        ([2, 5, 8, 20], ["", "", "", ""]),
    ],
)
def test_divided_it_goes_where_all_of_it_is(cuts: list[int], drawn: list[str]) -> None:
    parts = line().divide(cuts)
    assert "".join(part.text for part in parts) == " " * 20
    for part, moved in zip(parts, drawn, strict=True):
        text = part.render(CONSOLE)
        assert text.count("<G>") == bool(moved)
        assert moved in text


@pytest.mark.parametrize(
    ("start", "end", "moved"),
    [(0, 20, "16D"), (0, 7, "3D"), (0, 10, "6D"), (0, 4, ""), (10, 20, ""), (5, 20, "16D")],
)
def test_what_is_drawn_over_any_cell_is_drawn_again_with_it(
    start: int, end: int, moved: str
) -> None:
    strip = line().crop(start, end)
    assert strip.cell_length == end - start
    assert strip.render(CONSOLE).count("<G>") == bool(moved)
    assert moved in strip.render(CONSOLE)
