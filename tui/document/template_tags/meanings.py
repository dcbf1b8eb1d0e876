"""The meanings of template tags: Hexo's tag plugins, Liquid's tags, Hugo's shortcodes.

A single tag is a picture, a link or a text, a pair of tags a quote, a note, a folded part, a tab
or code. Each function takes the arguments of a tag as they are written, or the tag, and returns
the content for the reader, as Markdown or as HTML that Markdown leaves unchanged.
"""

import re
from collections.abc import Callable
from html import unescape
from typing import NamedTuple

from tui.articles.late_pattern import late
from tui.document.template_tags import html_output
from tui.document.template_tags.syntax import Tag, is_name, parameters, quoted_words, words

Meaning = Callable[[str], str]

_SIZE = late(r"(?:\d+(?:\.\d+)?(?:px|%|em|rem|vw)?|auto)", re.IGNORECASE)
_TITLE_AND_ALT = late(r"(.*?)\s*[\"']([^\"']*)[\"']\s*")
_POST = late(r"(?:.*/)?(\d{4})-(\d\d?)-(\d\d?)-([^/]+?)(?:\.\w+)?")
_OPTION = late(r"(?:lang|from|to|line_number|highlight|first_line|mark|wrap):\S*")

SOURCES = ("src", "url", "image_path", "image", "img", "file", "path", "video", "audio")
"""The names of parameters that hold the address of a picture or a medium."""
LINKS = ("href", "link", "to", "permalink")
"""The names of parameters that hold the target of a link."""
TITLES = ("caption", "title", "alt", "description", "text", "label", "name")
"""The names of parameters that hold a caption, the preferred one first."""

SITES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "tweet": "https://twitter.com/i/status/{}",
    "jsfiddle": "https://jsfiddle.net/{}/",
    "asciinema": "https://asciinema.org/a/{}",
    "speakerdeck": "https://speakerdeck.com/player/{}",
}
"""Sites with tags for embedded content, and the address of an item by its name there."""

_FILMS = ("youtube", "vimeo", "bilibili", "dailymotion")
_NAMES = {
    "youtube": "YouTube", "vimeo": "Vimeo", "bilibili": "Bilibili", "tweet": "Tweet",
    "dailymotion": "Dailymotion", "instagram": "Instagram", "jsfiddle": "JSFiddle",
    "asciinema": "Asciinema", "speakerdeck": "Speaker Deck",
}  # fmt: skip


def first(named: dict[str, str], names: tuple[str, ...]) -> str:
    """Return the first parameter of these names that is not blank, or the empty string."""
    return next((named[name].strip() for name in names if named.get(name, "").strip()), "")


def nothing(_arguments: str) -> str:
    """Return nothing: only the site's generator uses the tag."""
    return ""


def embedded(site: str) -> Meaning:
    """Return the meaning of a tag that embeds an item of a site by its name."""

    def meaning(arguments: str) -> str:
        plain, named = parameters(arguments)
        name = first(named, ("id", "user_id", "bvid", "url", "src")) or next(iter(plain), "")
        title = first(named, ("title", "caption")) or _NAMES[site]
        if site == "tweet" and named.get("user") and named.get("id"):
            address = f"https://twitter.com/{named['user']}/status/{named['id']}"
        elif "//" in name:
            address = name
        elif site == "youtube" and "playlist" in plain[1:]:
            address = f"https://www.youtube.com/playlist?list={name}"
        else:
            address = SITES[site].format(name) if name else ""
        return html_output.media("video" if site in _FILMS else "iframe", address, title)

    return meaning


def gist(arguments: str) -> str:
    """Return a gist as a link; its owner may be left out."""
    plain, named = parameters(arguments)
    name = first(named, ("id",)) or "/".join(
        plain[:2] if plain[1:] and plain[1].isalnum() else plain[:1]
    )
    return html_output.media("iframe", f"https://gist.github.com/{name}" if name else "", "Gist")


def image(arguments: str) -> str:
    """Return Hexo's `img [class] src [width] [height] ["title" ["alt"]]` as a picture."""
    found = quoted_words(arguments)
    at = next((n for n, (word, _) in enumerate(found) if html_output.is_address(word)), 0)
    if not found:
        return ""
    rest = found[at + 1 :]
    while rest and _SIZE.fullmatch(rest[0][0]):
        rest = rest[1:]
    title, alt = " ".join(word for word, _ in rest), ""
    if rest and rest[0][1]:
        title, alt = rest[0][0], rest[1][0] if rest[1:] else ""
    both = _TITLE_AND_ALT.fullmatch(title)
    if both and not alt:
        inside = words(title)
        title, alt = (inside[0], inside[-1]) if title[:1] in "\"'" else (both[1], both[2])
    return html_output.picture(found[at][0], alt or title)


def full_image(arguments: str) -> str:
    """Return NexT's `fullimage src, alt, title` as a picture."""
    parts = [part.strip().strip("\"'") for part in arguments.split(",")]
    return html_output.picture(parts[0], next((part for part in parts[:0:-1] if part), ""))


def link(arguments: str) -> str:
    """Return Hexo's `link text url [external] [title]`, or Jekyll's `link path`."""
    found = words(arguments)
    if len(found) < 2:
        return html_output.address("".join(found))
    if "," in arguments and not html_output.is_address(found[1]):
        parts = [part.strip() for part in arguments.split(",")]
        to = next((part for part in parts[1:] if html_output.is_address(part)), "")
        return html_output.link(to, parts[0])
    at = next((n for n, word in enumerate(found) if n and html_output.is_address(word)), 1)
    return html_output.link(found[at], " ".join(found[:at]))


def post_link(arguments: str) -> str:
    """Return `post_link name [title] [escape]` and `asset_link` as a link."""
    name, title = name_and_title(arguments)
    return html_output.link(name, title or name)


def name_and_title(arguments: str) -> tuple[str, str]:
    """Return the name of the file in `name [title] [escape]`, and the title, perhaps empty."""
    name, *title = words(arguments) or [""]
    if title and title[-1] in ("true", "false"):
        title.pop()
    return name, " ".join(title)


def path(arguments: str) -> str:
    """Return the only argument, which is a path."""
    plain, named = parameters(arguments)
    return html_output.address(first(named, ("path",)) or next(iter(plain), ""))


def post_url(arguments: str) -> str:
    """Return Jekyll's `post_url 2021-03-29-name` as the path that Jekyll gives to posts."""
    name = next(iter(words(arguments)), "")
    found = _POST.fullmatch(name)
    return html_output.address("/{}/{}/{}/{}.html".format(*found.groups()) if found else name)


def include_code(arguments: str) -> str:
    """Return Hexo's `include_code [title] [lang:x] path` as a link to the file."""
    found = [word for word in words(arguments) if not _OPTION.fullmatch(word)]
    return html_output.link(found[-1], " ".join(found)) if found else ""


def include(arguments: str) -> str:
    """Return the content of Jekyll's `include file.html a="b"`, judged by its parameters."""
    plain, named = parameters(arguments)
    template = next(iter(plain), "")
    site = named.get("provider", "").lower()
    site = site or next((one for one in SITES if one in template.lower()), "")
    if site in SITES and named.get("id"):
        return embedded(site)(arguments)
    return shown(named) or said(named)


def said(named: dict[str, str]) -> str:
    """Return the words, as Markdown, that an unknown tag has among its parameters."""
    return html_output.inline(first(named, ("content", "text", "message", "caption")))


def shown(named: dict[str, str], plain: tuple[str, ...] = (), name: str = "") -> str:
    """Return the picture or link in the parameters of an unknown tag, or the empty string.

    Args:
        named: the parameters with a name.
        plain: the parameters without one.
        name: the tag's name, which may contain `img` or the like.
    """
    source = first(named, SOURCES)
    to = first(named, LINKS)
    address = source or to or next((word for word in plain if html_output.is_picture(word)), "")
    address = address or next((word for word in plain if word.startswith("http")), "")
    if not html_output.is_address(address):
        return ""
    title = first(named, TITLES) or " ".join(
        word for word in plain if word != address and " " in word
    )
    if source and re.search("im(?:g|age)|fig|photo|pic", name) or html_output.is_picture(address):
        caption = first(named, ("caption", "title", "description"))
        if caption:
            return html_output.figure(address, caption, named.get("alt", ""), link=to)
        return html_output.picture(address, title, link=to)
    return html_output.by_address(address, title)


def figure(arguments: str) -> str:
    """Return Hugo's `figure src title caption alt link attr attrlink` as a picture."""
    plain, named = parameters(arguments)
    source = first(named, SOURCES) or next(iter(plain), "")
    title = first(named, ("title",))
    caption = first(named, ("caption",)) or " ".join(plain[1:])
    if title and caption:
        title = f"**{title}**"
    credit = first(named, ("attr",))
    if credit and named.get("attrlink"):
        credit = f"[{credit}](<{named['attrlink']}>)"
    parts = " · ".join(part for part in (title, caption, credit) if part)
    if not parts:
        return html_output.picture(source, named.get("alt", ""), link=first(named, LINKS))
    return html_output.figure(source, parts, named.get("alt", ""), link=first(named, LINKS))


def film(kind: str) -> Meaning:
    """Return the meaning of a tag for a video, a sound or a frame of the site itself."""

    def meaning(arguments: str) -> str:
        plain, named = parameters(arguments)
        address = first(named, ("src", "url", "file", "path", "mp4", "webm", "mp3"))
        plain = [word.removeprefix("url=") for word in plain]
        address = address or next((word for word in plain if html_output.is_address(word)), "")
        address = address or next(iter(plain), "")
        return html_output.media(kind, address, first(named, ("caption", "title", "name", "alt")))

    return meaning


def player(arguments: str) -> str:
    """Return `aplayer title author url …` as a sound with its title and author."""
    found = words(arguments)
    at = next((n for n, word in enumerate(found) if html_output.is_address(word)), -1)
    title = " · ".join(found[: min(at, 2)])
    return html_output.media("audio", found[at], title) if at >= 0 else ""


def button(arguments: str) -> str:
    """Return NexT's `button url, text, icon, title`, or Hugo's named parameters, as a link."""
    plain, named = parameters(arguments)
    to = first(named, LINKS + SOURCES)
    if to:
        return html_output.link(to, first(named, ("text", "label", "title")))
    parts = [part.strip().strip("\"'") for part in arguments.split(",")]
    if len(parts) == 1:
        parts = plain
    return html_output.link(parts[0], parts[1] if parts[1:] else "") if parts else ""


def label(arguments: str) -> str:
    """Return `label class@text`, or `label text colour`, as marked text."""
    before, at, after = arguments.partition("@")
    found = [after] if at and " " not in before.strip() else words(arguments)
    if len(found) > 1:
        found.pop()
    return f"<mark>{html_output.text(' '.join(found).strip())}</mark>"


def wrapped(tag: str) -> Meaning:
    """Return the meaning of a tag whose arguments are text, in an element of HTML."""

    def meaning(arguments: str) -> str:
        text = html_output.text(arguments.strip().strip("\"'"))
        return f"<{tag}>{text}</{tag}>" if tag else text

    return meaning


def after_comma(arguments: str) -> str:
    """Return the words after a style (`span red, words`)."""
    return html_output.text(arguments.partition(",")[2].strip() or arguments)


def before_comma(arguments: str) -> str:
    """Return the words before a style (`hideInline words, show`)."""
    return html_output.text(arguments.partition(",")[0].strip())


def after_last_comma(arguments: str) -> str:
    """Return the words after the styles (`checkbox red, checked, words`)."""
    return html_output.text(arguments.rpartition(",")[2].strip())


def repository(arguments: str) -> str:
    """Return the repository of `ghcard owner/name[, option=…]` as a link."""
    name = arguments.partition(",")[0].strip()
    return html_output.link(f"https://github.com/{name}", name)


def unknown_tag(arguments: str) -> str:
    """Return the picture or the link among the arguments of an unknown tag."""
    plain, named = parameters(arguments)
    named = {name: value.removesuffix(",") for name, value in named.items()}
    before, comma, _ = arguments.partition(",")
    if comma and "=" not in before and not html_output.is_address(before):
        named.setdefault("label", before)
    return shown(named, tuple(word.strip(",") for word in plain)) or said(named)


def _captioned(arguments: str, source: str) -> str:
    """Return WordPress' `[caption]<img> words[/caption]` as a picture with its caption."""
    _, named = parameters(arguments)
    found = _PICTURED.match(source)
    if not found:
        return html_output.inline(source)
    words = source[found.end() :].strip() or named.get("caption", "")
    return html_output.captioned(found[0], words)


def _embedded_address(_arguments: str, source: str) -> str:
    """Return WordPress' `[embed]address[/embed]` as a link."""
    return html_output.link(unescape(source).strip(), "")


_PICTURED = late(
    r"\s*+(?:(?:<a\b[^<>]*+>\s*+)?<img\b[^<>]*+>(?:\s*+</a>)?"
    r"|(?:\[(?=!))?!\[[^\[\]]*+\]\([^()\n]*+\)(?:\]\([^()\n]*+\))?)"
)

WRAPPING: dict[str, Callable[[str, str], str]] = {
    "caption": _captioned,
    "embed": _embedded_address,
}
"""WordPress' pairs with a meaning that takes in their content."""

UNTOUCHED = frozenset({"raw", "verbatim", "rawhtml", "math", "katex", "latex", "mathjax"})
"""Pairs that are removed and whose content stays unchanged, tags included."""

DROPPED = frozenset({"comment"})
"""Pairs that are removed with their content."""

_CODE = frozenset({"highlight", "codeblock", "code", "sourcecode", "prism", "codegroup"})
_DRAWINGS = frozenset({"mermaid", "plantuml", "graphviz", "dot", "chart", "echarts"})
_LIKE_CODE = late(r"code|highlight|listing|console|terminal|snippet|command")

_QUOTES = frozenset({"blockquote", "quote", "pullquote", "cq", "centerquote"})
NOTES = frozenset(
    {
        "note", "notice", "admonition", "alert", "callout", "hint", "tip", "warning", "info",
        "important", "caution", "danger", "message",
    }
)  # fmt: skip
FOLDED = frozenset(
    {"details", "expand", "collapse", "folding", "spoiler", "hidetoggle", "hideblock", "fold"}
)
_HEADED = frozenset({"tab", "tabitem", "section", "step", "card"})
KINDS = frozenset(
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
_ICON = late(r"(?:fa[srb]?|icon)[- ]?\S*|['\"]?fa[srb]? fa-\S+")
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
    if tag.kind == "wordpress":
        return True
    return tag.name in UNTOUCHED or tag.name in DROPPED or is_code(tag)


def code(tag: Tag, source: str) -> str:
    """Return the code between a pair of tags."""
    if tag.name in _DRAWINGS:
        return html_output.code(source, tag.name)
    if tag.kind in ("shortcode", "wordpress"):
        source = unescape(source) if tag.kind == "wordpress" else source
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
    if tag.name in NOTES:
        return _note(tag)
    if tag.name in FOLDED:
        return Pair(f"<details open>{_summary(tag)}", "</details>")
    if tag.name == "timeline":
        return Pair(heading(tag.arguments.partition(",")[0]), "")
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
    if rest and rest[0].lower() in KINDS:
        kind = kind or rest.pop(0).lower()
    title = title or " ".join(rest)
    if not title:
        name = kind if kind in KINDS else tag.name
        title = name.capitalize() if name in KINDS and (kind or tag.kind == "shortcode") else ""
        if kind and kind not in KINDS:
            title = ""
    return Pair(f"<blockquote>{_strong(title)}", "</blockquote>")


def _summary(tag: Tag) -> str:
    plain, named = parameters(tag.arguments)
    title = first(named, ("summary", "title", "label", "name", "text"))
    if not title and tag.kind == "tag":
        title = _folded_title(tag.arguments).strip("\"'")
    title = title or next((word for word in plain if word not in _LOOKS), "")
    return f"<summary>{html_output.text(title)}</summary>" if title else ""


def _folded_title(arguments: str) -> str:
    """Return the title among the arguments of a tag of Hexo's themes, which has styles beside it.

    Volantis writes `folding blue open, title`, Butterfly `hideToggle title,#fff,#000`, Fluid
    `fold info @title`, Stellar `folding title color:blue open:true`.
    """
    before, at, after = arguments.partition("@")
    if at and " " not in before.strip():
        return after.strip()
    parts = [part.strip() for part in arguments.split(",")]
    while len(parts) > 1 and all(word in _LOOKS for word in parts[0].split()):
        del parts[0]
    return _STYLE.sub("", parts[0]).strip()


_STYLE = re.compile(r"(?<!\S)(?:color|open|child|codeblock):\S+")
