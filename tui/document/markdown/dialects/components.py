"""The components of MDX: their tags stand on lines of their own, their content is Markdown."""

import re
from typing import NamedTuple

from tui.articles.late_pattern import late
from tui.document.html.source_repair import KNOWN
from tui.document.template_tags import meanings
from tui.document.template_tags.html_output import text
from tui.document.template_tags.syntax import parameters

MOST = 40
"""The most lines of a tag after its first."""

_BEGINS = re.compile(r"</?[A-Z]|</?>")
_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\})*+\}"
_ATTRIBUTE = rf"(?:\s++(?:{_BRACES}|[\w:@.-]++(?:=(?:\"[^\"]*+\"|'[^']*+'|{_BRACES}))?+))"
_TAG = late(
    rf"<(?P<close>/?)(?P<name>[A-Z][\w.]*+)?(?P<attributes>{_ATTRIBUTE}*+)\s*+(?P<single>/?)>"
    r"[ \t]*+"
)
WITHIN = (
    rf"<(?:[A-Z][\w.]*+|[a-z][a-z0-9]*+(?=[^<>]*?=\{{)){_ATTRIBUTE}++\s*+/?>"
    r"|</[A-Z][\w.]*+>"
)
"""A component's tag with attributes or its end, or a tag whose attributes have expressions."""

_FAR = 5_000
"""The number of characters between the tags of a component within text."""

_EXPRESSION = late(rf"=(?:\{{\s*+([\"'`])([^\"'`{{}}]*+)\1\s*+\}}|{_BRACES})|(?<=\s){_BRACES}")


SIGN = late(
    r"^(?:import\s[^\n]*?[\"'][^\n]*$|export\s(?:const|default|function)\b|\{/\*"
    r"|[ \t]*+<[A-Z][\w.]*+(?:\s[^<>\n]*?)?(?:/>|[={]))",
    re.MULTILINE,
)
"""A line that only MDX has. Without one, `<Warning>` begins a block of HTML where text follows
in the next line, as in CommonMark."""


class Component(NamedTuple):
    """A tag of a component."""

    lines: int
    """How many lines it takes."""
    name: str
    """Empty for a fragment, `<>`."""
    opens: bool
    """Whether content follows."""
    bare: bool
    """Whether it has no attributes."""
    title: str
    html: str
    """The picture or the link that it stands for, or the empty string."""


def read(lines: list[str]) -> Component | None:
    """Return the tag of a component that fills the first of these lines, and perhaps more."""
    if not _BEGINS.match(lines[0]):
        return None
    for count in range(1, len(lines) + 1):
        if not lines[count - 1].strip():
            return None
        # A tag ends at the end of a line, or it has text beside it and is read as HTML is.
        if lines[count - 1].rstrip().endswith(">"):
            tag = _TAG.fullmatch("\n".join(lines[:count]))
            if tag:
                return _meaning(count, tag)
            if count == 1 and lines[0].count("<") > 1:
                return None
    return None


def _meaning(count: int, tag: re.Match[str]) -> Component:
    name = tag["name"] or ""
    if tag["close"] or not name:
        return Component(count, name, False, True, "", "")
    attributes = _EXPRESSION.sub(_as_string, tag["attributes"])
    _, named = parameters(attributes)
    title = text(meanings.first(named, ("label", "title", "text")))
    if not tag["single"]:
        return Component(count, name, True, not attributes.strip(), title, "")
    html = meanings.shown(named, (), name.lower())
    return Component(count, name, False, False, "", html or (f"<p>{title}</p>" if title else ""))


def _as_string(found: re.Match[str]) -> str:
    """Return the value of an attribute where the expression is a string."""
    return f'="{found[2]}"' if found[1] else ""


def within(tag: str, around: str, start: int, end: int) -> str:
    """Return what a tag within text stands for; the tag itself where it is text.

    Args:
        tag: A match of `WITHIN`.
        around: The text.
        start: The place of the tag in it.
        end: The place after the tag.
    """
    name = tag.strip("</>").split(None, 1)[0]
    if name[0].islower():
        return _EXPRESSION.sub(_as_literal, tag)
    if name.lower() in KNOWN:
        return tag
    if tag.startswith("</"):
        is_paired = around.rfind(f"<{name} ", max(start - _FAR, 0), start) >= 0
        return "" if is_paired else tag
    if not tag.endswith("/>"):
        return "" if around.find(f"</{name}>", end, end + _FAR) >= 0 else tag
    found = _TAG.fullmatch(tag)
    html = _meaning(1, found).html if found else tag
    return html.removeprefix("<p>").removesuffix("</p>")


_BARE = late(r"`[^`]*+`|<([A-Z][\w.]*+)>((?:[^<]|<(?!/?[A-Z]))*+)</\1>")
_MOST_NESTED = 5
"""The number of components within components of a line."""


def without_bare(line: str) -> str:
    """Return a line of MDX without the tags of components that have no attributes."""
    for _ in range(_MOST_NESTED):
        line = _BARE.sub(lambda found: found[2] if found[1] else found[0], line)
    return line


_LITERAL = re.compile(r"([\"'`])([^\"'`{}<>]*+)\1")


def _as_literal(found: re.Match[str]) -> str:
    """Return the value of an attribute that holds a string, `={require("./a.png")}`."""
    literal = _LITERAL.search(found[0])
    return f'="{literal[2]}"' if literal else '=""'
