"""The articles of streams and containers, read and made into entries in another process."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tui.articles.article import Article
from tui.articles.containers import Kind, kinds
from tui.articles.containers.cat_stream import articles_of
from tui.articles.containers.entries import Contents, based, kind_in_words, numbered
from tui.articles.containers.json_rows import read_elements
from tui.articles.containers.mail import read_mbox
from tui.articles.reading import read_container
from tui.errors import ArticleError
from tui.library.article_json import to_json
from tui.library.indexing.entry_maker import make_entries
from tui.library.indexing.part_reader import PartsRead
from tui.library.indexing.piped_rows import StoredEntry


class Contained(NamedTuple):
    """The articles of a container as entries."""

    words: str
    """The kind, and the number of things in it: `RSS feed, 20 entries`."""
    entries: list[StoredEntry]
    problems: tuple[str, ...]
    """A sentence for each thing in it that could not be read."""


def part_entries(request: tuple[Sequence[bytes], Kind, int, str]) -> PartsRead:
    """Return the entries of parts of a stream; parts without text have none. Never raises.

    Args:
        request: The parts; the kind of the stream; the number of the first line; and the address
            to which relative links lead, empty for none.
    """
    parts, kind, line, base = request
    if kind == "ndjson":
        contents = read_elements(b"".join(parts), line)
    elif kind == "mbox":
        contents = read_mbox(b"".join(parts))
    else:
        contents = Contents("articles", numbered([*articles_of(parts)]))
    entries = stored_entries([entry.article for entry in contents.entries], base)
    return PartsRead(contents.name, contents.things, entries, contents.problems)


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
    return stream_entries((read_container(path), name, kind, base))


def stored_entries(articles: Sequence[Article], base: str = "") -> list[StoredEntry]:
    """Return the entries of articles that no file holds.

    Args:
        articles: The articles.
        base: The address to which their relative links lead; empty for none.
    """
    articles = based(articles, base)
    return list(zip(make_entries(articles), map(to_json, articles), strict=True))


def _contained(contents: Contents, name: str, base: str) -> Contained:
    count = len(contents.entries) if contents.shown is None else contents.shown
    return Contained(
        kind_in_words(contents.name, count, contents.things),
        stored_entries([entry.article for entry in contents.entries], base),
        tuple(f"{name}: {problem}" for problem in contents.problems),
    )
