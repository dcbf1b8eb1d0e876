"""The system's clipboard, by the programs that there are for it.

Many terminals don't know OSC 52, by which Textual copies, or have it switched off.
"""

import subprocess
from collections.abc import Callable, Mapping, Sequence
from shutil import which
from threading import Lock

from tui.errors import cause

_SECONDS = 2.0
"""The most seconds that a program may take."""

Arguments = tuple[str, ...]
"""A program and its arguments; the text to be copied is its standard input."""

_WAYLAND: Arguments = ("wl-copy", "--type", "text/plain")
_X11: Sequence[Arguments] = (
    ("xclip", "-selection", "clipboard", "-in"),
    ("xsel", "--clipboard", "--input"),
)
_MACOS: Arguments = ("pbcopy",)
_TMUX: Sequence[Arguments] = (("tmux", "load-buffer", "-w", "-"), ("tmux", "load-buffer", "-"))
"""tmux before 3.2 knows no `-w`, which has it tell the terminal around it."""


def clipboards(
    environment: Mapping[str, str], find: Callable[[str], str | None] = which
) -> list[list[Arguments]]:
    """Return the programs of each clipboard there is: the desktop's, and that of tmux.

    Args:
        environment: The variables of the environment, which tell of desktops and of tmux.
        find: Returns the path of a program, None where it is not installed.

    Returns:
        For each clipboard its programs, of which the first that works is enough.
    """
    desktop = [_WAYLAND] if environment.get("WAYLAND_DISPLAY") else []
    desktop += _X11 if environment.get("DISPLAY") else ()
    desktop.append(_MACOS)
    tmux = _TMUX if environment.get("TMUX") else ()
    there = ([each for each in group if find(each[0])] for group in (desktop, tmux))
    return [group for group in there if group]


class Clipboards:
    """Copies texts one after the other; of those that wait, only the last is copied."""

    def __init__(self) -> None:
        """Make it, with nothing to copy."""
        self._lock = Lock()
        self._last = ""

    def copy(self, text: str, groups: Sequence[Sequence[Arguments]]) -> str:
        """Copy a text; called in a worker thread.

        Args:
            text: The text, which is UTF-8 for the programs.
            groups: What `clipboards` has returned.

        Returns:
            Why no program has copied it, in a sentence; empty where one has.
        """
        self._last = text
        with self._lock:
            if self._last is not text:
                return ""
            failures: list[str] = []
            copied = [self._copy(text.encode(), group, failures) for group in groups]
        return "" if any(copied) else "; ".join(failures)

    @staticmethod
    def _copy(data: bytes, group: Sequence[Arguments], failures: list[str]) -> bool:
        for arguments in group:
            if not (failure := _run(arguments, data)):
                return True
            failures.append(f"{arguments[0]}: {failure}")
        return False


def _run(arguments: Arguments, data: bytes) -> str:
    """Give a program the text; return why that failed, empty where it did not."""
    try:
        # It stays in the background to hand the text out, and would keep pipes of ours open.
        status = subprocess.run(
            arguments,
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
            start_new_session=True,
        ).returncode
    except subprocess.TimeoutExpired:
        return f"no end within {_SECONDS:.0f} seconds"
    except OSError as error:
        return cause(error)
    return f"exit status {status}" if status else ""
