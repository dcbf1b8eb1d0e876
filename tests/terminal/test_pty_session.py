"""The terminal that the other tests look through."""

import pytest

from tests.terminal.conftest import Start


def test_the_screen_and_the_status_are_seen(start: Start) -> None:
    session = start("sh", "-c", "printf 'a\\033[2;3H南京b'; exit 7")
    session.wait_for("  南京b")
    assert session.lines[:2] == ["a", "  南京b"]
    assert session.wait_end() == 7


def test_keys_reach_the_program(start: Start) -> None:
    session = start("sh", "-c", "read word; echo you said $word; stty size", columns=90, rows=20)
    session.press("hello\r")
    session.wait_for("you said hello")
    session.wait_for("20 90")


def test_what_pyte_does_not_know_is_not_on_the_screen(start: Start) -> None:
    session = start(
        "sh",
        "-c",
        "printf '\\033[>1u\\033[?2026$p\\033[<u\\033_Gi=1;AAAA\\033\\\\\\033[4:3mx\\033]8;;u'; "
        "printf '\\033\\\\end'",
    )
    session.wait_for("end")
    assert session.lines[0] == "xend"


def test_waiting_in_vain_shows_the_screen(start: Start) -> None:
    session = start("sh", "-c", "echo what it says")
    with pytest.raises(AssertionError, match="what it says"):
        session.wait_for("something else")
