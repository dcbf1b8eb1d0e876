"""Files that end in the middle, as after a download that broke off or on a full disk."""

import re

from tui.library.exchange.found import Unread

CUT_OFF = "the file ends in the middle"

_LAST = (
    re.compile(r".*(<(?:[A-Za-z/!?]|\Z).*)", re.DOTALL),
    # Its address or its icon may hold what looks like a tag.
    re.compile(r".*(<(?:a|outline)\s.*)", re.DOTALL | re.IGNORECASE),
)
"""What finds the last tag, and the last that can be an entry, with all that follows."""
_WHOLE_TAG = re.compile(
    r"""<!--.*?-->|<(?!!--)(?:[^>=]|=\s*(?:"[^"]*"|'[^']*'|(?!["'\s])))*+>""", re.DOTALL
)


def without_cut_tag(markup: str) -> str:
    """Return HTML or XML without the tag or the comment that it ends within.

    A parser takes half a tag for text, or half an address for a whole one.
    """
    for sign in _LAST:
        last = sign.match(markup)
        if last and not _WHOLE_TAG.match(last[1]):
            markup = markup[: last.start(1)]
    return markup


def at_the_end(text: str, why: str = CUT_OFF) -> Unread:
    """Return what is wrong with the end of a text, with the last line that says something.

    Args:
        text: The whole text.
        why: What is wrong, as a phrase.
    """
    return Unread(text.rstrip().count("\n") + 1, why)
