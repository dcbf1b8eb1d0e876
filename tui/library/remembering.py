"""What the library remembers of a reader: places in articles, and what was on the screen."""

from tui.library import reading_state, rows
from tui.library.store import Store
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
                key = rows.keys(connection, [id]).get(id)
                alone = key is not None and not rows.is_shared(connection, key[0])
            if key is None:
                return None
            with self._user.pool.reading() as connection:
                return reading_state.get_position(connection, key, alone)

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
            return rows.keys(connection, [id]).get(id)

    def session(self, key: str) -> dict[str, object]:
        """Return what was saved under a key; empty where nothing (legible) was.

        Raises:
            StorageError: It can't be read.
        """

        def work() -> dict[str, object]:
            with self._user.pool.reading() as connection:
                return reading_state.get_session(connection, key)

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
