"""Formulas in Markdown: TeX, which is never read as Markdown.

They are cut out of the source before anything else reads it, and put back into the parser's
HTML: simple ones as MathML, others letter for letter, and in a block of their own where they
stand between the signs of a display.
"""

import re
from html import escape
from textwrap import dedent
from typing import NamedTuple
from urllib.parse import quote

from tui.articles.late_pattern import late
from tui.document.markdown.parser import code_ranges, html_code_ranges, unused_character
from tui.document.markdown.tex import mathml

_END = r"\\(?=\n)|\n(?![ \t>]*\n)"
"""The end of a line in a formula, which goes on in the next one but not in the next paragraph."""

_ENVIRONMENTS = "align|alignat|displaymath|eqnarray|equation|flalign|gather|math|multline"
"""The environments of LaTeX that are formulas without other signs (amsmath, section 3)."""

_TICKED = r"\$(?<![A-Za-z0-9$`]\$)`(?P<ticks>[^`\n]++)`\$"
_TICKS = re.compile(_TICKED)
"""GitHub's formula, whose content is inline code to a parser."""

_SIGNS = (
    # The signs of TeX with Markdown's escapes: their writer had Markdown remove one backslash.
    rf"\\\\\((?P<escaped>(?:[^\\\n]|\\(?!\\[()])[^\n]|{_END})++)\\\\\)"
    rf"|\\\\\[(?P<escaped_display>(?:[^\\\n]|\\(?!\\[\[\]])[^\n]|{_END})++)\\\\\]"
    # An escaped sign.
    r"|\\[\\$]"
    rf"|{_TICKED}"
    rf"|\\begin(?P<environment>\{{(?P<name>(?:{_ENVIRONMENTS})\*?)\}}"
    rf"(?:[^\\\n]|\\(?!(?:begin|end)\{{(?P=name)\}})[^\n]|{_END})++\\end\{{(?P=name)\}})"
    # A block between lines of `$$`, which may hold blank lines.
    r"|\$(?<!\$\$)\$(?!\$)(?:(?P<block>[ \t]*\n(?:[^$\\]|\\.|\$(?!\$))++)"
    r"(?<![^ \t\n>])\$\$(?=[ \t]*$)"
    rf"|(?P<display>(?:[^$\\\n]|\\[^\n]|\$(?!\$)|{_END})++)\$\$(?!\$))"
    # pandoc's rule (tex_math_dollars): no space inside the signs, no digit after them.
    rf"|\$(?<![A-Za-z0-9?&$]\$)(?P<dollars>(?![\s$])(?:[^$\\\n]|\\[^\n]|{_END})++)(?<!\s)\$(?![\d$])"
    # No formula begins in another of its kind; so no text is read twice.
    rf"|\\\[(?P<brackets>(?:[^\\\n]|\\(?![\[\]])[^\n]|{_END})++)\\\]"
    rf"|\\\((?P<parentheses>(?:[^\\\n]|\\(?![()])[^\n]|{_END})++)\\\)"
)
_DOLLARS = re.compile(r"\$(?:\$|(?<![A-Za-z0-9?&$]\$)[^\s$][^$]*\$)")
"""The first look. A pattern that begins with a character is searched fastest."""

_OUTSIDE_CODE = late(
    r"```[^`]*+```|`(?:[^`\n]|\n(?![ \t>]*\n))++`|" + _SIGNS, re.DOTALL | re.MULTILINE
)
"""A quick look past the usual code: most articles with dollars are about programs, and to find
their code exactly takes as long as to read them."""

_CANDIDATE = late(
    # Signs are none in a tag with attributes, the destination of a link, an address or a
    # template tag.
    r"<[A-Za-z!][^<>=]*=\s*[\"'][^<>]*>|\]\([^()\s]*\)|://[^\s<>()]+|\{%[^%\n]*%\}|" + _SIGNS,
    re.DOTALL | re.MULTILINE,
)

_DISPLAYED = frozenset({"block", "display", "brackets", "escaped_display", "environment"})
"""The groups of `_SIGNS` that stand in a block of their own."""

_COMMAND = late(r"\\[A-Za-z]|[\w)}\]]\^[\w{\\(*]|(?<![A-Za-z])[A-Za-z]_[\w{\\]", re.ASCII)
"""A command or a script, which hardly any other text has."""

_RELATION = re.compile(r"(?<![A-Za-z])[A-Za-z]\s*[=<>]", re.ASCII)
"""A letter before a relation."""

_LETTER = late(r"(?=.*[A-Za-z])(?!.*[A-Za-z]{2})[\w\s()|,.+*/!-]+", re.ASCII)
"""Letters that stand alone, as in `f(x)`."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
"""A backslash escape of Markdown (CommonMark 0.31, section 2.4)."""

_BLANK = re.compile(r"\n[ \t]*\n")

_QUOTED = re.compile(r"^[ \t]*>[ ]?", re.MULTILINE)


class Formula(NamedTuple):
    """A formula of the source."""

    source: str
    """With its signs."""
    tex: str
    """Between its signs."""
    display: bool
    """Whether it stands in a block of its own."""


class Formulas(NamedTuple):
    """The formulas that were cut out of a text."""

    mark: str
    """The character on both sides of the numbers that stand in their places."""
    formulas: list[Formula]


def without_formulas(markdown: str) -> tuple[str, Formulas | None]:
    """Return Markdown with a number in the place of each formula, and the formulas."""
    dollars = "$" in markdown and _DOLLARS.search(markdown)
    if not (dollars or _may_hold_brackets(markdown)):
        return markdown, None
    if not any(map(_formula, _OUTSIDE_CODE.finditer(markdown))):
        return markdown, None
    mark = unused_character(markdown)
    formulas: list[Formula] = []
    parts: list[str] = []
    at = done = 0
    codes = [one for one in code_ranges(markdown) if not _TICKS.match(markdown, one[0] - 1)]
    for start, end in (*codes, (len(markdown), len(markdown))):
        for found in _CANDIDATE.finditer(markdown, at, start):
            formula = _formula(found)
            if formula is not None:
                parts += [markdown[done : found.start()], f"{mark}{len(formulas)}{mark}"]
                formulas.append(formula)
                done = found.end()
        at = end
    return "".join(parts) + markdown[done:], Formulas(mark, formulas) if formulas else None


def _may_hold_brackets(markdown: str) -> bool:
    """Return whether a text has signs of TeX other than dollars."""
    return "\\" in markdown and any(sign in markdown for sign in ("\\]", "\\)", "\\begin{"))


def with_formulas(html: str, cut: Formulas | None) -> str:
    """Return the parser's HTML with the formulas in their places.

    In code and in attributes, which template tags may have made around them, they are text.
    """
    if cut is None:
        return html
    mark = f"(?:{cut.mark}|{quote(cut.mark)})"
    place = re.compile(rf"{mark}(\d+){mark}")
    outside_tags = re.compile(
        rf"<p>{cut.mark}(?P<alone>\d+){cut.mark}</p>|(?P<tag><[^<>]*>)|{place.pattern}"
    )

    def put_source(found: re.Match[str]) -> str:
        return escape(cut.formulas[int(found[1])].source)

    def put(found: re.Match[str]) -> str:
        alone, tag, number = found.groups()
        if tag:
            return place.sub(put_source, tag)
        element = _element(cut.formulas[int(alone or number)])
        return f"<p>{element}</p>" if alone and element.startswith("<math") else element

    parts: list[str] = []
    at = 0
    for start, end in (*html_code_ranges(html), (len(html), len(html))):
        parts += [outside_tags.sub(put, html[at:start]), place.sub(put_source, html[start:end])]
        at = end
    return "".join(parts)


def _is_formula(kind: str, tex: str, after: str) -> bool:
    """Return whether the text between two signs is a formula.

    Args:
        kind: the group of `_SIGNS`.
        tex: the text.
        after: the character after the second sign.
    """
    if kind == "dollars":
        # `$HOME/bin:$PATH` is none, the first of `$n$th` and of `$x^2$s` is.
        word = after.isascii() and after.isalpha()
        return not word or len(tex) == 1 or bool(_COMMAND.search(tex))
    if (
        kind in ("block", "display", "ticks", "environment")
        or _COMMAND.search(tex)
        or _RELATION.search(tex)
    ):
        return kind not in ("brackets", "escaped_display") or "](" not in tex
    # A program that writes Markdown escapes the brackets around words: `\\[edit\\]`.
    return kind in ("parentheses", "escaped") and bool(_LETTER.fullmatch(tex))


def _formula(found: re.Match[str]) -> Formula | None:
    """Return the formula of a match; None where it is something else."""
    kind = found.lastgroup
    tex = found[0 if kind == "environment" else kind].strip("\n") if kind else ""
    if (
        not kind
        or not tex.strip()
        or not _is_formula(kind, tex, found.string[found.end() : found.end() + 1])
    ):
        return None
    if "\n" in found[0] and all(_QUOTED.match(line) for line in found[0].split("\n")[1:]):
        tex = _QUOTED.sub("", tex)
    source = found[0]
    if kind in ("escaped", "escaped_display"):
        tex, source = _ESCAPED.sub(r"\1", tex), _ESCAPED.sub(r"\1", source)
    return Formula(source, tex, kind in _DISPLAYED)


def _element(formula: Formula) -> str:
    """Return the HTML of a formula."""
    # Blank lines divide a formula that is not simple.
    content = "" if _BLANK.search(formula.tex) else mathml(formula.tex)
    if not formula.display:
        return f"<math>{content or f'<mtext>{escape(formula.source)}</mtext>'}</math>"
    if content:
        return f'<math display="block">{content}</math>'
    source = escape(dedent(formula.tex).strip())
    return f'<pre><code class="language-math">{source}</code></pre>'
