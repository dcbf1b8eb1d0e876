"""The processes that read and watch for the program end with it, however it ends."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGKILL
from time import monotonic, sleep

import pytest

PATIENCE = 20.0
"""Seconds to wait for a process to end; far more than it takes."""

_READING = """
import os, sys
from tui.articles.files import FoundFile
from tui.library.indexing.process_pool import ReadingProcess

file = FoundFile(os.fsencode(sys.argv[1]), 0, 0)
reader = ReadingProcess("tui.library.indexing.entry_maker", "file_entries")
reader.ask([file], 600)
reader.answer()
for _ in range(16):
    reader.ask([file] * 64, 600)
print(reader._process.pid, flush=True)
os.read(0, 1)
"""

_WATCHING = """
import os, sys
from pathlib import Path
from tui.library.watching.watch import Watch, Watching

watch = Watch([Path(sys.argv[1]).parent], 0)
for message in watch.messages():
    if isinstance(message, Watching):
        print(watch._process.pid, flush=True)
        os.read(0, 1)
"""


@contextmanager
def killed(script: str, path: Path) -> Iterator[int]:
    """Run a script that starts a process and prints its number; kill the script, yield it."""
    with subprocess.Popen(
        [sys.executable, "-c", script, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert is_running(child)
        parent.send_signal(SIGKILL)
        parent.wait()
    try:
        yield child
    finally:
        if is_running(child):
            os.kill(child, SIGKILL)


def is_running(process: int) -> bool:
    """Return whether a process is there and does something; a dead one may wait to be reaped."""
    told = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return bool(told.stdout.strip()) and not told.stdout.startswith("Z")


@pytest.mark.parametrize("script", [_READING, _WATCHING], ids=["reading", "watching"])
def test_a_process_ends_with_the_program_that_was_killed(script: str, tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    # All that is asked for takes minutes to read.
    path.write_text("A long walk [along](/x) the *river*, past the mill.\n\n" * 20_000)
    with killed(script, path) as child:
        end = monotonic() + PATIENCE
        while is_running(child) and monotonic() < end:
            sleep(0.05)
        assert not is_running(child)
