"""The help: every key and command, and the query language."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.commands import COMMANDS, GROUPS, Group, keys_of
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


class Help(Dialog[None]):
    """Shows what every key does."""

    BINDINGS = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", "Close", id="help.close"),
        Binding("j,down", "move(1)", "Down", id="help.down"),
        Binding("k,up", "move(-1)", "Up", id="help.up"),
        Binding("space,pagedown", "page(1)", "Page down", id="help.page_down"),
        Binding("pageup", "page(-1)", "Page up", id="help.page_up"),
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
        """Scroll to the query language where that is asked for."""
        if self._place == "search":
            self.call_after_refresh(self._show_search)

    def _show_search(self) -> None:
        heading = self.query_one("#help-search")
        self.query_one(VerticalScroll).scroll_to_widget(heading, animate=False, top=True)

    def compose(self) -> ComposeResult:
        """Make the text."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Help"
            with VerticalScroll(id="help-text"):
                for group in GROUPS:
                    yield Static(Content(group), classes="group")
                    yield KeyTable(self._commands(group))
                yield Static(Content("Search"), classes="group", id="help-search")
                yield Static(_query_language())
            yield HintLine(_HINTS)

    def _commands(self, group: Group) -> list[tuple[str, str]]:
        return [
            (keys, command.name)
            for command in COMMANDS
            if command.group == group and (keys := "  ".join(keys_of(command, self._keymap)))
        ]

    def action_move(self, lines: int) -> None:
        """Scroll by some lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by a page."""
        view = self.query_one(VerticalScroll)
        view.scroll_relative(y=pages * (view.size.height - 2), animate=False)


def _query_language() -> Content:
    return Content("\n").join(
        Content.assemble((form, "$primary"), f"\n    {meaning}") for form, meaning in QUERY_LANGUAGE
    )
