import pytest

from tui.document.index_text.quick_text import QuickTable


@pytest.mark.parametrize(
    ("rows", "lines", "is_table"),
    [
        ([[["a"], ["b"]], [["c"], []]], ["a\tb", "c\t"], True),
        ([[["a", "b"], ["c"]]], ["a\tb\tc"], True),
        ([[["a"], ["b"]], [[], []], []], ["a\tb"], True),
        ([[["a", "b"]], [["c"]]], ["a", "b", "c"], False),
        ([[], [["a"]]], ["a"], False),
        ([], [], False),
    ],
)
def test_rows_are_lines(rows: list[list[list[str]]], lines: list[str], is_table: bool) -> None:
    table = QuickTable(["before"])
    table.rows += rows
    assert table.lines() == (lines, is_table)
    assert table.around == ["before"]
