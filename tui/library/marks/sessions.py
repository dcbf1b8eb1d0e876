"""Reading positions, and the state of the screen from one start to the next."""

from tui.library.marks import reading_state
from tui.library.storage import article_rows
from tui.library.storage.store import Store
from tui.library.values import Position


class Positions:
    """The reading positions in articles. Its methods may be called from any thread."""

    def __init__(self, store: Store) -> None:
        """Make the part.

        Args:
            store: Both databases.
        """
        self._store = store

    def load(self, id: int) -> Position | None:
        """Return where the reader of an article was; None where that is not known.

        Raises:
            StorageError: It can't be read.
        """
        store = self._store

        def work() -> Position | None:
            with store.index.reading() as connection:
                row = article_rows.whereabouts(connection, id, store.folders)
            if row is None:
                return None
            with store.user.pool.reading() as connection:
                found = reading_state.get_position(connection, row.key)
            if found is None:
                return None
            position, whole = found
            if not whole:
                store.user.tell(
                    f"Where you were in “{row.title}” can't be read as it was written any more."
                )
            return position

        return store.guarded(work)

    def save(self, id: int, position: Position) -> None:
        """Write where the reader of an article is; nothing where the article is gone.

        Raises:
            StorageError: It can't be written.
        """

        def work() -> None:
            with self._store.index.reading() as connection:
                key = article_rows.keys(connection, [id]).get(id)
            if key is not None:
                with self._store.user.pool.writing() as connection:
                    reading_state.save_position(connection, key, position)

        self._store.guarded(work)


class Sessions:
    """The state of the screen, as a dictionary for each set of folders."""

    def __init__(self, store: Store) -> None:
        """Make the part.

        Args:
            store: Both databases.
        """
        self._store = store

    def load(self, key: str) -> dict[str, object]:
        """Return what was saved under a key; empty where nothing (legible) was.

        Raises:
            StorageError: It can't be read.
        """

        def work() -> dict[str, object]:
            with self._store.user.pool.reading() as connection:
                session, whole = reading_state.get_session(connection, key)
            if not whole:
                self._store.user.tell("What was on the screen before can't be read any more.")
            return session

        return self._store.guarded(work)

    def save(self, key: str, session: dict[str, object]) -> None:
        """Save a dictionary that JSON can hold.

        Raises:
            StorageError: It can't be written.
        """

        def work() -> None:
            with self._store.user.pool.writing() as connection:
                reading_state.save_session(connection, key, session)

        self._store.guarded(work)
