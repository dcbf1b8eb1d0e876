"""Real posts and pages."""

from pathlib import Path
from unicodedata import category

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.corpus import corpora, post_sets
from tests.seeds import SEEDS, Seed
from tests.unit.document.setting import check, page
from tui.articles.reading import read_article
from tui.document.body_parser import read_document
from tui.document.text_segments import shown_text


@pytest.mark.parametrize("posts", post_sets())
def test_every_post_is_set(posts: Path) -> None:
    for number, path in enumerate(sorted(posts.rglob("*.md"))):
        check(read_article(path), (40, 76)[number % 2])


@pytest.mark.parametrize("pages", corpora("html"))
def test_pages(pages: Path) -> None:
    for path in sorted(pages.rglob("*.html")):
        check(read_article(path), 76)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_seed_is_whole(seed: Seed) -> None:
    document = read_document(read_article(seed.path))
    parser = LexborHTMLParser(seed.path.read_text("utf-8").split("\n---\n")[2])
    paragraphs = [node.text().strip(" \n　") for node in parser.css(seed.selector)]
    assert len(paragraphs) == seed.paragraphs
    assert shown_text(document).split("\n") == paragraphs
    assert tuple(picture.url for picture in document.pictures) == seed.pictures
    assert document.links == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_page_of_the_seed(seed: Seed) -> None:
    lines = [line.text for line in page(read_article(seed.path), 76)]
    assert lines[0] == seed.title
    assert lines[2].startswith(f"{seed.author} · ") and "March 2021" in lines[2]
    assert lines[3].startswith(f"{' › '.join(seed.categories)} · ")
    assert sum(line.startswith("▣ ") for line in lines) == 3
    everything = "\n".join(lines)
    for unwanted in (*seed.unwanted, "<", "　", "&#"):
        assert unwanted not in everything


@pytest.mark.parametrize("width", range(20, 121))
@pytest.mark.parametrize("seed", SEEDS)
def test_punctuation_of_the_seed_at_every_width(width: int, seed: Seed) -> None:
    for line in page(read_article(seed.path), width):
        text = line.text.strip()
        if not text or line.picture is not None:
            continue
        assert text[0] not in "，。、；：？！”’）》】…%"
        assert category(text[-1]) not in ("Ps", "Pi")
