"""Code highlighted by its language, with Pygments."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING

from tui.document.layout.paragraphs import set_spans
from tui.document.model import Code, Measure, Role, Run, Span

if TYPE_CHECKING:
    from pygments.lexer import Lexer

_CODE: frozenset[Role] = frozenset({"code"})


def set_code(block: Code, width: int | None, measure: Measure) -> Iterator[Sequence[Run]]:
    """Yield the lines of a code block.

    Args:
        block: the code.
        width: where its lines are cut, in cells; None for nowhere.
        measure: counts the cells of a string.
    """
    spans: Iterable[Span] = block.spans
    if block.language and not spans:
        pass  # MERGED

        spans = highlight(block.text, block.language)
    if width is not None:
        yield from set_spans(tuple(spans) or (Span(block.text),), width, measure, _CODE)
    elif spans:
        yield from _cut_lines(spans)
    else:
        yield from _plain_lines(block.text)


def _plain_lines(text: str) -> Iterator[Sequence[Run]]:
    """Yield the lines of a text as they stand."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield (Run(text[start:end], _CODE, None, start),) if end > start else ()
        start = end + 1


def _cut_lines(spans: Iterable[Span]) -> Iterator[Sequence[Run]]:
    """Yield the lines of preformatted spans as they stand."""
    runs: list[Run] = []
    at = 0
    for span in spans:
        for number, piece in enumerate(span.text.split("\n")):
            if number:
                yield runs
                runs = []
                at += 1
            if piece:
                runs.append(Run(piece, span.roles | _CODE, span.link, at))
                at += len(piece)
    yield runs


_LONGEST_CODE = 100_000
"""Characters; longer code stays plain."""

_LONGEST_LINE = 2_000
"""Characters; code with longer lines (what programs write for programs) stays plain."""

_SECONDS = 0.5
"""How long the highlighting of one block may take; what is left then stays plain."""

_NAME = re.compile(r"[A-Za-z0-9_+#.-]+")
_WRAPPERS = ("language-", "lang-", "highlight-source-", "source-", "brush:")

_OTHER_NAMES = {
    "apache": "apacheconf", "assembly": "nasm", "axml": "xml", "cc": "cpp", "cmd": "bat",
    "conf": "ini", "dotenv": "bash", "ejs": "html", "env": "bash", "gradle": "groovy", "h": "c",
    "hbs": "html", "hpp": "cpp", "htaccess": "apacheconf", "jsonc": "json5", "kt": "kotlin",
    "mdx": "markdown", "mjs": "js", "cjs": "js", "patch": "diff", "plist": "xml",
    "ps": "powershell", "styl": "scss", "stylus": "scss", "svelte": "html", "svg": "xml",
    "vb": "vb.net", "vue": "html", "wxml": "xml", "wxss": "css",
    "go-html-template": "html+handlebars",
}  # fmt: skip
"""Names that writers use for languages, and those that Pygments knows."""

_PLAIN = frozenset({"text", "plain", "plaintext", "txt", "none", "output", "console-output"})

_ROLES: dict[tuple[str, ...], Role] = {
    ("Comment",): "code-comment",
    ("Comment", "Preproc"): "code-keyword",
    ("Comment", "PreprocFile"): "code-string",
    ("Keyword",): "code-keyword",
    ("Operator", "Word"): "code-keyword",
    ("Literal", "String"): "code-string",
    ("Literal", "Number"): "code-number",
    ("Literal", "Date"): "code-number",
    ("Keyword", "Constant"): "code-number",
    ("Name", "Function"): "code-name",
    ("Name", "Class"): "code-name",
    ("Name", "Tag"): "code-name",
    ("Name", "Attribute"): "code-name",
    ("Name", "Decorator"): "code-name",
    ("Generic", "Inserted"): "code-added",
    ("Generic", "Deleted"): "code-removed",
    ("Generic", "Heading"): "code-name",
    ("Generic", "Subheading"): "code-name",
    ("Generic", "Prompt"): "code-comment",
}
"""The role of each kind of token; a kind without one has that of the kind it belongs to."""


def highlight(text: str, language: str) -> Iterator[Span]:
    """Yield code as spans: together the same characters, whatever the code is.

    Args:
        text: the code.
        language: what its writer calls the language; an unknown one, or none, stays plain.
    """
    lexer = _lexer(language) if _is_bounded(text) else None
    if lexer is None:
        yield Span(text)
        return
    at = 0
    roles: frozenset[Role] = _role(())
    waiting = ""
    for token, value in _tokens(lexer, text):
        value = value[: len(text) - at]
        if not text.startswith(value, at):
            break  # Not every lexer gives back what it was given.
        at += len(value)
        wanted = _role(tuple(token))
        if wanted is not roles and value.strip():
            if waiting:
                yield Span(waiting, roles)
            waiting, roles = "", wanted
        waiting += value
    if waiting:
        yield Span(waiting, roles)
    if at < len(text):
        yield Span(text[at:], _role(()))


def _is_bounded(text: str) -> bool:
    return len(text) <= _LONGEST_CODE and (
        len(text) <= _LONGEST_LINE or max(map(len, text.split("\n"))) <= _LONGEST_LINE
    )


def _tokens(lexer: "Lexer", text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the tokens of code, as long as its lexer is at work well and in time."""
    until = monotonic() + _SECONDS
    try:
        # Without a line's end the last line is often not known for what it is.
        for _, token, value in lexer.get_tokens_unprocessed(text + "\n"):
            yield token, value
            if monotonic() > until:
                return
    except Exception:
        # There are hundreds of lexers, by as many people: where one of them stumbles the
        # rest of the code is plain, which the caller sees to.
        return


@cache
def _role(token: tuple[str, ...]) -> frozenset[Role]:
    """Return the role of a kind of token, the same set for the same role."""
    while token:
        role = _ROLES.get(token)
        if role is not None:
            return _set(role)
        token = token[:-1]
    return _set("code-text")


@cache
def _set(role: Role) -> frozenset[Role]:
    return frozenset({role})


@cache
def _lexer(language: str) -> "Lexer | None":
    """Return what knows a language, or None."""
    name = language.strip().lower()
    for wrapper in _WRAPPERS:
        name = name.removeprefix(wrapper)
    found = _NAME.search(name)
    name = found[0] if found else ""
    if not name or name in _PLAIN:
        return None
    from pygments.lexers import find_lexer_class

    known = _known()
    full = known.get(name) or known.get(_OTHER_NAMES.get(name, "")) or known.get(name.lstrip("."))
    kind = find_lexer_class(full) if full else None
    return kind() if kind is not None else None


@cache
def _known() -> dict[str, str]:
    """Return the full name of the language for each of its short ones; none of plug-ins."""
    from pygments.lexers import get_all_lexers

    return {
        alias: name for name, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases
    }
