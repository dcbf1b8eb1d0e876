import re
from base64 import standard_b64decode
from io import BytesIO

import pytest
from PIL import Image
from rich.cells import cell_len

from tui.images.terminal.capabilities import CellSize, Graphics
from tui.ui.page.pictures.art_encoder import make_art
from tui.ui.page.pictures.picture_art import Look, fitting

CELL = CellSize(10, 20)


@pytest.mark.parametrize(
    ("size", "room", "cells"),
    [
        ((900, 560), (76, 30), (76, 24)),
        ((900, 560), (76, 10), (33, 10)),
        ((100, 100), (76, 30), (10, 5)),  # Never enlarged.
        ((105, 90), (76, 30), (11, 5)),
        ((1, 1), (76, 30), (1, 1)),
        ((10000, 10), (76, 30), (76, 1)),
        ((10, 10000), (76, 30), (1, 30)),
        ((900, 560), (1, 1), (1, 1)),
    ],
)
def test_a_picture_keeps_its_shape_in_its_room(
    size: tuple[int, int], room: tuple[int, int], cells: tuple[int, int]
) -> None:
    assert fitting(*size, room, CELL) == cells


def test_a_small_picture_may_be_enlarged() -> None:
    assert fitting(100, 100, (76, 30), CELL, 2.0) == (20, 10)


def look(width: int, height: int, graphics: Graphics) -> Look:
    return Look(width, height, CELL, graphics, 256, (0, 0, 255))


def halves(image: Image.Image, width: int, height: int) -> list[list[tuple[str, str]]]:
    """Return the colours of the upper and lower half of each cell."""
    art = make_art(image, look(width, height, "blocks"))
    rows = []
    for row in art.rows:
        cells = []
        for segment in row:
            assert set(segment.text) == {"▀"} and segment.style is not None
            upper, lower = segment.style.color, segment.style.bgcolor
            assert upper is not None and lower is not None
            cells += [(upper.get_truecolor().hex, lower.get_truecolor().hex)] * len(segment.text)
        rows.append(cells)
    return rows


def test_half_blocks_show_two_pixels_in_a_cell() -> None:
    image = Image.new("RGB", (2, 4), "#ff0000")
    image.paste((0, 255, 0), (0, 1, 2, 2))
    image.paste((255, 255, 255), (1, 2, 2, 4))
    red, green, white = "#ff0000", "#00ff00", "#ffffff"
    assert halves(image, 2, 2) == [
        [(red, green), (red, green)],
        [(red, red), (white, white)],
    ]


def test_what_shines_through_shows_what_is_below() -> None:
    image = Image.new("RGBA", (10, 20), (255, 0, 0, 0))
    assert halves(image, 1, 1) == [[("#0000ff", "#0000ff")]]


def test_kitty_pictures_are_sent_once_and_drawn_by_cells() -> None:
    image = Image.effect_noise((200, 100), 90).convert("RGB")
    art = make_art(image, look(20, 5, "kitty"))
    assert [cell_len("".join(segment.text for segment in row)) for row in art.rows] == [20] * 5
    chunks = re.findall(r"\x1b_G([^;\x1b]*)(?:;([^\x1b]*))?\x1b\\", art.sending)
    assert "".join(f"\x1b_G{a}{';' + b if b else ''}\x1b\\" for a, b in chunks) == art.sending
    assert all(len(data) <= 4096 for _, data in chunks)
    assert [("m=1" in control) for control, _ in chunks[:-1]] == [True] * (len(chunks) - 2) + [
        False
    ]
    sent = Image.open(BytesIO(standard_b64decode("".join(data for _, data in chunks))))
    assert sent.size == (200, 100)
    (number,) = re.findall(r"i=(\d+)", chunks[0][0])
    assert f"U=1,i={number},c=20,r=5" in chunks[-1][0]
    assert all("q=2" in control for control, _ in (chunks[0], chunks[-1]))
    style = art.rows[0][0].style
    assert style is not None and style.color is not None and style.color.triplet is not None
    red, green, blue = style.color.triplet
    assert red << 16 | green << 8 | blue == int(number)
    assert f"d=I,i={number}" in art.forgetting


def test_every_cell_of_a_kitty_picture_says_where_it_belongs() -> None:
    art = make_art(Image.new("RGB", (3000, 1000)), look(290, 50, "kitty"))
    cells = set()
    for row in art.rows:
        text = "".join(segment.text for segment in row)
        cells |= {text[at : at + 3] for at in range(0, len(text), 3)}
    assert len(cells) == 290 * 50
    assert all(cell[0] == "\U0010eeee" for cell in cells)


def test_sixel_pictures_are_empty_cells_with_graphics() -> None:
    art = make_art(Image.new("RGB", (95, 50)), look(10, 3, "sixel"))
    assert art.rows == ()
    assert [graphic.width for graphic in art.graphics] == [10, 10, 10]
    assert art.sending == art.forgetting == ""
