"""A small archive of articles, the same at every run: what the tests of the screen read."""

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

CLUSTER = "先进制造业集群“国家队”名单公布"
CHIPS = "Chip makers add a night shift"
HARBOUR = "Harbour lights go half dark"
NANJING = "南京全市软件业务收入约6000亿元"
YUAN = "A quiet day for the yuan"
STARS = "لماذا تتلألأ النجوم"
MOTHS = "A garden for moths"
ROAD = "The long road home"
TOOLS = "The library that lends tools"
BRIDGE = "How a bridge stands"
TEA = "一碗茶的温度"
SCRAP = "A scrap of paper"

TITLES = [
    CLUSTER,
    CHIPS,
    HARBOUR,
    NANJING,
    YUAN,
    STARS,
    MOTHS,
    ROAD,
    TOOLS,
    BRIDGE,
    TEA,
    SCRAP,
]
"""In the order of the list: newest first."""

SHANGHAI = timezone(timedelta(hours=8))

_WRITTEN = datetime(2018, 1, 2, 3, 4, tzinfo=SHANGHAI).timestamp()
"""When every file was last changed: the date of those that say none."""

_ROAD_BODY = "\n\n".join(
    f"Paragraph {number} of the road. "
    + ("A lantern hung from the gate there. " if number in (20, 60, 100) else "")
    + "The road went on between the hedges, up to the ridge and down to the river again, and "
    "nobody whom I met could tell how far it was."
    for number in range(1, 121)
)

_CHIPS_BODY = """\
The orders outran the clean rooms, says [the survey](https://example.org/survey); more stands
[on the page about it](/about). Or [call them](tel:555-0100).

    def shift(hours): return "a line of code that is wider than the text around it", "THE END"

A lantern is a lamp.
"""


def write_archive(folder: Path) -> Path:
    """Write the articles into a folder, make it, and return it."""
    _write(
        folder / "cluster.md",
        "2021-03-29 19:15:00",
        CLUSTER,
        "近日，工业和信息化部对25个先进制造业集群决赛优胜者进行公示。南京的软件也在其中。",
        "[金融, 新浪财经, 国内]",
        author="新浪财经",
    )
    _write(folder / "chips.md", "2021-03-29 18:02:00", CHIPS, _CHIPS_BODY, "[world, economy]")
    _write(
        folder / "harbour.md",
        "2021-03-29 08:00:00",
        HARBOUR,
        "Three berths saved two fifths of their power in a year of dimmed lamps.",
        "[world, economy, energy]",
    )
    _write(
        folder / "nanjing.md",
        "2021-03-28 23:40:00",
        NANJING,
        "南京的软件企业去年又多了三百家。",
        "[金融, 新浪财经]",
    )
    _write(
        folder / "yuan.md",
        "2021-03-28 09:30:00",
        YUAN,
        "Nothing happened, and everybody wrote about it.",
        "[金融, 新浪财经, 国际]",
    )
    _write(
        folder / "stars.md",
        "2021-03-15 12:00:00",
        STARS,
        "يمر ضوء النجم عبر طبقات الهواء المتحركة فينكسر مرة بعد مرة، ولذلك نراه يتلألأ.\n\n"
        "أما الكوكب فهو أقرب إلينا، ولذلك يبدو ضوؤه ثابتا في السماء.",
        "[علوم]",
    )
    _write(folder / "moths.md", "2021-02-10", MOTHS, "Plant what smells at night.", "[notes]")
    _write(folder / "road.md", "2020-12-31 20:00:00", ROAD, _ROAD_BODY, "[notes, essays]")
    _write(folder / "tools.md", "2020-06-01 10:00:00", TOOLS, "A drill on a card.", "[notes]")
    _write(folder / "tea.md", "2019-05-05 07:00:00", TEA, "水开之后等三十秒。", "")
    (folder / "bridge.html").write_text(
        f"<!doctype html><title>{BRIDGE}</title>"
        '<meta name="date" content="2019-12-21T09:00:00+08:00">'
        f"<h1>{BRIDGE}</h1><p>It leans on itself.</p>",
        encoding="utf-8",
    )
    (folder / f"{SCRAP}.txt").write_text("Buy ink, and a lantern.\n", encoding="utf-8")
    for path in folder.iterdir():
        os.utime(path, (_WRITTEN, _WRITTEN))
    return folder


def _write(
    path: Path, date: str, title: str, body: str, categories: str, author: str = "A. Writer"
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        "---",
        f"title: {title}",
        f"date: {date}",
        f"author: {author}",
        f"link: https://example.com/{path.stem}",
    ]
    if categories:
        lines.append(f"categories: {categories}")
    path.write_text("\n".join([*lines, "---", "", body, ""]), encoding="utf-8")
