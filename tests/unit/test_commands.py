from tui.commands import COMMANDS, HINTS, command, key_sign, keys_of


def test_ids_are_unique() -> None:
    ids = [each.id for each in COMMANDS]
    assert len(ids) == len(set(ids))


def test_no_key_means_two_things_in_one_place() -> None:
    for pane in ("list", "pane", "search", "find"):
        keys = [
            key
            for each in COMMANDS
            if {pane, "split_view", "screen", "app"} & set(each.where)
            for key in each.keys.split(",")
            if key
        ]
        twice = {key for key in keys if keys.count(key) > 1}
        # Where there is an article to find something in, that is what `/` is for.
        # In the search box F1 opens the help at the query language.
        assert twice == {"pane": {"slash"}, "search": {"f1"}}.get(pane, set())


def test_hints_name_commands() -> None:
    for hints in HINTS.values():
        for hint in hints:
            ids, words = ((hint,), "") if isinstance(hint, str) else hint
            assert all(words or command(id).short for id in ids)


def test_keys_are_written_as_the_user_knows_them() -> None:
    assert key_sign("ctrl+p") == "Ctrl+P"
    assert key_sign("slash") == "/"
    assert keys_of(command("move_down"), {}) == ["j", "↓"]
    assert keys_of(command("move_down"), {"move_down": "e"}) == ["e"]
