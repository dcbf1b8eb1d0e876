"""Single articles read within the bounds of `process_pool`, for the reader and `newsreader show`.

A small file or body is read at once, in less time than a process needs to start.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tui.articles import reading
from tui.articles.article import Article
from tui.articles.files import LARGE
from tui.articles.suffixes import weight
from tui.document import body_parser
from tui.document.model import Document
from tui.errors import ArticleError

_What = TypeVar("_What")
_Read = TypeVar("_Read")


def _never() -> bool:
    return False


def read_article(path: Path) -> Article:
    """Return the article in a file; see `articles.reading.read_article`.

    Raises:
        ArticleError: The file can't be read, or takes too much time or memory.
        StorageError: No process can be started.
    """
    try:
        size = path.stat().st_size
    except OSError:
        size = 0  # `reading` says why.
    return bounded(reading.read_article, path, size, path.name)


def read_document(
    article: Article, cancelled: Callable[[], bool] = _never, whole: bool = False
) -> Document:
    """Return the document of an article; see `body_parser.read_document`.

    Args:
        article: The article.
        cancelled: Asked ten times a second while another process reads.
        whole: Whether to read the whole of a saved page; see `body_parser.read_whole`.

    Raises:
        ArticleError: The body takes too much time or memory, or reading it was cancelled.
        StorageError: No process can be started.
    """
    size = weight(len(article.body), article.path.suffix if article.path else "")
    read = body_parser.read_whole if whole else body_parser.read_document
    return bounded(read, article, size, article.title, cancelled)


def bounded(
    read: Callable[[_What], _Read],
    what: _What,
    size: int,
    name: str,
    cancelled: Callable[[], bool] = _never,
) -> _Read:
    """Call a function that reads one thing; with a large one, in another process.

    Args:
        read: A function of a module, of one argument.
        what: Its argument.
        size: The length of what it reads, in characters or bytes.
        name: The name of what it reads, for the error.
        cancelled: Asked ten times a second while another process reads.

    Raises:
        ArticleError: It takes too much time or memory, or was cancelled.
        StorageError: No process can be started.
    """
    if size < LARGE:
        return read(what)
    # Late: starting a process takes 8 ms of imports.
    from tui.library.indexing.process_pool import Stopped, read_apart

    try:
        answer: _Read = read_apart(read.__module__, read.__name__, what, size, cancelled)
    except Stopped as stopped:
        raise ArticleError(f"“{name}” can't be shown: {stopped}.") from None
    return answer
