import errno
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tui.cli import main
from tui.cli.inputs.standard_input import is_piped, read_pipe, take_keyboard
from tui.errors import NewsreaderError

Pipe = Callable[[bytes], None]


@pytest.fixture
def pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pipe]:
    """Put bytes at standard input."""
    kept = os.dup(0)

    def put(data: bytes) -> None:
        (tmp_path / "input").write_bytes(data)
        file = os.open(tmp_path / "input", os.O_RDONLY)
        os.dup2(file, 0)
        os.close(file)
        monkeypatch.setattr("sys.stdin", os.fdopen(os.dup(0)))

    yield put
    os.dup2(kept, 0)
    os.close(kept)


def test_all_of_it_is_read(pipe: Pipe) -> None:
    data = b"a line\n" * 500_000
    pipe(data)
    assert is_piped()
    assert read_pipe() == data


def test_too_much_is_said(pipe: Pipe) -> None:
    pipe(b"x" * (3 << 20))
    with pytest.raises(NewsreaderError, match="More than 2 MB were piped in"):
        read_pipe(most=2 << 20)


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_nothing_is_said(data: bytes, pipe: Pipe) -> None:
    pipe(data)
    with pytest.raises(NewsreaderError, match="Nothing came through the pipe"):
        read_pipe()


def test_a_keyboard_is_no_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, other = os.openpty()
    with os.fdopen(terminal, "rb"), os.fdopen(other, "r") as keyboard:
        monkeypatch.setattr("sys.stdin", keyboard)
        assert not is_piped()
        with pytest.raises(NewsreaderError, match="Nothing is piped in"):
            read_pipe()
        take_keyboard()


def test_closed_input_is_no_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert not is_piped()


def test_no_terminal_at_all_is_said(pipe: Pipe, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.ENXIO, "No such device or address")

    pipe(b"text")
    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(os, "ttyname", refuse)
    with pytest.raises(NewsreaderError, match="There is no terminal to read keys from"):
        take_keyboard()


@pytest.mark.usefixtures("home")
def test_a_named_pipe_is_read_as_piped_input_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = tmp_path / "stream.md"
    os.mkfifo(stream)
    articles = b"---\ntitle: Oats\n---\nSown.\n---\ntitle: Rye\n---\nCut.\n"
    for command in (["list"], ["show"], ["check"], ["save", str(tmp_path / "kept")], []):
        sender = threading.Thread(target=stream.write_bytes, args=(articles,))
        sender.start()
        assert main.run([*command, str(stream)]) in (0, 1)
        sender.join()
        said = capsys.readouterr()
        assert "2 articles" in said.err + said.out
    assert len([*(tmp_path / "kept").iterdir()]) == 2


@pytest.mark.usefixtures("home")
def test_a_file_is_read_as_the_kind_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "all.md"
    path.write_text("---\ntitle: Oats\n---\nSown.\n---\ntitle: Rye\n---\nCut.\n")
    for command in ("list", "show", "check"):
        main.run([command, "--as", "articles", str(path)])
        assert "2 articles" in capsys.readouterr().err
