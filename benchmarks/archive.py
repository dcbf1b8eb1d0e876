"""A made-up archive: many articles of the size and form of a feed dump."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

_SYLLABLES = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
    "面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本"
)
_WORDS = [
    "harbour",
    "night",
    "shift",
    "engine",
    "paper",
    "river",
    "market",
    "window",
    "report",
    "garden",
    "signal",
    "letter",
    "stone",
    "ocean",
    "music",
    "winter",
    "village",
    "journey",
    "branch",
    "copper",
    "lantern",
    "measure",
    "silver",
    "station",
    "thread",
    "valley",
    "weather",
    "circle",
    "dinner",
    "island",
    "morning",
    "number",
    "pocket",
    "quiet",
    "summer",
    "table",
    "yellow",
]
_TREES = ("金融", "科技", "World", "文化", "Sport")
_BRANCHES = ("国内", "国际", "Markets", "城市", "Reports", "评论")


def make_archive(folder: Path, count: int, seed: int = 20210329) -> None:
    """Write `count` articles of about 3.5 KB each below a folder, if they are not there yet.

    Args:
        folder: Where to; a file that is written last says that all is there.
        count: How many.
        seed: Makes the same archive each time.
    """
    done = folder / ".complete"
    if done.exists():
        return
    chance = random.Random(seed)
    day = datetime(2024, 12, 31, 22, 0, tzinfo=UTC)
    for number in range(count):
        day -= timedelta(minutes=chance.randrange(20, 180))
        path = folder / f"{day:%Y}" / f"{day:%m}" / f"{number:06}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        make = _chinese if number % 2 else _english
        path.write_text(make(number, day, chance), encoding="utf-8")
    done.touch()


def _front(number: int, title: str, day: datetime, chance: random.Random) -> str:
    tree, branch = chance.choice(_TREES), chance.choice(_BRANCHES)
    return (
        f"\n---\ntitle: '{title}'\ncategories: \n - {tree}\n - {branch}\n"
        f"author: Desk {number % 40}\ncomments: false\n"
        f"date: {day:%a, %d %b %Y %H:%M:%S} GMT\n"
        f"link: https://archive.example/{number}\n---\n\n"
    )


def _chinese(number: int, day: datetime, chance: random.Random) -> str:
    def run(length: int) -> str:
        return "".join(chance.choices(_SYLLABLES, k=length))

    paragraphs = "".join(
        f'<p class="text">　　{run(60)}，{run(50)}。{run(40)}。</p>\n' for _ in range(6)
    )
    title = f"{run(9)}：{run(8)}{number}"
    return _front(number, title, day, chance) + f"<div>\n{paragraphs}</div>\n"


def _english(number: int, day: datetime, chance: random.Random) -> str:
    def run(length: int) -> str:
        return " ".join(chance.choices(_WORDS, k=length)).capitalize()

    paragraphs = "\n\n".join(". ".join(run(12) for _ in range(7)) + "." for _ in range(6))
    title = f"{run(6)} {number}"
    return _front(number, title, day, chance) + f"## {run(4)}\n\n{paragraphs}\n"
