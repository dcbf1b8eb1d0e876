"""Every command once, as plain data: its keys, and its words for footer, help and palette."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Where = Literal["list", "pane", "search", "find", "split_view", "screen", "app"]
"""The widget, screen or app that has the `action_` method of a command."""

Group = Literal["Move", "Links", "Find", "Marks", "Export", "View", "Program"]
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
    Command("page_down", "pagedown,ctrl+f", "Page down", ("list", "pane"), "Move"),
    Command("page_up", "pageup,ctrl+b", "Page up", ("list", "pane"), "Move"),
    Command("move_first", "g,home", "Go to the first", ("list", "pane"), "Move"),
    Command("move_last", "G,end", "Go to the last", ("list", "pane"), "Move"),
    Command("read", "enter,l,right", "Read the article", ("list",), "Move", "read"),
    Command("back", "h,left", "Back to the list", ("pane",), "Move", "list"),
    Command(
        "let_go",
        "escape",
        "Clear the link or the find, then go back",
        ("pane",),
        "Move",
        "clear",
    ),
    Command("scroll_code_right", "greater_than_sign", "Scroll wide code right", ("pane",), "Move"),
    Command("scroll_code_left", "less_than_sign", "Scroll wide code left", ("pane",), "Move"),
    Command("other_pane", "tab", "Switch panes", ("split_view",), "Move", "other pane"),
    Command(
        "page_on",
        "space",
        "Page down, then the next unread article",
        ("split_view",),
        "Move",
        "page down",
    ),
    Command("next_hit", "n", "Next match, or next unread article", ("split_view",), "Move", "next"),
    Command(
        "previous_hit",
        "N",
        "Previous match, or previous unread article",
        ("split_view",),
        "Move",
        "previous",
    ),
    Command("next_article", "J", "Next article", ("split_view",), "Move", "next"),
    Command("previous_article", "K", "Previous article", ("split_view",), "Move"),
    Command("contents", "t", "Table of contents", ("split_view",), "Move", "contents"),
    Command("jump_back", "backspace", "Go back to before the jump", ("pane",), "Move", "back"),
    Command("follow_link", "f", "Open a link by its label", ("pane",), "Links", "links"),
    Command(
        "next_link", "right_square_bracket", "Select the next link", ("pane",), "Links", "next"
    ),
    Command(
        "previous_link",
        "left_square_bracket",
        "Select the previous link",
        ("pane",),
        "Links",
        "previous",
    ),
    Command("open_selected", "enter", "Open the selected link", ("pane",), "Links", "open"),
    Command("open_link", "o", "Open the original in the browser", ("screen",), "Links", "original"),
    Command(
        "copy_link", "y", "Copy the selected link, or the article's", ("screen",), "Links", "copy"
    ),
    Command("images", "i", "View the pictures", ("screen",), "Links", "pictures"),
    Command("search", "slash", "Search all articles", ("screen",), "Find", "search"),
    Command("find", "slash", "Find in the article", ("pane",), "Find", "find"),
    Command("edit_query", "E", "Edit search and filters as text", ("screen",), "Find"),
    Command("saved_queries", "s", "Saved queries", ("screen",), "Find", "saved"),
    Command("save_query", "S", "Save the current query", ("screen",), "Find"),
    Command("keep_search", "enter,down", "Go to the results", ("search",), "Find", "results"),
    Command(
        "leave_search", "escape", "Cancel the search or the edit", ("search",), "Find", "cancel"
    ),
    Command("keep_find", "enter", "Go to the match", ("find",), "Find", "go to match"),
    Command("leave_find", "escape", "Cancel the find", ("find",), "Find", "cancel"),
    Command("find_next", "down", "Next match", ("find",), "Find", "next"),
    Command("find_previous", "up", "Previous match", ("find",), "Find", "previous"),
    Command("pick_category", "c", "Pick a category", ("screen",), "Find", "category"),
    Command("pick_date", "d", "Pick a date", ("screen",), "Find", "date"),
    Command("only_bookmarks", "B", "Show only bookmarks, or all", ("screen",), "Find"),
    Command("only_unread", "", "Show only unread articles, or all", ("screen",), "Find"),
    Command("sort_by_title", "", "Sort by title, or by date", ("screen",), "Find"),
    Command("reverse_order", "", "Reverse the order", ("screen",), "Find"),
    Command("clear_filters", "x", "Clear filters", ("screen",), "Find"),
    Command("bookmark", "b", "Add or remove the bookmark", ("screen",), "Marks", "bookmark"),
    Command("note", "e", "Edit note and labels of the bookmark", ("screen",), "Marks", "note"),
    Command("toggle_read", "m", "Mark as read or unread", ("screen",), "Marks", "read/unread"),
    Command("all_read", "A", "Mark all listed articles as read", ("screen",), "Marks"),
    Command("all_unread", "", "Mark all listed articles as unread", ("screen",), "Marks"),
    Command("bookmark_all", "", "Bookmark all listed articles", ("screen",), "Marks"),
    Command(
        "unbookmark_all", "", "Remove the bookmarks of all listed articles", ("screen",), "Marks"
    ),
    Command("label_all", "", "Label all listed articles", ("screen",), "Marks"),
    Command("undo", "U", "Undo", ("screen",), "Marks"),
    Command("copy_markdown", "Y", "Copy the article as Markdown", ("screen",), "Export"),
    Command("copy_path", "p", "Copy the path of the file", ("screen",), "Export"),
    Command("save_articles", "W", "Save as article files", ("screen",), "Export"),
    Command("export_all", "", "Export all listed articles", ("screen",), "Export"),
    Command("pipe", "vertical_line", "Pipe the article to a command", ("screen",), "Export"),
    Command("edit_file", "ctrl+e", "Open the file in your editor", ("screen",), "Export"),
    Command("full_width", "z", "Full-width reader, or both panes", ("split_view",), "View"),
    Command("whole_page", "w", "Whole saved page, or its main article", ("split_view",), "View"),
    Command("wider", "plus,equals_sign", "Widen the text", ("split_view",), "View"),
    Command("narrower", "minus", "Narrow the text", ("split_view",), "View"),
    Command("justified", "", "Justify the text, or not", ("split_view",), "View"),
    Command("dark_theme", "", "Dark theme", ("app",), "View"),
    Command("light_theme", "", "Light theme", ("app",), "View"),
    Command("terminal_theme", "", "Theme of the terminal's own colours", ("app",), "View"),
    Command("help", "question_mark,f1", "Help", ("app",), "Program", "help"),
    Command("palette", "colon,ctrl+p", "Command palette", ("app",), "Program", "commands"),
    Command("suspend_process", "ctrl+z", "Suspend", ("app",), "Program"),
    Command("leave", "q", "Go back, then quit", ("screen",), "Program"),
    Command("quit", "ctrl+q", "Quit", ("app",), "Program"),
)
"""In the order of the help."""

GROUPS: tuple[Group, ...] = ("Move", "Links", "Find", "Marks", "Export", "View", "Program")

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
    "vertical_line": "|",
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
