from rich.cells import cell_len

from tui.articles.article import Article
from tui.document.body_parser import read_document
from tui.library.values import Position
from tui.ui.page.links import Spot, Target, address, next_spot, spots_between, spots_on
from tui.ui.page.page_builder import Page, Text, batches, make_page

BODY = """\
<p>软件 <a href="/one">first</a> and <a href="/two"><b>second</b> of them, a long one</a>.</p>
<p>Nothing here.</p>
<p><a href="/three"><img src="lamp.png" alt="lamp"></a></p>
<figure><img src="moon.png"><figcaption>The moon</figcaption></figure>
<p><a>No address</a> <a href="/one">first again</a></p>
"""


def page_of(body: str, width: int = 24) -> Page:
    article = Article("Title", body, "html", link="https://example.com/post")
    page = make_page(Text(1, article, read_document(article), [], [], 1), width, ())
    for lines in batches(page, Position(0, 0, 0), lambda: False):
        page.add(lines)
    return page


def names(page: Page, spots: list[Spot]) -> list[str]:
    return [address(page.text, spot.target) for spot in spots]


def test_every_link_and_picture_is_found_once_in_order() -> None:
    page = page_of(BODY)
    spots = spots_between(page, 0, len(page.lines))
    assert names(page, spots) == [
        "https://example.com/post",
        "/one",
        "/two",
        "/three",
        "moon.png",
        "/one",
    ]


def test_a_spot_is_where_its_text_begins_in_cells() -> None:
    page = page_of(BODY)
    for spot in spots_between(page, 0, len(page.lines)):
        text = page.lines[spot.line].text
        at = next(n for n in range(len(text) + 1) if cell_len(text[:n]) == spot.cell)
        assert text[at:].strip()
        assert not text[at].isspace()


def test_a_link_over_two_lines_is_on_both_but_begins_once() -> None:
    page = page_of(BODY)
    two = Target("link", 2)
    lines = [n for n in range(len(page.lines)) if two in [s.target for s in spots_on(page, n)]]
    assert len(lines) == 2
    assert [s.line for s in spots_between(page, 0, 99) if s.target == two] == lines[:1]
    assert spots_between(page, lines[1], lines[1] + 1)[0].target == two


def test_going_from_link_to_link_visits_all_of_the_body_and_ends() -> None:
    page = page_of(BODY)
    own, *all = [spot.target for spot in spots_between(page, 0, len(page.lines))]
    assert own == Target("link", 0)
    seen = []
    spot = next_spot(page, 0, 1)
    while spot is not None:
        seen.append(spot.target)
        spot = next_spot(page, spot.line, 1, beside=spot.target)
    assert seen == all
    back = []
    spot = next_spot(page, len(page.lines) + 5, -1)
    while spot is not None:
        back.append(spot.target)
        spot = next_spot(page, spot.line, -1, beside=spot.target)
    assert back == all[::-1]
