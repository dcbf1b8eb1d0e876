"""The meanings of paired template tags: quotes, notes, folded parts, tabs, links, code."""

import re
from typing import NamedTuple

from tui.document.template_tags import html_output
from tui.document.template_tags.single_tags import LINKS, SOURCES, first
from tui.document.template_tags.syntax import Tag, is_name, parameters, words

UNTOUCHED = frozenset({"raw", "verbatim", "rawhtml", "math", "katex", "latex", "mathjax"})
"""Pairs that are removed and whose content stays unchanged, tags included."""

DROPPED = frozenset({"comment"})
"""Pairs that are removed with their content."""

_CODE = frozenset({"highlight", "codeblock", "code", "prism", "codegroup"})
_DRAWINGS = frozenset({"mermaid", "plantuml", "graphviz", "dot", "chart", "echarts"})
_LIKE_CODE = re.compile(r"code|highlight|listing|console|terminal|snippet|command")

_QUOTES = frozenset({"blockquote", "quote", "pullquote", "cq", "centerquote"})
_NOTES = frozenset(
    {
        "note", "notice", "admonition", "alert", "callout", "hint", "tip", "warning", "info",
        "important", "caution", "danger", "message",
    }
)  # fmt: skip
_FOLDED = frozenset(
    {"details", "expand", "collapse", "folding", "spoiler", "hidetoggle", "hideblock", "fold"}
)
_HEADED = frozenset({"tab", "tabitem", "section", "step", "card"})
_KINDS = frozenset(
    {
        "note", "info", "tip", "hint", "warning", "danger", "important", "caution", "success",
        "error", "question", "quote", "todo", "bug", "example", "abstract", "failure",
    }
)  # fmt: skip
_LOOKS = frozenset(
    {
        "default", "primary", "secondary", "light", "dark", "no-icon", "simple", "modern",
        "flat", "disabled", "open", "true", "false", "blue", "green", "red", "orange", "yellow",
        "purple", "cyan", "pink", "gray", "grey", "none",
    }
)  # fmt: skip
_ICON = re.compile(r"(?:fa[srb]?|icon)[- ]?\S*|['\"]?fa[srb]? fa-\S+")
_ADDRESS = re.compile(r"(?<!\S)(?:https?:)?//\S+")


class Pair(NamedTuple):
    """The replacements of the two tags of a pair."""

    opening: str
    closing: str
    block: bool = True
    """Whether each replacement is on lines of its own."""


def is_code(tag: Tag) -> bool:
    """Return whether the content of the tag is code."""
    if tag.name in _CODE or tag.name in _DRAWINGS:
        return True
    return tag.kind == "shortcode" and bool(_LIKE_CODE.search(tag.name))


def is_verbatim(tag: Tag) -> bool:
    """Return whether the content of the tag is verbatim: no tag counts in it."""
    return tag.name in UNTOUCHED or tag.name in DROPPED or is_code(tag)


def code(tag: Tag, source: str) -> str:
    """Return the code between a pair of tags."""
    if tag.name in _DRAWINGS:
        return html_output.code(source, tag.name)
    if tag.kind == "shortcode":
        plain, named = parameters(tag.arguments)
        language = first(named, ("lang", "language")) or next(iter(plain), "")
        caption = first(named, ("title", "caption", "file", "filename", "name"))
        return html_output.code(source, language if is_name(language) else "", caption)
    found = words(tag.arguments)
    if tag.name == "highlight":
        return html_output.code(source, found[0] if found and is_name(found[0]) else "")
    language = next((word[5:] for word in found if word.startswith("lang:")), "")
    rest = [word for word in found if not re.fullmatch(r"[a-z_]+:[^/\s]*", word)]
    at = next((n for n, word in enumerate(rest) if "://" in word), len(rest))
    title, address = " ".join(rest[:at]), "".join(rest[at : at + 1])
    caption = " · ".join(part for part in (title, " ".join(rest[at + 1 :])) if part)
    return html_output.code(source, language, caption, address)


def pair(tag: Tag) -> Pair | None:
    """Return the replacements of a tag and its closing tag; None where both are removed."""
    if tag.name in _QUOTES:
        return _quote(tag)
    if tag.name in _NOTES:
        return _note(tag)
    if tag.name in _FOLDED:
        return Pair(f"<details open>{_summary(tag)}", "</details>")
    plain, named = parameters(tag.arguments)
    if tag.kind == "tag":
        return None
    to = first(named, LINKS) or (first(named, SOURCES) if tag.name != "tab" else "")
    if tag.name in ("button", "btn", "link") and plain and not to:
        to = plain[0]
    if to and html_output.is_address(to):
        return Pair(f"<a{html_output.attributes(href=to)}>", "</a>", block=False)
    title = first(named, ("title", "caption", "summary", "name", "label", "heading", "header"))
    rest = [word for word in plain if word not in _LOOKS]
    if not title and rest and (" " in rest[0] or tag.name in _HEADED):
        title = rest[0]
    return Pair(_strong(title), "") if title else None


def heading(words: str) -> str:
    """Return the title of a tab, from the words of its comment."""
    return _strong(words.partition("@")[0].strip())


def _strong(words: str) -> str:
    return f"<p><strong>{html_output.text(words)}</strong></p>" if words.strip() else ""


def _quote(tag: Tag) -> Pair:
    """Read Hexo's `blockquote [author[, source]] [link] [title]`, or named parameters."""
    _, named = parameters(tag.arguments)
    if named and tag.kind == "shortcode":
        who = first(named, ("author", "name", "caption"))
        source, address = first(named, ("source", "title", "cite")), first(named, (*LINKS, "url"))
    else:
        arguments = tag.arguments if tag.name in ("blockquote", "quote") else ""
        found = _ADDRESS.search(arguments)
        address = found[0] if found else ""
        who = " ".join(words(arguments[: found.start()] if found else arguments))
        source = " ".join(words(arguments[found.end() :])) if found else ""
    parts = [html_output.text(who)] if who else []
    if address:
        shown = source or re.sub(r"^(?:https?:)?//", "", address).rstrip("/")
        parts.append(html_output.link(address, shown))
    elif source:
        parts.append(html_output.text(source))
    attribution = f"<p>— {', '.join(parts)}</p>" if parts else ""
    return Pair("<blockquote>", f"{attribution}</blockquote>")


def _note(tag: Tag) -> Pair:
    """Read the kind and the title of a note: `note warning A title`, `note "A title"`."""
    plain, named = parameters(tag.arguments)
    kind = first(named, ("type", "kind", "class", "context", "icon")).lower()
    title = first(named, ("title", "header", "heading", "summary"))
    rest = [word for word in plain if word.lower() not in _LOOKS and not _ICON.fullmatch(word)]
    if rest and rest[0].lower() in _KINDS:
        kind = kind or rest.pop(0).lower()
    title = title or " ".join(rest)
    if not title:
        name = kind if kind in _KINDS else tag.name
        title = name.capitalize() if name in _KINDS and (kind or tag.kind == "shortcode") else ""
        if kind and kind not in _KINDS:
            title = ""
    return Pair(f"<blockquote>{_strong(title)}", "</blockquote>")


def _summary(tag: Tag) -> str:
    plain, named = parameters(tag.arguments)
    title = first(named, ("summary", "title", "label", "name"))
    if not title and tag.kind == "tag":
        title = tag.arguments.partition(",")[0].strip().strip("\"'")
    title = title or next((word for word in plain if word not in _LOOKS), "")
    return f"<summary>{html_output.text(title)}</summary>" if title else ""
