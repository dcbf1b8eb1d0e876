"""Output of the commands: results on standard output, messages on standard error."""

import errno
import json
import os
import re
import sys
from io import TextIOWrapper
from typing import Literal, TextIO

from tui.articles.article import Article
from tui.articles.terminal_text import UNSAFE, harmless_sentence

Color = Literal["auto", "always", "never"]
"""The user's choice of styles and colours: for terminals, always or never."""

_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO))


def ready() -> None:
    r"""Prepare the standard streams for any text, whatever the locale is.

    File names may contain bytes that are not UTF-8. Python keeps them as lone surrogates,
    which are written as `\udcXX`; in JSON that is the same name. Where standard error is
    closed, messages are dropped.
    """
    if sys.stderr is None:
        # The next opened file would get the closed descriptor, and `print` would write to
        # standard output instead.
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(*sentences: str) -> None:
    """Print sentences for the user to standard error, each on a line of its own."""
    for sentence in sentences:
        print(harmless_sentence(sentence), file=sys.stderr)


def metadata(article: Article) -> dict[str, object]:
    """Return the metadata of an article for JSON; the keys and their order are fixed."""
    return {
        "title": article.title,
        "author": article.author,
        "date": article.date.isoformat() if article.date else None,
        "categories": article.categories,
        "tags": article.tags,
        "link": article.link,
    }


def json_line(value: object) -> str:
    r"""Return the value as one line of JSON that is safe on a terminal.

    JSON allows C1 codes and directional marks; they are written as `\uXXXX`, which means the
    same to any parser.
    """
    text = json.dumps(value, ensure_ascii=False)
    return re.sub(f"[{UNSAFE}]", lambda found: f"\\u{ord(found[0]):04x}", text)


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether the stream is open and a terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def can_style(stream: TextIO | None) -> bool:
    """Return whether the stream goes to a terminal that obeys escape sequences."""
    return is_terminal(stream) and os.environ.get("TERM") != "dumb"


def is_styled(color: Color, stream: TextIO | None) -> bool:
    """Return whether the text for a stream may have styles.

    Args:
        color: The user's choice. With `auto` they are for terminals, and for everything where
            CLICOLOR_FORCE is set (bixense.com/clicolors).
        stream: The stream.
    """
    if color == "auto":
        return os.environ.get("CLICOLOR_FORCE", "0") not in ("", "0") or can_style(stream)
    return color == "always"


def has_colours(color: Color) -> bool:
    """Return whether styled text has colours too: not with NO_COLOR (no-color.org)."""
    return color == "always" or not os.environ.get("NO_COLOR")


def close_quietly() -> None:
    """Drop the rest of standard output, after its reader has closed the pipe.

    Python would write it at its end and report an error: see the note on SIGPIPE in the
    documentation of the module `signal`.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def is_full(error: OSError) -> bool:
    """Return whether an open stream, not a named file, can't be written any more."""
    return error.errno in _FULL and error.filename is None
