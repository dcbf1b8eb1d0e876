"""Real posts and pages."""

from unicodedata import category

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.corpus import corpus
from tests.unit.document.setting import check, page
from tui.articles.reading import read_article
from tui.document.body_parser import read_document
from tui.document.plain_text import shown_text

SETS = [
    "azu-ja", "hugo-docs", "lctt-zh", "letsencrypt-multi", "nodejs", "rust-blog-toml",
    "yshalsager-ar",
]  # fmt: skip


@pytest.mark.parametrize("name", SETS)
def test_every_post_is_set(name: str) -> None:
    for number, path in enumerate(sorted(corpus("posts", name).rglob("*.md"))):
        check(read_article(path), (40, 76)[number % 2])


def test_pages_of_newspapers() -> None:
    for path in sorted(corpus("html", "readability").rglob("*.html")):
        check(read_article(path), 76)


@pytest.fixture(scope="module")
def seed_body() -> str:
    return corpus("seed.md").read_text("utf-8").split("\n---\n")[2]


def test_the_seed_is_whole(seed_body: str) -> None:
    what = read_article(corpus("seed.md"))
    document = read_document(what)
    parser = LexborHTMLParser(seed_body)
    paragraphs = [node.text().strip(" \n　") for node in parser.css("p, .appendQr_normal_txt")]
    assert len(paragraphs) == 16
    assert shown_text(document).split("\n") == paragraphs
    assert [picture.url for picture in document.pictures] == [
        "https://n.sinaimg.cn/sinakd2021329s/37/w337h500/20210329/d323-knaqvqn1768535.png",
        "https://n.sinaimg.cn/sinakd2021329s/78/w332h546/20210329/c953-knaqvqn1768534.png",
        "https://n.sinaimg.cn/finance/cece9e13/20200514/343233024.png",
    ]
    assert document.links == ()


def test_the_page_of_the_seed() -> None:
    lines = [line.text for line in page(read_article(corpus("seed.md")), 76)]
    assert lines[0] == "先进制造业集群_国家队_名单公布：苏粤各占6席 并列第一"
    assert lines[2].startswith("新浪财经 · ") and "March 2021" in lines[2]
    assert lines[3].startswith("金融 › 新浪财经 › 新浪财经－国內 · ")
    assert sum(line.startswith("▣ ") for line in lines) == 3
    everything = "\n".join(lines)
    for unwanted in ("appendQr", "border", "article_adlist", "本文来自澎湃新闻", "<", "　", "&#"):
        assert unwanted not in everything


@pytest.mark.parametrize("width", range(20, 121))
def test_punctuation_of_the_seed_at_every_width(width: int) -> None:
    for line in page(read_article(corpus("seed.md")), width):
        text = line.text.strip()
        if not text or line.picture is not None:
            continue
        assert text[0] not in "，。、；：？！”’）》】…%"
        assert category(text[-1]) not in ("Ps", "Pi")
