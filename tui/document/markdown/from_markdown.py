"""Markdown to a document, by way of HTML, without what only the site's generator uses."""

import re

from tui.articles.front_matter import keys
from tui.articles.front_matter.split import split
from tui.document.chunked_search import has_line, holds
from tui.document.markdown.emphasis import with_letters_beside, without_letters
from tui.document.markdown.footnotes import with_inline_notes, with_notes_last
from tui.document.markdown.formulas import with_formulas, without_formulas
from tui.document.markdown.parser import outside_code, parser
from tui.document.model import Document
from tui.document.template_tags.expansion import without_tags
from tui.document.template_tags.html_output import text

_TOKEN = r"(?:[.#:][\w:.-]++|[\w-]++(?:=(?:\"[^\"{}\n]*+\"|'[^'{}\n]*+'|[^\s{}\"']++))?+)"
_TOKENS = rf"[ \t]*+{_TOKEN}(?:[ \t]++{_TOKEN})*+[ \t]*+"
_NAMED = r"(?:[.#][A-Za-z_][\w-]*+|[\w-]++=[^\s{}]++)"
_CLEAR = rf"[ \t]*+{_NAMED}(?:[ \t]++{_NAMED})*+[ \t]*+"

_LEFTOVER = re.compile(
    # kramdown puts a table of contents in place of the list before `{:toc}`.
    r"^[ \t>]*+(?:[*+-]|\d{1,3}[.)])[ \t]+[^\n]{0,80}\n[ \t>]*+\{:[ \t]*+toc\b[^{}\n]*+\}[ \t]*+$"
    # Attributes of the block before or after them, and of the inline text before them.
    rf"|^(?P<before>[ \t>]*+)\{{(?::{_TOKENS}|{_CLEAR})\}}[ \t]*+$"
    rf"|(?<=[)\]*_`~]) ?\{{:{_TOKENS}\}}|(?<=\))\{{{_CLEAR}\}}"
    # kramdown's own blocks (`{::options … /}`, `{::nomarkdown}`, `{:/}`).
    r"|\{::[a-z][^{}\n]*+\}|\{:/[a-z]*+\}"
    r"|^(?P<toc>[ \t]*+(?:@?\[toc\](?:\([^()\n]*+\))?+|\[\[_?toc_?\]\]|\$\{toc\})[ \t]*+)$",
    re.MULTILINE | re.IGNORECASE,
)
_HINTS = ("{:", "{.", "{#", "){", "\n{", "toc]", "TOC]", "Toc]", "TOC_]", "{toc}")
_TOC_IS_A_LINK = re.compile(r"^ {0,3}\[toc\]:", re.MULTILINE | re.IGNORECASE)
_FENCE = re.compile(r"\s*(?:-{3,}|\+{3,}|[A-Za-z][\w-]*[ \t]?[:：])[^\n]*\n")


def without_leftovers(markdown: str) -> str:
    """Return Markdown without attribute lists and without placeholders for contents.

    Attribute lists are kramdown's `{: .class}` and the forms of other dialects (`{.class}`,
    `{width=50%}`); placeholders are lines such as `[toc]`.
    """
    # A single character is found ten times as fast as two, which matters in a long article.
    if "{" not in markdown and "]" not in markdown:
        return markdown
    if not any(hint in markdown for hint in _HINTS) or not _LEFTOVER.search(markdown):
        return markdown
    is_link = bool(_TOC_IS_A_LINK.search(markdown))

    def replace(found: re.Match[str]) -> str:
        if found["toc"] is not None and is_link:
            return found[0]
        return found["before"] or ""

    return outside_code(markdown, _LEFTOVER, replace)


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
_ALERT = re.compile(r'<blockquote class="markdown-alert-([a-z]+)">')
_HEADING_END = re.compile(
    r"\{(?:#([^\s{}<>&\"]{1,200}))?(?:[ \t]*[#.][\w-]{1,80}){0,20}[ \t]*\}[ \t]*</h([1-6])>"
)


def from_markdown(markdown: str) -> Document:
    """Return the document of a body of Markdown.

    The dialect is CommonMark with GFM's tables, strikethrough, task lists, alerts and
    autolinks, with footnotes and definition lists. HTML in it works as on the web.
    """
    # The index needs `to_html` only, and the tree builder takes a while to import.
    from tui.document.html.from_html import from_html

    return from_html(to_html(markdown), find_links=True)


def to_html(markdown: str) -> str:
    """Return Markdown as HTML."""
    if not markdown.isascii():  # The parser takes UTF-8 and refuses lone surrogates.
        markdown = markdown.encode("utf-8", "replace").decode("utf-8")
    text, formulas = without_formulas(with_plain_keys(markdown))
    html = _to_html(with_inline_notes(without_leftovers(without_tags(text))))
    return with_formulas(html, formulas)


def _to_html(text: str) -> str:
    """Return Markdown without dialects of its generator as HTML."""
    definitions = has_line(text, _DEFINITION)
    if definitions and _COLON.search(text):
        text = _with_colons(text)
    text, letter = with_letters_beside(text)
    html = without_letters(parser(definitions).html(text), letter)
    if "{" in html and (holds(html, "{#") or holds(html, "{.")):
        html = _with_heading_names(html)
    if "=" not in html:  # A single character is found ten times as fast as the words below.
        return html
    if holds(html, "footnote-"):
        html = with_notes_last(html)
    if holds(html, 'style="text-align: left"'):
        html = _LEFT.sub(' align="left"', html)
    if holds(html, 'class="markdown-alert-'):
        html = _ALERT.sub(_titled, html)
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


def _titled(found: re.Match[str]) -> str:
    """Return the beginning of an alert with its kind as its title."""
    return f"<blockquote><p><strong>{found[1].capitalize()}</strong></p>"
