import tomllib

from hypothesis import given
from hypothesis import strategies as st

from tui.toml_lines import KeyPath, key_lines


def test_each_key_has_the_lines_of_its_value() -> None:
    text = (
        'a = 1\n\nb = [\n  1,  # a = 2\n]\n[t]\n"x y".z = """\nb = 3\n"""\n[[t.u]]\nb = {c = 1}\n'
    )
    assert key_lines(text) == {
        ("a",): (1, 1),
        ("b",): (3, 5),
        ("t",): (6, 6),
        ("t", "x y"): (7, 9),
        ("t", "x y", "z"): (7, 9),
        ("t", "u"): (10, 10),
        ("t", "u", "b"): (11, 11),
        ("t", "u", "b", "c"): (11, 11),
    }


_VALUES = st.sampled_from(["1", '"[x]"', "[\n\n 2,\n]", "'''\na = 1\n[b]\n'''", "{z = 3}"])


@given(st.lists(st.tuples(st.booleans(), _VALUES, st.integers(0, 2)), max_size=8))
def test_keys_are_found_on_the_line_where_they_are_written(
    parts: list[tuple[bool, str, int]],
) -> None:
    text = ""
    table: KeyPath = ()
    expected: dict[KeyPath, int] = {}
    for number, (is_header, value, blank) in enumerate(parts):
        text += "# k1 = 2\n" * blank
        line = text.count("\n") + 1
        if is_header:
            table = (f"t{number}",)
            text += f"[t{number}]\n"
            expected[table] = line
        else:
            text += f"k{number} = {value}\n"
            expected[*table, f"k{number}"] = line
    tomllib.loads(text)
    found = key_lines(text)
    assert {path: found[path][0] for path in expected} == expected
