"""Eight newsreaders and commands on one library at a time.

`python -m tests.soak.crowd [SECONDS] [--seed SEED]`: three on screens, two that add and remove
bookmarks, one that imports them, one that changes files and brings the index up to date, and one
that lists. Each has articles of its own, knows which of them it was told are marked, and goes on
until the time is over; then the library must hold just these marks.
"""

import json
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic

from tests.soak import numbers
from tests.terminal.pty_session import PROGRAM, PtySession
from tests.unit.cli.conftest import environment
from tests.unit.library.making import write
from tui.library.library import Library
from tui.library.query import Query
from tui.paths import Paths

_ARTICLES = 6
"""How many each of them has."""


class Member:
    """One of the crowd: its articles, and the marks that it has been told are kept."""

    def __init__(self, folder: Path, name: str, seed: int) -> None:
        """Write its articles.

        Args:
            folder: Where its folder is made; the home of all of them is `home` in there.
            name: Of its folder, and in its titles.
            seed: What it does is drawn from it.
        """
        self.folder = folder / "archive" / name
        self.titles = [f"{name} {number}" for number in range(_ARTICLES)]
        self.bookmarked: set[str] = set()
        self.read: set[str] = set()
        self.done = 0
        """How many changes and questions were answered."""
        self.random = Random(f"{seed} {name}")
        self.environment = environment(folder / "home")
        for number, title in enumerate(self.titles):
            text = f"The ferry of {title} leaves at noon."
            write(self.file(title), title, text, date=f"2021-03-2{9 - number}")

    def file(self, title: str) -> Path:
        """Return the file of an article of its own."""
        return self.folder / f"{title.replace(' ', '-')}.md"

    def command(self, *words: str | Path) -> str:
        """Run a command, which must succeed without a word of complaint; return its output."""
        ran = subprocess.run(
            [PROGRAM, *words],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        if ran.returncode or ran.stderr:
            raise AssertionError(f"{words} ended with {ran.returncode}: {ran.stderr}")
        self.done += 1
        return ran.stdout

    def add_or_remove(self) -> None:
        """Bookmark an article, or remove its bookmark."""
        title = self.random.choice(self.titles)
        self.command("bookmarks", "remove" if title in self.bookmarked else "add", self.file(title))
        self.bookmarked ^= {title}

    def take_in(self) -> None:
        """Import a few links."""
        titles = [f"{self.folder.name} link {self.done * 3 + number}" for number in range(3)]
        links = [{"title": title, "link": f"https://example.org/{title}"} for title in titles]
        file = self.folder.with_suffix(".json")
        file.write_text(json.dumps(links), encoding="utf-8")
        self.command("bookmarks", "import", file)
        self.bookmarked |= set(titles)

    def change_files(self) -> None:
        """Edit an article, take one away or bring it back, and index the whole archive."""
        first, *others = self.titles
        with self.file(first).open("a", encoding="utf-8") as file:
            file.write("It is late today.\n")
        changed = self.random.choice(others)
        if self.file(changed).exists():
            self.file(changed).unlink()
        else:
            write(self.file(changed), changed, "It is back.", date="2021-03-01")
        self.command("index", self.folder.parent)

    def ask(self) -> None:
        """List all articles; those of its own must be there."""
        listed = [
            json.loads(line)
            for line in self.command("list", "--json", self.folder).split("\n")[:-1]
        ]
        self.command("bookmarks", "list", "--json")
        if [row["title"] for row in listed] != self.titles:
            raise AssertionError(f"{listed} instead of {self.titles}")


class Screen:
    """A newsreader on a terminal, and the member of the crowd that looks at it."""

    def __init__(self, member: Member, session: PtySession) -> None:
        """Wait for nothing yet."""
        self._member, self._session = member, session

    def mark(self) -> None:
        """Go to an article, bookmark it or mark it as read, or take the mark off again."""
        member, session = self._member, self._session
        number = member.random.randrange(_ARTICLES)
        key, marks = member.random.choice((("b", member.bookmarked), ("m", member.read)))
        marks ^= {member.titles[number]}
        session.wait_for(member.titles[-1])
        session.press("g" + "j" * number + key)
        session.wait_until(self._is_shown, f"{key} on {member.titles[number]} to be shown")
        member.done += 1

    def _is_shown(self) -> bool:
        text, member = self._session.text, self._member
        return (text.count("★"), text.count("●")) == (
            len(member.bookmarked),
            _ARTICLES - len(member.read),
        )

    def leave(self) -> None:
        """Leave the program, which must have had no trouble."""
        self._session.press("q")
        if (status := self._session.wait_end()) or b"Traceback" in self._session.output:
            raise AssertionError(f"it ended with {status}:\n{self._session.text}")


def gather(folder: Path, seed: int, seconds: float) -> Counter[str]:
    """Let the crowd loose on a library; return how much each member has done.

    Raises:
        AssertionError: There was an error, or a mark is lost or has come from nowhere.
    """
    (folder / "home").mkdir()
    names = ("Aby", "Bo", "Cy", "adder", "remover", "importer", "indexer", "lister")
    members = [Member(folder, name, seed) for name in names]
    members[0].command("index", folder / "archive")
    members[-1].add_or_remove()  # A list of no bookmarks at all would be a complaint.
    end = monotonic() + seconds
    with ExitStack() as stack:
        # No thread runs yet: a process with threads can't safely be forked.
        screens = [
            Screen(each, stack.enter_context(_on_screen(each, folder))) for each in members[:3]
        ]
        steps: list[Callable[[], None]] = [
            *(screen.mark for screen in screens),
            *(member.add_or_remove for member in members[3:5]),
            members[5].take_in,
            members[6].change_files,
            members[7].ask,
        ]

        def go_on(step: Callable[[], None]) -> None:
            while monotonic() < end:
                step()

        with ThreadPoolExecutor(len(steps)) as pool:
            list(pool.map(go_on, steps))
        for screen in screens:
            screen.leave()
    _check(folder, members)
    return Counter({member.folder.name: member.done for member in members})


def _on_screen(member: Member, folder: Path) -> PtySession:
    return PtySession([PROGRAM, member.folder], member.environment, folder, columns=80, rows=32)


def _check(folder: Path, members: list[Member]) -> None:
    home = folder / "home"
    paths = Paths(home / "config", home / "data" / "newsreader", home / "cache" / "newsreader")
    with Library.open(paths.index_db, paths.user_db) as library:
        library.update([folder / "archive"])
        rows = library.search.summaries(library.search.find(Query()).ids)
        kept = {each.article.title for each in library.bookmarks.all()}
        found: Mapping[str, set[str]] = {
            "bookmarks": kept,
            "bookmarks in the list": {row.title for row in rows if row.bookmarked},
            "read marks": {row.title for row in rows if row.read},
        }
        notices = library.notices
    bookmarked = set().union(*(member.bookmarked for member in members))
    wanted = {
        "bookmarks": bookmarked,
        "bookmarks in the list": bookmarked,
        "read marks": set().union(*(member.read for member in members)),
    }
    if found != wanted or notices:
        different = {name: found[name] ^ wanted[name] for name in wanted}
        raise AssertionError(f"lost or come from nowhere: {different}; {notices}")


def main() -> None:
    """Let the crowd loose for as many seconds as the command line says."""
    seconds, seed = numbers.from_command_line(__doc__, 60)
    with TemporaryDirectory(prefix="newsreader-crowd-") as folder:
        done = gather(Path(folder), seed, seconds)
    each = ", ".join(f"{name} {number}" for name, number in done.items())
    print(f"{done.total()} changes and questions in {seconds} s ({each}), no error, no mark lost")


if __name__ == "__main__":
    main()
