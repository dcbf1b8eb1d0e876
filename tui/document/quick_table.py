"""The text of a simple table: its rows and cells as they come."""


class QuickTable:
    """An open table whose cells hold text."""

    def __init__(self, around: list[str]) -> None:
        """Open a table; `around` are the lines of what it stands in."""
        self.around = around
        self.rows: list[list[list[str]]] = []
        """The lines of each cell of each row."""

    def lines(self) -> tuple[list[str], bool]:
        """Return what the table shows, as `plain_text.shown_text` says it.

        Returns:
            The lines, and whether it is a table of data: one without a row of two cells only
            places things (see `html_frames.TableFrame`).
        """
        rows = [row for row in self.rows if any(row)]
        if all(len(row) < 2 for row in rows):
            return [line for row in rows for cell in row for line in cell], False
        texts = ("\n".join("\n".join(cell) for cell in row) for row in rows)
        return [text.replace("\n", "\t") for text in texts], True
