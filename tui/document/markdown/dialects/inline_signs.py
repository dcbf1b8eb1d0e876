"""The signs of dialects within lines: links, marks, comments, keys, attributes, emoji.

`_RULES` maps each sign to its pattern and its meaning. All patterns are one expression, which
goes through the text once; code is masked before, and what `_SKIPPED` matches stays as it is.
No pattern can match over its own opening sign again, so that the time is linear.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from tui.articles.late_pattern import late
from tui.articles.markups.emoji import EMOJI
from tui.document.markdown.dialects import components
from tui.document.markdown.parser import code_ranges
from tui.document.template_tags.html_output import (
    attributes,
    by_address,
    is_address,
    is_picture,
    link,
    text,
)

_SKIPPED = (
    r"\\[!-/:-@\[-`{-~]"  # An escaped character.
    r"|<(?:[a-z][a-z0-9+.-]*+:[^\s<>]*+|/?[A-Za-z][\w-]*+(?:\s[^<>]*+)?+)>"  # A tag, an address.
    r"|\]\([^\s()]++(?=[\s)])"  # The target of a link or a picture.
    r"|(?<![^\n])\[(?!\^)[^\[\]\n]++\]:[ \t]*+\S++"  # The definition of a link.
    r"|://[^\s<>\[\]{}\"']*+"  # An address.
)

_MASK = "\ufffc"
"""Stands for each character of code while the text is searched."""

_TOKEN = r"(?:[.#:][\w:.-]++|[\w-]++(?:=(?:\"[^\"{}\n]*+\"|'[^'{}\n]*+'|[^\s{}\"']++))?+)"
_TOKENS = rf"[ \t]*+{_TOKEN}(?:[ \t]++{_TOKEN})*+[ \t]*+"
_NAMED = r"(?:[.#][A-Za-z_][\w-]*+|[\w-]++=(?:\"[^\"{}\n]*+\"|'[^'{}\n]*+'|[^\s{}\"']++))"
_CLEAR = rf"[ \t]*+{_NAMED}(?:[ \t]++{_NAMED})*+[ \t]*+"
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_SPACE = r"[ \t]"
_NOT_WORD = r"[^\s\w%]|\s|\Z"
_BLOCK_END = r"(?=[ \t]*(?:\Z|\n[ \t>]*(?:\n|\Z|[-*+][ \t]|\d{1,9}[.)][ \t])))"


class _Text(NamedTuple):
    """A text, and the same with its code masked."""

    written: str
    masked: str
    labels: frozenset[str]
    """The labels of its link definitions, in lower case: what they refer to is a link."""
    blocks: dict[str, str]
    """The blocks with an id of Logseq."""
    has_properties: bool
    """Whether any property has a value; without one, `words::` is text."""

    def part(self, found: re.Match[str], group: str) -> str:
        """Return a group of a match as it is written."""
        return self.written[slice(*found.span(group))]

    def inner(self, found: re.Match[str], group: str) -> str:
        """Return a group of a match with its own signs read."""
        start, end = found.span(group)
        return _read(self._replace(written=self.written[start:end], masked=self.masked[start:end]))


_Meaning = Callable[[_Text, re.Match[str]], str]


def _nothing(_text: _Text, _found: re.Match[str]) -> str:
    """Return nothing: the dialect does not show it."""
    return ""


def _paired(sign: str, tag: str) -> tuple[str, _Meaning]:
    """Return the rule of a doubled sign around words (`==words==`).

    Comparisons and arrows (`==> and <==`) are none.
    """
    one = re.escape(sign)
    pattern = (
        rf"(?<![{one}A-Za-z0-9_)\]<]){one}{one}(?=[^\s{one}>}}])"
        rf"(?P<{tag}>(?:[^{one}\n]|{one}(?!{one})|\n(?=[^\s#>*+-]))*+)"
        rf"(?<=[^\s<{{]){one}{one}(?![{one}A-Za-z0-9_(])"
    )
    return pattern, lambda text, found: f"<{tag}>{text.inner(found, tag)}</{tag}>"


def _raised(sign: str, tag: str) -> tuple[str, _Meaning]:
    """Return the rule of a sign around a few characters after a word (`H~2~O`, `x^2^`).

    In Chinese text the signs belong to ranges (`10~15`) and faces (`^o^`).
    """
    one = re.escape(sign)
    digits = r"\d" if sign == "~" else ""
    pattern = (
        rf"(?<=[^\W_{digits}\u2e80-\uffff]|[)\]]){one}"
        rf"(?P<{tag}>[A-Za-z0-9\u0370-\u03ff(+\u2212-][\w()+=.*\u2212\u2013-]{{0,40}}){one}(?!{one})"
    )
    return pattern, lambda text, found: f"<{tag}>{text.part(found, tag)}</{tag}>"


def _wiki_link(part: _Text, found: re.Match[str]) -> str:
    """Return Obsidian's `[[Note#Heading|words]]` as a link, its `![[…]]` as what is embedded.

    The address is a relative reference (RFC 3986, section 4.2), from which the name can be
    read again.
    """
    target, words = found["target"].strip(), (found["words"] or "").strip()
    if target.casefold() in part.labels:
        return found[0]
    name, _, heading = target.partition("#")
    address = target.translate(_QUOTED)
    if found["embed"] and is_picture(name):
        return f"![{text(_SIZE.sub('', words))}](<{text(address)}>)"
    if found["embed"] and not words:
        media = by_address(address, name)
        if not media.startswith("<a"):
            return media
    heading = "" if heading.startswith("^") else heading.replace("#", " › ")
    shown = " › ".join(one for one in (name, heading) if one)
    inside = part.inner(found, "words") if words else text(shown or target)
    return f"<a{attributes(href=address)}>{inside}</a>"


_SIZE = re.compile(r"(?:^|\|)\d+(?:x\d+)?\Z")
_QUOTED = {ord(one): f"%{ord(one):02X}" for one in ' %?"<>:'}
"""Characters of a note's name that mean something else in a relative reference."""


def _keys(part: _Text, found: re.Match[str]) -> str:
    """Return PyMdown's `++ctrl+alt+del++` as keys, another word as inserted (markdown-it-ins)."""
    names = found["keys"].split("+")
    if len(names) == 1 and not _KEY.fullmatch(names[0]):
        return f"<ins>{part.inner(found, 'keys')}</ins>"
    shown = (
        name.strip('"') if name.startswith('"') else name.replace("-", " ").title()
        for name in names
    )
    return "+".join(f"<kbd>{text(name)}</kbd>" for name in shown)


_KEY = re.compile(
    r"\"[^\"]*+\"|.|f\d\d?|(?:(?:left|right|num|arrow|page)-?)?"
    r"(?:alt|back(?:space|-tab|slash|-quote|tick)?|break|caps(?:-lock)?|cancel|clear|cmd|colon"
    r"|comma|command|context-menu|control|copy|cmd|ctrl|del(?:ete)?|dot|down|end|enter|equal"
    r"|esc(?:ape)?|fn|function|home|hyper|insert|ins|left|lock|menu|meta|minus|mod|option|pause"
    r"|p(?:age)?-?(?:up|down|dn)|period|plus|print(?:-screen)?|return|right|scroll-lock"
    r"|semicolon|shift|slash|space(?:bar)?|super|tab|tilde|up|win|windows)",
    re.IGNORECASE,
)
"""The names of keys that stand alone (PyMdown Extensions, "Keys")."""


def _sized(part: _Text, found: re.Match[str]) -> str:
    """Return the alternative text of a picture without Obsidian's size."""
    return f"![{part.part(found, 'alt')}]"


def _field(part: _Text, found: re.Match[str]) -> str:
    """Return Dataview's `[key:: value]`, which stands in brackets or in parentheses."""
    words = f"{found['key'].strip()}: {part.inner(found, 'value').strip()}"
    return words if found[0][0] == "[" else f"({words})"


def _property(part: _Text, found: re.Match[str]) -> str:
    """Return a property in a line of its own, `key:: value`; those of the program are hidden."""
    bullet, end = found["bullet"], found.end()
    stated = part.inner(found, "stated") if found["stated"] else ""
    if _OWN.fullmatch(f"{found['named']}::{stated}"):
        return f"{bullet}\n" if bullet.strip() else ""
    if not found["stated"] and not part.has_properties:
        return found[0]
    broken = "" if part.written[end : end + 1].strip() == "" else "  "
    return f"{bullet}{found['named']}: {stated}{broken}\n"


def _edited(part: _Text, found: re.Match[str]) -> str:
    """Return a mark of CriticMarkup."""
    words = part.inner(found, "edit")
    sign = found["critic"]
    if sign == "~~":
        before, _, after = words.partition("~>")
        return f"<del>{before}</del> <ins>{after}</ins>"
    if sign == ">>":
        return f" <em>{words.strip()}</em>"
    tag = {"--": "del", "++": "ins", "==": "mark"}[sign]
    return f"<{tag}>{words}</{tag}>"


def _snippet(_part: _Text, found: re.Match[str]) -> str:
    """Return a file that is included, as a link: `--8<-- "a.md"`, VitePress' `<<< @/a.js{2}`."""
    paths = (found["snippet"] or found["imported"] or found["snippets"]).split()
    return found["around"] + " ".join(link(path, path) for path in paths)


def _macro(part: _Text, found: re.Match[str]) -> str:
    """Return the content of one of Logseq's macros, `{{embed [[Page]]}}`."""
    words = part.inner(found, "inside").strip()
    if found["called"] == "renderer":
        return ""
    if is_address(words):
        return link(words, words)
    return words.strip('"')


def _embedded(_part: _Text, found: re.Match[str]) -> str:
    """Return `@[kind](address)` of Zenn and VuePress as a link."""
    address = found["embedded"]
    return link(address, address) if is_address(address) else text(f"{found['site']} {address}")


def _caption(part: _Text, found: re.Match[str]) -> str:
    """Return the caption of a table, which pandoc has after it."""
    return part.part(found, "described" if found["described"] else "titled")


def _reference(part: _Text, found: re.Match[str]) -> str:
    """Return the block that Logseq's `((id))` means, where it stands in the same text."""
    return part.blocks.get(found["block_id"], "((…))")


def _component(part: _Text, found: re.Match[str]) -> str:
    """Return what the tag of a component within text stands for (MDX)."""
    start, end = found.span()
    return components.within(part.written[start:end], part.written, start, end)


_OWN = late(
    rf"id::{_UUID}|collapsed::(?:true|false)|heading::(?:true|\d)|background-color::\S+"
    r"|(?:ls|hl|card|query|logseq)[-.][\w.-]+::\S+|(?:created|updated)-at::\d+"
)
"""Properties that Logseq does not show."""
_KEY_NAME = r"(?:\*\*|__)?+[A-Za-z\u00c0-\uffff][\w .-]{0,40}+(?:\*\*)?+"
_STATED = late(rf"^[ \t>]*+(?:[-*+][ \t]+)?{_KEY_NAME}(?<!\s)::[ \t]++\S", re.MULTILINE)
_PATH = r"[\w@./~-]+"


def _emoji(_part: _Text, found: re.Match[str]) -> str:
    return EMOJI.get(found["name"], found[0])


def _before(_part: _Text, found: re.Match[str]) -> str:
    """Return the marks of quotes before a line of attributes."""
    return found["before"]


def _spanned(part: _Text, found: re.Match[str]) -> str:
    """Return the words of pandoc's `[words]{.class}`."""
    return part.inner(found, "spanned")


def _contents(part: _Text, found: re.Match[str]) -> str:
    """Return nothing for a placeholder of a table of contents, unless `[toc]` is a link."""
    return found[0] if "toc" in part.labels else ""


_BLOCK = late(
    rf"^[ \t]*[-*+][ \t]+([^\n]+)\n(?:[ \t]+[\w-]+::[^\n]*\n)*?[ \t]+id:: ({_UUID})", re.M
)

_LABEL = re.compile(r"^ {0,3}\[\[?([^\[\]\n]++)\]?\]:", re.MULTILINE)

_ICONS = r"(?:material|octicons|fontawesome|simple)-"
_ICON = rf":{_ICONS}[a-z0-9-]++:(?:\{{{_TOKENS}\}})?+"
_COMMENT = r"(?:[^%\n]|%(?!%)|\n(?![ \t]*\n))*+"

_RULES: dict[str, tuple[str, _Meaning]] = {
    "contents": (
        r"^[ \t]*+(?i:@?\[toc\](?:\([^()\n]*+\))?+|\[\[_?toc_?\]\]|\$\{toc\})[ \t]*+$",
        _contents,
    ),
    # kramdown puts a table of contents in place of the list before `{:toc}`.
    "list": (
        r"^[ \t>]*+(?:[*+-]|\d{1,3}[.)])[ \t]+[^\n]{0,80}\n"
        r"[ \t>]*+\{:[ \t]*+(?i:toc)\b[^{}\n]*+\}[ \t]*+$",
        _nothing,
    ),
    "drawer": (
        r"^[ \t>]*+(?:[-*+][ \t]+)?:(?i:logbook|properties):[ \t]*+\n"
        r"(?:(?![ \t]*+:(?i:end):)[^\n]*+\n)*+[ \t]*+:(?i:end):[ \t]*+(?:\n|\Z)",
        _nothing,
    ),
    "property": (
        rf"^(?P<bullet>[ \t>]*+(?:[-*+][ \t]+)?)(?P<named>{_KEY_NAME})"
        r"(?<!\s)::(?:[ \t]++(?P<stated>[^\n]*\S))?[ \t]*+(?:\n|\Z)",
        _property,
    ),
    "included": (
        r"^(?P<around>[ \t>]*+)(?:-+8<-+[ \t]+\"(?P<snippet>[^\"\n]+)\""
        r"|-+8<-+[ \t]*\n(?P<snippets>(?:[ \t]*[^\s<>]+[ \t]*\n)++)[ \t]*-+8<-+"
        rf"|<<<[ \t]+(?P<imported>[@./]{_PATH})(?:\{{[^{{}}\n]*\}})?"
        r"(?:[ \t]*\[[^\[\]\n]*\])?)[ \t]*+$",
        _snippet,
    ),
    # CriticMarkup around whole blocks; the middle between columns of Hugo's theme Book.
    "divided": (r"^[ \t]*+(?:\{==|==\}|<--->)[ \t]*+$", _nothing),
    "captioned": (
        r"^(?:(?<=\|\n\n)(?:Table)?:[ \t]+(?P<described>[^\s{}][^{}\n]*+)"
        rf"(?:\{{{_CLEAR}\}})?"
        r"|:[ \t]+(?P<titled>[^\s{}][^{}\n]*+)\{#tbl-[^{}\n]*\})[ \t]*$",
        _caption,
    ),
    # Attributes of the block before or after them, and of the inline text before them.
    "attributes": (
        rf"^(?P<before>[ \t>]*+)\{{(?::{_TOKENS}|:[\w-]++:{_TOKENS}|{_CLEAR})\}}[ \t]*+$",
        _before,
    ),
    # Obsidian. What hides text needs its whole shape: it opens where a word or a line begins.
    "comment": (
        r"(?<![^\s(（。，、；：])%%(?:"
        rf"(?=[^\s%]){_COMMENT}(?<=\S)%%(?={_NOT_WORD})|{_SPACE}{_COMMENT}%%(?={_SPACE}*$)"
        rf"|(?<=^%%){_SPACE}{_COMMENT}(?<={_SPACE})%%(?={_SPACE}))",
        _nothing,
    ),
    "block": (
        rf"(?:(?<=[ \t])|^)(?P<id>\^[A-Za-z0-9][A-Za-z0-9-]*+){_BLOCK_END}",
        lambda _text, found: f"<span{attributes(id=found['id'])}></span>",
    ),
    "wiki": (
        r"(?P<embed>!?)(?<![A-Za-z0-9_\])])\[\[(?![\s\]])(?P<target>[^\[\]|\n\\]++)"
        r"(?:\\?\|(?P<words>[^\[\]\n]*+))?+(?<!\s)\]\](?![(\[\]:])",
        _wiki_link,
    ),
    "marked": _paired("=", "mark"),
    # MkDocs Material.
    "inserted": _paired("^", "ins"),
    "lowered": _raised("~", "sub"),
    "lifted": _raised("^", "sup"),
    "pressed": (
        r"(?<![\w+])\+\+(?P<keys>(?:[\w-]++|\"[^\"\n+]++\")(?:\+(?:[\w-]++|\"[^\"\n+]++\"))*+)"
        r"\+\+(?![\w+])",
        _keys,
    ),
    "icon": (
        # Spaces that stay after it would widen the margin of a list item.
        rf"(?<!\S){_ICON}[ \t]*+|{_ICON}",
        _nothing,
    ),
    # GitHub.
    "emoji": (r"(?<![A-Za-z0-9_:]):(?P<name>[a-z0-9_+-]++):(?![A-Za-z0-9_:])", _emoji),
    # CriticMarkup.
    "edited": (
        r"\{(?P<critic>--|\+\+|~~|==|>>)(?P<edit>(?:[^{}\n]|\n(?!\n))+?)"
        r"(?:(?<=\S)|(?<=>>..))(?:--|\+\+|~~|==|<<)\}",
        _edited,
    ),
    # Logseq, Dataview.
    "reference": (rf"(?<!\]\()\(\((?P<block_id>{_UUID})\)\)", _reference),
    "macro": (
        r"\{\{(?P<called>embed|video|youtube|vimeo|bilibili|tweet|twitter|cloze|renderer|pdf)[ \t]"
        r"(?P<inside>[^{}\n]++)\}\}",
        _macro,
    ),
    "field": (
        r"(?:(?<!\])\((?=[^()\n]*\))"
        r"|\[(?=[^\[\]\n]*(?:\[\[[^\[\]\n]*\]\][^\[\]\n]*)*\](?![(\[])))"
        r"(?P<key>[^\W\d_][\w -]{0,40}+)(?<!\s)::[ \t]++"
        r"(?P<value>(?:[^()\[\]\n]|\[\[[^\[\]\n]*\]\])++)[\])]",
        _field,
    ),
    # Zenn, VuePress.
    "embedding": (
        r"@\[(?P<site>card|youtube|bilibili|vimeo|video|tweet|code|codepen|codesandbox|jsfiddle"
        r"|stackblitz|slideshare|speakerdeck|docswell|figma|gist|github|pdf|preview|asciinema)\]"
        r"\((?P<embedded>[^\s()]++)\)",
        _embedded,
    ),
    # MDX.
    "component": (components.WITHIN, _component),
    "expression": (r"\{/\*(?:[^*{]|\*(?!/\})|\{(?!/\*))*+\*/\}", _nothing),
    "inline": (
        rf"(?:(?<=[)\]*_{_MASK}~])|(?<=[)\]*_{_MASK}~] ))\{{:{_TOKENS}\}}"
        rf"|(?<=[){_MASK}])\{{{_CLEAR}\}}"
        rf"|(?<=[*+-] )\{{:{_CLEAR}\}}|(?<=[ \t])\{{:{_CLEAR}\}}(?=[ \t]*$)"
        # The size of a picture in Logseq, the name of a formula in Quarto.
        r"|(?<=\))\{:(?:height|width)[ ]\d+(?:,?[ ]:\w+[ ]\d+)*\}"
        r"|(?:(?<=[\ue000-\ue0ff])|(?<=[\ue000-\ue0ff] ))\{#eq[:-][\w:.-]+\}",
        _nothing,
    ),
    "span": (rf"(?<!\])\[(?P<spanned>[^\[\]\n]++)\]\{{{_CLEAR}\}}", _spanned),
    # The size of a picture in Obsidian.
    "sized": (r"!\[(?P<alt>[^\[\]\n|]*+)\\?\|\d+(?:x\d+)?\](?=[(\[])", _sized),
    # kramdown's comments.
    "omitted": (
        r"\{::comment\}(?:[^{]|\{(?!:[:/]))*+\{:/(?:comment)?\}",
        _nothing,
    ),
    # kramdown's own blocks (`{::options … /}`, `{::nomarkdown}`, `{:/}`).
    "extension": (r"\{::[a-z][^{}\n]*+\}|\{:/[a-z]*+\}", _nothing),
}
"""The signs: what they look like, and what they stand for."""

_OF_LINES = (
    "omitted", "contents", "list", "drawer", "property", "included", "divided", "captioned",
    "attributes",
)  # fmt: skip


_OF_TAGS = ("component",)
_OTHERS = tuple(name for name in _RULES if name not in (*_OF_LINES, *_OF_TAGS))


def _alternatives(names: Iterable[str]) -> str:
    return "|".join(f"(?P<{name}>{_RULES[name][0]})" for name in names)


_SIGN = late(
    # All others begin with one of a few characters, which is tested fast.
    rf"{_alternatives(_OF_LINES)}|(?=[\\<\]\[!%^=~+:{{(@])"
    rf"(?:{_alternatives(_OF_TAGS)}|{_SKIPPED}|{_alternatives(_OTHERS)})",
    re.MULTILINE,
)


def _hint_of_pair(sign: str) -> str:
    """Return the shape of a doubled sign around words of one paragraph, without its first half."""
    one = re.escape(sign)
    return (
        rf"{one}(?<![{one}A-Za-z0-9_)\]]{one}{one})[^\s{one}]"
        rf"(?:[^{one}\n]|{one}(?!{one})|\n(?!\n))*+{one}{one}"
    )


_HINT_OF_RAISED = r"[A-Za-z0-9\u0370-\u03ff(+\u2212-][\w()+=.*\u2212\u2013-]{0,40}+"

_HINTS = {
    sign: re.compile(re.escape(sign) + rf"(?:{rest})")
    for sign, rest in {
        "%": "%",
        "[": r"\[[^\s\[\]][^\[\]\n]*+\]\](?![(\[\]:])|(?i:\[?_?toc_?\])",
        "=": _hint_of_pair("="),
        "^": (
            rf"{_hint_of_pair('^')}|(?<=[\w)\]]\^){_HINT_OF_RAISED}\^"
            r"|(?<!\S\^)[A-Za-z0-9][A-Za-z0-9-]*+[ \t]*+(?:\n|\Z)"
        ),
        "~": rf"(?<=[\w)\]]~){_HINT_OF_RAISED}~",
        "+": r"\+[\w\"+-]+\+\+",
        ":": r"(?<=[\w*]:):[ \t]+\S|(?<![^\s]:)(?:LOGBOOK|PROPERTIES):",
        "<": r"(?<=8<)-|<< [@./]|--->|[A-Z][\w.]*+\s[^<>]*[={]",
        "@": r"\[[\w-]+\]\(",
        "((": _UUID,
        "|": r"\d+(?:x\d+)?\][(\[]|\n\n(?:Table)?:[ \t]",
        "{": (
            rf":(?:{_TOKENS}\}}|[:/\w]|[ \t]*+(?i:toc))|/\*|(?i:toc)\}}|#(?:eq|tbl)[:-]"
            r"|--|\+\+|~~|==|>>|(?<==\{)|\{[a-z]{3,8}[ \t]"
            # A name at the end of a heading is none of these signs.
            rf"|(?:(?<=[)\]`\n]\{{)|(?<![^\s>][ \t]\{{)(?<=[ \t>]\{{)|(?<!.\{{)){_CLEAR}\}}"
        ),
    }.items()
}
"""The shapes of the signs by their first characters, in code or outside it. Most bodies have
none, and are not searched for code. A single character is found fastest."""

_NAME_HINT = re.compile(rf":(?<![A-Za-z0-9_:]:)({_ICONS})?([a-z0-9_+-]++):(?![A-Za-z0-9_])")
"""The shape of the names of icons and emoji."""


def _may_hold_signs(markdown: str) -> bool:
    """Return whether there may be a sign, in code or outside it."""
    return any(sign in markdown and hint.search(markdown) for sign, hint in _HINTS.items()) or any(
        icon or name in EMOJI for icon, name in _NAME_HINT.findall(markdown)
    )


def with_plain_signs(markdown: str) -> str:
    """Return Markdown in which the signs of dialects outside code are CommonMark and HTML."""
    if not _may_hold_signs(markdown):
        return markdown
    pieces: list[str] = []
    at = 0
    for start, end in code_ranges(markdown):
        pieces += [markdown[at:start], _MASK * (end - start)]
        at = end
    masked = "".join(pieces) + markdown[at:]
    labels = frozenset(label.casefold() for label in _LABEL.findall(masked))
    blocks = (
        {found[2]: markdown[slice(*found.span(1))] for found in _BLOCK.finditer(masked)}
        if "((" in masked
        else {}
    )
    has_properties = "::" in masked and bool(_STATED.search(masked))
    return _read(_Text(markdown, masked, labels, blocks, has_properties))


def _read(text: _Text) -> str:
    """Return a text with its signs read."""
    parts: list[str] = []
    at = 0
    for found in _SIGN.finditer(text.masked):
        if found.lastgroup in _RULES:
            parts += [text.written[at : found.start()], _RULES[found.lastgroup][1](text, found)]
            at = found.end()
    return "".join(parts) + text.written[at:]
