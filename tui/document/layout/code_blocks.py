"""Code blocks as lines, highlighted by Pygments where the language is known."""

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

_LONGEST_CODE = 100_000
"""In characters; longer code is not highlighted."""

_LONGEST_LINE = 2_000
"""In characters; code with longer lines, which programs generate, is not highlighted."""

_SECONDS = 0.5
"""The time limit for highlighting one block; the rest of the block stays plain."""

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
"""Names that authors use for languages, and the names that Pygments knows."""

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
"""The role of each type of token; a type without one has the role of its parent type."""


def set_code(block: Code, width: int | None, measure: Measure) -> Iterator[Sequence[Run]]:
    """Yield the lines of a code block.

    Args:
        block: the code.
        width: the width at which lines are wrapped, in cells; None to wrap none.
        measure: counts the cells of a string.
    """
    spans: Iterable[Span] = block.spans
    if block.language and not spans:
        spans = highlight(block.text, block.language)
    if width is not None:
        yield from set_spans(tuple(spans) or (Span(block.text),), width, measure, _CODE)
    elif spans:
        yield from _cut_lines(spans)
    else:
        yield from _plain_lines(block.text)


def _plain_lines(text: str) -> Iterator[Sequence[Run]]:
    """Yield the lines of a text."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield (Run(text[start:end], _CODE, None, start),) if end > start else ()
        start = end + 1


def _cut_lines(spans: Iterable[Span]) -> Iterator[Sequence[Run]]:
    """Yield the lines of preformatted spans."""
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


def highlight(text: str, language: str) -> Iterator[Span]:
    """Yield code as spans, which together hold the same characters.

    Args:
        text: the code.
        language: the author's name for the language; code in an unknown one stays plain.
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
            break  # Not every lexer returns the text that it was given.
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
    """Yield the tokens of code, until its lexer fails or the time is up."""
    until = monotonic() + _SECONDS
    try:
        # Many lexers need a line end to recognise the last line.
        for _, token, value in lexer.get_tokens_unprocessed(text + "\n"):
            yield token, value
            if monotonic() > until:
                return
    except Exception:
        # There are hundreds of lexers by as many authors: where one fails, the caller leaves
        # the rest of the code plain.
        return


@cache
def _role(token: tuple[str, ...]) -> frozenset[Role]:
    """Return the role of a type of token; equal roles give the same set."""
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
    """Return the lexer of a language, or None."""
    name = language.strip().lower()
    for wrapper in _WRAPPERS:
        name = name.removeprefix(wrapper)
    found = _NAME.search(name)
    name = found[0] if found else ""
    if not name or name in _PLAIN:
        return None
    return _lexer_of_alias(name, _OTHER_NAMES.get(name, ""), name.lstrip("."))


def _lexer_of_alias(*aliases: str) -> "Lexer | None":
    """Return the lexer of the first alias that there is, those of plug-ins aside."""
    from pygments.lexers import find_lexer_class, get_all_lexers

    known = {alias: full for full, names, _, _ in get_all_lexers(plugins=False) for alias in names}
    full = next((known[alias] for alias in aliases if alias in known), None)
    kind = find_lexer_class(full) if full else None
    return kind() if kind is not None else None
