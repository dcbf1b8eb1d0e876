"""Two news items as RSSHub dumps them, and what they say: one of each corpus."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.corpus import CORPUS, SMALL, parameter


@dataclass(frozen=True, slots=True)
class Seed:
    """A file, and what stands in it."""

    path: Path
    title: str
    author: str
    categories: tuple[str, str, str]
    date: datetime
    """In the file as e-mail has it (RFC 5322), with `GMT`."""
    pictures: tuple[str, ...]
    """Their addresses; the first is that of the cover as well."""
    selector: str
    """What finds its paragraphs (CSS)."""
    paragraphs: int
    """How many there are."""
    unwanted: tuple[str, ...]
    """Pieces of its style and of the advertisement in a comment, which no page shows."""


_SMALL = Seed(
    path=SMALL / "seed.md",
    title="城市图书馆_夜读_名单公布：东湖西岭各占4席 并列榜首",
    author="晚风日报",
    categories=("文化", "晚风日报", "晚风日报－城事"),
    date=datetime(2021, 3, 16, 8, 40, 5, tzinfo=UTC),
    pictures=(
        "https://img.example.org/wanfeng2021/12/w400h300/20210316/reading-room-1.png",
        "https://img.example.org/wanfeng2021/12/w400h300/20210316/reading-room-2.png",
        "https://img.example.org/wanfeng/code/343.png",
    ),
    selector="p, .endCard_text",
    paragraphs=9,
    unwanted=("endCard", "border", "house_ad", "更多城事请翻开"),
)

_OUTSIDE = Seed(
    path=CORPUS / "seed.md",
    title="先进制造业集群_国家队_名单公布：苏粤各占6席 并列第一",
    author="新浪财经",
    categories=("金融", "新浪财经", "新浪财经－国內"),
    date=datetime(2021, 3, 29, 11, 15, 56, tzinfo=UTC),
    pictures=(
        "https://n.sinaimg.cn/sinakd2021329s/37/w337h500/20210329/d323-knaqvqn1768535.png",
        "https://n.sinaimg.cn/sinakd2021329s/78/w332h546/20210329/c953-knaqvqn1768534.png",
        "https://n.sinaimg.cn/finance/cece9e13/20200514/343233024.png",
    ),
    selector="p, .appendQr_normal_txt",
    paragraphs=16,
    unwanted=("appendQr", "border", "article_adlist", "本文来自澎湃新闻"),
)

SEEDS = [parameter(_SMALL.path, "small", _SMALL), parameter(_OUTSIDE.path, "outside", _OUTSIDE)]
"""The parameters of tests of either."""
