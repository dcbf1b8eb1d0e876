"""The article, one piece of writing from a file or a stream, and its summary for a list."""

from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

BodyFormat = Literal["html", "markdown", "text", "rst", "org", "asciidoc", "notebook"]
"""The format of a body. `document.formats.conversion` turns the last four into HTML or Markdown."""

DateSource = Literal["front matter", "file name", "path", "file time", "none"]
"""The source of an article's date."""
UNDATED: tuple[DateSource, ...] = ("file time", "none")
"""The sources of dates that are not the article's own."""

CategoryPath = tuple[str, ...]
"""One path of categories, outermost first: `("金融", "新浪财经", "国内")`."""


ProblemKind = Literal[
    "unreadable",
    "given up",
    "passed over",
    "empty",
    "encoding",
    "control codes",
    "front matter",
    "date",
    "undated",
    "duplicate",
    "other",
]
"""The kind of a problem; `other` is the kind of problems stored before there were kinds."""


class Problem(NamedTuple):
    """A fault in a file."""

    problem: str
    """The fault, as a short phrase: `the YAML has an unquoted colon`."""
    line: int | None = None
    """The line of the file, from 1; None where the fault is not on a single line."""
    shown_as: str = ""
    """The text that the reader sees instead: `the rest of the line is the title`."""
    kind: ProblemKind = "other"


class Article(NamedTuple):
    """One piece of writing. All text is clean: no control codes, titles of one line."""

    title: str
    """Never empty: from the front matter, the first heading, or the file's name."""
    body: str
    """The article's own text, unchanged, without its front matter."""
    format: BodyFormat
    path: Path | None = None
    """The file, absolute; None for piped input."""
    author: str = ""
    """Several authors are joined by `, `."""
    date: datetime | None = None
    """Always with a zone; a date without one was read as local time."""
    has_time: bool = False
    """Whether the source of the date gave a time of day too."""
    date_source: DateSource = "none"
    categories: tuple[CategoryPath, ...] = ()
    tags: tuple[str, ...] = ()
    link: str = ""
    """The address of the original, or the empty string."""
    excerpt: str = ""
    cover: str = ""
    """The picture named in the front matter (`headimg`, `cover` …): an address or a file name."""
    language: str = ""
    """The BCP 47 tag of the front matter's `lang`, or the empty string."""
    problems: tuple[Problem, ...] = ()
    has_title: bool = False
    """Whether the title comes from the text itself: its front matter, its head or a heading."""
    aliases: tuple[str, ...] = ()
    """Its other names and addresses (`permalink`, `slug`, `aliases` …), as they are written."""


class Summary(NamedTuple):
    """The data of an article that a row of the list needs."""

    id: int
    """The index's number for the article; it means nothing outside one index."""
    path: Path | None
    """The file, the first of the copies that are open; None where there is no such file (any
    more)."""
    title: str
    author: str
    date: datetime | None
    """In the local time zone."""
    has_time: bool
    date_source: DateSource
    categories: tuple[CategoryPath, ...]
    tags: tuple[str, ...]
    link: str
    images: int
    """The number of pictures in the body."""
    words: int
    """The number of words; a CJK character counts as one."""
    read: bool
    bookmarked: bool
    copies: int
    """The number of open files that hold this article; 0 where none does any more."""
    warnings: tuple[str, ...]
    """The problems, each as one sentence."""
    highlights: int = 0
    """The number of passages that the user has highlighted."""
