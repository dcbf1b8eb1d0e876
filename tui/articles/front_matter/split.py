"""Division of a file's text into the values of its front matter and its body."""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Literal, NamedTuple

from tui.articles.article import Problem
from tui.articles.front_matter import headers, keys, parsers, properties
from tui.articles.front_matter.recovery import KEY_LINE, conflict, key_of, recover
from tui.articles.front_matter.yaml_block import (
    are_keys,
    begins_with_key,
    end_of_keys,
    one_yaml,
    read_yaml,
)
from tui.articles.late_pattern import late

Kind = Literal["none", "yaml", "toml", "json", "comments", "header", "properties", "document"]
"""The form of a front matter: `comments` is `[#]: key:`, `header` is Pelican's, `properties`
those of pandoc, Logseq, Notion and Readwise, and `document` is what a file says in its own markup
(see `markups.document_headers`)."""


class FrontMatter(NamedTuple):
    """The front matter of a file, and the body after it."""

    values: dict[str, object]
    """By key, as written. Values are strings, None, lists and dicts; in TOML also dates."""
    body: str
    body_line: int = 1
    """The first line of the body in the file, from 1."""
    problems: tuple[Problem, ...] = ()
    kind: Kind = "none"
    block: str = ""
    """The lines between the fences."""
    block_line: int = 1
    """The first line of the block in the file, from 1."""
    missing: Literal["", "opening", "closing"] = ""
    """The fence that is missing."""

    def line_of(self, key: str) -> int | None:
        """Return the line of a key in the file, or None."""
        for number, line in enumerate(self.block.split("\n"), self.block_line):
            found = KEY_LINE.match(line.strip().removeprefix("[#]: ").lstrip("#+:. "))
            if found and found["key"] == key:
                return number
        return None


_LONGEST_JSON = 200_000
_BLANK_LINES = re.compile(r"(?:[ \t\u3000]*\n)*")
_COMMENTS = re.compile(r"(?:(?><!--.*?-->)\s*)++(?=[-+;]{3}|\{)", re.DOTALL)
"""Comments above a front matter, such as a licence or what a converter writes."""
_YAML_OPENS = re.compile(r"(?:<{7}[^\n]*\n)?-{3,}[ \t]*\n")
_YAML_CLOSES = re.compile(r"\n(?:-{3,}|\.{3})[ \t]*$", re.MULTILINE)
_TOML_OPENS = re.compile(r"\+{3,}[ \t]*\n")
_TOML_CLOSES = re.compile(r"^\+{3,}[ \t]*$", re.MULTILINE)
_TOML_LINES = late(r"(?:(?:[\w\"'][\w.\"'-]*[ \t]*=[^\n]*|\[[^\n]*\][ \t]*|#[^\n]*)\n)+")
_LAST_COMMAS = late(r'("(?:[^"\\\n]|\\.)*+"?)|,(?=\s*[}\]])')
"""Trailing commas; strings match too, so that commas in them stay."""
_COMMA_TOO_MUCH = re.compile(r",\s*+[}\]]")
_MENDED_JSON = 20_000
"""The most characters of broken JSON that are repaired."""
_HEXO_JSON_OPENS = re.compile(r";{3,}[ \t]*\n")
_HEXO_JSON_CLOSES = re.compile(r"^;{3,}[ \t]*$", re.MULTILINE)


def split(text: str) -> FrontMatter:
    r"""Divide a file's text into its front matter and its body.

    Blank lines, a byte order mark and HTML comments before the fence are allowed. A text that
    begins with a rule (`---`) without a front matter is all body. Raises nothing.

    Args:
        text: a whole file, with `\n` as line ends.
    """
    start = _BLANK_LINES.match(text, 1 if text[:1] == "\ufeff" else 0)
    at = start.end() if start else 0
    if commented := _COMMENTS.match(text, at):
        at = commented.end()
    first = text[at : at + 1]
    found: FrontMatter | None = None
    if first in ("-", "<"):
        found = _fenced_yaml(text, at) or _header(text, at, "properties")
    elif first == "+":
        found = _fenced_toml(text, at)
    elif first in ("{", ";"):
        found = _json(text, at)
    elif first == '"':
        found = _json(text, at) or _unopened(text, at)
    elif first == "[":
        found = _header(text, at, "comments")
    elif first in ("#", "%"):
        found = _header(text, at, "properties")
    elif first:
        found = _unopened(text, at) or _header(text, at, "properties")
        found = found or _header(text, at, "header")
    return found or FrontMatter({}, text)


def _line(text: str, at: int) -> int:
    """Return the line, from 1, of a place in the text."""
    return text.count("\n", 0, at) + 1


def _body_after(text: str, at: int) -> int:
    """Return the beginning of the body after a closing fence that ends at the place."""
    return min(at + 1, len(text))


def _fenced_yaml(text: str, at: int) -> FrontMatter | None:
    opening = _YAML_OPENS.match(text, at)
    if not opening:
        return None
    closing = _YAML_CLOSES.search(text, opening.end() - 1)
    if not closing:
        return _unclosed(text, opening)
    block = text[opening.end() : max(closing.start(), opening.end())]
    line = _line(text, opening.end())
    read = read_yaml(block, line)
    if read is None:
        return _unclosed(text, opening)
    values, problems = read
    if opening[0].startswith("<"):
        problems = (conflict(_line(text, at)), *problems)
    body = _body_after(text, closing.end())
    return FrontMatter(values, text[body:], _line(text, body), problems, "yaml", block, line)


def _unclosed(text: str, opening: re.Match[str]) -> FrontMatter | None:
    """Read a front matter without a closing fence, which ends where prose begins."""
    end = end_of_keys(text, opening.end())
    block = text[opening.end() : end].rstrip("\n")
    if not block.strip() or not begins_with_key(block):
        return None
    line = _line(text, opening.end())
    read = read_yaml(block, line)
    if read is None or not are_keys(read[0], known=True):
        return None
    problems = (_open(line - 1), *read[1])
    return FrontMatter(
        read[0], text[end:], _line(text, end), problems, "yaml", block, line, "closing"
    )


def _open(line: int) -> Problem:
    """Return the problem of a front matter that begins on the line and has no end."""
    what = "the front matter has no closing fence"
    return Problem(what, line, "it ends at the first line of prose", "front matter")


def _unopened(text: str, at: int) -> FrontMatter | None:
    """Read a front matter without an opening fence: keys, then a fence."""
    if not key_of(text[at : at + 200].split("\n", 1)[0]):
        return None
    end = end_of_keys(text, at)
    closing = _YAML_CLOSES.match(text, end - 1)
    block = text[at:end].rstrip("\n")
    if not closing:
        return None
    line = _line(text, at)
    read = read_yaml(block, line)
    if read is None or not any(keys.normal(key) in keys.TELLING for key in read[0]):
        return None
    missing = Problem(
        "the front matter has no opening fence", line, "read as if it had one", "front matter"
    )
    body = _body_after(text, closing.end())
    problems = (missing, *read[1])
    return FrontMatter(
        read[0], text[body:], _line(text, body), problems, "yaml", block, line, "opening"
    )


def _fenced_toml(text: str, at: int) -> FrontMatter | None:
    opening = _TOML_OPENS.match(text, at)
    if not opening:
        return None
    closing = _TOML_CLOSES.search(text, opening.end())
    lines = None if closing else _TOML_LINES.match(text, opening.end())
    if not closing and not lines:
        return None
    end = closing.start() if closing else lines.end() if lines else 0
    block = text[opening.end() : end].removesuffix("\n")
    line = _line(text, opening.end())
    problems = [] if closing else [_open(line - 1)]
    try:
        read = parsers.load_toml(block)
        values = dict(read) if isinstance(read, dict) else {}
    except parsers.NotStrict as error:
        values, _ = _recovered_toml(block, line)
        problems.append(_not_strict("TOML", error, line + (error.line or 1) - 1))
    if problems and not are_keys(values, known=not closing):
        return None
    body = _body_after(text, closing.end()) if closing else end
    return FrontMatter(
        values,
        text[body:],
        _line(text, body),
        tuple(problems),
        "toml",
        block,
        line,
        "" if closing else "closing",
    )


def _recovered_toml(block: str, line: int) -> tuple[dict[str, object], list[Problem]]:
    """Recover the keys above the first table line by line, and then the tables if valid."""
    table = re.search(r"^\[", block, re.MULTILINE)
    top = block[: table.start()] if table else block
    values, problems = recover(top, line, _one_toml, equals=True)
    if table:
        with suppress(ValueError):
            tables = _one_toml(block[table.start() :])
            if isinstance(tables, dict):
                values = {**tables, **values}
    return values, problems


def _not_strict(language: str, error: Exception, line: int) -> Problem:
    """Return the problem of a block that is not valid in its language."""
    what = f"the {language} can't be read: {error}"
    return Problem(what, line, "what can be read of it", "front matter")


def _one_toml(part: str) -> object:
    """Parse the lines of one key as TOML; raise ValueError where they are invalid."""
    try:
        return parsers.load_toml(part)
    except parsers.NotStrict as error:
        raise ValueError(str(error)) from error


def _json(text: str, at: int) -> FrontMatter | None:
    """Read `{…}`, or Hexo's `;;;`, whose braces and first fence are optional."""
    if text[at] != "{":
        opening = _HEXO_JSON_OPENS.match(text, at)
        block_at = opening.end() if opening else at
        closing = _HEXO_JSON_CLOSES.search(text, block_at, block_at + _LONGEST_JSON)
        if not closing or not opening and text[at] == ";":
            return None
        block = text[block_at : closing.start()].strip()
        read = _json_values(block if block.startswith("{") else f"{{{block}}}", text, block_at)
        end = closing.end()
    else:
        read = _json_values(text[at : at + _LONGEST_JSON], text, at)
        block_at, end = at, at + (read[1] if read else 0)
        block = text[at:end]
    if read is None:
        return None
    values, _, problems = read
    body = _body_after(text, end)
    return FrontMatter(
        values, text[body:], _line(text, body), problems, "json", block, _line(text, block_at)
    )


def _json_values(
    source: str, text: str, at: int
) -> tuple[dict[str, object], int, tuple[Problem, ...]] | None:
    """Return the values of a JSON object, its length, and its problems; None for prose or code."""
    try:
        value, end = parsers.load_json(source)
    except parsers.NotStrict as error:
        line = _line(text, at) + (error.line or 1) - 1
        problems = (_not_strict("JSON", error, line),)
        mended = _mended_json(source[:_MENDED_JSON])
        if mended and are_keys(mended[0], known=True):
            return *mended, problems
        closing = re.search(r"^\}[ \t]*,?[ \t]*$", source, re.MULTILINE)
        end = closing.end() if closing else len(source) if source.endswith("}") else 0
        inner = re.sub(r"^\s+|,\s*$", "", source[:end].strip("{} \n"), flags=re.MULTILINE)
        if not end or not begins_with_key(inner):
            return None
        values, _ = recover(inner, 1, one_yaml)
        return (values, end, problems) if are_keys(values, known=True) else None
    if not isinstance(value, dict) or not are_keys(value, known=True):
        return None
    return value, end, ()


def _mended_json(source: str) -> tuple[dict[str, object], int] | None:
    """Read an object with trailing commas, or without its last brace.

    Returns:
        Its values and its length; None where something else is wrong.
    """
    for part, brace in ((source, ""), (source.split("\n\n", 1)[0], "}")):
        mended = part + brace
        if _COMMA_TOO_MUCH.search(mended):
            # A space replaces each comma, so that places stay valid.
            mended = _LAST_COMMAS.sub(lambda found: found[1] or " ", mended)
        with suppress(parsers.NotStrict):
            value, end = parsers.load_json(mended)
            if isinstance(value, dict):
                return value, min(end, len(part))
    return None


_HEADERS: dict[Kind, Callable[[str, int], tuple[dict[str, object], int] | None]] = {
    "comments": headers.comments,
    "header": headers.plain,
    "properties": properties.read,
}


def _header(text: str, at: int, kind: Kind) -> FrontMatter | None:
    """Read metadata without a fence."""
    read = _HEADERS[kind](text, at)
    if read is None:
        return None
    values, end = read
    found = FrontMatter(values, text[end:], _line(text, end), (), kind)
    return found._replace(block=text[at:end].rstrip("\n"), block_line=_line(text, at))
