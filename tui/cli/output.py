"""What the commands write: results to standard output, sentences to standard error."""

import errno
import os
import re
import sys
from io import TextIOWrapper
from typing import TextIO

from tui.articles.article import Article
from tui.articles.clean_text import UNSAFE, harmless_sentence

_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO))


def ready() -> None:
    r"""Let any text be written, whatever the locale says.

    File names may hold bytes that are no UTF-8, and Python keeps them as lone
    surrogates: these are written as `\udcXX`, which in JSON stands for the same name. What
    is said where standard error is closed goes nowhere.
    """
    if sys.stderr is None:
        # It is closed: its descriptor would be that of the next file opened, and `print` would
        # write to standard output instead.
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(*sentences: str) -> None:
    """Write sentences for the user to standard error, each on a line of its own."""
    for sentence in sentences:
        print(harmless_sentence(sentence), file=sys.stderr)


def metadata(article: Article) -> dict[str, object]:
    """Return what objects for JSON say of an article; keys and order are fixed."""
    return {
        "title": article.title,
        "author": article.author,
        "date": article.date.isoformat() if article.date else None,
        "categories": article.categories,
        "tags": article.tags,
        "link": article.link,
    }


def json_line(value: object) -> str:
    r"""Return the value as JSON of one line that can't work on a terminal either.

    JSON leaves C1 codes and direction marks as they are; written as `\uXXXX` they mean
    the same to any reader of JSON.
    """
    import json

    text = json.dumps(value, ensure_ascii=False)
    return re.sub(f"[{UNSAFE}]", lambda found: f"\\u{ord(found[0]):04x}", text)


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a person sits behind the stream; a closed one has nobody."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def close_quietly() -> None:
    """Forget what is left to write, when nobody reads it any more.

    Python would write it when it ends, and complain: see the note on SIGPIPE in the
    documentation of its `signal` module.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def is_full(error: OSError) -> bool:
    """Return whether the error is that of an open stream that takes no more."""
    return error.errno in _FULL and error.filename is None


def counted(count: int, thing: str, things: str = "") -> str:
    """Return a count in words: `1 article`, `36,012 articles`.

    Args:
        count: How many.
        thing: What one of them is called.
        things: What several are called; without it, `thing` with an s.
    """
    return f"{count:,} {thing if count == 1 else things or thing + 's'}"
