"""Every command once, as plain data: its keys, and its words for footer, help and palette."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Where = Literal["list", "pane", "search", "find", "desk", "screen", "app"]
"""The widget, screen or app that has the `action_` method of a command."""

Group = Literal["Move", "Links", "Find", "Keep", "Look", "Program"]
"""The heading that a command stands under in the help."""


class Command(NamedTuple):
    """An action of the user."""

    id: str
    """The name by which the settings give it other keys; Textual's action has the same."""
    keys: str
    """Its keys by Textual's names, separated by commas; empty: in the palette only."""
    name: str
    """Its name in the help and the palette."""
    where: tuple[Where, ...]
    group: Group
    short: str = ""
    """One or two words for the footer; empty: not shown there."""


COMMANDS: tuple[Command, ...] = (
    Command("move_down", "j,down", "Move down", ("list", "pane"), "Move", "down"),
    Command("move_up", "k,up", "Move up", ("list", "pane"), "Move", "up"),
    Command("page_down", "pagedown,ctrl+f", "A page down", ("list", "pane"), "Move"),
    Command("page_up", "pageup,ctrl+b", "A page up", ("list", "pane"), "Move"),
    Command("move_first", "g,home", "To the first", ("list", "pane"), "Move"),
    Command("move_last", "G,end", "To the last", ("list", "pane"), "Move"),
    Command("read", "enter,l,right", "Read the article", ("list",), "Move", "read"),
    Command("back", "h,left", "Back to the list", ("pane",), "Move", "list"),
    Command(
        "let_go", "escape", "Let go of the link or the find, then back", ("pane",), "Move", "let go"
    ),
    Command("scroll_code_right", "greater_than_sign", "Wide code to the left", ("pane",), "Move"),
    Command("scroll_code_left", "less_than_sign", "Wide code back", ("pane",), "Move"),
    Command("other_pane", "tab", "To the other pane", ("desk",), "Move", "other pane"),
    Command(
        "page_on", "space", "A page on, then the next unread article", ("desk",), "Move", "page on"
    ),
    Command(
        "next_hit", "n", "Next match; without a search, next unread", ("desk",), "Move", "next"
    ),
    Command(
        "previous_hit",
        "N",
        "Previous match; without a search, previous unread",
        ("desk",),
        "Move",
        "previous",
    ),
    Command("next_article", "J", "Next article", ("desk",), "Move", "next"),
    Command("previous_article", "K", "Previous article", ("desk",), "Move"),
    Command("contents", "t", "Contents of the article", ("desk",), "Move", "contents"),
    Command(
        "jump_back", "backspace", "Back to where you were before a jump", ("pane",), "Move", "back"
    ),
    Command("follow_link", "f", "Open a link by its label", ("pane",), "Links", "links"),
    Command(
        "next_link", "right_square_bracket", "Select the next link", ("pane",), "Links", "next"
    ),
    Command(
        "previous_link",
        "left_square_bracket",
        "Select the link before",
        ("pane",),
        "Links",
        "previous",
    ),
    Command("open_selected", "enter", "Open the selected link", ("pane",), "Links", "open"),
    Command("open_link", "o", "Open the article's page", ("screen",), "Links", "source"),
    Command(
        "copy_link", "y", "Copy the selected link, or the article's", ("screen",), "Links", "copy"
    ),
    Command("images", "i", "Pictures, one after the other", ("screen",), "Links", "pictures"),
    Command("search", "slash", "Search all articles", ("screen",), "Find", "search"),
    Command("find", "slash", "Find in the article", ("pane",), "Find", "find"),
    Command("edit_query", "E", "Edit search and filters as text", ("screen",), "Find"),
    Command("saved_queries", "s", "Saved queries", ("screen",), "Find", "saved"),
    Command("save_query", "S", "Save the query by name", ("screen",), "Find"),
    Command("keep_search", "enter,down", "To what was found", ("search",), "Find", "to the list"),
    Command(
        "leave_search",
        "escape",
        "Take the search or the edit back",
        ("search",),
        "Find",
        "take it back",
    ),
    Command("keep_find", "enter", "To the text", ("find",), "Find", "to the text"),
    Command("leave_find", "escape", "Take the find off", ("find",), "Find", "take it off"),
    Command("find_next", "down", "The next place", ("find",), "Find", "next"),
    Command("find_previous", "up", "The place before", ("find",), "Find", "before"),
    Command("pick_category", "c", "Pick a category", ("screen",), "Find", "category"),
    Command("pick_date", "d", "Pick a date", ("screen",), "Find", "date"),
    Command("only_bookmarks", "B", "Only bookmarks, or all again", ("screen",), "Find"),
    Command("only_unread", "", "Only unread articles, or all again", ("screen",), "Find"),
    Command("sort_by_title", "", "Sort by title, or by date again", ("screen",), "Find"),
    Command("reverse_order", "", "Turn the order round", ("screen",), "Find"),
    Command("clear_filters", "x", "Take all filters off", ("screen",), "Find"),
    Command("bookmark", "b", "Bookmark, or take the bookmark off", ("screen",), "Keep", "bookmark"),
    Command("note", "e", "Note and labels of the bookmark", ("screen",), "Keep", "note"),
    Command("toggle_read", "m", "Mark as read, or as unread", ("screen",), "Keep", "read/unread"),
    Command("all_read", "A", "Mark all that is listed as read", ("screen",), "Keep"),
    Command("undo", "U", "Undo the last mark", ("screen",), "Keep"),
    Command("full_width", "z", "The reader over the full width, or not", ("desk",), "Look"),
    Command("wider", "plus,equals_sign", "Wider text", ("desk",), "Look"),
    Command("narrower", "minus", "Narrower text", ("desk",), "Look"),
    Command("justified", "", "Justified text, or ragged", ("desk",), "Look"),
    Command("dark_theme", "", "Dark colours", ("app",), "Look"),
    Command("light_theme", "", "Light colours", ("app",), "Look"),
    Command("terminal_theme", "", "The terminal's own colours", ("app",), "Look"),
    Command("help", "question_mark,f1", "Help", ("app",), "Program", "help"),
    Command("palette", "colon,ctrl+p", "All commands", ("app",), "Program", "commands"),
    Command("suspend_process", "ctrl+z", "Suspend", ("app",), "Program"),
    Command("leave", "q", "Back, then quit", ("screen",), "Program"),
    Command("quit", "ctrl+q", "Quit", ("app",), "Program"),
)
"""In the order of the help."""

GROUPS: tuple[Group, ...] = ("Move", "Links", "Find", "Keep", "Look", "Program")

HINTS: Mapping[str, tuple[str, ...]] = {
    "list": (
        "read",
        "search",
        "pick_category",
        "pick_date",
        "bookmark",
        "toggle_read",
        "saved_queries",
        "palette",
        "help",
    ),
    "pane": (
        "back",
        "page_on",
        "next_article",
        "follow_link",
        "contents",
        "find",
        "images",
        "bookmark",
        "open_link",
        "help",
    ),
    "link": ("open_selected", "copy_link", "next_link", "previous_link", "let_go", "help"),
    "found": ("next_hit", "previous_hit", "find", "let_go", "back", "help"),
    "labels": ("let_go",),
    "search": ("keep_search", "leave_search"),
    "find": ("keep_find", "find_next", "find_previous", "leave_find"),
}
"""The commands in the footer, by their ids: for each place that can have the focus, and for its
states (a selected link, a find, link labels)."""

_BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

_KEY_SIGNS: Mapping[str, str] = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Delete",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "plus": "+",
    "equals_sign": "=",
    "minus": "-",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "f1": "F1",
}


def command(id: str) -> Command:
    """Return the command of that id; raises KeyError where there is none."""
    return _BY_ID[id]


def command_ids() -> frozenset[str]:
    """Return the ids that the settings may give keys to."""
    return frozenset(_BY_ID)


def key_sign(key: str) -> str:
    """Return a key by its common name: `/` for `slash`, `Ctrl+P` for `ctrl+p`."""
    if key.startswith("ctrl+"):
        return f"Ctrl+{key_sign(key[5:]).upper()}"
    return _KEY_SIGNS.get(key, key)


def keys_of(command: Command, keymap: Mapping[str, str]) -> list[str]:
    """Return the keys of a command by their common names.

    Args:
        command: The command.
        keymap: The user's own keys by command id, by Textual's names, separated by commas.
    """
    keys = keymap.get(command.id, command.keys)
    return [key_sign(key.strip()) for key in keys.split(",") if key.strip()]
