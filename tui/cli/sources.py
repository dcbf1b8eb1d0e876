"""Articles from files, folders and standard input, read without the index."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tui.articles.article import Article
from tui.articles.containers.cat_stream import split_stream
from tui.articles.files import find_files
from tui.cli.places import why_not
from tui.cli.standard_input import PIPE, read_pipe
from tui.errors import NewsreaderError
from tui.library.indexing.bounded_reading import read_article


class Sources:
    """Reads articles one after the other, and collects problems."""

    def __init__(self, given: Sequence[str]) -> None:
        """Make the sources.

        Args:
            given: Paths as typed; `-` is piped input.
        """
        self._given = list(dict.fromkeys(given))
        self.problems: list[str] = []
        """A sentence for each path that could not be read."""

    def articles(self) -> Iterator[Article]:
        """Yield the articles in the order of the paths; those of a folder sorted by name."""
        for path in self._given:
            try:
                yield from split_stream(read_pipe()) if path == PIPE else self._at(path)
            except NewsreaderError as error:
                self.problems.append(str(error))

    def _at(self, path: str) -> Iterator[Article]:
        problem = why_not(path)
        if problem:
            raise NewsreaderError(problem)
        whole = Path(path).resolve()
        if whole.is_file():
            yield read_article(whole)
            return
        found = False
        for file in find_files([whole], self._pass_over):
            found = True
            try:
                yield read_article(file.path)
            except NewsreaderError as error:
                self.problems.append(str(error))
        if not found:
            raise NewsreaderError(f"There is no article in {path}.")

    def _pass_over(self, path: Path, why: str) -> None:
        self.problems.append(f"{path} was passed over: {why}.")
