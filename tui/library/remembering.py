"""What the library remembers of a reader: places in articles, and what was on the screen."""

from tui.library.marks import reading_state
from tui.library.storage import article_rows
from tui.library.storage.store import Store
from tui.library.values import Key, Position


class Remembering(Store):
    """Keeps reading positions and sessions."""

    def position(self, id: int) -> Position | None:
        """Return where the reader of an article was; None where that is not known.

        Raises:
            StorageError: It can't be read.
        """

        def work() -> Position | None:
            with self._index.reading() as connection:
                row = article_rows.whereabouts(connection, id, self.folders)
                alone = row is not None and not article_rows.is_shared(connection, row.key[0])
            if row is None:
                return None
            with self._user.pool.reading() as connection:
                found = reading_state.get_position(connection, row.key, alone)
            if found is None:
                return None
            position, whole = found
            if not whole:
                self._user.tell(
                    f"Where you were in “{row.title}” can't be read as it was written any more."
                )
            return position

        return self._guarded(work)

    def save_position(self, id: int, position: Position) -> None:
        """Write where the reader of an article is; nothing where the article is gone.

        Raises:
            StorageError: It can't be written.
        """

        def work() -> None:
            key = self._key(id)
            if key is not None:
                with self._user.pool.writing() as connection:
                    reading_state.save_position(connection, key, position)

        self._guarded(work)

    def _key(self, id: int) -> Key | None:
        with self._index.reading() as connection:
            return article_rows.keys(connection, [id]).get(id)

    def session(self, key: str) -> dict[str, object]:
        """Return what was saved under a key; empty where nothing (legible) was.

        Raises:
            StorageError: It can't be read.
        """

        def work() -> dict[str, object]:
            with self._user.pool.reading() as connection:
                session, whole = reading_state.get_session(connection, key)
            if not whole:
                self._user.tell("What was on the screen before can't be read any more.")
            return session

        return self._guarded(work)

    def save_session(self, key: str, session: dict[str, object]) -> None:
        """Save a dictionary that JSON can hold.

        Raises:
            StorageError: It can't be written.
        """

        def work() -> None:
            with self._user.pool.writing() as connection:
                reading_state.save_session(connection, key, session)

        self._guarded(work)
