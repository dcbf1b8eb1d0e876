"""Steered rows of which a filter leaves some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from tui.widgets.steered_rows import SteeredRows

Row = TypeVar("Row")


class FilteredRows(SteeredRows, Generic[Row]):
    """Rows that are all known, and those of them that the filter leaves."""

    def __init__(self, rows: Sequence[Row], *, id: str) -> None:
        """Begin with all of them.

        Args:
            rows: All rows, in their order.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._all = rows
        self._rows = list(rows)

    @property
    def count(self) -> int:
        """How many rows can be scrolled to now."""
        return len(self._rows)

    @property
    def most(self) -> int:
        """How many rows there are."""
        return len(self._all)

    @property
    def current(self) -> Row | None:
        """The row under the cursor; None where the filter found nothing."""
        return self._rows[self._cursor] if self._cursor < len(self._rows) else None
