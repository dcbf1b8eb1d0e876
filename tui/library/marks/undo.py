"""Steps that can be undone, as `user.db` keeps them: the latest ones, whoever made them.

A step that takes several transactions has a row for each, its parts, with one moment in all of
them: however far it has come, it is undone as one.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import apsw

from tui.articles.clean_text import clean
from tui.library.marks import bookmark_rows, highlight_rows, mark_sources, reading_state
from tui.library.marks.bookmark_rows import KeptArticle
from tui.library.marks.highlight_rows import HighlightRow
from tui.library.storage.row_values import RowValues, Tell, undecoded
from tui.library.values import Key, Notes

_T = TypeVar("_T")

_MOST_STEPS = 100
"""The number of changes, the latest ones, that can be undone."""

_STEP = "iif(typeof(made) = 'real' AND made > 0, made, -id)"
"""The value that the parts of one step share; a damaged row is a step of its own."""


Noted = tuple[Key, Notes]
"""A bookmark, and the notes that it had before a change."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change of marks: the marks that came, and those that went."""

    outcome: str
    """The state of the articles once it is undone: `unread again`."""
    articles: int
    """How many articles it changed, which may have several marks each; or how many highlights."""
    read: Sequence[Key] = ()
    unread: Sequence[Key] = ()
    kept: Sequence[Key] = ()
    dropped: Sequence[KeptArticle] = ()
    noted: Sequence[Noted] = ()
    lit: Sequence[tuple[int, Key]] = ()
    """The numbers of new highlights, each with the key of its article."""
    unlit: Sequence[HighlightRow] = ()
    """Highlights that were taken off."""
    relit: Sequence[HighlightRow] = ()
    """Highlights whose note or colour was changed, as they were before."""
    copies: Sequence[KeptArticle] = ()
    """The copies of articles whose last highlight was taken off."""
    read_at: float = 0.0
    """Where so many were marked as read at once that they are not named: the moment that their
    marks have, in seconds since 1970; else 0."""

    def __len__(self) -> int:
        marks = len(self.read) + len(self.unread) + len(self.kept) + len(self.dropped)
        marks += len(self.lit) + len(self.unlit) + len(self.relit)
        return marks + len(self.noted) + (self.articles if self.read_at else 0)

    @property
    def words(self) -> str:
        """The sentence for its undoing: `3 articles are unread again`."""
        thing = "highlight" if self.lit or self.unlit or self.relit else "article"
        are = " is" if self.articles == 1 else "s are"
        return f"{self.articles:,} {thing}{are} {self.outcome}"

    def of_articles(self) -> set[Key]:
        """Return the keys of the articles whose marks it has changed."""
        of_bookmarks = [each.key for each in self.dropped] + [key for key, _ in self.noted]
        return {*self.read, *self.unread, *self.kept, *of_bookmarks, *self._of_highlights()}

    def _of_highlights(self) -> set[Key]:
        rows = [each.key for each in (*self.unlit, *self.relit)]
        return {*rows, *(key for _, key in self.lit), *(each.key for each in self.copies)}

    def of_read_marks(self) -> set[bytes]:
        """Return the identities whose read marks it changed."""
        return {identity for identity, _ in (*self.read, *self.unread)}

    def of_kept(self) -> set[bytes]:
        """Return the identities whose bookmarks, highlights or notes it changed."""
        of_bookmarks = [*self.kept, *(each.key for each in self.dropped)]
        of_bookmarks += [key for key, _ in self.noted]
        return {key[0] for key in (*of_bookmarks, *self._of_highlights())}


def noted_as_before(before: Notes, after: Notes) -> str:
    """Return what articles are once a change of their notes is undone."""
    if before.labels == after.labels:
        return "noted as before"
    return "labelled as before" if before.note == after.note else "noted and labelled as before"


def remember(connection: apsw.Connection, step: Step, began: float | None = None) -> None:
    """Write a step within the transaction that carries it out, and forget the oldest ones.

    Args:
        connection: `user.db`.
        step: The step, or a part of it.
        began: The moment that all parts of the step have, in seconds since 1970; None for a
            step of one part.
    """
    connection.execute(
        "INSERT INTO undo_steps(made, words, step) VALUES(?, ?, ?)",
        (began or time.time(), step.outcome, _to_json(step)),
    )
    connection.execute(
        f"DELETE FROM undo_steps WHERE {_STEP} NOT IN (SELECT {_STEP} FROM undo_steps"
        f" GROUP BY {_STEP} ORDER BY max(id) DESC LIMIT ?)",
        (_MOST_STEPS,),
    )


def take_back(connection: apsw.Connection, tell: Tell) -> Step | None:
    """Take back the latest step, within a transaction; None where there is none.

    A step of which nothing is left to take back is passed over. One of which a part is left
    says in its words how much that was. So it is with a damaged step; one of which nothing can
    be read stays where it is, for another version may have written it.

    Args:
        connection: `user.db`.
        tell: Is told of damaged steps.
    """
    steps: dict[float, list[int]] = {}
    for id, began in connection.execute(f"SELECT id, {_STEP} FROM undo_steps ORDER BY id DESC"):
        steps.setdefault(began, []).append(id)
    for parts in steps.values():
        taken = [part for id in parts if (part := _take_part_back(connection, tell, id))]
        changes = sum(changes for _, changes in taken)
        if changes:
            step = _joined([part for part, _ in taken])
            return step if changes == len(step) else replace(step, articles=changes)
    return None


def _take_part_back(connection: apsw.Connection, tell: Tell, id: int) -> tuple[Step, int] | None:
    """Take back a part of a step; return it and how many marks that changed.

    None where nothing can be read of it.
    """
    _, step, whole = next(_steps(connection, id))
    if not len(step):
        tell("A change of marks can't be undone: what was kept of it is damaged.")
        return None
    if not whole:
        tell("A change of marks was undone in part: what was kept of it is damaged.")
    connection.execute("DELETE FROM undo_steps WHERE id = ?", (id,))
    if not connection.changes():  # Else it would be undone again and again.
        raise apsw.CorruptError(f"step {id} is listed, but not found")
    changes = _carry_out_backwards(connection, step)
    # The copies of thousands of bookmarks would fill the memory, and only their keys matter now.
    return replace(
        step, dropped=[replace(kept, article="", shown="") for kept in step.dropped]
    ), changes


def _joined(parts: Sequence[Step]) -> Step:
    """Return parts of a step as one; where bookmarks came, it says what their parts say."""
    if len(parts) == 1:
        return parts[0]
    outcome = next((part.outcome for part in parts if part.kept), parts[0].outcome)
    return Step(
        outcome,
        sum(part.articles for part in parts if part.outcome == outcome),
        [key for part in parts for key in part.read],
        [key for part in parts for key in part.unread],
        [key for part in parts for key in part.kept],
        [kept for part in parts for kept in part.dropped],
        [noted for part in parts for noted in part.noted],
        [lit for part in parts for lit in part.lit],
        [row for part in parts for row in part.unlit],
        [row for part in parts for row in part.relit],
        [copy for part in parts for copy in part.copies],
    )


def _carry_out_backwards(connection: apsw.Connection, step: Step) -> int:
    """Undo a step and return how many marks that changed."""
    before = connection.total_changes()
    bookmark_rows.take(connection, list(step.kept))
    bookmark_rows.add(connection, step.dropped)
    for key, notes in step.noted:
        bookmark_rows.put_notes(connection, key, notes)
    reading_state.take_read(connection, step.read)
    reading_state.add_read(connection, step.unread)
    many = reading_state.take_many_read(connection, step.read_at) if step.read_at else []
    gone = highlight_rows.take(connection, [id for id, _ in step.lit])
    highlight_rows.add(connection, step.unlit)
    for row in step.relit:
        highlight_rows.put(connection, row)
    changes = connection.total_changes() - before
    highlight_rows.take_idle_copies(connection, {row.key for row in gone})
    bookmark_rows.add(connection, step.copies, "copies")
    mark_sources.forget(connection, [*step.kept, *step.read, *many, *(row.key for row in gone)])
    return changes


def identities(connection: apsw.Connection) -> set[bytes]:
    """Return the identities of all articles that steps have to do with."""
    steps = _steps(connection)
    return {identity for _, step, _ in steps for identity, _ in step.of_articles()}


class Removed:
    """The marks of a backup that were removed after it, as far as steps tell."""

    def __init__(self, now: apsw.Connection, backup: apsw.Connection, whole: bool) -> None:
        """Find them.

        Args:
            now: The `user.db` with the latest steps.
            backup: The backup.
            whole: Whether all steps are there that `now` had. Then one that only the backup has,
                and that is too young to be forgotten, was undone.
        """
        steps, before = (dict(_numbered(each)) for each in (now, backup))
        oldest = min((number for number, _ in steps), default=0)
        self.are_all_known = whole and oldest <= 1 + max((each for each, _ in before), default=0)
        """Whether a step has told of each mark that was removed."""
        self._marks: set[Key] = set()
        self._read: set[Key] = set()
        self._read_at: set[float] = set()
        self._highlights: set[int] = set()
        self._copies: set[Key] = set()
        undone = [each for each in before if whole and each not in steps and each[0] > oldest]
        for each in sorted(undone, reverse=True):
            self._take_back(before[each])
        for each in sorted(steps):
            self._carry_out(steps[each])

    def _carry_out(self, step: Step) -> None:
        self._marks |= {each.key for each in step.dropped}
        self._marks -= set(step.kept)
        self._read = self._read.union(step.unread).difference(step.read)
        self._highlights |= {each.id for each in step.unlit}
        self._highlights -= {id for id, _ in step.lit}
        self._copies |= {each.key for each in step.copies}
        self._copies -= {key for _, key in step.lit}

    def _take_back(self, step: Step) -> None:
        self._marks |= set(step.kept)
        self._marks -= {each.key for each in step.dropped}
        self._read = self._read.union(step.read).difference(step.unread)
        self._read_at |= {step.read_at} if step.read_at else set()
        self._highlights |= {id for id, _ in step.lit}
        self._highlights -= {each.id for each in step.unlit}
        self._copies -= {each.key for each in step.copies}

    def holds(self, table: str, row: Mapping[str, object]) -> bool:
        """Tell whether a row of a table was removed.

        Args:
            table: The table.
            row: Its columns by their names.
        """
        if table == "highlights":
            return row["id"] in self._highlights
        key = (row.get("identity"), row.get("text_hash"))
        if table == "read_marks":
            return key in self._read or row["added"] in self._read_at
        return key in {"bookmarks": self._marks, "copies": self._copies}.get(table, ())


def _numbered(connection: apsw.Connection) -> Iterator[tuple[tuple[int, object], Step]]:
    """Yield each part of a step with its number and its moment, which together are no other's."""
    if not connection.table_exists("main", "undo_steps"):
        return  # The first version had none.
    for id, made, words, step in connection.execute(
        f"SELECT id, made, {undecoded('words', 'step')} FROM undo_steps"
    ):
        yield (id, made), _read(words, step)[0]


def move(
    connection: apsw.Connection, moved: Mapping[Key, Key], of_bookmarks: Mapping[Key, Key]
) -> None:
    """Have steps change the marks of other keys, within a transaction.

    Args:
        connection: `user.db`.
        moved: The keys that articles had, each with the key it has now.
        of_bookmarks: The same of those whose bookmarks are.
    """
    for id in [id for (id,) in connection.execute("SELECT id FROM undo_steps")]:
        _, step, whole = next(_steps(connection, id))
        # What can't be read of a damaged step would be written over.
        if whole and not step.of_articles().isdisjoint(moved):
            now = _moved(step, moved, of_bookmarks)
            if now != step:
                connection.execute(
                    "UPDATE undo_steps SET step = ? WHERE id = ?", (_to_json(now), id)
                )


def _steps(connection: apsw.Connection, id: int | None = None) -> Iterator[tuple[int, Step, bool]]:
    """Yield the parts of all steps, or one, with their numbers; each as `_read` does."""
    found = connection.execute(
        f"SELECT id, {undecoded('words', 'step')} FROM undo_steps WHERE ?1 IS NULL OR id = ?1",
        (id,),
    )
    for number, words, step in found:
        yield number, *_read(words, step)


def _moved(step: Step, moved: Mapping[Key, Key], of_bookmarks: Mapping[Key, Key]) -> Step:
    return replace(
        step,
        read=[moved.get(key, key) for key in step.read],
        unread=[moved.get(key, key) for key in step.unread],
        kept=[of_bookmarks.get(key, key) for key in step.kept],
        dropped=[each.with_key(of_bookmarks.get(each.key, each.key)) for each in step.dropped],
        noted=[(of_bookmarks.get(key, key), notes) for key, notes in step.noted],
        lit=[(id, moved.get(key, key)) for id, key in step.lit],
        unlit=[each.with_key(moved.get(each.key, each.key)) for each in step.unlit],
        relit=[each.with_key(moved.get(each.key, each.key)) for each in step.relit],
        copies=[each.with_key(moved.get(each.key, each.key)) for each in step.copies],
    )


def _to_json(step: Step) -> str:
    return json.dumps(
        {
            "articles": step.articles,
            "read": _to_hex(step.read),
            "read_at": step.read_at,
            "unread": _to_hex(step.unread),
            "kept": _to_hex(step.kept),
            "dropped": _to_values(step.dropped),
            "noted": [[*_to_hex([key]), *notes] for key, notes in step.noted],
            "lit": [[id, *_to_hex([key])] for id, key in step.lit],
            "unlit": _to_values(step.unlit),
            "relit": _to_values(step.relit),
            "copies": _to_values(step.copies),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _read(words: object, text: object) -> tuple[Step, bool]:
    """Return a step as far as its row can be read, and whether all of it could be.

    Nothing can be read of one that has no marks.
    """
    row = RowValues({"words": words, "step": text})
    outcome = clean(row.text("words"))
    try:
        values = json.loads(row.text("step"))
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        return Step(outcome, 0), False
    of_step = RowValues({"read_at": 0, **values})
    lists = _Lists(values)
    step = Step(
        outcome,
        of_step.whole("articles"),
        lists.read("read", _key),
        lists.read("unread", _key),
        lists.read("kept", _key),
        lists.read("dropped", _dropped),
        lists.read("noted", _noted),
        lists.read("lit", _lit),
        lists.read("unlit", highlight_rows.read_row),
        lists.read("relit", highlight_rows.read_row),
        lists.read("copies", _dropped),
        of_step.moment("read_at"),
    )
    return step, lists.whole and not row.damaged and not of_step.damaged


class _Lists:
    """The lists of a step."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values
        self.whole = True
        """Whether everything could be read that was asked for."""

    def read(self, name: str, read: Callable[[Any], _T]) -> list[_T]:
        """Return what can be read of a list; the empty list where there is none."""
        listed = self._values.get(name, [])
        if not isinstance(listed, list):
            self.whole = False
            return []
        found = []
        for each in listed:
            try:
                found.append(read(each))
            except (ValueError, TypeError, AttributeError, KeyError):
                self.whole = False
        return found


def _dropped(values: Any) -> KeptArticle:
    return bookmark_rows.read_row(_key(f"{values['identity']} {values['text_hash']}"), values)


def _lit(values: Any) -> tuple[int, Key]:
    number, key = values
    return int(number), _key(key)


def _noted(values: Any) -> Noted:
    key, note, labels = values
    return _key(key), Notes(clean(note), tuple(map(clean, labels)))


def _key(text: str) -> Key:
    identity, text_hash = text.split(" ")
    return bytes.fromhex(identity), bytes.fromhex(text_hash)


def _to_values(rows: Sequence[KeptArticle] | Sequence[HighlightRow]) -> list[dict[str, Any]]:
    return [
        each.values() | {"identity": each.identity.hex(), "text_hash": each.text_hash.hex()}
        for each in rows
    ]


def _to_hex(keys: Sequence[Key]) -> list[str]:
    return [f"{identity.hex()} {text_hash.hex()}" for identity, text_hash in keys]
