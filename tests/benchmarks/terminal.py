"""Runs a program in a real pseudo-terminal and measures what a user would notice."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

_SIZE = struct.pack("HHHH", 40, 120, 0, 0)


@dataclass(frozen=True, slots=True)
class Start:
    """What one start took."""

    seconds: float
    """From the process's start to the text's arrival on the terminal."""
    peak: int
    """The most memory it had, in kB, two seconds later or when it had settled."""


def start(
    command: Sequence[str],
    text: bytes,
    environment: Mapping[str, str],
    rest: float,
    patience: float = 60,
) -> Start:
    """Start a program, wait for a text, let it work on for a while, and end it.

    Args:
        command: The program and its arguments.
        text: What to wait for, as bytes of the output.
        environment: Variables that stand beside our own.
        rest: Seconds to let it go on before its memory is read.
        patience: Seconds to wait for the text.

    Raises:
        TimeoutError: The text did not come in that time.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, _SIZE)
    began = perf_counter()
    process = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment},
    )
    os.close(theirs)
    try:
        _wait(ours, text, patience)
        seconds = perf_counter() - began
        _drain(ours, rest)
        return Start(seconds, _peak(process.pid))
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        os.close(ours)


def _wait(descriptor: int, text: bytes, seconds: float) -> None:
    seen = b""
    end = perf_counter() + seconds
    while text not in seen:
        ready, _, _ = select.select([descriptor], [], [], max(0, end - perf_counter()))
        if not ready:
            raise TimeoutError(f"{text!r} did not come; the end of what did: {seen[-400:]!r}")
        seen += os.read(descriptor, 65536)


def _drain(descriptor: int, seconds: float) -> None:
    end = perf_counter() + seconds
    while (left := end - perf_counter()) > 0:
        ready, _, _ = select.select([descriptor], [], [], left)
        if ready:
            os.read(descriptor, 65536)


def _peak(process: int) -> int:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0
