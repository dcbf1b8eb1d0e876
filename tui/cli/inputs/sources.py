"""Articles from files, folders, containers and standard input, read without the index."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tui.articles.article import Article
from tui.articles.containers import kinds
from tui.articles.containers.entries import Contents, based
from tui.articles.files import find_files
from tui.articles.reading import read_bytes, read_container
from tui.articles.terminal_text import counted
from tui.cli.inputs.reading_choice import RECOGNISED, Reading, may_be_taken, with_piped
from tui.cli.inputs.standard_input import is_stream, name_of, read_pipe
from tui.cli.output import say
from tui.cli.places import Places, find_places, settings_for_command, why_not
from tui.errors import ArticleError, NewsreaderError
from tui.library.indexing.bounded_reading import read_article


class Taken(NamedTuple):
    """Articles that were read at once, and the places beside them that the index keeps."""

    articles: list[Article]
    places: Places | None
    words: str
    """The name of all that was given: `standard input and ~/archive`."""
    problems: list[str]
    """A sentence for each path that could not be read."""


class Sources:
    """Reads articles one after the other, and collects problems."""

    def __init__(self, given: Sequence[str], reading: Reading = RECOGNISED) -> None:
        """Make the sources.

        Args:
            given: Paths as typed; `-` is piped input.
            reading: How piped input and containers are read.
        """
        self._given = list(dict.fromkeys(given))
        self._reading = reading
        self.problems: list[str] = []
        """A sentence for each path that could not be read."""

    def articles(self) -> Iterator[Article]:
        """Yield the articles in the order of the paths; those of a folder sorted by name."""
        for path in self._given:
            try:
                yield from self._piped(path) if is_stream(path) else self._at(path)
            except NewsreaderError as error:
                self.problems.append(str(error))

    def _piped(self, path: str) -> list[Article]:
        return self._contained(read_pipe(path), name_of(path, begins=True))

    def _at(self, path: str) -> Iterator[Article]:
        problem = why_not(path)
        if problem:
            raise NewsreaderError(problem)
        whole = Path(path).resolve()
        if is_container(whole) or self._reading.kind and whole.is_file():
            yield from self._container(whole, path)
            return
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

    def _container(self, whole: Path, path: str) -> list[Article]:
        if whole.is_dir():
            maildir = kinds.read_folder(whole)
            return self._articles_of(maildir, path)
        return self._contained(read_container(whole), path)

    def _contained(self, data: bytes, name: str) -> list[Article]:
        try:
            contents = kinds.read(data, self._reading.kind)
        except ArticleError as error:
            raise NewsreaderError(f"{name} can't be read: {error}.") from error
        return self._articles_of(contents, name)

    def _articles_of(self, contents: Contents, name: str) -> list[Article]:
        count = len(contents.entries) if contents.shown is None else contents.shown
        if not contents.entries:
            raise NewsreaderError(f"There is no article in {name[:1].lower()}{name[1:]}.")
        if contents.name != "articles" or count > 1:
            kind = "" if contents.name == "articles" else f"{contents.name}, "
            say(f"{name}: {kind}{counted(count, *contents.things)}.")
        self.problems += [f"{name}: {problem}" for problem in contents.problems]
        return based([entry.article for entry in contents.entries], self._reading.base)

    def _pass_over(self, path: Path, why: str) -> None:
        self.problems.append(f"{path} was passed over: {why}.")


def is_container(path: Path) -> bool:
    """Return whether a path is that of a file or folder that holds many articles, or of no text.

    An article file's name decides for it; any other file is recognised by its content.
    """
    if path.is_dir():
        return kinds.is_maildir(path)
    if not may_be_taken(str(path)) or not path.is_file():
        return False
    try:
        head = read_bytes(path, kinds.HEAD)[0]
        return kinds.is_container(head) or kinds.recognise(head) is None
    except ArticleError:
        return False


def divided_by_kind(given: Sequence[str], reading: Reading) -> tuple[list[str], list[str]]:
    """Return the streams and containers among the paths, and the others.

    Args:
        given: Paths as typed; none for piped input, where there is any.
        reading: How they are read: any file of a kind that is asked for is a container.
    """
    given = list(dict.fromkeys(with_piped(given)))
    now = [
        path
        for path in given
        if is_stream(path) or is_container(Path(path)) or reading.kind and Path(path).is_file()
    ]
    return now, [path for path in given if path not in now]


def take_in(given: Sequence[str], reading: Reading) -> Taken | None:
    """Read what the index does not keep of the paths: piped input and containers.

    Args:
        given: Paths as typed; none for piped input, where there is any.
        reading: How piped input and containers are read.

    Returns:
        None where the index keeps all of it.

    Raises:
        NewsreaderError: Nothing can be read.
    """
    now, rest = divided_by_kind(given, reading)
    if not now:
        return None
    sources = Sources(now, reading)
    articles = list(sources.articles())
    places = find_places(rest, settings_for_command()) if rest else None
    if not articles and places is None:
        raise NewsreaderError(*(sources.problems or ["There is no article in what is piped in."]))
    names = map(name_of, now)
    words = " and ".join([*names, *([places.words] if places else [])])
    return Taken(articles, places, words, [*sources.problems, *(places.missing if places else ())])
