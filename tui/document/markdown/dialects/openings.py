"""The words of lines that open a box or code: kinds, titles, options."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tui.articles.late_pattern import late
from tui.document.template_tags import meanings
from tui.document.template_tags.syntax import parameters

ADMONITIONS = meanings.NOTES | meanings.KINDS | meanings.FOLDED
"""The kinds that are boxes with a title."""

_DIRECTIVE = late(r"([A-Za-z][\w-]*+)(?:\[(.*)\])?+[ \t]*+(\{[^{}]*+\})?+[ \t]*+(.*)$")
_MYST = re.compile(r"\{([a-z]++)\}[ \t]*+(.*)$")
_ATTRIBUTES = re.compile(r"[ \t]*+\{[^{}]*+\}[ \t]*+\Z")
_CLASS = re.compile(r"\.([\w-]+)")
_SLASHES = late(r"/{3,}(?:[ ]++([a-z][\w-]*+)(?:[ ]*+\|[ ]*+(.*))?)?[ \t]*+$")
_ORG = late(r"#\+(?i:begin)_([A-Za-z]+)(?:[ \t]+([\w+-]+))?[^\n]*$")
_FENCED = late(r"(?:`{3,}|~{3,})[ \t]*+(?:ad-([\w-]++)|\{([a-z]++)\}[ \t]*+(.*?))[ \t]*+$")
_OPTION = late(r"[ \t]*+(?::([a-z-]++):|([a-z-]++):)(?:[ \t]++(.*\S))?[ \t]*+$")
_CODE_TITLE = late(
    r"(?:`{3,}|~{3,})[^`]*?(?:\b(?:title|filename|file|caption)=(?:\"([^\"]++)\"|'([^']++)'|([^\s{}\"']++))"
    r"|[ \t]\[([^\[\]]++)\][ \t]*+$|[\w+#-]:([\w./-]+\.\w+)[ \t]*+$)"
)

_QUOTES = frozenset({"quote", "verse"})
CODE = frozenset({"src", "example"})
"""The kinds of org whose content is code."""
_LOGSEQ = {"pinned": "pinned", "center": ""}


class Opening(NamedTuple):
    """What a line opens."""

    kind: str
    """In lower case."""
    title: str
    """Markdown; empty where there is none."""
    is_boxed: bool
    """Whether it is set apart from the text around it, as a quote."""
    usual: str = ""
    """The title where neither the line nor a heading below it gives one."""
    has_heading: bool = False
    """Whether a heading that is its first block is its title."""


def of_colons(words: str) -> Opening:
    """Return what the words after the colons of `:::note[Title]` or `::: {.class}` open."""
    myst = _MYST.match(words)
    if myst:
        return _opening(myst[1], myst[2])
    found = _DIRECTIVE.match(words)
    attributes = (found[3] or "") if found else words
    _, named = parameters(attributes.strip("{} "))
    title = named.get("title", "")
    if found:
        rest = _ATTRIBUTES.sub("", found[4]).strip().strip("\"'")
        return _opening(found[1], title or found[2] or rest)
    kinds = _CLASS.findall(attributes)
    callout = next((one for one in kinds if one.startswith("callout")), "")
    return _opening(callout or next(iter(kinds), ""), title)


def _opening(kind: str, title: str) -> Opening:
    kind = kind.lower()
    callout = kind.startswith("callout")
    kind = kind.removeprefix("callout-")
    boxed = kind in ADMONITIONS or callout
    usual = titled(kind) if boxed and kind != "callout" else ""
    return Opening(kind, title, boxed, usual, callout)


def titled(kind: str) -> str:
    """Return the title of a kind without a title of its own."""
    return kind.replace("-", " ").strip().capitalize()


def of_slashes(content: str, lines: Sequence[str], at: int) -> tuple[Opening | None, int] | None:
    """Return what PyMdown's `/// note | Title` opens, and the number of lines of its options.

    Args:
        content: The line.
        lines: All lines.
        at: The number of the next one.

    Returns:
        An opening of None for the end of a block, None for another line.
    """
    found = _SLASHES.match(content)
    if not found:
        return None
    if not found[1]:
        return None, 0
    options, count = _options(lines, at, indent=4)
    kind = options.get("type", found[1]) if found[1] == "admonition" else found[1]
    return _opening(kind, found[2] or "" if found[1] != "html" else ""), count


def of_fence(content: str, lines: Sequence[str], at: int) -> tuple[Opening, int] | None:
    """Return what the fence of Obsidian's Admonition or of MyST opens, and its options' lines."""
    found = _FENCED.match(content)
    if not found:
        return None
    kind = found[1] or found[2]
    if found[2] and kind not in ADMONITIONS and kind not in ("attention", "seealso"):
        return None
    options, count = _options(lines, at)
    title = options.get("title") or found[3] or titled(kind)
    return Opening(kind, title, True), count


def _options(lines: Sequence[str], at: int, indent: int = 0) -> tuple[dict[str, str], int]:
    """Return the options at the beginning of a block, and the number of their lines."""
    options: dict[str, str] = {}
    for number in range(at, len(lines)):
        line = lines[number]
        found = _OPTION.match(line) if line.startswith(" " * indent) else None
        name = found and (found[1] or found[2])
        if not found or not (found[1] or indent or name in ("title", "collapse", "icon", "color")):
            return options, number - at
        options[name or ""] = found[3] or ""
    return options, len(lines) - at


def of_org(content: str) -> Opening | None:
    """Return what Logseq's `#+BEGIN_QUOTE` opens; the title of code is its language."""
    found = _ORG.match(content)
    if not found:
        return None
    kind = found[1].lower()
    if kind in CODE:
        return Opening(kind, found[2] or "", False)
    if kind in _QUOTES:
        return Opening(kind, "", True)
    if kind in ADMONITIONS or kind in _LOGSEQ:
        return Opening(kind, _LOGSEQ.get(kind, titled(kind)), True)
    return None


def code_title(content: str) -> str:
    """Return the title in the line that opens a fence of code, or the empty string.

    It is an attribute (Docusaurus, MkDocs, Quarto), stands in brackets (VitePress), or follows
    the language and a colon as a file name (Zenn, Qiita).
    """
    found = _CODE_TITLE.match(content)
    return next(filter(None, found.groups()), "") if found else ""
