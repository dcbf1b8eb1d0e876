"""Notes and labels in the index, so that what the user wrote of an article finds it.

`user.db` holds the truth; index_marks.py says when a row's notes may be others.
"""

import apsw

from tui.library.marks import bookmark_rows, highlight_rows
from tui.library.search.folding import fold, spell
from tui.library.values import NO_NOTES, Key, Notes


def notes_on(user: apsw.Connection, key: Key) -> Notes:
    """Return all that the user wrote about an article.

    Args:
        user: `user.db`.
        key: The article's key.
    """
    note, labels = bookmark_rows.notes_of(user, key) or NO_NOTES
    written = [note] if note else []
    return Notes("\n".join(written + highlight_rows.notes(user, key)), labels)


def show_notes(index: apsw.Connection, id: int, notes: Notes) -> None:
    """Have a row of the index found by these notes, and by no others; within a transaction."""
    wanted = (notes.note, bookmark_rows.join_labels(notes.labels)) if any(notes) else None
    if index.execute("SELECT note, labels FROM noted WHERE id = ?", (id,)).get == wanted:
        return
    index.execute("DELETE FROM noted WHERE id = ?", (id,))
    if wanted:
        index.execute("INSERT INTO noted VALUES(?, ?, ?)", (id, *wanted))
        words = (spell(fold(text)).tokens for text in wanted)
        index.execute("INSERT INTO note_words(rowid, note, label) VALUES(?, ?, ?)", (id, *words))
