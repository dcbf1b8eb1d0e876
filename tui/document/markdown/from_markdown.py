"""Markdown to a document, by way of HTML, without what only the site's generator uses."""

import re
from itertools import islice

from tui.articles.article import Problem
from tui.articles.front_matter import keys
from tui.articles.front_matter.split import split
from tui.document.chunked_search import has_line, holds
from tui.document.inline_text import INDENT, collapse, fit
from tui.document.markdown.dialects.block_signs import with_plain_blocks
from tui.document.markdown.dialects.inline_signs import with_plain_signs
from tui.document.markdown.emphasis import (
    with_early_ends,
    with_letters_beside,
    without_letters,
)
from tui.document.markdown.footnotes import with_inline_notes, with_notes_last
from tui.document.markdown.formulas import with_formulas, without_formulas
from tui.document.markdown.parser import outside_code, parser
from tui.document.model import Document, Paragraph, Span
from tui.document.template_tags.expansion import without_tags
from tui.document.template_tags.html_output import text

_FENCE = re.compile(r"\s*(?:-{3,}|\+{3,}|[A-Za-z][\w-]*[ \t]?[:：])[^\n]*\n")


def with_plain_keys(markdown: str) -> str:
    """Return Markdown in which a second front matter, if there is one, is lines of text.

    A file that was moved from one generator to another may have two. Markdown would turn the
    last lines before `---` into a heading.
    """
    if not _FENCE.match(markdown):
        return markdown
    found = split(markdown)
    if found.kind not in ("yaml", "toml"):
        return markdown
    if not any(keys.normal(key) in keys.TELLING for key in found.values):
        return markdown
    lines = "<br>".join(text(line) for line in found.block.split("\n") if line.strip())
    return f"<p>{lines}</p>\n\n{found.body}"


_DEFINITION = re.compile(r"\n[ \t>]*:[ \t]+\S")
"""A definition of the term in the line above (PHP Markdown Extra)."""

_COLON = re.compile(r"^([ \t>]{0,50}):(?=-*[^\s|-])", re.MULTILINE)
"""A colon at the beginning of a line that begins no definition: `:tada:`, `:-)`, `:::`. The
rule of a table (`:--|`) does not match."""

_LEFT = re.compile(r'(?<=<t[hd]) style="text-align: left"')
_HEADING_END = re.compile(
    r"\{:?[ \t]*(?:#([^\s{}<>&\"]{1,200}))?(?:[ \t]*(?:[#.][\w-]{1,80}|[\w-]{1,80}="
    r"(?:\"[^\"{}<>]{0,200}\"|&quot;[^&\"{}<>]{0,200}&quot;))){0,20}[ \t]*\}[ \t]*</h([1-6])>"
)


_MOST_SIGNS = 1_000_000
"""The most line ends and characters of markup. For each the parser may take 100 bytes of memory,
also where it turns out to be text."""

_SIGNS = "\n*_-+[]()<>!`~|&\\{}#:$^="
_SIGN = re.compile(f"[{re.escape(_SIGNS)}]")

_TOO_MANY_SIGNS = Problem(
    f"more than {_MOST_SIGNS:,} line ends and signs of Markdown",
    None,
    "the text after them is shown as typed, as one paragraph",
)


def from_markdown(markdown: str) -> Document:
    """Return the document of a body of Markdown.

    The dialect is CommonMark with GFM's tables, strikethrough, task lists, alerts and
    autolinks, with footnotes and definition lists. HTML in it works as on the web. Beyond
    1,000,000 line ends and signs of Markdown the text is one paragraph.
    """
    # The index needs `to_html` only, and the tree builder takes a while to import.
    from tui.document.html.from_html import from_html

    begun, rest = _divided(markdown)
    document = from_html(to_html(begun), find_links=True)
    if not rest:
        return document
    notice = f"{_TOO_MANY_SIGNS.problem}; {_TOO_MANY_SIGNS.shown_as}"
    more = (
        Paragraph((Span(collapse(fit(rest).strip(INDENT))),)),
        Paragraph((Span(notice, frozenset({"notice"})),)),
    )
    return document._replace(
        blocks=(*document.blocks, *more),
        problems=(*document.problems, _TOO_MANY_SIGNS),
    )


def _divided(markdown: str) -> tuple[str, str]:
    """Return the lines of Markdown that are read as such, and the text after them."""
    if len(markdown) <= _MOST_SIGNS or sum(map(markdown.count, _SIGNS)) <= _MOST_SIGNS:
        return markdown, ""
    last = next(islice(_SIGN.finditer(markdown), _MOST_SIGNS - 1, None)).end()
    end = markdown.rfind("\n", 0, last) + 1 or last
    return markdown[:end], markdown[end:]


def to_html(markdown: str) -> str:
    """Return Markdown as HTML."""
    try:
        markdown.encode("utf-8")
    except UnicodeEncodeError:  # The parser takes UTF-8 and refuses lone surrogates.
        markdown = markdown.encode("utf-8", "replace").decode("utf-8")
    text, formulas = without_formulas(with_plain_keys(markdown))
    text = with_inline_notes(with_plain_signs(with_plain_blocks(without_tags(text))))
    return with_formulas(_to_html(text), formulas)


def _to_html(text: str) -> str:
    """Return Markdown without dialects as HTML."""
    definitions = has_line(text, _DEFINITION)
    if definitions and _COLON.search(text):
        text = _with_colons(text)
    text, letter = with_letters_beside(with_early_ends(text))
    html = without_letters(parser(definitions).html(text), letter)
    if "{" in html and any(holds(html, sign) for sign in ("{#", "{.", "{ ", "{:")):
        html = _with_heading_names(html)
    if "=" not in html:  # A single character is found ten times as fast as the words below.
        return html
    if holds(html, "footnote-"):
        html = with_notes_last(html)
    if holds(html, 'style="text-align: left"'):
        html = _LEFT.sub(' align="left"', html)
    return html


def _with_colons(text: str) -> str:
    """Return the text with colons escaped that the parser would take for definitions.

    The parser requires no space after the colon: a line that begins with `:tada:` would
    become `tada:`.
    """
    return outside_code(text, _COLON, lambda found: f"{found[1]}&#58;")


def _with_heading_names(html: str) -> str:
    """Return HTML in which `<h2>Words {#name}</h2>` has become `<h2 id="name">Words</h2>`."""
    parts: list[str] = []
    at = before = 0
    for found in _HEADING_END.finditer(html):
        level = found[2]
        tag = f"<h{level}>"
        start = html.rfind(tag, before, found.start())
        before = found.end()
        if start < 0 or found.end() - found.start() < len("{.a}</h1>"):
            continue
        name = f' id="{found[1]}"' if found[1] else ""
        words = html[start + len(tag) : found.start()].rstrip(" \t")
        parts += [html[at:start], f"<h{level}{name}>", words, f"</h{level}>"]
        at = found.end()
    return "".join(parts) + html[at:]
