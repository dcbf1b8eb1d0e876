import re

import pytest
from PIL import Image, ImageChops

from tui.images.terminal.capabilities import CellSize
from tui.images.terminal.sixel_data import encoded
from tui.ui.page.pictures.art_encoder import sixel_rows

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
