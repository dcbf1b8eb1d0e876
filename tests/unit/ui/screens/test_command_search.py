import pytest

from tui.commands import COMMANDS, OTHER_WORDS, command_ids, keys_of
from tui.ui.screens.command_search import Entry, best_first

ENTRIES = [
    Entry(
        command.name,
        lambda: None,
        tuple(keys_of(command, {})),
        OTHER_WORDS.get(command.id, ""),
        distance=2 if command.group == "Move" else 1,
    )
    for command in COMMANDS
    if "selection" not in command.where
]

FIRST = {
    "quit": ("q", "quit", "exit", "QUIT"),
    "choose_theme": ("theme", "color", "colours", "skin"),
    "dark_theme": ("dark", "night"),
    "bookmark": ("bookmark", "star", "stars", "favourite", "b", "keep", "delete", "remove"),
    "export_all": ("export", "expor"),
    "save_articles": ("save", "download", "W"),
    "open_link": ("browser", "brow", "web", "o"),
    "edit_settings": ("settings", "config", "preferences", "options", "open settings"),
    "only_unread": ("unread", "unr", "u"),
    "pipe": ("print", "mail", "|"),
    "help": ("help", "keys", "shortcuts", "?"),
    "undo": ("history", "undo", "U"),
    "copy_link": ("copy", "y", "yank"),
    "toggle_read": ("m", "mark read"),
    "more_like_this": ("similar",),
    "sort": ("sort",),
    "sort_randomly": ("random", "shuffle"),
    "edit_file": ("vim",),
    "full_width": ("zoom",),
    "move_down": ("down",),
    "move_first": ("top", "home"),
    "move_last": ("bottom",),
    "rescan": ("refresh", "reload", "update", "sync"),
    "wider": ("bigger", "font", "size", "wide", "widen"),
    "narrower": ("smaller", "narrow"),
    "contents": ("toc", "contents", "outline", "chapters"),
    "images": ("images", "pictures", "photos"),
    "pick_date": ("date", "calendar", "today"),
    "pick_category": ("tag", "tags", "author", "topics"),
    "label_all": ("label all",),
    "category_pane": ("sidebar", "categories"),
    "note": ("note", "notes", "comment", "label", "labels"),
    "follow_link": ("link", "links", "url"),
    "search": ("lookup", "all articles"),
    "clear_filters": ("clear", "reset"),
    "sort_by_date": ("newest",),
    "reverse_order": ("oldest", "reverse"),
    "whole_page": ("source",),
    "light_theme": ("light", "white"),
    "copy_markdown": ("markdown", "md"),
}


@pytest.mark.parametrize(("id", "typed"), [(id, word) for id in FIRST for word in FIRST[id]])
def test_what_people_type_means_the_command_that_comes_first(id: str, typed: str) -> None:
    (name,) = (command.name for command in COMMANDS if command.id == id)
    assert best_first(ENTRIES, typed)[0].name == name


def test_other_words_belong_to_commands_and_are_compared_as_they_stand() -> None:
    assert OTHER_WORDS.keys() <= command_ids()
    assert all(words == words.lower() for words in OTHER_WORDS.values())


def test_near_entries_come_first_where_others_fit_as_well() -> None:
    far, near = (Entry("Go", lambda: None, distance=distance) for distance in (1, 0))
    assert best_first([far, near], "go") == best_first([far, near], " ") == [near, far]


def test_letters_in_their_order_find_what_no_word_does() -> None:
    assert [entry.name for entry in best_first(ENTRIES, "bkmk")][0] == "Show only bookmarks, or all"
    assert best_first(ENTRIES, "zzz") == best_first(ENTRIES, "[/zz]") == []


@pytest.mark.parametrize("typed", ["pdf", "password", "elsewhere", "archive", "mouse", "sauce"])
def test_letters_that_are_there_by_chance_find_nothing(typed: str) -> None:
    assert best_first(ENTRIES, typed) == []
