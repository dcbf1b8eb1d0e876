"""The article in the reader that a link has led to, where it is not listed."""

from tui.articles.article import Summary


class LinkedArticle:
    """The article that stands beside a list which does not have it, until the user moves on."""

    def __init__(self) -> None:
        """Begin without one."""
        self.summary: Summary | None = None
        """The article; None where the reader shows one that is listed."""
        self._left_on: int | None = None

    def show(self, summary: Summary, left_on: int | None) -> None:
        """Take an article.

        Args:
            summary: The article.
            left_on: The id of the article that the list's cursor is on meanwhile.
        """
        self.summary, self._left_on = summary, left_on

    def leave(self) -> None:
        """Forget the article."""
        self.summary = None

    def stays(self, cursor: int | None) -> bool:
        """Return whether the article stays, because the list's cursor has not moved since."""
        return self.summary is not None and cursor == self._left_on

    def update(self, summary: Summary) -> None:
        """Take what has changed of the article."""
        if self.summary is not None and self.summary.id == summary.id:
            self.summary = summary
