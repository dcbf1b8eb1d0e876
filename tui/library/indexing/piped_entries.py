"""The articles of streams and containers, read and made into entries in another process."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from tui.articles.article import Article
from tui.articles.containers import Kind, kinds
from tui.articles.containers.entries import Contents
from tui.articles.reading import parse_article, read_bytes
from tui.errors import ArticleError
from tui.library.article_json import to_json
from tui.library.indexing.entry_maker import make_entries
from tui.library.indexing.piped_rows import StoredEntry


class Contained(NamedTuple):
    """The articles of a container as entries."""

    words: str
    """The kind, and the number of things in it: `RSS feed, 20 entries`."""
    entries: list[StoredEntry]
    problems: tuple[str, ...]
    """A sentence for each thing in it that could not be read."""


def part_entries(request: tuple[Sequence[bytes], str]) -> list[StoredEntry]:
    """Return the entries of parts of a stream; parts without text have none. Never raises.

    Args:
        request: The parts, and the address to which relative links lead; empty for none.
    """
    parts, base = request
    read = [parse_article(part, path=None) for part in parts]
    return stored_entries(
        [
            article
            for article in read
            if not any(problem.kind in ("empty", "unreadable") for problem in article.problems)
        ],
        base,
    )


def stream_entries(request: tuple[bytes, str, Kind | None, str]) -> Contained:
    """Return the entries of a whole stream.

    Args:
        request: The bytes, the name of the stream, its kind (None to recognise it), and the base
            address of links.

    Raises:
        ArticleError: It is of a kind that can't be read, or broken.
    """
    data, name, kind, base = request
    try:
        contents = kinds.read(data, kind)
    except ArticleError as error:
        raise ArticleError(f"{name} can't be read: {error}.") from error
    return _contained(contents, name, base)


def container_entries(request: tuple[Path, str, Kind | None, str]) -> Contained:
    """Return the entries of a container.

    Args:
        request: A file, or the folder of a Maildir; its name, its kind, and the base address.

    Raises:
        ArticleError: It can't be read.
    """
    path, name, kind, base = request
    if path.is_dir():
        return _contained(kinds.read_folder(path), name, base)
    return stream_entries((read_bytes(path)[0], name, kind, base))


def stored_entries(articles: Sequence[Article], base: str = "") -> list[StoredEntry]:
    """Return the entries of articles that no file holds.

    Args:
        articles: The articles.
        base: The address to which their relative links lead; empty for none.
    """
    if base:
        articles = [each._replace(link=urljoin(base, each.link)) for each in articles]
    return list(zip(make_entries(articles), map(to_json, articles), strict=True))


def _contained(contents: Contents, name: str, base: str) -> Contained:
    count = len(contents.entries) if contents.shown is None else contents.shown
    things = f"{count:,} {contents.things[count != 1]}"
    return Contained(
        things if contents.name == "articles" else f"{contents.name}, {things}",
        stored_entries([entry.article for entry in contents.entries], base),
        tuple(f"{name}: {problem}" for problem in contents.problems),
    )
