"""Every command once, as plain data: its keys, and its words for footer, help and palette."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Where = Literal[
    "list",
    "pane",
    "selection",
    "highlight",
    "categories",
    "search",
    "find",
    "split_view",
    "screen",
    "app",
]
"""The widget, screen or app that has the `action_` method of a command. Those of the selection and
the highlight are the reader's, whose keys come before all others while text is selected, or while
a highlight is (and, of the highlight, while text is selected too)."""

Group = Literal["Move", "Links", "Selection", "Find", "Marks", "Export", "View", "Program"]
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
    Command("move_down", "j,down", "Move down", ("list", "pane", "categories"), "Move", "down"),
    Command("move_up", "k,up", "Move up", ("list", "pane", "categories"), "Move", "up"),
    Command("page_down", "pagedown,ctrl+f", "Page down", ("list", "pane", "categories"), "Move"),
    Command("page_up", "pageup,ctrl+b", "Page up", ("list", "pane", "categories"), "Move"),
    Command("half_page_down", "ctrl+d", "Half a page down", ("list", "pane"), "Move", "half page"),
    Command("half_page_up", "ctrl+u", "Half a page up", ("list", "pane"), "Move"),
    Command("move_first", "g,home", "Go to the first", ("list", "pane", "categories"), "Move"),
    Command(
        "move_last", "G,end", "Go to the last", ("list", "pane", "categories"), "Move", "go to"
    ),
    Command("read", "enter,l,right", "Read the article", ("list",), "Move", "read"),
    Command("back", "h,left", "Back to the list", ("pane",), "Move", "list"),
    Command(
        "let_go",
        "escape",
        "Leave the selection, the find or the search, then go back",
        ("list", "pane"),
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
        ("screen",),
        "Move",
        "page down",
    ),
    Command("next_hit", "n", "Next match, or next unread article", ("screen",), "Move", "next"),
    Command(
        "previous_hit",
        "N",
        "Previous match, or previous unread article",
        ("screen",),
        "Move",
        "previous",
    ),
    Command("next_article", "J", "Next article", ("screen",), "Move", "next"),
    Command("previous_article", "K", "Previous article", ("screen",), "Move"),
    Command("contents", "t", "Table of contents", ("screen",), "Move", "contents"),
    Command(
        "jump_back", "backspace", "Go back to before the jump or link", ("pane",), "Move", "back"
    ),
    Command("follow_link", "f", "Open a link by its label", ("pane",), "Links", "links"),
    Command(
        "next_link",
        "right_square_bracket",
        "Select the next link or highlight",
        ("pane",),
        "Links",
        "next",
    ),
    Command(
        "previous_link",
        "left_square_bracket",
        "Select the previous link or highlight",
        ("pane",),
        "Links",
        "previous",
    ),
    Command("open_selected", "enter", "Open the selected link", ("pane",), "Links", "open"),
    Command("open_link", "o", "Open the original in the browser", ("screen",), "Links", "original"),
    Command(
        "copy_link",
        "y",
        "Copy the selected link or highlight, or the article's link",
        ("screen",),
        "Links",
        "copy",
    ),
    Command("images", "i", "View the pictures", ("screen",), "Links", "pictures"),
    Command("select_text", "v", "Select text", ("pane",), "Selection", "select"),
    Command(
        "extend_down",
        "j,down",
        "Selection: down by a paragraph",
        ("selection",),
        "Selection",
        "paragraph",
    ),
    Command("extend_up", "k,up", "Selection: up by a paragraph", ("selection",), "Selection"),
    Command(
        "sentence_on",
        "l,right",
        "Selection: on by a sentence",
        ("selection",),
        "Selection",
        "sentence",
    ),
    Command(
        "sentence_back", "h,left", "Selection: back by a sentence", ("selection",), "Selection"
    ),
    Command("word_on", "w", "Selection: on by a word", ("selection",), "Selection", "word"),
    Command("word_back", "b", "Selection: back by a word", ("selection",), "Selection"),
    Command(
        "other_end", "o", "Selection: move the other end", ("selection",), "Selection", "other end"
    ),
    Command("copy_selection", "y", "Copy the selected text", ("selection",), "Selection", "copy"),
    Command(
        "highlight",
        "H",
        "Highlight the selected text, or take the highlight off",
        ("pane",),
        "Selection",
        "highlight",
    ),
    Command("highlight_yellow", "1", "Highlight in yellow", ("highlight",), "Selection", "yellow"),
    Command("highlight_green", "2", "Highlight in green", ("highlight",), "Selection", "green"),
    Command("highlight_blue", "3", "Highlight in blue", ("highlight",), "Selection", "blue"),
    Command("search", "slash", "Search all articles", ("screen",), "Find", "search"),
    Command("find", "slash", "Find in the article", ("pane",), "Find", "find"),
    Command("edit_query", "E", "Edit search and filters as text", ("screen",), "Find"),
    Command("saved_queries", "s", "Saved queries", ("screen",), "Find", "saved"),
    Command("save_query", "S", "Save the current query", ("screen",), "Find"),
    Command("keep_search", "enter,down", "Go to the results", ("search",), "Find", "results"),
    Command(
        "leave_search", "escape", "Cancel the search or the edit", ("search",), "Find", "cancel"
    ),
    Command("query_help", "f1", "What can be typed here", ("search",), "Find", "what to type"),
    Command("keep_find", "enter", "Go to the match", ("find",), "Find", "go to match"),
    Command("leave_find", "escape", "Cancel the find", ("find",), "Find", "cancel"),
    Command("find_next", "down", "Next match", ("find",), "Find", "next"),
    Command("find_previous", "up", "Previous match", ("find",), "Find", "previous"),
    Command("more_like_this", "M", "More like this article", ("screen",), "Find", "more like"),
    Command(
        "pick_category",
        "c",
        "Pick a category, tag, author or label",
        ("screen",),
        "Find",
        "category",
    ),
    Command(
        "choose_category", "enter", "Filter by the category", ("categories",), "Find", "filter"
    ),
    Command("open_category", "l,right", "Open the category", ("categories",), "Find", "open"),
    Command("close_category", "h,left", "Close the category", ("categories",), "Find", "close"),
    Command("find_category", "slash", "Find a category", ("categories",), "Find", "find"),
    Command("leave_categories", "escape", "Back to the list", ("categories",), "Find", "list"),
    Command("pick_date", "d", "Pick a date", ("screen",), "Find", "date"),
    Command("only_bookmarks", "B", "Show only bookmarks, or all", ("screen",), "Find"),
    Command("only_unread", "u", "Show only unread articles, or all", ("screen",), "Find"),
    Command("sort_by_title", "", "Sort by title, or by date", ("screen",), "Find"),
    Command("sort_by_date", "", "Sort by date", ("screen",), "Find"),
    Command("sort_by_words", "", "Sort by length", ("screen",), "Find"),
    Command("sort_by_relevance", "", "Sort by relevance", ("screen",), "Find"),
    Command("sort_randomly", "", "Sort in random order", ("screen",), "Find"),
    Command("sort", "O", "Change what the list is sorted by", ("screen",), "Find"),
    Command("reverse_order", "R", "Reverse the order", ("screen",), "Find"),
    Command("clear_filters", "x", "Clear filters", ("screen",), "Find"),
    Command("bookmark", "b", "Add or remove the bookmark", ("screen",), "Marks", "bookmark"),
    Command(
        "note",
        "e",
        "Edit note and labels",
        ("screen",),
        "Marks",
        "note",
    ),
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
    Command("one_row", "r", "One row an article, or two", ("split_view",), "View"),
    Command("full_width", "z", "Full-width reader, or both panes", ("split_view",), "View"),
    Command("category_pane", "C", "Pane of categories, or none", ("screen",), "View"),
    Command("whole_page", "w", "Whole saved page, or its main article", ("screen",), "View"),
    Command("wider", "plus,equals_sign", "Widen the text", ("screen",), "View"),
    Command("narrower", "minus", "Narrow the text", ("screen",), "View"),
    Command("justified", "", "Justify the text, or not", ("screen",), "View"),
    Command("choose_theme", "", "Choose a theme", ("app",), "View"),
    Command("dark_theme", "", "Dark theme", ("app",), "View"),
    Command("light_theme", "", "Light theme", ("app",), "View"),
    Command("terminal_theme", "", "Theme of the terminal's own colours", ("app",), "View"),
    Command("help", "question_mark,f1", "Help", ("app",), "Program", "help"),
    Command("palette", "colon,ctrl+p", "Command palette", ("app",), "Program", "commands"),
    Command("rescan", "", "Look for changes in the folders", ("screen",), "Program"),
    Command("edit_settings", "", "Open the settings in your editor", ("screen",), "Program"),
    Command("settings_mistakes", "", "Mistakes in the settings", ("app",), "Program"),
    Command("suspend_process", "ctrl+z", "Suspend", ("app",), "Program"),
    Command("leave", "q", "Go back, then quit", ("screen",), "Program", "quit"),
    Command("quit", "ctrl+q", "Quit", ("app",), "Program"),
)
"""In the order of the help."""

OTHER_WORDS: Mapping[str, str] = {
    "rescan": "refresh reload update sync index new",
    "page_down": "scroll",
    "move_last": "bottom end",
    "move_first": "top beginning home",
    "read": "open view",
    "back": "return close",
    "other_pane": "focus reader",
    "contents": "headings chapters outline toc",
    "jump_back": "history previous return",
    "follow_link": "url address hyperlink",
    "open_link": "browser web www url website page",
    "copy_link": "clipboard yank url address",
    "images": "photos images gallery",
    "select_text": "visual mark copy",
    "highlight": "mark passage unhighlight annotate",
    "highlight_yellow": "mark",
    "highlight_green": "mark",
    "highlight_blue": "mark",
    "search": "query lookup grep filter",
    "find": "grep lookup in page",
    "edit_query": "filter",
    "saved_queries": "searches smart",
    "save_query": "search",
    "more_like_this": "similar related",
    "pick_category": "filter topic folder people writer",
    "pick_date": "calendar day month year when filter today yesterday week",
    "only_bookmarks": "starred favourites favorites saved kept filter",
    "only_unread": "unread new filter",
    "sort_by_title": "order alphabetical name",
    "sort_by_date": "order newest latest",
    "sort_by_words": "order words longest",
    "sort_by_relevance": "order best",
    "sort_randomly": "order shuffle",
    "sort": "sort order",
    "reverse_order": "sort oldest ascending descending",
    "clear_filters": "reset all everything show",
    "bookmark": "star favourite favorite keep like save later unstar bookmark remove delete",
    "note": "annotate comment tag remark memo label",
    "toggle_read": "seen done",
    "all_read": "catch up done everything",
    "all_unread": "everything",
    "bookmark_all": "star favourite favorite keep everything",
    "unbookmark_all": "unstar everything",
    "label_all": "tag everything",
    "undo": "history revert redo restore",
    "copy_markdown": "clipboard yank export md text",
    "copy_path": "clipboard yank filename file name location",
    "save_articles": "save export download store write files",
    "export_all": "export save download everything markdown json",
    "pipe": "print mail email send share shell program translate",
    "edit_file": "open vim nano change",
    "one_row": "dense compact rows layout",
    "full_width": "zoom maximise maximize wide fullscreen layout",
    "category_pane": "sidebar tree folders",
    "whole_page": "raw original full source html",
    "wider": "zoom bigger larger column margin font size",
    "narrower": "zoom smaller column margin font size",
    "justified": "align alignment block",
    "choose_theme": "themes colours colors appearance looks skin",
    "dark_theme": "night black colours colors mode",
    "light_theme": "day white bright colours colors mode",
    "terminal_theme": "ansi mode",
    "help": "keys shortcuts keyboard bindings manual usage about version",
    "palette": "commands actions",
    "edit_settings": "config configuration preferences options customise language folders",
    "settings_mistakes": "config configuration preferences options errors problems",
    "suspend_process": "background shell",
    "leave": "close",
    "quit": "q exit close end leave bye",
}
"""Words by which people look for a command and that its name lacks, or that mean it above others;
in small letters, by its id."""

NO_KEY = "none"
"""Stands for the key of a command that the user leaves without one."""

GROUPS: tuple[Group, ...] = (
    "Move",
    "Links",
    "Selection",
    "Find",
    "Marks",
    "Export",
    "View",
    "Program",
)

FooterHint = str | tuple[tuple[str, ...], str]
"""The id of a command, or those of one or several and the word or two for them all."""

_COLOURS: FooterHint = (("highlight_yellow", "highlight_green", "highlight_blue"), "colour")
_REMOVE: FooterHint = (("highlight",), "remove highlight")
_MOVES_OF_ENDS = ("let_go", "extend_down", "sentence_on", "word_on", "other_end", "help")

HINTS: Mapping[str, tuple[FooterHint, ...]] = {
    "list": (
        "read",
        "search",
        "pick_category",
        "pick_date",
        "bookmark",
        "toggle_read",
        "saved_queries",
        "palette",
        "leave",
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
        "select_text",
        "help",
    ),
    "categories": (
        "choose_category",
        "open_category",
        "close_category",
        "find_category",
        "other_pane",
        "leave_categories",
        "help",
    ),
    "link": ("open_selected", "copy_link", "next_link", "previous_link", "let_go", "help"),
    "selection": ("copy_selection", "highlight", _COLOURS, *_MOVES_OF_ENDS),
    "highlighted_selection": ("copy_selection", _REMOVE, _COLOURS, "note", *_MOVES_OF_ENDS),
    "highlight": (
        _REMOVE,
        _COLOURS,
        "note",
        "copy_link",
        "next_link",
        "previous_link",
        "let_go",
        "help",
    ),
    "found": ("next_hit", "previous_hit", "find", "let_go", "back", "help"),
    "labels": ("let_go",),
    "count": ("move_down", "move_up", "move_last", "half_page_down", "let_go"),
    "search": ("keep_search", "leave_search", "query_help"),
    "find": ("keep_find", "find_next", "find_previous", "leave_find"),
}
"""The commands in the footer, by their ids: for each place that can have the focus, and for its
states (selected text, perhaps within a highlight, a selected link or highlight, a find, link
labels, a number that is typed).
"""

STAYING = frozenset({"help", "leave", "let_go"})
"""The commands that stay in the footer however narrow it is."""

COUNTED = frozenset(
    {
        "move_down",
        "move_up",
        "page_down",
        "page_up",
        "half_page_down",
        "half_page_up",
        "move_first",
        "move_last",
        "next_hit",
        "previous_hit",
        "next_article",
        "previous_article",
    }
)
"""The commands that a number can stand before."""

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


def key_signs() -> Mapping[str, str]:
    """Return the common names of keys by Textual's names, where they are not the same."""
    return _KEY_SIGNS


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
    return [key_sign(key) for key in map(str.strip, keys.split(",")) if key not in ("", NO_KEY)]
