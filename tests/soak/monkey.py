"""A monkey at a real terminal: any key, click and size of the window, over hostile articles.

`python -m tests.soak.monkey [KEYS] [--seed SEED]`. However the program ends, there may be no
traceback, the terminal must be as it was, and nothing may be written but in the program's own
folders.
"""

import os
import re
import select
import shutil
import sys
import termios
from collections import Counter, deque
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from signal import SIGCONT, SIGINT, SIGTERM
from tempfile import TemporaryDirectory

from tests.corpus import SMALL
from tests.hostile import HOSTILE, hostile_settings, write_hostile
from tests.soak import numbers
from tests.terminal.pty_session import PtySession
from tests.unit.cli.conftest import environment
from tui.commands import COMMANDS, key_sign

_SEQUENCES = {
    "down": "\x1b[B",
    "up": "\x1b[A",
    "left": "\x1b[D",
    "right": "\x1b[C",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "f1": "\x1bOP",
}
"""What a terminal sends for the keys that are no characters (xterm)."""

_TYPED = ("a", "river", "南京", "é", "title:", '"', "-", "2021", "date:", "\x03")
_PASTED = f"\x1b[200~{HOSTILE.replace(chr(27), '')}\x1b[201~"
_BUTTONS = (0, 0, 0, 2, 32, 35, 64, 65)
"""Left, right, a drag, a move and the wheel, as SGR mouse reports (1006) have them."""

_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_KITTY = re.compile(rb"\x1b\[>\d+u")
"""What asks for Kitty's reports of keys, until `CSI < u` ends them."""

_ON = {b"7", b"25"}
"""The private modes that a terminal has by itself: lines wrap, and the cursor is seen."""

_MOST = 250
"""Keys until the monkey ends the program, where it has not hit the keys for that before."""


_PROGRAM = """
import sys, traceback
from textual.app import App
from tui.cli.main import run
end = App._fatal_error
def tell_and_end(app):
    with open(sys.argv[1], "a", encoding="utf-8") as file:
        traceback.print_exc(file=file)
    end(app)
App._fatal_error = tell_and_end
sys.exit(run(sys.argv[2:]))
"""
"""Runs the program, and writes the traceback of its failure to a file: on the terminal it is as
narrow as the window."""


class MonkeySession(PtySession):
    """A program on a terminal, looked at from outside."""

    def __init__(
        self, archive: Path, environment: Mapping[str, str], cwd: Path, size: tuple[int, int]
    ) -> None:
        """Start the program on an archive, in a window of so many columns and rows."""
        self.failure = archive.with_name("failure.txt")
        """The file that a failure writes its traceback to."""
        command: list[str | Path] = [sys.executable, "-c", _PROGRAM, self.failure, archive]
        super().__init__(command, environment, cwd, *size)
        self._attributes = termios.tcgetattr(self._terminal)  # Long before Python has begun.

    def take_in(self, seconds: float) -> None:
        """Read on until nothing has come for a time, or the program has written enough."""
        enough = len(self.output) + (1 << 20)
        while self._read(seconds) and len(self.output) < enough:
            pass

    def goes_on(self) -> bool:
        """Tell whether the program is still there; one that is stopped is continued."""
        poll = select.poll()
        poll.register(self._terminal, 0)
        if poll.poll(0):  # Hung up: one that ends closes its terminal first.
            return False
        looked = os.WEXITED | os.WSTOPPED | os.WNOHANG | os.WNOWAIT
        found = os.waitid(os.P_PID, self._pid, looked)
        if found is not None and found.si_code == os.CLD_STOPPED:
            self.signal(SIGCONT)
            self.wait_continued()
            return True
        return found is None

    def wait_continued(self) -> None:
        """Take note that the program has been continued, so that it isn't seen as stopped."""
        os.waitid(os.P_PID, self._pid, os.WCONTINUED)

    def changes(self) -> list[str]:
        """Return what is not as it was before in the terminal, now that the program has ended."""
        modes = {
            mode: state for found, state in _MODE.findall(self.output) for mode in found.split(b";")
        }
        left = [
            f"mode {mode.decode()} is {state.decode()}"
            for mode, state in modes.items()
            if (state == b"h") != (mode in _ON)
        ]
        if len(_KITTY.findall(self.output)) > self.output.count(b"\x1b[<u"):
            left.append("keys are reported as Kitty does")
        if termios.tcgetattr(self._terminal) != self._attributes:
            left.append("what `stty -a` says")
        return left


class Monkey:
    """Starts the program again and again, and presses keys."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Write the archive and the settings.

        Args:
            folder: An empty folder for everything.
            seed: What the monkey does is drawn from it.
        """
        self._seed, self._random = seed, Random(seed)
        self._folder, self._home = folder, folder / "home"
        self._last: deque[str] = deque(maxlen=40)
        self.done: Counter[str] = Counter()
        """How much was done of everything."""
        shutil.copytree(SMALL / "posts", folder / "archive" / "posts")
        write_hostile(folder / "archive")
        settings = self._home / "config" / "newsreader" / "config.toml"
        settings.parent.mkdir(parents=True)
        settings.write_text(hostile_settings(), encoding="utf-8")
        for name in ("data", "cache", "work", "temporary", "commands"):
            (self._home / name).mkdir()
        self._before = self._outside()
        self._keys = [
            key
            for command in COMMANDS
            # These write where the user says, which is outside.
            if command.id not in ("save_articles", "pipe")
            for key in command.keys.split(",")
            if key
        ]

    def play(self, keys: int) -> None:
        """Press so many keys, in as many sessions as that takes.

        Raises:
            AssertionError: The program has failed, or left something behind.
        """
        try:
            while self.done["keys"] < keys:
                self._play_once(min(self.done["keys"] + _MOST, keys))
        except AssertionError as error:
            raise AssertionError(
                f"seed {self._seed}, after {dict(self.done)}, the last being"
                f" {', '.join(self._last)}: {error}"
            ) from error

    def _play_once(self, most: int) -> None:
        """Start the program and press keys until it ends, or so many have been pressed in all."""
        size = self._random.choice(((80, 24), (120, 32), (200, 60), (40, 10)))
        archive, work = self._folder / "archive", self._home / "work"
        with MonkeySession(archive, self._environment(), work, size) as session:
            session.wait_until(lambda: bool(session.text.strip()), "the first frame")
            while self.done["keys"] < most and session.goes_on():
                self._act(session)
            self._end(session)

    def _environment(self) -> dict[str, str]:
        """Return an environment in which nothing else can be started, or asked of a server."""
        nowhere = "http://127.0.0.1:9"
        return environment(
            self._home,
            PATH=str(self._home / "commands"),
            TMPDIR=str(self._home / "temporary"),
            COLORTERM="truecolor",
            BROWSER="",
            VISUAL="",
            EDITOR="",
            **dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), nowhere),
        )

    def _act(self, session: MonkeySession) -> None:
        """Do one thing, and now and then wait until the program has nothing more to say."""
        acts: tuple[Callable[[MonkeySession], None], ...] = (
            self._press,
            self._type,
            self._click,
            self._resize,
        )
        (act,) = self._random.choices(acts, (16, 2, 4, 1))
        act(session)
        session.take_in(self._random.choice((0, 0, 0.02, 0.05)))

    def _press(self, session: MonkeySession) -> None:
        key = self._random.choice(self._keys)
        self._last.append(key)
        self.done["keys"] += 1
        session.press(_sent(key))

    def _type(self, session: MonkeySession) -> None:
        text = self._random.choice((*_TYPED, _PASTED))
        self._last.append(repr(text))
        self.done["texts"] += 1
        session.press(text)

    def _click(self, session: MonkeySession) -> None:
        button, x, y = (
            self._random.choice(_BUTTONS),
            self._random.randint(1, 200),
            self._random.randint(1, 60),
        )
        self._last.append(f"button {button} at {x}, {y}")
        self.done["clicks"] += 1
        session.press(f"\x1b[<{button};{x};{y}M")
        if button < 32:
            session.press(f"\x1b[<{button};{x};{y}m")

    def _resize(self, session: MonkeySession) -> None:
        columns, rows = self._random.choice(
            ((1, 1), (self._random.randint(1, 200), self._random.randint(1, 60)), (120, 40))
        )
        self._last.append(f"{columns} by {rows}")
        self.done["sizes"] += 1
        session.resize(columns, rows)

    def _end(self, session: MonkeySession) -> None:
        """End the program if it is still there, and see what it has left."""
        # Once the program has given its terminal back, Ctrl+C is a signal like any other.
        expected = [0, 128 + SIGINT, -SIGINT]
        if session.goes_on():
            self._last.append("SIGTERM")
            session.signal(SIGTERM)
            expected += [128 + SIGTERM, -SIGTERM]  # The latter where it was about to end.
        status = session.wait_end()
        self.done["sessions"] += 1
        faults = session.changes()
        if status not in expected:
            faults.append(f"it ended with {status}")
        if session.failure.exists():
            faults.append(session.failure.read_text(encoding="utf-8"))
        if (at := session.output.rfind(b"Traceback")) >= 0:
            faults.append(session.output[at:].decode("utf-8", "replace"))
        outside = {path for path, _ in self._before.items() ^ self._outside().items()}
        faults += [f"{path} was written or removed" for path in outside]
        if faults:
            raise AssertionError(f"{'; '.join(faults)}\n{session.text}")

    def _outside(self) -> dict[Path, bytes | None]:
        """Return all files and folders but those of the program, with what is in them."""
        own = {self._home / name / "newsreader" for name in ("config", "data", "cache")}
        return {
            path: path.read_bytes() if path.is_file() else None
            for path in self._folder.rglob("*")
            if own.isdisjoint((path, *path.parents))
        }


def _sent(key: str) -> str:
    """Return what a terminal sends for a key, by Textual's name for it."""
    if key.startswith("ctrl+"):
        return chr(ord(key[-1]) & 0x1F)
    sign = key_sign(key)
    return sign if len(sign) == 1 and sign.isascii() else _SEQUENCES[key]


def play(folder: Path, seed: int, keys: int) -> Counter[str]:
    """Let the monkey press so many keys; return what it has done.

    Raises:
        AssertionError: The program has failed, or left something behind.
    """
    monkey = Monkey(folder, seed)
    monkey.play(keys)
    return monkey.done


def main() -> None:
    """Press as many keys as the command line says."""
    keys, seed = numbers.from_command_line(__doc__, 10_000)
    with TemporaryDirectory(prefix="newsreader-monkey-") as folder:
        done = play(Path(folder), seed, keys)
    print(", ".join(f"{number} {name}" for name, number in done.items()) + ": no fault")


if __name__ == "__main__":
    main()
