"""Where the front matter ends and the body begins, and what the front matter says."""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

from tui.articles import headers, keys
from tui.articles.article import Problem
from tui.articles.recovered import KEY_LINE, conflict, key_of, recover
from tui.articles.yaml_block import (
    are_keys,
    begins_with_key,
    end_of_keys,
    one_yaml,
    read_yaml,
)

Kind = Literal["none", "yaml", "toml", "json", "comments", "header"]
"""How a front matter is written: `comments` is `[#]: key:`, `header` is Pelican's."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file says about its article, and the article's own text."""

    values: dict[str, object]
    """By key, as written. Values are strings, None, lists and dicts; TOML has dates too."""
    body: str
    body_line: int = 1
    """The line of the file, from 1, that the body begins on."""
    problems: tuple[Problem, ...] = ()
    kind: Kind = "none"
    block: str = ""
    """The lines between the fences."""
    block_line: int = 1
    """The line of the file that the block begins on."""

    def line_of(self, key: str) -> int | None:
        """Return the line of the file that the key stands on, or None."""
        for number, line in enumerate(self.block.split("\n"), self.block_line):
            found = KEY_LINE.match(line.strip().removeprefix("[#]: "))
            if found and found["key"] == key:
                return number
        return None


_LONGEST_JSON = 200_000
_BLANK_LINES = re.compile(r"(?:[ \t\u3000]*\n)*")
_YAML_OPENS = re.compile(r"(?:<{7}[^\n]*\n)?-{3,}[ \t]*\n")
_YAML_CLOSES = re.compile(r"^(?:-{3,}|\.{3})[ \t]*$", re.MULTILINE)
_TOML_OPENS = re.compile(r"\+{3,}[ \t]*\n")
_TOML_CLOSES = re.compile(r"^\+{3,}[ \t]*$", re.MULTILINE)
_HEXO_JSON_OPENS = re.compile(r";{3,}[ \t]*\n")
_HEXO_JSON_CLOSES = re.compile(r"^;{3,}[ \t]*$", re.MULTILINE)


def split(text: str) -> FrontMatter:
    r"""Divide a file's text into its front matter and its body.

    Blank lines and a byte order mark before the fence are allowed. A text that begins
    with a rule (`---`) and no front matter is all body. Raises nothing.

    Args:
        text: a whole file, its line ends `\n`.
    """
    start = _BLANK_LINES.match(text, 1 if text[:1] == "\ufeff" else 0)
    at = start.end() if start else 0
    first = text[at : at + 1]
    found: FrontMatter | None = None
    if first in ("-", "<"):
        found = _fenced_yaml(text, at)
    elif first == "+":
        found = _fenced_toml(text, at)
    elif first in ("{", ";"):
        found = _json(text, at)
    elif first == "[":
        found = _header(text, at, "comments")
    elif first:
        found = _unopened(text, at) or _header(text, at, "header")
    return found or FrontMatter({}, text)


def _line(text: str, at: int) -> int:
    """Return the line, from 1, of a place in the text."""
    return text.count("\n", 0, at) + 1


def _body_after(text: str, at: int) -> int:
    """Return where the body begins after a closing fence that ends at the place."""
    return min(at + 1, len(text))


def _fenced_yaml(text: str, at: int) -> FrontMatter | None:
    opening = _YAML_OPENS.match(text, at)
    if not opening:
        return None
    closing = _YAML_CLOSES.search(text, opening.end())
    if not closing:
        return _unclosed(text, opening)
    block = text[opening.end() : closing.start()].removesuffix("\n")
    read = read_yaml(block, _line(text, opening.end()))
    if read is None:
        return _unclosed(text, opening)
    values, problems = read
    if opening[0].startswith("<"):
        problems = (conflict(_line(text, at)), *problems)
    body = _body_after(text, closing.end())
    return FrontMatter(
        values,
        text[body:],
        _line(text, body),
        problems,
        "yaml",
        block,
        _line(text, opening.end()),
    )


def _unclosed(text: str, opening: re.Match[str]) -> FrontMatter | None:
    """Read a front matter whose closing fence is missing: it ends where prose begins."""
    end = end_of_keys(text, opening.end())
    block = text[opening.end() : end].rstrip("\n")
    if not block.strip() or not begins_with_key(block):
        return None
    line = _line(text, opening.end())
    read = read_yaml(block, line)
    if read is None or not are_keys(read[0], known=True):
        return None
    missing = Problem(
        "the front matter has no closing fence",
        line - 1,
        "it ends at the first line of prose",
        "front matter",
    )
    return FrontMatter(
        read[0], text[end:], _line(text, end), (missing, *read[1]), "yaml", block, line
    )


def _unopened(text: str, at: int) -> FrontMatter | None:
    """Read a front matter whose opening fence is missing: keys first, then a fence."""
    if not key_of(text[at : at + 200].split("\n", 1)[0]):
        return None
    end = end_of_keys(text, at)
    closing = _YAML_CLOSES.match(text, end)
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
    return FrontMatter(
        read[0], text[body:], _line(text, body), (missing, *read[1]), "yaml", block, line
    )


def _fenced_toml(text: str, at: int) -> FrontMatter | None:
    opening = _TOML_OPENS.match(text, at)
    closing = _TOML_CLOSES.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return None
    from tui.articles import strict

    block = text[opening.end() : closing.start()].removesuffix("\n")
    line = _line(text, opening.end())
    problems: list[Problem] = []
    try:
        read = strict.load_toml(block)
        values = dict(read) if isinstance(read, dict) else {}
    except strict.NotStrict as error:
        values, problems = _recovered_toml(block, line)
        if not are_keys(values):
            return None
        at_line = line + (error.line or 1) - 1
        problems = [_not_strict("TOML", error, at_line)]
    body = _body_after(text, closing.end())
    return FrontMatter(values, text[body:], _line(text, body), tuple(problems), "toml", block, line)


def _recovered_toml(block: str, line: int) -> tuple[dict[str, object], list[Problem]]:
    """Read what can be read: the keys above the first table line by line, then the tables."""
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
    """Return the problem of a block that is not what its fence says."""
    what = f"the {language} can't be read: {error}"
    return Problem(what, line, "what can be read of it", "front matter")


def _one_toml(part: str) -> object:
    """Read the lines of one key as TOML; raises ValueError where they are not."""
    from tui.articles import strict

    try:
        return strict.load_toml(part)
    except strict.NotStrict as error:
        raise ValueError(str(error)) from error


def _json(text: str, at: int) -> FrontMatter | None:
    """Read `{…}` or Hexo's `;;;`, whose braces may be left out."""
    opening = _HEXO_JSON_OPENS.match(text, at)
    if text[at] == ";":
        closing = _HEXO_JSON_CLOSES.search(text, opening.end()) if opening else None
        if not opening or not closing:
            return None
        block, block_at = text[opening.end() : closing.start()].strip(), opening.end()
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
    """Return what a JSON object says and how long it is; None where it is prose or code."""
    from tui.articles import strict

    try:
        value, end = strict.load_json(source)
    except strict.NotStrict as error:
        closing = re.search(r"^\}[ \t]*,?[ \t]*$", source, re.MULTILINE)
        end = closing.end() if closing else len(source) if source.endswith("}") else 0
        inner = re.sub(r"^\s+|,\s*$", "", source[:end].strip("{} \n"), flags=re.MULTILINE)
        if not end or not begins_with_key(inner):
            return None
        values, _ = recover(inner, 1, one_yaml)
        line = _line(text, at) + (error.line or 1) - 1
        problems = (_not_strict("JSON", error, line),)
        return (values, end, problems) if are_keys(values, known=True) else None
    if not isinstance(value, dict) or not are_keys(value, known=True):
        return None
    return value, end, ()


def _header(text: str, at: int, kind: Literal["comments", "header"]) -> FrontMatter | None:
    """Read a header that has no fence: `[#]: key:` comments, or Pelican's lines."""
    read = headers.comments(text, at) if kind == "comments" else headers.plain(text, at)
    if read is None:
        return None
    values, end = read
    found = FrontMatter(values, text[end:], _line(text, end), (), kind)
    return replace(found, block=text[at:end].rstrip("\n"), block_line=_line(text, at))
