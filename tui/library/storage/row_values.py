"""Values of rows of `user.db`, read so that a damaged row keeps no other from being read.

SQLite holds no column to its type and no text to its encoding, so a damaged byte can put
anything anywhere. SQL therefore hands over text as bytes (`undecoded`), and each value is
checked when it is taken from its row (`RowValues`).
"""

from collections.abc import Callable, Mapping

Tell = Callable[[str], None]
"""Takes a sentence for the user about a row that is damaged."""

LARGEST = 2**31
"""More than any number of pictures, words or characters."""

_LATEST = 95_000_000_000.0
"""In the year 4980, before which bookmarks are made; in seconds since 1970."""

IS_KEY = " AND ".join(
    f"typeof({column}) = 'blob' AND length({column}) = 16" for column in ("identity", "text_hash")
)
"""SQL that tells whether a row has a key of the form that articles have (see identity.py)."""


def undecoded(*columns: str) -> str:
    """Return SQL that asks for columns, with text as bytes.

    Args:
        columns: Their names.
    """
    return ", ".join(
        f"iif(typeof({column}) = 'text', CAST({column} AS BLOB), {column})" for column in columns
    )


class RowValues:
    """The values of one row. A damaged one is read as far as it can be, and noted."""

    def __init__(self, values: Mapping[str, object]) -> None:
        """Take the values of a row.

        Args:
            values: What stands in the columns, by their names.
        """
        self._values = values
        self.damaged: list[str] = []
        """The columns that hold something else than they should."""

    def text(self, column: str) -> str:
        """Return a text; U+FFFD stands for what is no UTF-8, the empty string for no text."""
        value = self._values.get(column)
        if isinstance(value, str):
            value = value.encode("utf-8", "surrogatepass")
        if not isinstance(value, bytes):
            self.damaged.append(column)
            return ""
        text = value.decode("utf-8", "replace")
        if "\ufffd" in text and text.encode() != value:
            self.damaged.append(column)
        return text

    def whole(self, column: str) -> int:
        """Return a whole number from 0 to `LARGEST`; 0 for anything else."""
        value = self._values.get(column)
        if isinstance(value, int) and 0 <= value <= LARGEST:
            return value
        self.damaged.append(column)
        return 0

    def share(self, column: str) -> float:
        """Return a number from 0 to 1; 0 for anything else."""
        return self._number(column, 1.0)

    def moment(self, column: str) -> float:
        """Return a time in seconds since 1970; 0 for what is none, or far off."""
        return self._number(column, _LATEST)

    def _number(self, column: str, most: float) -> float:
        value = self._values.get(column)
        if isinstance(value, int | float) and 0 <= value <= most:
            return float(value)
        self.damaged.append(column)
        return 0.0
