import os

import pytest

from tui.images.terminal.capabilities import CellSize, Terminal

ESC = "\x1b"
NO_TERMINAL = os.open(os.devnull, os.O_RDONLY)
"""A descriptor that knows no size."""

KITTY = f"{ESC}_Gi=31;OK{ESC}\\"
XTERM = f"{ESC}[?63;1;2;4;6;9;15;16;17;18;21;22;28;29c"
PLAIN = f"{ESC}[?62;22c"


class Told:
    """Counts how often something was told."""

    count = 0

    def __call__(self) -> None:
        self.count += 1


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("TMUX", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)


def asked() -> tuple[Terminal, list[str], Told]:
    """Return a terminal that has been asked, what it was sent, and who is told."""
    terminal, told = Terminal(), Told()
    sent: list[str] = []
    terminal.connect(sent.append, NO_TERMINAL)
    terminal.ask(told)
    return terminal, sent, told


@pytest.mark.parametrize(
    ("answers", "graphics"),
    [
        (XTERM, "sixel"),
        (PLAIN, "blocks"),
        (f"{ESC}[?6c", "blocks"),
        (f"{ESC}[?1;2c", "blocks"),
        (f"{ESC}[?4c", "blocks"),  # The first number is the kind of terminal.
        (KITTY + PLAIN, "kitty"),
        (f"{ESC}_Gi=31;ENOTSUP:no{ESC}\\{PLAIN}", "blocks"),
        (KITTY + XTERM, "sixel"),
    ],
)
def test_what_it_answers_says_how_pictures_are_drawn(answers: str, graphics: str) -> None:
    terminal, _, told = asked()
    assert terminal.graphics is None
    assert terminal.take(answers) == ""
    assert terminal.graphics == graphics
    assert told.count == 1


def test_it_is_asked_once_and_every_terminal_answers_the_last_question() -> None:
    terminal, sent, _ = asked()
    terminal.ask(Told())
    assert len(sent) == 1
    assert sent[0].startswith(f"{ESC}_G")
    assert sent[0].endswith(f"{ESC}[c")


@pytest.mark.parametrize("cut", range(1, len(KITTY + XTERM)))
def test_answers_come_between_keys_and_in_pieces(cut: int) -> None:
    terminal, _, _ = asked()
    read = "j" + KITTY + XTERM + "k"
    keys = terminal.take(read[:cut]) + terminal.take(read[cut:])
    assert keys == "jk"
    assert terminal.graphics == "sixel"


@pytest.mark.parametrize("key", [ESC, f"{ESC}[", f"{ESC}[6", f"{ESC}[?1"])
def test_a_key_that_begins_like_an_answer_is_given_back(key: str) -> None:
    terminal, _, _ = asked()
    assert terminal.take("j" + key) + terminal.release() == "j" + key
    assert terminal.release() == ""


@pytest.mark.parametrize("key", [f"{ESC}[6~", f"{ESC}[A", f"{ESC}OP", f"{ESC}[?2026;2$y", "ü"])
def test_keys_and_other_reports_pass(key: str) -> None:
    terminal, _, _ = asked()
    assert terminal.take(key) == key


def test_before_it_is_asked_nothing_is_touched() -> None:
    assert Terminal().take(XTERM) == XTERM


def test_it_tells_how_large_a_cell_is() -> None:
    terminal, _, _ = asked()
    assert terminal.cell == CellSize(10, 20)
    terminal.take(f"{ESC}[6;17;8t")
    assert terminal.cell == CellSize(8, 17)
    terminal.take(f"{ESC}[6;0;0t")
    assert terminal.cell == CellSize(10, 20)


def test_one_that_draws_sixel_is_asked_for_its_colours() -> None:
    terminal, sent, told = asked()
    terminal.take(XTERM)
    assert sent[1:] == [f"{ESC}[?1;1;0S"]
    assert terminal.colours == 256
    terminal.take(f"{ESC}[?1;0;16S")
    assert terminal.colours == 16
    terminal.take(f"{ESC}[?1;0;65536S")
    assert terminal.colours == 256
    terminal.take(f"{ESC}[?1;3;0S")
    assert terminal.colours == 256
    assert told.count == 3


def test_one_that_is_silent_draws_blocks_until_it_answers() -> None:
    terminal, _, told = asked()
    terminal.give_up()
    terminal.give_up()
    assert (terminal.graphics, told.count) == ("blocks", 1)
    terminal.take(XTERM)
    assert (terminal.graphics, told.count) == ("sixel", 2)


def test_without_a_terminal_blocks_are_drawn() -> None:
    terminal, told = Terminal(), Told()
    terminal.ask(told)
    assert terminal.graphics == "blocks"
    assert told.count == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [("TMUX", "/tmp/tmux"), ("TERM", "screen"), ("TERM_PROGRAM", "Apple_Terminal")],
)
def test_where_the_question_of_kitty_would_be_seen_it_is_left_out(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    _, sent, _ = asked()
    assert f"{ESC}_" not in sent[0]
    assert sent[0].endswith(f"{ESC}[c")


@pytest.mark.parametrize("name", ["linux", "dumb"])
def test_a_console_is_not_asked(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("TERM", name)
    terminal, sent, _ = asked()
    assert sent == []
    assert terminal.graphics == "blocks"
