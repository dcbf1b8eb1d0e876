"""The programs of the clipboard."""

from pathlib import Path

import pytest

from tui.ui.common import clipboard
from tui.ui.common.clipboard import Clipboards, clipboards


def installed(*names: str):  # type: ignore[no-untyped-def]
    return lambda name: f"/usr/bin/{name}" if name in names else None


def test_desktop_and_tmux_are_known_by_the_environment() -> None:
    every = installed("wl-copy", "xclip", "xsel", "tmux")
    assert clipboards({}, every) == []
    assert [
        each[0] for each in clipboards({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, every)[0]
    ] == [
        "wl-copy",
        "xclip",
        "xsel",
    ]
    assert clipboards({"TMUX": "/tmp/t,1,0"}, every) == [
        [("tmux", "load-buffer", "-w", "-"), ("tmux", "load-buffer", "-")]
    ]
    assert clipboards({"DISPLAY": ":0"}, installed("xsel")) == [
        [("xsel", "--clipboard", "--input")]
    ]
    assert clipboards({}, installed("pbcopy")) == [[("pbcopy",)]]


def script(folder: Path, name: str, code: str) -> tuple[str]:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{code}\n")
    path.chmod(0o755)
    return (str(path),)


def test_a_text_is_given_as_it_is_and_the_first_that_works_is_enough(tmp_path: Path) -> None:
    broken = script(tmp_path, "broken", "exit 3")
    kept = script(tmp_path, "kept", f"cat > {tmp_path}/copy")
    never = script(tmp_path, "never", f"touch {tmp_path}/never-wanted")
    assert Clipboards().copy("$(date) 南京\n-x", [[broken, kept, never]]) == ""
    assert (tmp_path / "copy").read_text() == "$(date) 南京\n-x"
    assert not (tmp_path / "never-wanted").exists()


def test_a_failure_is_told_only_where_nothing_worked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "_SECONDS", 0.2)
    broken = script(tmp_path, "broken", "exit 3")
    hanging = script(tmp_path, "hanging", "exec sleep 60")
    missing = (str(tmp_path / "missing"),)
    told = Clipboards().copy("text", [[broken, missing], [hanging]])
    assert "exit status 3" in told
    assert "No such file" in told
    assert "no end within" in told
    assert (
        Clipboards().copy("text", [[broken], [script(tmp_path, "well", "cat > /dev/null")]]) == ""
    )
