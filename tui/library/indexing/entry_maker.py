"""Files and articles read, and made into entries for the index.

Apart from `entry`, since reading wants parsers that a start does not.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from tui.articles.article import Article, Problem
from tui.articles.files import FoundFile
from tui.articles.identity import key_of
from tui.articles.reading import read_article
from tui.document.body_parser import read_document
from tui.document.formats.conversion import converted
from tui.document.index_text.quick_text import look_quickly
from tui.document.model import Code, Image, Media, Table, walk
from tui.document.reading_time import count_words
from tui.document.text_segments import shown_text
from tui.errors import ArticleError
from tui.library.indexing.entry import Entry, FileEntry, Shown, entry_of, folded_path, unreadable
from tui.library.query import HAS


def look_at(article: Article) -> Shown:
    """Read the body of an article. Never raises."""
    shown = converted(article)
    quick = look_quickly(shown)
    if quick is None:
        return _look_at_document(shown, shown.problems[len(article.problems) :])
    text, links, code, images, tables, addresses = quick
    bits = HAS["warning"] if article.problems else 0
    if links:
        bits |= HAS["link"]
    if images:
        bits |= HAS["image"]
    if code:
        bits |= HAS["code"]
    if tables:
        bits |= HAS["table"]
    return Shown(text, images, count_words(text), bits, addresses=addresses)


def _look_at_document(article: Article, found: tuple[Problem, ...]) -> Shown:
    """Read a body by way of its document.

    Args:
        article: The article.
        found: The problems of its conversion, which it has already.
    """
    document = read_document(article)
    bits = HAS["warning"] if article.problems or document.problems else 0
    if document.links:
        bits |= HAS["link"]
    if document.pictures:
        bits |= HAS["image"]
    for block in walk(document.blocks):
        match block:
            case Table():
                bits |= HAS["table"]
            case Code():
                bits |= HAS["code"]
            case Media(kind="video" | "embed" | "frame"):
                bits |= HAS["video"]
            case Image():
                bits |= HAS["image"]
    text = shown_text(document)
    return Shown(
        text,
        len(document.pictures),
        count_words(text),
        bits,
        (*found, *document.problems),
        tuple(link.url for link in document.links),
    )


def make_entry(article: Article) -> Entry:
    """Read the article's body and return what the index keeps of it. Never raises."""
    return make_entries([article])[0]


def make_entries(articles: Sequence[Article]) -> list[Entry]:
    """Read the bodies of articles and return what the index keeps of each. Never raises.

    All are looked at before the first entry is made: the processor has the code of one step at
    hand, and so goes through it a tenth faster.
    """
    shown = list(map(look_at, articles))
    return [
        entry_of(article, key_of(article), each)
        for article, each in zip(articles, shown, strict=True)
    ]


def file_entries(files: Sequence[FoundFile]) -> list[FileEntry]:
    """Read files. Never raises: one that can't be read becomes an entry with a warning."""
    paths = [os.fsdecode(file.raw) for file in files]
    read = [_read(path) for path in paths]
    entries = iter(make_entries([each for each in read if isinstance(each, Article)]))
    return [
        FileEntry(path, folded_path(path), next(entries))
        if isinstance(each, Article)
        else unreadable(path, str(each))
        for path, each in zip(paths, read, strict=True)
    ]


def _read(path: str) -> Article | ArticleError:
    """Return what is in a file, or why it can't be read."""
    try:
        return read_article(Path(path))
    except ArticleError as error:
        return error
