import json
import os
import sys
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cli.output import is_terminal, json_line, say

CONTROLS = {*range(0x20), 0x7F, *range(0x80, 0xA0)}
TURNS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F}


@given(st.text())
def test_json_means_the_same_and_works_on_no_terminal(text: str) -> None:
    line = json_line({"title": text})
    assert json.loads(line) == {"title": text}
    assert not {ord(letter) for letter in line} & (CONTROLS | TURNS)


def test_json_keeps_a_file_name_that_is_no_text() -> None:
    name = os.fsdecode(b"\xe9t\xe9.md")
    written = json_line(name).encode("utf-8", "backslashreplace").decode()
    assert json.loads(written) == name


def test_json_leaves_text_readable() -> None:
    assert json_line({"title": "南京"}) == '{"title": "南京"}'


def test_a_sentence_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    say("There is no file \x1b[2J.", "Nor is there\nanother.")
    assert capsys.readouterr() == ("", "There is no file \\x1b[2J.\nNor is there\\nanother.\n")


def test_a_file_and_a_closed_stream_are_no_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = StringIO()
    closed.close()
    assert not is_terminal(StringIO())
    assert not is_terminal(closed)
    monkeypatch.setattr(sys, "stdout", None)
    assert not is_terminal(sys.stdout)
