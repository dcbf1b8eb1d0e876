"""Headers without a fence: `[#]: key: value` comments, and Pelican's `Title: Words`."""

import re

from tui.articles.front_matter import keys
from tui.articles.front_matter.recovery import unquoted
from tui.articles.late_pattern import late

_COMMENT = late(
    r"\[(?:#|//|comment)\]:[ \t]*(?:#[ \t]*)?"
    r"(?P<open>[(\"']?)(?P<key>[^\W\d_][\w-]*)[ \t]*:(?P<value>[^\n]*)(?:\n|\Z)"
)
_BLANK = re.compile(r"[ \t]*\n")
_LINE = late(r"(?P<key>[^\W\d_][\w -]{0,30}?)[ \t]*[:：](?:[ \t]+(?P<value>[^\n]*)|)(?:\n|\Z)")
_CONTINUED = re.compile(r"(?:[ ]{4,}|\t)[ \t]*(?P<value>\S[^\n]*)(?:\n|\Z)")
_CLOSERS = {"(": ")", '"': '"', "'": "'", "": ""}


def comments(text: str, at: int) -> tuple[dict[str, object], int] | None:
    """Read link definitions that serve as comments, as in translation projects.

    Returns:
        The values and where the body begins; None where there are none.
    """
    values: dict[str, object] = {}
    end = at
    while found := _COMMENT.match(text, at):
        value = found["value"].strip()
        value = value.removesuffix(_CLOSERS[found["open"]]).strip()
        if value.startswith("(") and value.endswith(")"):
            value = value[1:-1]
        values.setdefault(found["key"], unquoted(value))
        end = at = found.end()
        while blank := _BLANK.match(text, at):
            at = blank.end()
    if not any(keys.normal(key) in keys.KNOWN for key in values):
        return None
    return values, end


def plain(text: str, at: int) -> tuple[dict[str, object], int] | None:
    """Read lines such as `Title: Words` up to the first blank one.

    Since prose may contain colons too, most keys must be known, and one of them must be a
    title or a date.

    Returns:
        The values and where the body begins; None where there is no such header.
    """
    values: dict[str, object] = {}
    last = ""
    while found := (last and _CONTINUED.match(text, at)) or _LINE.match(text, at):
        if last and found.re is _CONTINUED:
            values[last] = f"{values[last]}\n{found['value'].strip()}"
        else:
            last = found["key"]
            values.setdefault(last, (found["value"] or "").strip())
        at = found.end()
    ends = at >= len(text) or _BLANK.match(text, at)
    names = [keys.normal(key) for key in values]
    known = sum(name in keys.KNOWN for name in names)
    telling = {"title", "date", "标题"} & set(names)
    if not ends or not telling or known * 2 < len(names) or names[0] not in keys.KNOWN:
        return None
    return values, at
