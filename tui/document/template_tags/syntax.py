"""The syntax of template tags: Liquid, Nunjucks, and the shortcodes of Hugo and WordPress."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from tui.articles.late_pattern import late

Kind = Literal["tag", "shortcode", "wordpress", "escaped", "variable"]

_WORDPRESS = late(
    r"\[(?:(?P<paired>/?(?:wp_)?(?:caption|embed|code|sourcecode))(?P<inside>(?: [^\[\]\n]*+)?)"
    r"|(?P<single>audio|video|youtube|vimeo|playlist|gallery)[= ](?P<arguments>[^\[\]\n]++)"
    r"|gallery(?=\][ \t]*(?:\n|\Z))|/(?:audio|video|gallery|playlist))\](?![(\[:])"
)
"""A shortcode of WordPress. Only these names count, and most only with arguments, since words in
brackets are common in texts."""

_OPENS = late(r"\{\{[<%]|\{\{|\{%|\[(?=/?[a-z])")
_ENDS = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}"}

_MOST = 4000
"""The most characters of a tag. Real tags are shorter, and the limit bounds the search that an
unclosed brace costs."""

_NAME = re.compile(r"[A-Za-z][\w+#.-]*")
_TAG = late(r"[-+]?[ \t]*(?:(/?[A-Za-z_][\w-]*)(?=\s|$|[/-]$)|#)")
_SHORTCODE = late(r"\s*(/?)\s*([A-Za-z][\w./-]*?)(?=\s|/?$)")
_INSIDE = re.compile(r"\{\{[^{}]*+\}\}")
_ESCAPED = re.compile(r"/\*(.*)\*/", re.DOTALL)
_VARIABLE = late(
    r"(?P<space>[ \t])?-?\s*(?P<value>[A-Za-z_][\w-]*+(?:\.[\w-]++|\[[^\[\]{}]*+\])*+"
    r"|\"[^\"{}]*+\"|'[^'{}]*+')\s*+(?P<filters>(?:\|\s*+[a-z_]++[^|{}]*+)*+)-?"
)
_FORMULA = late(r"(?:\\[A-Za-z]+|[\\^_$]|(?<!\})\{)\Z")
"""The text before braces that belong to a formula: `\frac{{a}}`, `x^{{ y }}`."""

_DOUBLE = r"\"((?:[^\"\\]++|\\.)*+)\""
_SINGLE = r"'((?:[^'\\]++|\\.)*+)'"
_WORD = late(rf"{_DOUBLE}(?=[\s,]|$)|{_SINGLE}(?=[\s,]|$)|(\S+)", re.DOTALL)
_PARAMETER = late(
    rf"(?:(?<!\S)([\w-]++)\s*+=\s*+)?(?:{_DOUBLE}|{_SINGLE}|`([^`]*+)`|(\S+))", re.DOTALL
)
_STRAY = re.compile(r"\\(.)", re.DOTALL)


class Tag(NamedTuple):
    """One tag in a text."""

    kind: Kind
    start: int
    end: int
    name: str
    """In lower case, without the mark of a closing tag; for a variable, its value."""
    arguments: str = ""
    """The text after the name; for a variable its filters, for an escaped tag its output."""
    closing: bool = False
    """Whether it is a closing tag (`endnote`, `/note`)."""
    single: bool = False
    """Whether it is marked as having no closing tag (`{{< x />}}`)."""


def find_tags(text: str) -> Iterator[Tag]:
    """Yield every tag, in order."""
    at = last = 0
    ends = _Ends(text)
    while found := _OPENS.search(text, at):
        mark = found[0]
        start = found.start()
        if mark == "[":
            shortcode = _WORDPRESS.match(text, start)
            at = shortcode.end() if shortcode else found.end()
            if shortcode:
                yield _wordpress(shortcode)
            continue
        end = ends.after(_ENDS[mark], found.end())
        tag = _read(text, mark, start, found.end(), end) if end >= 0 else None
        if tag is None and mark == "{{%":
            # `{{% raw %}` may be a brace and a tag.
            end = ends.after("%}", found.end())
            tag = _tag(text, start + 1, found.end(), end) if end >= 0 else None
        if tag is not None and tag.kind == "variable" and start and last != start:
            # The second part of a formula: `\frac{{ a }}{{ b }}`.
            tag = None if text[start - 1] == "}" else tag
        if tag is not None:
            yield tag
            at = last = tag.end
        else:
            at = found.end()


class _Ends:
    """The next places of the marks that end a tag; each is searched for once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next: dict[str, int] = {}

    def after(self, mark: str, at: int) -> int:
        """Return the next place of a mark, or -1 where it is too far away for a tag."""
        place = self._next.get(mark, 0)
        if place < at:
            place = self._text.find(mark, at)
            self._next[mark] = place = len(self._text) if place < 0 else place
        return place if place < min(len(self._text), at + _MOST) else -1


def _read(text: str, mark: str, start: int, inside: int, end: int) -> Tag | None:
    if mark == "{%":
        return _tag(text, start, inside, end)
    if mark == "{{":
        return _variable(text, start, inside, end)
    return _shortcode(text, start, inside, end)


def _tag(text: str, start: int, inside: int, end: int) -> Tag | None:
    within = text[inside:end]
    found = _TAG.match(within)
    if not found or "{%" in within:
        return None
    name = (found[1] or "comment").lower()
    arguments = within[found.end() :].rstrip().removesuffix("-").strip() if found[1] else ""
    arguments = _INSIDE.sub("", arguments)
    closing = name.startswith(("end", "/")) and name != "end"
    name = name.removeprefix("end").removeprefix("/") if closing else name
    return Tag("tag", start, end + 2, name, arguments, closing, single=not found[1])


def _shortcode(text: str, start: int, inside: int, end: int) -> Tag | None:
    within = text[inside:end]
    escaped = _ESCAPED.fullmatch(within)
    if escaped:
        shown = text[start:inside] + escaped[1] + text[end : end + 3]
        return Tag("escaped", start, end + 3, "", shown)
    found = _SHORTCODE.match(within)
    if not found or "{{<" in within or "{{%" in within:
        return None
    arguments = within[found.end() :].strip()
    single = arguments.endswith("/")
    return Tag(
        "shortcode",
        start,
        end + 3,
        found[2].lower(),
        arguments.removesuffix("/").strip(),
        bool(found[1]),
        single,
    )


def _wordpress(found: re.Match[str]) -> Tag:
    start, end = found.span()
    if not found["paired"]:
        arguments = found["arguments"] or ""
        return Tag("wordpress", start, end, found["single"] or "gallery", arguments, single=True)
    name = found["paired"].removeprefix("/").removeprefix("wp_")
    closing = found["paired"].startswith("/")
    return Tag("wordpress", start, end, name, found["inside"].strip(), closing)


def _variable(text: str, start: int, inside: int, end: int) -> Tag | None:
    """Read a variable such as `{{ page.title | upcase }}`; other forms are text or formulas.

    A single word without spaces around it (`{{a}}`) is not read, since formulas and other
    languages use it too.
    """
    within = text[inside:end]
    found = _VARIABLE.fullmatch(within)
    if not found or _FORMULA.search(text, max(start - 30, 0), start):
        return None
    value, filters = found["value"], found["filters"].strip()
    if not (filters or found["space"] or "." in value):
        return None
    return Tag("variable", start, end + 2, value, filters)


def has_tags(text: str) -> bool:
    """Return whether a text may hold a tag; most hold none."""
    # A single character is found ten times as fast as two.
    if "{" in text and ("{%" in text or "{{" in text):
        return True
    return "[" in text and bool(_WORDPRESS.search(text))


def words(arguments: str) -> list[str]:
    """Return the arguments, separated at spaces outside quotes."""
    return [word for word, _ in quoted_words(arguments)]


def quoted_words(arguments: str) -> list[tuple[str, bool]]:
    """Return the arguments, separated at spaces, and whether each was in quotes."""
    return [
        (_STRAY.sub(r"\1", next(part for part in found.groups() if part is not None)), not found[3])
        for found in _WORD.finditer(arguments)
    ]


def parameters(arguments: str) -> tuple[list[str], dict[str, str]]:
    """Return the arguments without a name, and those with one (`src="a.png"`)."""
    plain: list[str] = []
    named: dict[str, str] = {}
    for found in _PARAMETER.finditer(arguments):
        value = next(part for part in found.groups()[1:] if part is not None)
        if found[4] is None:
            value = _STRAY.sub(r"\1", value)
        if found[1]:
            named.setdefault(found[1].lower(), value)
        else:
            plain.append(value)
    return plain, named


def is_name(text: str) -> bool:
    """Return whether a text could be a name, for example of a language."""
    return bool(_NAME.fullmatch(text))
