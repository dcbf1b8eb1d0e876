"""Which changes of marks this process knows of: its own, and those it was told of."""

import threading


class SeenMarks:
    """Tells the changes of other processes from those of this one, by stamps of `user.db`."""

    def __init__(self) -> None:
        """Make one that knows of nothing yet."""
        self._stamp: str | None = None
        self._lock = threading.Lock()

    def begin(self, stamp: str) -> None:
        """Take what there is at the opening for known; later calls change nothing."""
        with self._lock:
            if self._stamp is None:
                self._stamp = stamp

    def made(self, before: str, after: str) -> None:
        """Note a change of this process.

        Args:
            before: The stamp before it.
            after: The stamp after it.
        """
        with self._lock:
            # Else another process has made a change in between, which is still to be told.
            if self._stamp == before:
                self._stamp = after

    def look(self, stamp: str) -> bool:
        """Tell whether a stamp shows changes not known of; from now on they are."""
        with self._lock:
            changed = self._stamp != stamp
            self._stamp = stamp
            return changed
