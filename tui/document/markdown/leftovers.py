"""Parts of Markdown that only the site's generator uses, and that readers do not see."""

import re

from tui.articles.front_matter import keys
from tui.articles.front_matter.split import split
from tui.document.markdown.code_spans import outside_code
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
