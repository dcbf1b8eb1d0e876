"""Every state of the program at every size of window, in dark, and in light at one of them.

One run of the program is resized, which takes a fifth of the time of a run for each picture.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input, TextArea

from tests.snapshots.pictures import PictureExtension, picture
from tests.snapshots.test_screens import mark
from tests.ui.linked import write_walk
from tests.ui.reader import Reader, make_app, open_reader, settle, user_library
from tui.config import Settings
from tui.paths import Paths
from tui.themes import theme_name

PICTURES = [
    ("dark", (200, 50)),
    ("dark", (120, 40)),
    ("light", (120, 40)),
    ("dark", (80, 24)),
    ("dark", (60, 24)),
]
"""The widest first: the pane of categories can be called there."""

WIDEST = PICTURES[0][1]

_LINK_TO_A_PHONE = ["enter", *["right_square_bracket"] * 5, "enter"]

STATES: dict[str, Sequence[str]] = {
    "list": [],
    "list-one-row": ["r"],
    "only-bookmarks": ["B"],
    "category-pane": ["C"],
    "count": ["j", "1", "2"],
    "search-empty": ["slash"],
    "search-half-typed": ["slash", *"willows date", "colon"],
    "search-mistake": ["slash", *"heron colour", "colon", *"red"],
    "search-results": ["slash", *"lantern", "enter"],
    "search-nothing": ["slash", *"zebra", "enter"],
    "more-like-this": ["M"],
    "reader": ["enter"],
    "reader-match": ["slash", *"heron", "enter", "enter", "n"],
    "find": ["enter", "slash", *"mill"],
    "link-question": _LINK_TO_A_PHONE,
    "selection": ["enter", "v", "j"],
    "highlight": ["enter", "v", "H"],
    "contents": ["enter", "t"],
    "pick-category": ["c"],
    "pick-tag": ["c", "tab"],
    "pick-label": ["c", "shift+tab"],
    "pick-date": ["d"],
    "notes": ["e"],
    "saved-queries": ["s"],
    "save-query": ["slash", *"heron", "enter", "S"],
    "pipe": ["vertical_line"],
    "save-articles": ["W"],
    "palette": ["colon"],
    "palette-typed": ["colon", *"book"],
    "help": ["question_mark"],
    "themes": ["colon", *"choose a theme", "enter"],
    "mistakes": ["colon", *"mistakes", "enter"],
}
"""How each state is reached from the list."""

_SETTINGS = """\
reading_width = 9
[keys]
bookmark = "foo+bar"
[queries]
Rivers = "river"
"A long name for the lanterns of all roads" = "lantern OR 灯 -category:/world date:2020"
"""


@pytest.fixture
def archive(archive: Path) -> Path:
    """The archive with an article of headings and links as its newest, some of it marked."""
    write_walk(archive, sections=6)
    mark(archive)
    settings = Paths.of_user().settings
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS)
    return archive


@pytest.fixture(autouse=True)
def still_cursors(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cursor of a field does not blink."""
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _: None)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda _: None)


async def pictures(reader: Reader) -> str:
    """Return pictures of a state at all sizes."""
    taken = []
    for theme, size in PICTURES:
        reader.app.clear_notifications()
        reader.app.theme = theme_name(theme)
        await reader.resize(*size)
        await reader.settle()
        taken.append(picture(reader.app, f"{theme} {size[0]}x{size[1]}"))
    return "\n".join(taken)


@pytest.mark.parametrize("state", STATES)
async def test_state(state: str, archive: Path, snapshot: SnapshotAssertion) -> None:
    async with open_reader(archive, size=WIDEST, settings=Settings(theme="dark")) as reader:
        await reader.press(*STATES[state])
        assert await pictures(reader) == snapshot(extension_class=PictureExtension)


@pytest.mark.parametrize("advice", ["", "These are samples: newsreader FOLDER opens your own."])
async def test_without_articles_and_with_advice(
    advice: str, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    folder = tmp_path / "none"
    folder.mkdir()
    with user_library() as library:
        app = make_app(library, (folder,), Settings(theme="dark"), advice=advice)
        async with app.run_test(size=WIDEST) as pilot:
            await settle(pilot)
            reader = Reader(app, pilot, library)
            assert await pictures(reader) == snapshot(extension_class=PictureExtension)
