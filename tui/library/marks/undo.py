"""Steps that can be undone, as `user.db` keeps them: the latest ones, whoever made them."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import apsw

from tui.articles.clean_text import clean
from tui.library.marks import bookmark_rows, mark_sources, reading_state
from tui.library.marks.bookmark_rows import KeptArticle
from tui.library.storage.row_values import RowValues, Tell, undecoded
from tui.library.values import Key, Notes

_T = TypeVar("_T")

_MOST_STEPS = 100
"""How many changes can be undone, the latest ones."""


Noted = tuple[Key, Notes]
"""A bookmark, and the notes that it had before a change."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change of marks: what came, and what went."""

    outcome: str
    """The state of the articles once it is undone: `unread again`."""
    articles: int
    """How many articles it changed; one may have several marks."""
    read: Sequence[Key] = ()
    unread: Sequence[Key] = ()
    kept: Sequence[Key] = ()
    dropped: Sequence[KeptArticle] = ()
    noted: Sequence[Noted] = ()
    read_at: float = 0.0
    """Where so many were marked as read at once that they are not named: the moment that their
    marks have, in seconds since 1970; else 0."""

    def __len__(self) -> int:
        marks = len(self.read) + len(self.unread) + len(self.kept) + len(self.dropped)
        return marks + len(self.noted) + (self.articles if self.read_at else 0)

    @property
    def words(self) -> str:
        """The sentence for its undoing: `3 articles are unread again`."""
        one = self.articles == 1
        return f"{self.articles:,} {'article is' if one else 'articles are'} {self.outcome}"

    def of_articles(self) -> set[Key]:
        """Return what the articles are found by that it has changed marks of."""
        of_bookmarks = [each.key for each in self.dropped] + [key for key, _ in self.noted]
        return {*self.read, *self.unread, *self.kept, *of_bookmarks}

    def of_read_marks(self) -> set[bytes]:
        """Return the identities whose read marks it changed."""
        return {identity for identity, _ in (*self.read, *self.unread)}

    def of_bookmarks(self) -> set[bytes]:
        """Return the identities whose bookmarks it changed."""
        return {key[0] for key in (*self.kept, *(each.key for each in self.dropped))}


def noted_as_before(before: Notes, after: Notes) -> str:
    """Return what articles are once a change of their notes is undone."""
    if before.labels == after.labels:
        return "noted as before"
    return "labelled as before" if before.note == after.note else "noted and labelled as before"


def remember(connection: apsw.Connection, step: Step, number: int | None = None) -> int:
    """Write a step within the transaction that carries it out, and forget the oldest ones.

    Args:
        connection: `user.db`.
        step: The step.
        number: The number of a step that this one has grown out of, and stands for now.

    Returns:
        The number of the step.
    """
    connection.execute(
        "INSERT OR REPLACE INTO undo_steps(id, made, words, step) VALUES(?, ?, ?, ?)",
        (number, time.time(), step.outcome, _to_json(step)),
    )
    written = connection.last_insert_rowid()
    connection.execute(
        "DELETE FROM undo_steps WHERE id <="
        " (SELECT id FROM undo_steps ORDER BY id DESC LIMIT 1 OFFSET ?)",
        (_MOST_STEPS,),
    )
    return written


def take_back(connection: apsw.Connection, tell: Tell) -> Step | None:
    """Take back the latest step, within a transaction; None where there is none.

    A step of which nothing is left to take back is passed over. One of which a part is left
    says in its words how much that was. So it is with a damaged step; one of which nothing can
    be read stays where it is, for another version may have written it.

    Args:
        connection: `user.db`.
        tell: Is told of damaged steps.
    """
    for id in [id for (id,) in connection.execute("SELECT id FROM undo_steps ORDER BY id DESC")]:
        step, whole = _steps(connection, id)[id]
        if not len(step):
            tell("A change of marks can't be undone: what was kept of it is damaged.")
            continue
        if not whole:
            tell("A change of marks was undone in part: what was kept of it is damaged.")
        connection.execute("DELETE FROM undo_steps WHERE id = ?", (id,))
        if not connection.changes():  # Else it would be undone again and again.
            raise apsw.CorruptError(f"step {id} is listed, but not found")
        changes = _carry_out_backwards(connection, step)
        if changes:
            return step if changes == len(step) else replace(step, articles=changes)
    return None


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
    changes = connection.total_changes() - before
    mark_sources.forget(connection, [*step.kept, *step.read, *many])
    return changes


def identities(connection: apsw.Connection) -> set[bytes]:
    """Return the identities of all articles that steps have to do with."""
    steps = _steps(connection).values()
    return {identity for step, _ in steps for identity, _ in step.of_articles()}


def move(
    connection: apsw.Connection, moved: Mapping[Key, Key], of_bookmarks: Mapping[Key, Key]
) -> None:
    """Have steps change the marks of other keys, within a transaction.

    Args:
        connection: `user.db`.
        moved: The keys that articles had, each with the key it has now.
        of_bookmarks: The same of those whose bookmarks are.
    """
    for id, (step, whole) in _steps(connection).items():
        # What can't be read of a damaged step would be written over.
        if whole and not step.of_articles().isdisjoint(moved):
            now = _moved(step, moved, of_bookmarks)
            if now != step:
                connection.execute(
                    "UPDATE undo_steps SET step = ? WHERE id = ?", (_to_json(now), id)
                )


def _steps(connection: apsw.Connection, id: int | None = None) -> dict[int, tuple[Step, bool]]:
    """Return all steps, or one, by their numbers; each as `_read` does."""
    found = connection.execute(
        f"SELECT id, {undecoded('words', 'step')} FROM undo_steps WHERE ?1 IS NULL OR id = ?1",
        (id,),
    )
    return {number: _read(words, step) for number, words, step in found}


def _moved(step: Step, moved: Mapping[Key, Key], of_bookmarks: Mapping[Key, Key]) -> Step:
    return replace(
        step,
        read=[moved.get(key, key) for key in step.read],
        unread=[moved.get(key, key) for key in step.unread],
        kept=[of_bookmarks.get(key, key) for key in step.kept],
        dropped=[each.with_key(of_bookmarks.get(each.key, each.key)) for each in step.dropped],
        noted=[(of_bookmarks.get(key, key), notes) for key, notes in step.noted],
    )


def _to_json(step: Step) -> str:
    return json.dumps(
        {
            "articles": step.articles,
            "read": _to_hex(step.read),
            "read_at": step.read_at,
            "unread": _to_hex(step.unread),
            "kept": _to_hex(step.kept),
            "dropped": [
                each.values() | {"identity": each.identity.hex(), "text_hash": each.text_hash.hex()}
                for each in step.dropped
            ],
            "noted": [[*_to_hex([key]), *notes] for key, notes in step.noted],
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


def _noted(values: Any) -> Noted:
    key, note, labels = values
    return _key(key), Notes(clean(note), tuple(map(clean, labels)))


def _key(text: str) -> Key:
    identity, text_hash = text.split(" ")
    return bytes.fromhex(identity), bytes.fromhex(text_hash)


def _to_hex(keys: Sequence[Key]) -> list[str]:
    return [f"{identity.hex()} {text_hash.hex()}" for identity, text_hash in keys]
