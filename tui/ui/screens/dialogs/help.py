"""The help: every key by the place where it holds, and the query language."""

from collections.abc import Mapping, Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.commands import COMMANDS, GROUPS, Command, Group, Where, keys_of
from tui.ui.common.cells import percent
from tui.ui.common.key_bindings import Hint, HintLine, KeyTable
from tui.ui.screens.dialogs.dialog import Dialog

_HINTS: tuple[Hint, ...] = (
    (("help.close",), "close"),
    (("help.down", "help.up"), "move"),
    (("help.page_down",), "page down"),
)

QUERY_LANGUAGE = (
    ("南京 软件", "both words"),
    ('"exact phrase"', "the words in this order"),
    ("-word", "without the word"),
    ("a OR b", "either"),
    ("title:  author:  category:  tag:  text:  link:  path:", "in that field only"),
    ("links:", "what links to the article of that title, file or address"),
    ("category:/金融/国内", "that category and all below it"),
    ("tag:/wood   author:/chen   label:/later", "that whole name"),
    ('category:""   tag:""   author:""   label:""', "without any"),
    ("date:2021-03   date:2021-03..2021-06   date:..2020", "a day, month or year, or a range"),
    ("date:today   date:yesterday   date:7d", "counted from today"),
    ("words:>1500   words:..300   words:300..1500", "by length, in words"),
    ("is:read   is:unread   is:bookmarked", "by mark"),
    ("note:   label:   has:note", "in your notes and labels; with a note"),
    ("has:image   video   table   code   link   warning", "by what is in it"),
    ("has:highlight", "by your highlights"),
    ("sort:relevance   sort:title   sort:-date", "best first; by title; oldest first"),
    ("sort:words   sort:random", "longest first; in a new order each time"),
)
"""What can be typed in the search box: the form and its meaning."""


_SUBJECTS: Mapping[Group, str] = {
    "Move": "move",
    "Links": "links and pictures",
    "Selection": "selection",
    "Find": "find and filter",
    "Marks": "marks and notes",
    "Export": "take along",
    "View": "looks",
    "Program": "program",
}

_PLACES: tuple[tuple[str, tuple[Where, ...]], ...] = (
    ("List", ("list",)),
    ("Reader", ("pane",)),
    ("Selected text in the reader", ("selection",)),
    ("Search box", ("search",)),
    ("Find in the article", ("find",)),
    ("Pane of categories", ("categories",)),
)
"""The headings of commands that hold in one place only, and that place."""

_BESIDE_COMMANDS: Mapping[Group, Sequence[tuple[str, str]]] = {
    "Move": (("1 … 9", "A number before a movement: 5j, 12G"),),
    "Program": (("Ctrl+C", "Copy what is selected, or quit"),),
}
"""The keys that are no command's, with their words, by the group that they stand below."""

_DIALOGS = (
    ("Enter", "Take what the cursor is on"),
    ("↑  ↓", "Move in the rows; letters filter them"),
    ("PgUp  PgDn", "Move by a page of rows"),
    ("Tab", "The next tab, field or variant"),
    ("Esc", "Close and change nothing"),
)

_MOUSE = (
    ("Click", "An article, a link, a chip, a key in the last line"),
    ("Click outside", "Leave a dialog"),
    ("Double click", "Select a word; three clicks select a paragraph"),
    ("Drag", "Select text; the line between list and reader moves"),
    ("Wheel", "Scroll"),
)

_TWO_COLUMNS = 110
"""The narrowest window in which the help has two columns, in cells."""

Section = tuple[str, Sequence[tuple[str, str]]]
"""A heading, and keys with their words."""


class Help(Dialog[None]):
    """Shows what every key does."""

    BINDINGS = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", "Close", id="help.close"),
        Binding("j,down", "move(1)", "Down", id="help.down"),
        Binding("k,up", "move(-1)", "Up", id="help.up"),
        Binding("space,pagedown", "page(1)", "Page down", id="help.page_down"),
        Binding("pageup", "page(-1)", "Page up", id="help.page_up"),
        Binding("g,home", "end(-1)", "First line", id="help.first"),
        Binding("G,end", "end(1)", "Last line", id="help.last"),
    ]

    def __init__(self, keymap: Mapping[str, str], place: str = "") -> None:
        """Make the help.

        Args:
            keymap: The user's own keys by command id.
            place: `search` for a help that begins at the query language.
        """
        super().__init__()
        self._keymap = keymap
        self._place = place

    def on_mount(self) -> None:
        """Show how far the text is scrolled, from now on."""
        view = self.query_one(VerticalScroll)
        self.watch(view, "scroll_y", self._show_position, init=False)
        self.watch(view, "virtual_size", self._show_position, init=False)

    def on_resize(self, event: events.Resize) -> None:
        """Set the text in two columns where there is room for them."""
        self.set_class(event.size.width >= _TWO_COLUMNS, "-wide")
        self.call_after_refresh(self._show_position)

    def compose(self) -> ComposeResult:
        """Make the text."""
        sections = self._sections()
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Help"
            with VerticalScroll(id="help-text"), Horizontal(id="help-columns"):
                if self._place == "search":
                    yield Vertical(*self._language(), classes="help-column")
                    yield Vertical(*self._tables(sections), classes="help-column")
                else:
                    half = _half(sections)
                    left, right = self._tables(sections[:half]), self._tables(sections[half:])
                    yield Vertical(*left, classes="help-column")
                    yield Vertical(*right, *self._language(), classes="help-column")
            yield HintLine(_HINTS)

    def _language(self) -> ComposeResult:
        yield Static(Content("What can be searched for"), classes="group")
        yield Static(_query_language())

    def _tables(self, sections: Sequence[Section]) -> ComposeResult:
        for heading, rows in sections:
            yield Static(Content(heading), classes="group")
            yield KeyTable(rows)

    def _sections(self) -> list[Section]:
        """Return all keys: those of list and reader by subject, then those of single places."""
        single = {places for _, places in _PLACES}
        sections: list[Section] = [
            (f"List and reader: {_SUBJECTS[group]}", rows)
            for group in GROUPS
            if (rows := self._of_group(group, single))
        ]
        sections += [
            (heading, self._rows([c for c in COMMANDS if c.where == place], set()))
            for heading, place in _PLACES
        ]
        return [*sections, ("Dialogs", _DIALOGS), ("Mouse", _MOUSE)]

    def _of_group(self, group: Group, single: set[tuple[Where, ...]]) -> list[tuple[str, str]]:
        rows = self._rows([c for c in COMMANDS if c.group == group], single)
        return [*rows, *_BESIDE_COMMANDS.get(group, ())]

    def _rows(
        self, commands: Sequence[Command], without: set[tuple[Where, ...]]
    ) -> list[tuple[str, str]]:
        return [
            (keys, command.name)
            for command in commands
            if command.where not in without and (keys := "  ".join(keys_of(command, self._keymap)))
        ]

    def _show_position(self) -> None:
        view = self.query_one(VerticalScroll)
        share = view.scroll_y / view.max_scroll_y if view.max_scroll_y else 1.0
        self.query_one(".dialog").border_subtitle = percent(share) if view.max_scroll_y else ""

    def action_move(self, lines: int) -> None:
        """Scroll by some lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by a page."""
        view = self.query_one(VerticalScroll)
        view.scroll_relative(y=pages * (view.size.height - 2), animate=False)

    def action_end(self, direction: int) -> None:
        """Scroll to the first line (-1) or to the last one (1)."""
        view = self.query_one(VerticalScroll)
        view.scroll_to(y=0 if direction < 0 else view.max_scroll_y, animate=False)


def _half(sections: Sequence[Section]) -> int:
    """Return how many of the sections the first of two columns takes."""
    lines = [len(rows) + 2 for _, rows in sections]
    # The query language stands below the second column.
    whole = sum(lines) + 2 * len(QUERY_LANGUAGE)
    return next(
        number
        for number in range(1, len(lines) + 1)
        if number == len(lines) or 2 * sum(lines[:number]) >= whole
    )


def _query_language() -> Content:
    return Content("\n").join(
        Content.assemble((form, "$primary"), f"\n    {meaning}") for form, meaning in QUERY_LANGUAGE
    )
