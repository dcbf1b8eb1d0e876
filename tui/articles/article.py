"""The article: one piece of writing, as it was found in a file or a stream."""

from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

BodyFormat = Literal["html", "markdown", "text"]
"""What a body is written in."""

DateSource = Literal["front matter", "file name", "path", "file time", "none"]
"""Where an article's date was found."""

CategoryPath = tuple[str, ...]
"""One path of categories, outermost first: `("金融", "新浪财经", "国内")`."""


ProblemKind = Literal[
    "unreadable",
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
"""What a problem is about; `other` is what was noted before there were kinds."""


class Problem(NamedTuple):
    """Something in a file that was not as it should be."""

    problem: str
    """What is wrong, as a short phrase: `the YAML has an unquoted colon`."""
    line: int | None = None
    """The line of the file, from 1; None where no single line is meant."""
    shown_as: str = ""
    """What the reader sees instead: `the rest of the line is the title`."""
    kind: ProblemKind = "other"


class Article(NamedTuple):
    """One piece of writing. All text is clean: no control codes, titles of one line."""

    title: str
    """Never empty: from the front matter, the first heading, or the file's name."""
    body: str
    """The article's own text as it stands in the file, without its front matter."""
    format: BodyFormat
    path: Path | None = None
    """The file, absolute; None for what was piped in."""
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
    """Whether the text itself says the title: its front matter, its head or a heading."""


class Summary(NamedTuple):
    """What a row of the list needs to know of an article."""

    id: int
    """The index's number for the article; it means nothing outside one index."""
    path: Path | None
    """The file that says all this, the first of its copies that are open; None for what has no
    file there (any more)."""
    title: str
    author: str
    date: datetime | None
    """With a zone, in the local one."""
    has_time: bool
    date_source: DateSource
    categories: tuple[CategoryPath, ...]
    tags: tuple[str, ...]
    link: str
    images: int
    """How many pictures the body shows."""
    words: int
    """Words, where a CJK character counts as one."""
    read: bool
    bookmarked: bool
    copies: int
    """How many of the files that are open hold this very article; 0 where none does any more."""
    warnings: tuple[str, ...]
    """The problems, each as one sentence."""
