"""Reading of an article from a file's bytes."""

import os
import stat
from datetime import datetime
from pathlib import Path

from tui.articles.article import Article, BodyFormat, DateSource, Problem
from tui.articles.body_format import body_format, is_page
from tui.articles.clean_text import clean, first_control, first_turned, one_line
from tui.articles.dates import DateRead, date_in_name, date_in_path, from_timestamp
from tui.articles.encoding.decode import NO_TEXT, Decoded, called, decode
from tui.articles.files import LARGEST, LARGEST_HELD
from tui.articles.front_matter.split import FrontMatter
from tui.articles.markups.document_headers import divide
from tui.articles.markups.xhtml import as_html
from tui.articles.metadata import Fields
from tui.articles.suffixes import SUFFIXES
from tui.articles.titles import (
    UNTITLED,
    bundle_of,
    first_line,
    name_of,
    printable,
    title_heading,
    without_site,
)
from tui.errors import ArticleError

_MOST_PROBLEMS = 50
_NO_TEXT = Problem("this is not text", None, "an article without text", "unreadable")
_REST = 65_536
"""The number of bytes read at a time where a file is longer than its size says."""


def read_article(path: Path) -> Article:
    """Read one file.

    Args:
        path: the path of a regular file; links are followed.

    Raises:
        ArticleError: the file is gone, may not be read, is not a regular file, is larger
            than `files.LARGEST`, or is not text.
    """
    data, modified = read_bytes(path)
    article = parse_article(data, path=path.absolute(), modified=modified)
    if _NO_TEXT in article.problems:
        raise ArticleError(f"{_shown(path)} is not text.")
    return article


def read_bytes(path: Path | str, most: int | None = None) -> tuple[bytes, float]:
    """Return the content of a file, and the time of its last change in seconds since 1970.

    Args:
        path: the path of a regular file; links are followed.
        most: the number of bytes to read from its beginning; None for all.

    Raises:
        ArticleError: the file is gone, may not be read, is not a regular file, or is larger
            than `files.LARGEST` where all of it is to be read.
    """
    try:
        # Without O_NONBLOCK, opening a pipe without a writer would block.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise ArticleError(f"{_shown(path)} is not a plain file.")
            if most is not None:
                return os.read(descriptor, most), found.st_mtime
            if found.st_size > LARGEST:
                most = LARGEST // (1024 * 1024)
                raise ArticleError(f"{_shown(path)} is larger than {most} MB.")
            # A file object needs three times as many system calls.
            data = os.read(descriptor, found.st_size + 1)
            while more := os.read(descriptor, _REST):
                data += more
            return data, found.st_mtime
        finally:
            os.close(descriptor)
    except FileNotFoundError as error:
        raise ArticleError(f"{_shown(path)} is not there.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ArticleError(f"{_shown(path)} can't be read: {reason}.") from error


def _shown(path: Path | str) -> str:
    """Return a path for a message, on one line."""
    return one_line(printable(str(path)))


def read_container(path: Path) -> bytes:
    """Return the content of a file that holds many articles.

    Raises:
        ArticleError: The file can't be read, or is larger than `files.LARGEST_HELD`.
    """
    data = read_bytes(path, LARGEST_HELD + 1)[0]
    if len(data) > LARGEST_HELD:
        raise ArticleError(f"{_shown(path)} is larger than {LARGEST_HELD >> 20} MB.")
    return data


def parse_article(
    data: bytes, *, path: Path | None, modified: float | None = None, name: str = ""
) -> Article:
    """Read the bytes of one article. Raises nothing.

    Args:
        data: a whole file, or piped input.
        path: the file, absolute; None where there is none.
        modified: the time of the file's last change, in seconds since 1970.
        name: the title of an article without a path or a title of its own.
    """
    decoded = decode(data)
    text = clean(decoded.text)
    problems = problems_of_text(decoded, text)
    return article_of_text(text, path=path, modified=modified, name=name, problems=problems)


def article_of_text(
    text: str,
    *,
    path: Path | None,
    modified: float | None = None,
    name: str = "",
    problems: list[Problem],
    front: FrontMatter | None = None,
) -> Article:
    """Read the clean text of one article.

    Args:
        text: A whole file, or piped input.
        path: The file, absolute; None where there is none.
        modified: The time of the file's last change, in seconds since 1970.
        name: The title of an article without a path or a title of its own.
        problems: The problems found so far.
        front: The result of `split` for the text, where it is known already.
    """
    suffix = path.suffix if path else ""
    if suffix.lower() == ".xhtml":
        text = as_html(text)
    front = front or divide(text, SUFFIXES.get(suffix.lower()))
    written = body_format(front.body, suffix, fenced=front.kind not in ("none", "header"))
    values = front.values
    if written == "html" and is_page(front.body):
        from tui.articles.page_metadata.page_fields import read_page

        values = {**read_page(front.body), **values}
    fields = Fields(values, path)
    date, source, of_date = _date(fields, front, path, modified)
    problems = [*problems, *front.problems, *of_date]
    if (not text or text.isspace()) and _NO_TEXT not in problems:
        what = "the file is empty" if path else "there is no text"
        problems.append(Problem(what, kind="empty"))
    problems.sort(key=lambda problem: problem.line or 0)
    said = _title(fields, front, written)
    name = said or _name(front.body, written, path, name)
    noted = tuple(problems[:_MOST_PROBLEMS])
    return fields.article(front.body, written, said, name, date, source, noted)


def problems_of_text(decoded: Decoded, cleaned: str) -> list[Problem]:
    """Return the problems of the bytes and the characters of a file.

    Args:
        decoded: its decoded text.
        cleaned: the result of `clean` for the text.
    """
    if decoded is NO_TEXT:
        return [_NO_TEXT]
    text, encoding, sure = decoded
    problems: list[Problem] = []
    if not sure:
        broken = text.find("\ufffd")
        line = None if broken < 0 else text.count("\n", 0, broken) + 1
        what = "the encoding is uncertain" if broken < 0 else "broken characters"
        if " and " in encoding:
            what = "text in two encodings"
        problems.append(Problem(what, line, f"read as {called(encoding)}", "encoding"))
    control = None if cleaned is text else first_control(text)
    if control is not None:
        problems.append(Problem("control codes in the text", control, "left out", "control codes"))
    turned = None if cleaned is text else first_turned(text)
    if turned is not None:
        what = "marks that turn the direction of the text"
        problems.append(Problem(what, turned, "left out", "control codes"))
    return problems


def _title(fields: Fields, front: FrontMatter, written: BodyFormat) -> str:
    """Return the title in the text, from its front matter or a heading, or the empty string."""
    title = fields.title()
    if title and front.kind != "none":
        return title
    title = title or title_heading(front.body, written) or fields.title_if_no_heading()
    page = title and front.kind == "none" and is_page(front.body)
    return without_site(title, front.body) if page else title


def _name(body: str, written: BodyFormat, path: Path | None, name: str) -> str:
    """Return the title of an article without a title of its own; it is never empty."""
    return name_of(path) if path else first_line(body, written) or one_line(name) or UNTITLED


def _date(
    fields: Fields, front: FrontMatter, path: Path | None, modified: float | None
) -> tuple[DateRead | None, DateSource, list[Problem]]:
    """Return the date, its source, and the problems of invalid dates."""
    date, wrong = fields.date()
    source: DateSource = "front matter"
    if not date:
        date, source = _date_elsewhere(fields, path, modified)
    if not wrong:
        return date, source, []
    shown = f"the date of the {'file' if source == 'file time' else source}"
    if source == "none":
        shown = "without a date"
    if date and source == "front matter":
        shown = f"the date is {date.datetime:%Y-%m-%d}, from another key"
    problems = []
    for key, words, only_zone in wrong:
        what = "has a time zone that does not exist" if only_zone else "is not a valid date"
        instead = "read as local time" if only_zone else shown
        problems.append(Problem(f"“{words}” {what}", front.line_of(key), instead, "date"))
    return date, source, problems


def _date_elsewhere(
    fields: Fields, path: Path | None, modified: float | None
) -> tuple[DateRead | None, DateSource]:
    """Return the date of the file's name, of a path or of the file itself."""
    in_name = date_in_name(path.name) if path else None
    if in_name:
        return in_name, "file name"
    in_path = fields.date_in_address()
    if path and not in_path:
        bundle = bundle_of(path)
        in_path = bundle and date_in_name(bundle.name) or date_in_path(path.parent)
    if in_path:
        return in_path, "path"
    moment: datetime | None = None if modified is None else from_timestamp(modified)
    return (DateRead(moment, True), "file time") if moment else (None, "none")
