import pytest
from textual.keys import Keys, _character_to_key

from tui.commands import COMMANDS
from tui.own_keys import key_name, taken_keys


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("b", "b"),
        ("B", "B"),
        ("?", "question_mark"),
        ("+", "plus"),
        ("ctrl++", "ctrl+plus"),
        ("vertical_line", "vertical_line"),
        ("Ctrl+P", "ctrl+p"),
        ("shift+ctrl+left", "ctrl+shift+left"),
        ("Esc", "escape"),
        ("PgDn", "pagedown"),
        ("F12", "f12"),
        ("ctrl+m", "enter"),
        ("é", "é"),
        ("section_sign", "section_sign"),
    ],
)
def test_keys_are_known_by_their_usual_names(written: str, name: str) -> None:
    assert key_name(written) == name


@pytest.mark.parametrize("written", ["foo+bar", "ctrl+", "f25", "", "ctrl+ctrl+a", "\x1b", "bb"])
def test_what_is_no_key_is_none(written: str) -> None:
    assert key_name(written) is None


def test_every_key_of_textual_is_known() -> None:
    for key in Keys:
        if not key.value.startswith("<") and key.value not in ("ctrl-at", "ctrl+@"):
            assert key_name(key.value) is not None, key
    for code in range(33, 127):
        assert key_name(chr(code)) == _character_to_key(chr(code))


def test_the_usual_keys_take_no_other_command_s_key() -> None:
    usual = {command.id: command.keys.split(",") for command in COMMANDS if command.keys}
    assert taken_keys(usual) == {}


def test_two_commands_can_change_their_keys() -> None:
    assert taken_keys({"bookmark": ["m"], "toggle_read": ["b"]}) == {}
    assert taken_keys({"move_down": ["s"], "bookmark": ["j"], "saved_queries": ["9"]}) == {}


def test_a_key_may_mean_something_else_in_another_place() -> None:
    assert taken_keys({"jump_back": ["l"]}) == {}  # In the list `l` reads the article.
    assert taken_keys({"bookmark": ["l"]}) != {}


def test_a_command_that_loses_its_key_goes_back_to_the_usual_one() -> None:
    taken = taken_keys({"toggle_read": ["b"], "bookmark": ["j"]})
    assert list(taken) == [("bookmark", "j"), ("toggle_read", "b")]


def test_a_command_of_the_user_takes_no_other_command_s_key() -> None:
    assert list(taken_keys({"speak": ["b"], "undo": ["9"], "count": ["9"]})) == [
        ("speak", "b"),
        ("count", "9"),
    ]
