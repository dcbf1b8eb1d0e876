"""The blocks of dialects, written as CommonMark and HTML in one pass over the lines.

A block becomes a quote with its title in bold, a tab its name and its content; what the dialect
hides is removed. Code, blocks of HTML and all other lines stay as they are.
"""

import re

from tui.articles.late_pattern import late
from tui.document.markdown.dialects import components, modules, openings
from tui.document.markdown.dialects.block_reader import BlockReader, Rule, indent_of
from tui.document.template_tags import html_output

_HINT = re.compile(
    r"\n[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:>[> ]*+)?+)?+"
    r"(?:!!!|\?\?\?|===[!+]*+ \"|:::|%%|\*\[|\[!(?!\[)|</?[A-Z>]|///[ ][a-z]|#\+(?i:begin)_"
    r"|(?:```|~~~)[^\n]*?(?:(?:title|file(?:name)?|caption)=|[ \t]\[[^\[\]\n]+\][ \t]*+\n"
    r"|:[\w./-]+\.\w+[ \t]*+\n|(?<=[`~ ])ad-|(?<=[`~ ])\{[a-z]{3,}\})"
    r"|import(?:\s*+[\"'{*]|\s[^\n\"']*+[\"'])|export\s++(?:[a-z]++\s|[{*])"
    r"|<[a-z][^<>\n]*?[\s\"']markdown[\s=>])"
)
"""A line that may belong to a dialect; most bodies have none. A line end is found fast."""
_AFTER_COMMENT = re.compile(r"-->[ \t]*+[^\s<-]")

_CALLOUT = late(r"\[!([A-Za-z][\w -]*+)(?:\|[^\[\]]*+)?\][-+]?[ \t]*+(.*)$")
_ADMONITION = late(
    r"(?:!!!|\?\?\?\+?)[ ]?([A-Za-z][\w-]*+)((?:[ ]+[\w-]++)*+)(?:[ ]+\"(.*)\")?[ ]*$"
)
_TAB = re.compile(r"===[!+]*+[ ]+\"(.+)\"[ ]*$")
_COLONS = re.compile(r":{3,}[ \t]*+(.*?)[ \t]*+:*$")
_OBJECT = late(r"[A-Za-z_]\w*+(?:\.\w++)+$")
_OPENED_IN_MDX = late(r"<(?:div|section|article|aside|center|details)(?:\s[^<>]*+)?>[ \t]*$")
_ABBREVIATION = re.compile(r"\*\[[^\[\]]++\]:[ \t]*+\S")

_COMMENTS = late(r"(?:<!--(?:[^-]|-(?!->))*+-->[ \t]*+)++")
_VERBATIM = late(r"<(pre|script|style|textarea)(?=[\s>]|$)", re.IGNORECASE)
_HTML = late(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd"
    r"|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]"
    r"|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup"
    r"|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)"
    r"(?=[\s/>]|$)",
    re.IGNORECASE,
)
"""The beginning of a block of HTML that ends at a blank line (CommonMark 0.31, section 4.6)."""
_LONE_TAG = late(r"</?[A-Za-z][\w-]*+(?:\s[^<>]*+)?+>[ \t]*$")
_READ_INSIDE = late(
    r"(?=<[^<>]*+>)(<[a-z][\w-]*+(?:\s[^<>]*?)?)\smarkdown(?:=(?:1|block|span|[\"'](?:1|block|span)[\"']))?"
    r"(?=[\s>])([^<>]*+>)"
)
"""A tag whose content is Markdown (kramdown, PHP Markdown Extra, Python-Markdown)."""


def with_plain_blocks(markdown: str) -> str:
    """Return Markdown in which the blocks of dialects are CommonMark and HTML."""
    first = "\n" + markdown[: markdown.find("\n") % (len(markdown) + 1)]
    comment = markdown.find("<!--")
    after_comment = comment >= 0 and _AFTER_COMMENT.search(markdown, comment)
    if after_comment or _HINT.search(markdown) or _HINT.match(first):
        return BlockReader(markdown, RULES, _callout).read()
    return markdown


def _callout(reader: BlockReader, lead: str, content: str) -> bool:
    """Read Obsidian's and GitHub's `[!kind]- Title`, the first line of a quote."""
    found = _CALLOUT.match(content)
    if not found:
        return False
    title = found[2].strip() or openings.titled(found[1])
    reader.out += [f"{lead}<strong>{title}</strong>", re.sub(r"[^>\s]", " ", lead).rstrip()]
    reader.in_paragraph = False
    return True


def _admonition(reader: BlockReader, lead: str, content: str) -> bool:
    """Read Python-Markdown's `!!! note "Title"` and PyMdown's `??? note`."""
    found = _ADMONITION.match(content)
    if not found or lead.strip():
        return False
    if found[3] is None and reader.inner_indent() < reader.outer_indent(len(lead)) + 4:
        return False
    title = openings.titled(found[1]) if found[3] is None else found[3]
    return reader.open(len(lead), 4, title, "blockquote")


def _tab(reader: BlockReader, lead: str, content: str) -> bool:
    """Read PyMdown's `=== "Title"`."""
    found = _TAB.match(content)
    return found is not None and not lead.strip() and reader.open(len(lead), 4, found[1])


def _colons(reader: BlockReader, lead: str, content: str) -> bool:
    """Read a container of Docusaurus and VuePress, or a div of pandoc, or its end."""
    found = _COLONS.match(content)
    if not found or lead.strip():
        return False
    if not found[1]:
        return reader.end_container()
    if _OBJECT.match(found[1]):
        return _object(reader, lead, found[1])
    return reader.container(lead, content, openings.of_colons(found[1]))


def _object(reader: BlockReader, lead: str, name: str) -> bool:
    """Read mkdocstrings' `::: package.name`; its options are indented lines below."""
    while reader.at < len(reader.lines) and indent_of(reader.lines[reader.at])[0] >= len(lead) + 4:
        reader.at += 1
    reader.out.append(f"\n{lead}{html_output.inline_code(name)}\n")
    return True


def _slashes(reader: BlockReader, lead: str, content: str) -> bool:
    """Read PyMdown's `/// note | Title`, or its end."""
    found = openings.of_slashes(content, reader.lines, reader.at)
    if not found or lead.strip():
        return False
    opened, options = found
    if not opened:
        return reader.end_container()
    return reader.container(lead, content, opened, options)


def _org(reader: BlockReader, lead: str, content: str) -> bool:
    """Read Logseq's `#+BEGIN_QUOTE`."""
    opened = openings.of_org(content)
    if not opened or ">" in lead:
        return False
    closing = f"#+end_{opened.kind}"
    end = reader.line_of_end(lambda line: line.lower() == closing)
    if end < 0:
        return False
    before = " " * indent_of(reader.lines[end])[0]
    if opened.kind in openings.CODE:
        reader.lines[end] = f"{before}```"
        reader.begin_fence(lead, f"```{opened.title}", "```")
        return True
    if reader.is_full:
        return False
    reader.lines[end] = f"{before}:::"
    return reader.container(lead, content, opened)


def _comment(reader: BlockReader, lead: str, content: str) -> bool:
    """Drop Obsidian's comment of several lines: `%%` opens the first, closes the last."""
    if not content.startswith("%%") or "%%" in content[2:] or lead.strip():
        return False
    for at in range(reader.at, len(reader.lines)):
        line = reader.lines[at].rstrip()
        if "%%" in line:
            if line.count("%%") > 1 or not line.endswith("%%"):
                return False
            reader.at = at + 1
            return True
    return False


def _abbreviation(_reader: BlockReader, lead: str, content: str) -> bool:
    """Drop the definition of an abbreviation, `*[HTML]: …`."""
    return not lead.strip() and bool(_ABBREVIATION.match(content))


def _module(reader: BlockReader, lead: str, _content: str) -> bool:
    """Drop the imports and exports of MDX."""
    if lead or reader.in_paragraph or reader.boxes:
        return False
    count = modules.lines_of_statement(reader.lines, reader.at - 1)
    reader.at += max(count - 1, 0)
    return count > 0


def _tag(reader: BlockReader, lead: str, content: str) -> bool:
    """Read a line that begins with a tag or a comment of HTML."""
    if reader.raw is None and content.startswith("<!--"):
        comments = _COMMENTS.match(content)
        if not comments:
            reader.raw = "-->"
        elif comments.end() < len(content):
            reader.split(lead, comments[0].rstrip(), content[comments.end() :])
            return True
        return False
    if not lead.strip() and (_component(reader, lead, content) or _inside(reader, lead, content)):
        return True
    verbatim = _VERBATIM.match(content)
    if verbatim:
        end = f"</{verbatim[1].lower()}>"
        reader.raw = None if end in content.lower() else end
    elif _HTML.match(content) or (not reader.in_paragraph and _LONE_TAG.match(content)):
        reader.raw = ""
    return False


def _component(reader: BlockReader, lead: str, content: str) -> bool:
    """Read the tag of an MDX component on lines of its own."""
    found = components.read([content, *reader.lines[reader.at : reader.at + components.MOST]])
    if not found:
        return False
    is_known = reader.mdx or not found.bare or found.name in reader.components
    if not is_known and (not found.opens or reader.goes_on()):
        return False
    reader.components.add(found.name)
    reader.at += found.lines - 1
    reader.raw = None
    if found.opens:
        return _literal(reader, lead, found.title) or reader.open_inner(len(lead), found.title)
    reader.out.append(f"\n{lead}{found.html}\n" if found.html else "")
    reader.in_paragraph = False
    return True


def _literal(reader: BlockReader, lead: str, title: str) -> bool:
    """Read the content of a component that is code: a template literal of JSX."""
    line = reader.lines[reader.at].strip() if reader.at < len(reader.lines) else ""
    if not line.startswith("{`"):
        return False
    end = reader.line_of_end(lambda line: line.endswith("`}"))
    if end < 0:
        return False
    code = "\n".join(reader.lines[reader.at : end + 1]).strip()[2:-2]
    reader.at = end + 1
    reader.out.append(f"\n{lead}{html_output.code(code, caption=title)}\n")
    return True


def _inside(reader: BlockReader, lead: str, content: str) -> bool:
    """Read a tag with the attribute `markdown="1"`."""
    found = _READ_INSIDE.match(content)
    if not found and reader.mdx and _OPENED_IN_MDX.match(content):
        reader.raw = None
        reader.out += [lead + content, ""]
        return reader.open_inner(len(lead), "")
    if not found:
        return False
    reader.raw = None
    reader.out += [lead + found[1] + found[2], ""]
    rest = content[found.end() :].strip()
    reader.in_paragraph = bool(rest)
    if not rest:
        return reader.open_inner(len(lead), "")
    reader.out.append(lead + rest)
    return True


RULES: dict[str, Rule] = {
    "!": _admonition,
    "?": _admonition,
    "=": _tab,
    ":": _colons,
    "/": _slashes,
    "#": _org,
    "%": _comment,
    "*": _abbreviation,
    "i": _module,
    "e": _module,
    "<": _tag,
}
"""The rules by the first character of a line's content; `_HINT` must find their signs, too."""
