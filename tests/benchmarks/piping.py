"""How soon piped articles are there, and what memory they take; and the folder of the same ones.

Run as `python -m tests.benchmarks.piping`. The folder is not indexed before.
"""

import argparse
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.homes import NEWSREADER, Home, home_of
from tests.benchmarks.terminal import Start, start

_ROW = "●".encode()
"""Stands before the title of an unread article."""
_END = b"(ended)"
_REST = 2.0
_PATIENCE = 600.0
"""The seconds to wait for the end of a stream, also on a busy machine."""


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, nargs="+", default=[1, 1000, 20_000])
    options = arguments.parse_args()
    for count in options.articles:
        home = home_of(count)
        _print(f"{count:,} in a folder", _of_folder(home))
        _print(f"{count:,} piped, first row", _of_pipe(home, _ROW, stalls=False))
        _print(f"{count:,} piped, end", _of_pipe(home, _END, stalls=False))
        _print(f"{count:,} piped, then a stall", _of_pipe(home, _ROW, stalls=True))


def _print(what: str, figures: Start) -> None:
    print(f"{what:32} {figures.seconds:7.2f} s {figures.peak / 1024:7.0f} MB", flush=True)


def _of_folder(home: Home) -> Start:
    with _new_user() as environment:
        return start([NEWSREADER, str(home.archive)], _ROW, environment, _REST)


def _of_pipe(home: Home, text: bytes, *, stalls: bool) -> Start:
    """Start the program with a pipe, and have all articles sent through it.

    Args:
        home: The articles.
        text: What to wait for.
        stalls: Whether the pipe stays open behind them.
    """
    with _new_user() as environment:
        pipe = Path(environment["XDG_CACHE_HOME"]) / "pipe"
        os.mkfifo(pipe)
        send = f"find '{home.archive}' -name '*.md' -print0 | sort -z | xargs -0 cat"
        wait = "; sleep 60" if stalls else ""
        with subprocess.Popen(["sh", "-c", f"({send}{wait}) > '{pipe}'"]) as sender:
            try:
                command = ["sh", "-c", f"exec '{NEWSREADER}' < '{pipe}'"]
                return start(command, text, environment, _REST, _PATIENCE)
            finally:
                sender.kill()


@contextmanager
def _new_user() -> Iterator[Mapping[str, str]]:
    with TemporaryDirectory() as folder:
        yield {f"XDG_{kind}_HOME": folder for kind in ("CACHE", "DATA", "CONFIG")}


if __name__ == "__main__":
    main()
