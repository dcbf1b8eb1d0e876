"""The program is killed (SIGKILL) while it changes marks, and what it had acknowledged is sought.

`python -m tests.soak.kills [COUNT] [--seed SEED]` kills it COUNT times. A mark is acknowledged
when the method of the library returns that sets or removes it; the change under way when the
kill comes may have been made or not, but nothing between, save an import, which is written some
hundred bookmarks at a time.
"""

import signal
from collections import Counter, deque
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import NamedTuple

import apsw

from tests.soak import numbers
from tests.unit.library.making import article, ids_of, open_library, write
from tui.document.quotes import Quote
from tui.library.library import Library
from tui.library.query import Query
from tui.library.storage.database import remove
from tui.library.storage.user_db import MIGRATIONS
from tui.library.values import NO_NOTES, Bookmark, Notes

LIFE = 20
"""How often one library is killed, before the next one begins; each has a seed of its own."""

_ARTICLES = [f"Walk {number:02}" for number in range(40)]
_LINKS = [f"Path {number:04}" for number in range(2000)]
_PASSAGE = Quote("a mill, a weir and a lock")
_CHANGES = 4
"""How many changes the program makes before it is killed, at most."""
_STEPS_KEPT = 100
"""How many changes of marks can be undone."""

_CONTEXT = get_context("forkserver")  # Forked with all modules imported: a start takes 20 ms.
_CONTEXT.set_forkserver_preload([__name__])


class Marks(NamedTuple):
    """The articles with marks, by their titles."""

    read: frozenset[str] = frozenset()
    bookmarked: frozenset[str] = frozenset()
    noted: frozenset[tuple[str, Notes]] = frozenset()
    """The bookmarks that have a note or labels, with these."""
    highlighted: frozenset[str] = frozenset()

    def without_bookmarks(self, titles: frozenset[str]) -> "Marks":
        """Return the marks without some bookmarks, and so without their notes."""
        noted = frozenset(each for each in self.noted if each[0] not in titles)
        return self._replace(bookmarked=self.bookmarked - titles, noted=noted)


class Change(NamedTuple):
    """What the program is doing when it is killed, and with which articles."""

    name: str
    """`open` or `migrate`, which come first, or one of those that `carry_out` knows."""
    titles: frozenset[str] = frozenset()
    notes: Notes = NO_NOTES
    """Of `note`: what the one article that it names has afterwards."""

    def carry_out(self, library: Library, folder: Path) -> None:
        """Do it; acknowledged when this returns."""
        ids = [id for title in sorted(self.titles) for id in ids_of(library, f'title:"{title}"')]
        match self.name:
            case "bookmark" | "unbookmark":
                library.bookmarks.set_bookmarked(ids, self.name == "bookmark")
            case "read" | "unread":
                library.marks.set_read(ids, self.name == "read")
            case "note":
                for id in ids:
                    now = library.bookmarks.notes(id)
                    library.bookmarks.edit_notes(id, now or NO_NOTES, self.notes)
            case "highlight":
                for id in ids:
                    library.highlights.add(id, _PASSAGE, note="Three of them.")
            case "unhighlight":
                marked = [each for of in library.highlights.of(ids) for each in of.highlights]
                library.highlights.remove([each.id for each in marked if each.id is not None])
            case "undo":
                library.marks.undo()
            case "import":
                copies = [article(each, "", link=_address(each)) for each in sorted(self.titles)]
                kept = [Bookmark(copy, copy.date, None) for copy in copies if copy.date]
                library.bookmarks.import_(kept, links=True)
            case "index":
                for title in self.titles:
                    _edit(folder / "articles" / f"{title}.md")
                library.update([folder / "articles"])
            case "rebuild":
                library.update([folder / "articles"], rebuild=True)

    def made(self, marks: Marks, before: "deque[Marks]") -> Marks:
        """Return the marks after it.

        Args:
            marks: Those there are.
            before: Those before each change that can be undone, the oldest first.
        """
        match self.name:
            case "bookmark" | "import":
                return marks._replace(bookmarked=marks.bookmarked | self.titles)
            case "unbookmark":
                return marks.without_bookmarks(self.titles)
            case "note":
                others = (each for each in marks.noted if each[0] not in self.titles)
                new = ((title, self.notes) for title in self.titles if self.notes != NO_NOTES)
                return marks._replace(
                    bookmarked=marks.bookmarked | self.titles, noted=frozenset((*others, *new))
                )
            case "highlight":
                return marks._replace(highlighted=marks.highlighted | self.titles)
            case "unhighlight":
                return marks._replace(highlighted=marks.highlighted - self.titles)
            case "read":
                return marks._replace(read=marks.read | self.titles)
            case "unread":
                return marks._replace(read=marks.read - self.titles)
            case "undo":
                return before[-1] if before else marks
        return marks

    def allows(self, found: Marks, marks: Marks, before: "deque[Marks]") -> bool:
        """Tell whether marks may be found when it was under way."""
        after = self.made(marks, before)
        if self.name == "import":
            others = found._replace(bookmarked=marks.bookmarked)
            return others == marks and marks.bookmarked <= found.bookmarked <= after.bookmarked
        return found in (marks, after)


class KilledLibrary:
    """A library of which the program is killed again and again, and the marks it should hold."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Make the library.

        Args:
            folder: An empty folder for the articles and both databases.
            seed: What the changes and the moments are drawn from.
        """
        self._folder = folder
        self._random = Random(seed)
        self._marks = Marks()
        self._before: deque[Marks] = deque(maxlen=_STEPS_KEPT)
        self._seconds: dict[str, float] = {}
        """How long each kind of change took the last time."""
        self.killed: Counter[str] = Counter()
        """How often each kind of change was under way."""
        for title in _ARTICLES:
            body = f"On {title} there was a mill, a weir and a lock. " * 3
            write(folder / "articles" / f"{title}.md", title, body, link=_address(title))
        with open_library(folder) as library:
            library.update([folder / "articles"])

    def kill(self) -> None:
        """Start the program, kill it, and see what is left.

        Raises:
            AssertionError: A mark was lost or has come back, or there was an error.
        """
        changes = [Change("open"), *(self._draw() for _ in range(_CHANGES))]
        last = self._random.randrange(len(changes))
        if self._random.random() < 0.25:
            _age(self._folder / "data" / "user.db")
            self._before.clear()
            self._marks = self._marks._replace(noted=frozenset(), highlighted=frozenset())
            changes[0] = Change("migrate")
            last = self._random.choice((0, last))
        begun, ended = self._kill_during(changes, last)
        for change in changes[:ended]:
            self._note(change, change.made(self._marks, self._before))
        under_way = changes[ended] if begun > ended else None
        self.killed[under_way.name if under_way else "none"] += 1
        self._check(under_way or Change("open"))

    def _draw(self) -> Change:
        name = self._random.choice(
            ("bookmark", "note", "unbookmark", "read", "unread", "undo", "import", "index")
            + ("highlight", "highlight", "unhighlight")
            + ("rebuild",) * (self._random.random() < 0.2)
        )
        few = self._random.randint(1, 4)
        if name == "undo" or name == "rebuild":
            return Change(name)
        if name == "note":
            labels = self._random.sample(("mill", "weir", "lock"), self._random.randrange(3))
            notes = Notes(f"Walked {self._random.randrange(9)} times.", tuple(labels))
            return Change(name, frozenset(self._random.sample(_ARTICLES, 1)), notes)
        if name == "import":
            few = self._random.choice((few, few, few, 700))
            return Change(name, frozenset(self._random.sample(_LINKS, few)))
        if name == "highlight":
            known = sorted(frozenset(_ARTICLES) - self._marks.highlighted)
            return Change(name, frozenset(self._random.sample(known, min(1, len(known)))))
        marked = {"unbookmark": self._marks.bookmarked, "unhighlight": self._marks.highlighted}
        known = sorted(marked[name]) if name in marked else _ARTICLES
        return Change(name, frozenset(self._random.sample(known, min(few, len(known)))))

    def _kill_during(self, changes: list[Change], last: int) -> tuple[int, int]:
        """Start the program and kill it at a moment within the change of a number.

        Returns:
            How many changes it had begun, and how many of these it had acknowledged.
        """
        told, tell = _CONTEXT.Pipe(duplex=False)
        program = _CONTEXT.Process(target=_run, args=(tell, self._folder, changes))
        program.start()
        tell.close()
        messages, since = 0, monotonic()
        try:
            while messages <= 2 * last:
                told.recv()
                now = monotonic()
                if messages % 2:
                    self._seconds[changes[messages // 2].name] = now - since
                messages, since = messages + 1, now
            sleep(self._random.random() * self._seconds.get(changes[last].name, 0.05))
            program.kill()
            while True:
                told.recv()
                messages += 1
        except EOFError:  # What it had told before it was killed is all told.
            program.join()
        told.close()
        if program.exitcode != -signal.SIGKILL:
            raise AssertionError(f"an error in one of {changes}, told on standard error")
        return (messages + 1) // 2, messages // 2

    def _note(self, change: Change, found: Marks) -> None:
        """Take over the marks that a change has led to."""
        if found == self._marks:
            return
        if change.name == "undo":
            self._before.pop()
        else:
            self._before.append(self._marks)
        self._marks = found

    def _check(self, under_way: Change) -> None:
        with open_library(self._folder) as library:
            library.update([self._folder / "articles"])
            found, notices = _marks_in(library), library.notices
        if notices or not under_way.allows(found, self._marks, self._before):
            lost = [set(a) - set(b) for a, b in zip(self._marks, found, strict=True)]
            more = [set(b) - set(a) for a, b in zip(self._marks, found, strict=True)]
            raise AssertionError(
                f"killed during {under_way}: read, bookmarked and noted before, but"
                f" not now: {lost}; now, but not before: {more}; notices: {notices}"
            )
        self._note(under_way, found)


def _run(tell: Connection, folder: Path, changes: list[Change]) -> None:
    """Make changes, and tell when each is begun and when it is acknowledged; wait to be killed."""
    tell.send("begun")
    with open_library(folder) as library:
        tell.send("done")
        for change in changes[1:]:
            tell.send("begun")
            change.carry_out(library, folder)
            tell.send("done")
        signal.pause()


def _marks_in(library: Library) -> Marks:
    """Return all marks; the index must show the bookmarks that `user.db` has."""
    rows = library.search.summaries(library.search.find(Query()).ids)
    bookmarks = library.bookmarks.all()
    kept = frozenset(each.article.title for each in bookmarks)
    noted = ((each.article.title, Notes(each.note, tuple(each.labels))) for each in bookmarks)
    shown = frozenset(row.title for row in rows if row.bookmarked)
    highlighted = frozenset(each.article.title for each in library.highlights.all())
    counted = frozenset(row.title for row in rows if row.highlights)
    if (kept, highlighted) != (shown, counted):
        not_there = (kept - shown, highlighted - counted)
        only_there = (shown - kept, counted - highlighted)
        raise AssertionError(f"not in the list: {not_there}; only there: {only_there}")
    return Marks(
        frozenset(row.title for row in rows if row.read),
        kept,
        frozenset(each for each in noted if each[1] != NO_NOTES),
        highlighted,
    )


def _address(title: str) -> str:
    return f"https://example.org/{title.lower().replace(' ', '-')}"


def _edit(path: Path) -> None:
    """Add a sentence to an article, as an editor does that replaces the file."""
    edited = path.with_suffix(".new")
    edited.write_text(f"{path.read_text(encoding='utf-8')}A heron stood there.\n", encoding="utf-8")
    edited.replace(path)


def _age(path: Path) -> None:
    """Turn a `user.db` into one of the first version, which the next opening migrates."""
    old = path.with_suffix(".old")
    connection = apsw.Connection(str(old))
    connection.execute(MIGRATIONS[0])
    connection.execute("ATTACH ? AS now", (str(path),))
    for (table,) in connection.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'"):
        columns = ", ".join(
            name
            for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
        )
        connection.execute(
            f"INSERT OR REPLACE INTO main.{table}({columns}) SELECT {columns} FROM now.{table}"
        )
    connection.execute("DETACH now")
    # What came after that version is gone: an index must not take the marks for those it knows.
    connection.execute("DELETE FROM state WHERE key = 'id'")
    connection.pragma("user_version", 1)
    connection.close()
    remove(path)
    old.replace(path)


def live(folder: Path, seed: int, kills: int) -> Counter[str]:
    """Kill the program on one library some times; return how often during which change.

    Raises:
        AssertionError: A mark was lost or has come back, or there was an error.
    """
    library = KilledLibrary(folder, seed)
    for number in range(1, kills + 1):
        try:
            library.kill()
        except AssertionError as error:
            again = f"python -m tests.soak.kills {number} --seed {seed}"
            raise AssertionError(f"`{again}` repeats this: {error}") from error
    return library.killed


def main() -> None:
    """Kill it as often as the command line says."""
    count, seed = numbers.from_command_line(__doc__, 5000)
    killed: Counter[str] = Counter()
    for start in range(0, count, LIFE):
        with TemporaryDirectory(prefix="newsreader-kills-") as folder:
            killed += live(Path(folder), seed + start // LIFE, min(LIFE, count - start))
    during = ", ".join(f"{number} {name}" for name, number in killed.most_common())
    print(f"{killed.total()} kills ({during}), no acknowledged mark lost")


if __name__ == "__main__":
    main()
