"""Org to HTML (the Org manual: 2 Document Structure, 4 Hyperlinks, 12 Markup)."""

import re
from html import escape

from tui.document.formats.html_writer import (
    DEEPEST,
    MOST_NESTED,
    HtmlWriter,
    formula,
    marked_up,
    take_until,
)

_HEADING = re.compile(r"(\*+)[ \t]+(\S.*?)(?:[ \t]+(:[\w@#%:]+:))?[ \t]*\Z")
_PRIORITY = re.compile(r"\[#[A-Z0-9]{1,2}\][ \t]*")
_PLANNED = re.compile(r"[ \t]*(?:SCHEDULED|DEADLINE|CLOSED):[ \t]*[<\[]")
_BEGIN = re.compile(r"[ \t]*#\+begin_(\w+)[ \t]*(\S*)", re.IGNORECASE)
_KEYWORD = re.compile(r"[ \t]*#\+(?P<key>[\w-]+):?(?P<value>.*)\Z")
_DRAWER = re.compile(
    r"^[ \t]*:(?:properties|logbook):[ \t]*\n(?:[^\n]*\n){0,200}?[ \t]*:end:[ \t]*(?:\n|\Z)",
    re.IGNORECASE | re.MULTILINE,
)
_COMMENT = re.compile(r"[ \t]*#(?: .*|)\Z")
_FIXED = re.compile(r"[ \t]*:(?: (.*)|)\Z")
_ITEM = re.compile(
    r"(?P<in>[ \t]*)(?P<mark>[-+]|\d{1,9}[.)]|(?<=[ \t])\*)(?:[ \t]+(?P<text>.*))?\Z"
)
_TERM = re.compile(r"(?P<term>.{1,200}?)[ \t]+::(?:[ \t]+(?P<text>.*))?\Z")
_RULE = re.compile(r"[ \t]*-{5,}[ \t]*\Z")
_TABLE_RULE = re.compile(r"\|[-+|:]+\Z")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif)\Z", re.IGNORECASE)
_WEB = re.compile(r"(?:https?|mailto|ftp):")
_INLINE = re.compile(
    r"\[\[(?P<target>[^\[\]\n]{1,2000})\](?:\[(?P<words>(?:[^\]]|\](?!\])){1,2000})\])?\]"
    r"|(?<![\w=~])(?P<sign>[=~])(?P<code>\S|\S[^\n]{0,300}?\S)(?P=sign)(?!\w)"
    r"|(?<![\w$])(?P<dollars>\${1,2})(?P<tex>(?![\s$])[^$\n]{1,300}?(?<!\s))(?P=dollars)(?![\w$])"
    r"|\\(?P<open>[(\[])(?P<latex>[^\n]{1,1000}?)\\[)\]]"
    r"|\[fn:(?P<note>[\w-]{0,40})(?::(?P<noted>[^\[\]\n]{1,1000}))?(?<!\[fn:)\]"
    r"|<<<(?P<radio>[^<>\n]{1,100})>>>|(?P<unseen><<(?!\s)[^<>\n]{1,100}(?<!\s)>>|@@\w+:[^@\n]{0,300}@@)"
    r"|(?<=[^\W_])(?P<script>[\^_])\{(?P<small>[^{}\n]{1,100})\}"
    r"|(?P<url>https?://[^\s<>\[\]]*[^\s<>\[\].,;:!?'\")])"
    r"|(?<![\w*/_+])(?P<mark>[*/_+])(?P<text>\S|\S(?:[^\n]|\n(?!\n)){0,300}?\S)(?P=mark)(?!\w)"
)
_TAGS = {"*": "strong", "/": "em", "_": "u", "+": "del"}


def from_org(body: str) -> str:
    """Return the HTML of a body of org.

    What a program would put in (`#+INCLUDE`, results of code) is not run; keywords, drawers and
    comments are not shown, as in an export.
    """
    return _blocks(_DRAWER.sub("", body).split("\n"), 0)


def _blocks(body: list[str], depth: int) -> str:
    """Return the HTML of lines that lie in a number of other blocks."""
    writer = HtmlWriter()
    lines = iter(body)
    rows: list[list[str]] = []
    headed = False
    fixed: list[str] = []
    for line in lines:
        bare = line.strip()
        if bare and not _ITEM.match(line):
            writer.close_lists(len(line) - len(line.lstrip()) - 1)
        if rows and bare[:1] != "|":
            writer.table(rows, headed)
            rows, headed = [], False
        found = _FIXED.match(line)
        if fixed and not found:
            writer.code(fixed)
            fixed = []
        if found:
            fixed.append(found[1] or "")
        elif bare[:1] == "|":
            if not _TABLE_RULE.match(bare):
                rows.append([_inline(cell.strip()) for cell in bare.strip("|").split("|")])
            headed = headed or len(rows) == 1 and bool(_TABLE_RULE.match(bare))
        elif begun := _BEGIN.match(line):
            _block(writer, begun, *take_until(lines, f"#+end_{begun[1]}".lower()), depth)
        else:
            _plain(writer, line)
    if rows:
        writer.table(rows, headed)
    if fixed:
        writer.code(fixed)
    return writer.html()


def _block(
    writer: HtmlWriter, begun: re.Match[str], lines: list[str], closed: bool, depth: int
) -> None:
    """Write what stands between `#+begin_…` and `#+end_…`."""
    kind = begun[1].lower()
    if kind in ("src", "example", "export") or depth >= MOST_NESTED:
        inset = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
        code = [re.sub(r"^,(?=[*,]|#\+)", "", line[inset:]) for line in lines]
        writer.code(code, begun[2] if kind == "src" else "")
    elif kind == "verse":
        writer.block(f"<p>{'<br>'.join(map(_inline, lines))}</p>")
    elif kind != "comment" or not closed:
        html = _blocks(lines, depth + 1)
        writer.block(f"<blockquote>{html}</blockquote>" if kind == "quote" else html)


def _plain(writer: HtmlWriter, line: str) -> None:
    """Write a line that belongs to no block."""
    bare = line.strip()
    inset = len(line) - len(line.lstrip())
    if not bare:
        writer.end_paragraph()
    elif found := _HEADING.match(line):
        level = min(len(found[1]), 6)
        tags = "".join(f" #{escape(tag)}" for tag in (found[3] or "").split(":") if tag)
        words = _inline(_PRIORITY.sub("", found[2], count=1)) + tags
        writer.close_lists()
        writer.block(f"<h{level}>{words}</h{level}>")
    elif _RULE.match(line):
        writer.close_lists()
        writer.block("<hr>")
    elif _PLANNED.match(line):
        writer.block(f"<p>{_inline(bare)}</p>")
    elif found := _ITEM.match(line):
        text = found["text"] or ""
        term = _TERM.match(text) if found["mark"] in "-+*" else None
        if term:
            writer.item(inset, "dl", _inline(term["text"] or ""), _inline(term["term"]))
        else:
            writer.item(inset, "ol" if found["mark"][0].isdigit() else "ul", _inline(text))
    elif _COMMENT.match(line):
        return
    elif found := _KEYWORD.match(line):
        if found["key"].lower() == "caption":
            writer.block(f"<p>{_inline(found['value'].strip())}</p>")
    else:
        writer.line(_inline(bare))


def _inline(text: str, depth: int = 0) -> str:
    """Return text with links, code and emphasis as HTML."""
    if depth > DEEPEST:
        return escape(text)
    return marked_up(_INLINE, text, lambda found: _marked(found, depth))


def _marked(found: re.Match[str], depth: int) -> str:
    if found["code"]:
        return f"<code>{escape(found['code'])}</code>"
    if tex := found["tex"] or found["latex"]:
        return formula(tex, "$$" in (found["dollars"] or "") or found["open"] == "[", found[0])
    if found["noted"]:
        return f" [{_inline(found['noted'].strip(), depth + 1)}]"
    if found["note"]:
        return f"<sup>[{escape(found['note'])}]</sup>"
    if found["radio"] or found["unseen"]:
        return escape(found["radio"] or "")
    if found["small"]:
        tag = "sup" if found["script"] == "^" else "sub"
        return f"<{tag}>{_inline(found['small'], depth + 1)}</{tag}>"
    if found["url"]:
        return f'<a href="{escape(found["url"])}">{escape(found["url"])}</a>'
    if found["mark"]:
        tag = _TAGS[found["mark"]]
        return f"<{tag}>{_inline(found['text'], depth + 1)}</{tag}>"
    target = re.sub(r"^(?:file|attachment):", "", found["target"])
    words = found["words"]
    if _PICTURE.search(target) and not words:
        return f'<img src="{escape(target)}" alt="">'
    shown = _inline(words, depth + 1) if words else escape(target.lstrip("*#"))
    within = target.startswith(("*", "#", "id:")) or not (
        _WEB.match(target) or re.search(r"[./]", target)
    )
    return shown if within else f'<a href="{escape(target)}">{shown}</a>'
