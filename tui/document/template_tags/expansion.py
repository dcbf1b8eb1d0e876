"""Template tags in a text, replaced by the content that they stand for.

Articles are kept in the form that their site's generator reads: with Liquid's tags (Jekyll),
tag plugins (Hexo and its themes) and shortcodes (Hugo). `TAGS` and `SHORTCODES` map the names
of single tags to the picture, link or text that a reader wants; `meanings.pair` does so for
tags that come in pairs, `WORDPRESS` and `meanings.WRAPPING` for WordPress' shortcodes. Tags that
say nothing to a reader are removed, and the text between two tags stays. Code is left unchanged,
and so is text without the syntax of a tag.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator

from tui.articles.late_pattern import late
from tui.document.markdown.parser import code_ranges
from tui.document.template_tags import meanings
from tui.document.template_tags.html_output import inline_code, text
from tui.document.template_tags.meanings import (
    SITES,
    Meaning,
    after_comma,
    after_last_comma,
    before_comma,
    button,
    embedded,
    figure,
    film,
    full_image,
    gist,
    image,
    include,
    include_code,
    label,
    link,
    nothing,
    path,
    player,
    post_link,
    post_url,
    repository,
    said,
    shown,
    unknown_tag,
    wrapped,
)
from tui.document.template_tags.syntax import Tag, find_tags, has_tags, parameters

TAGS: dict[str, Meaning] = {
    **dict.fromkeys(("asset_img", "img", "image", "asset_image", "picture", "inlineimage"), image),
    **dict.fromkeys(("fi", "full_image", "fullimage", "full-image"), full_image),
    **dict.fromkeys(("asset_path", "post_path"), path),
    **dict.fromkeys(("asset_link", "post_link"), post_link),
    **dict.fromkeys(("link", "link_to"), link),
    "post_url": post_url,
    "include_code": include_code,
    **dict.fromkeys(("include", "include_relative", "include_cached", "render"), include),
    **{site: embedded(site) for site in SITES},
    "twitter": embedded("tweet"),
    "gist": gist,
    **dict.fromkeys(("iframe", "pdf", "frame"), film("iframe")),
    **dict.fromkeys(("video", "dplayer", "videojs"), film("video")),
    "audio": film("audio"),
    "aplayer": player,
    **dict.fromkeys(("button", "btn"), button),
    "label": label,
    **dict.fromkeys(("u", "wavy", "emp"), wrapped("u")),
    "del": wrapped("del"),
    "kbd": wrapped("kbd"),
    "psw": wrapped(""),
    **dict.fromkeys(("span", "p"), after_comma),
    **dict.fromkeys(("hideinline", "bubble", "cb"), before_comma),
    **dict.fromkeys(("checkbox", "radio"), after_last_comma),
    "ghcard": repository,
    **dict.fromkeys(
        (
            "assign", "capture", "for", "if", "unless", "else", "elsif", "elseif", "elif",
            "case", "when", "cycle", "tablerow", "increment", "decrement", "break",
            "continue", "set", "block", "extends", "import", "from", "macro", "call",
            "filter", "layout", "seo", "feed_meta", "comment", "meting", "caniuse", "raw",
            "with", "liquid", "echo", "toc", "tabs", "subtabs",
        ),
        nothing,
    ),
}  # fmt: skip
"""The meanings of the tags of Hexo, its themes, Jekyll and its plugins, by name."""

SHORTCODES: dict[str, Meaning] = {
    **dict.fromkeys(("figure", "img", "image", "picture", "pic", "photo", "imgproc"), figure),
    **{site: embedded(site) for site in SITES},
    **dict.fromkeys(("x", "twitter", "x_simple", "twitter_simple"), embedded("tweet")),
    "gist": gist,
    **dict.fromkeys(("ref", "relref"), path),
    **dict.fromkeys(("iframe", "pdf"), film("iframe")),
    "video": film("video"),
    **dict.fromkeys(("audio", "music"), film("audio")),
    **dict.fromkeys(("button", "btn"), button),
    "kbd": wrapped("kbd"),
    **dict.fromkeys(("param", "toc", "icon", "fa", "include", "br"), nothing),
}
"""The meanings of Hugo's shortcodes and of those common in its themes, by name."""

WORDPRESS: dict[str, Meaning] = {
    "audio": film("audio"),
    "video": film("video"),
    "youtube": embedded("youtube"),
    "vimeo": embedded("vimeo"),
    **dict.fromkeys(("gallery", "playlist"), nothing),
}
"""The meanings of WordPress' single shortcodes; the pictures of a gallery have numbers only."""

_PREFIX = late(r"(?:[ \t>]|[-*+][ \t]+|\d{1,9}[.)][ \t]+)*")
"""The marks of quotes and list items that may precede a block on its line."""

_LONGEST_PREFIX = 200

_REST = re.compile(r"[ \t]*(?:\n|\Z)")
_HTML_LINE = re.compile(r"[ \t]*(?=</?[A-Za-z])")
_TAB = late(r"<!--[ \t]*(?:tab|timeline)\b([^<>\n]{0,200})-->")
_BLOCK = late(
    r"</?(?:figure|pre|iframe|video|audio|blockquote|details|p)\b|(?:<a [^<>]*>)?(?P<image><img\b)"
)
"""The beginning of output that needs lines of its own; a picture needs them only where
nothing follows it on its line."""

_FENCED = late(r"\s*+(?P<fence>```|~~~)[^\n]*\n(?:.*\n)?[ \t]*(?P=fence)[`~]*\s*", re.DOTALL)
"""Code between tags that is also in a fence, as some themes of Hugo require."""

_MOST_PARSES = 20
"""How often the rest of a text is searched for code again."""

_Item = tuple[Tag, Tag | None]
"""A tag, and the tag that closes it where the text between them is verbatim."""

_Ranges = Callable[[str], list[tuple[int, int]]]


def without_tags(markdown: str, find_code: _Ranges = code_ranges) -> str:
    """Return Markdown in which each template tag is replaced by its content.

    Args:
        markdown: the text; or HTML, with a `find_code` for HTML.
        find_code: returns the ranges of code in a text, in order and without overlaps.
    """
    if not has_tags(markdown):
        return markdown
    tags = list(find_tags(markdown))
    if not tags:
        return markdown
    writer = _Writer(markdown)
    items = list(_outside_code(markdown, tags, find_code))
    opening, closing = _partners(markdown, items)
    tabs = any(tag.name in ("tabs", "subtabs", "timeline") for tag, _ in items)
    for number, (tag, close) in enumerate(items):
        writer.text_to(tag.start, tabs)
        if close is not None:
            _verbatim(writer, tag, close)
        elif tag.kind == "wordpress" and not tag.single:
            continue  # One half of a pair is text.
        elif tag.closing:
            writer.put(closing.get(number, ""), tag.end)
        elif number in opening:
            writer.put(opening[number], tag.end)
        else:
            writer.put(_single(tag), tag.end)
    writer.text_to(len(markdown), tabs)
    return "".join(writer.parts)


class _Writer:
    """Collects the text with its tags replaced."""

    def __init__(self, markdown: str) -> None:
        self.markdown = markdown
        self.parts: list[str] = []
        self.at = 0
        self._line = ""
        """The beginning of the last line, up to `_LONGEST_PREFIX` characters and one more."""

    def _add(self, passage: str) -> None:
        self.parts.append(passage)
        _, new, after = passage.rpartition("\n")
        self._line = (after if new else self._line + after)[: _LONGEST_PREFIX + 1]

    def text_to(self, end: int, tabs: bool = False) -> None:
        """Add the text up to a place; comments that begin a tab become its title."""
        passage = self.markdown[self.at : end]
        self.at = end
        if tabs and "<!--" in passage:
            passage = _TAB.sub(lambda found: f"\n\n{meanings.heading(found[1])}\n\n", passage)
        if passage:
            self._add(passage)

    def prefix(self) -> str | None:
        """Return the marks of blocks on the last line; None where other text is on it."""
        line = self._line
        return line if len(line) <= _LONGEST_PREFIX and _PREFIX.fullmatch(line) else None

    def put(self, piece: str, end: int) -> None:
        """Add the replacement of the tag that ends at a place of the source."""
        self.at = end
        prefix = self.prefix()
        rest = _REST.match(self.markdown, end)
        if not piece:
            # The empty line stays, as in the generator's output, except before HTML, which
            # it would end.
            if prefix is not None and not prefix.strip() and rest:
                html = _HTML_LINE.match(self.markdown, rest.end())
                self.at = html.end() if html else end
            return
        block = _BLOCK.match(piece)
        if prefix is None or not block or (block["image"] and not rest):
            self._add(piece)
            return
        again = _continued(prefix)
        # After a blank line, four spaces would begin code.
        if again == prefix and len(again.expandtabs(4).replace(">", "")) < 4:
            self._add("\n" + again)
        self._add(f"{piece}\n{again}")
        if not rest:
            self._add(f"\n{again}")
            self.at = _after_spaces(self.markdown, end)


def _outside_code(markdown: str, tags: list[Tag], find_code: _Ranges) -> Iterator[_Item]:
    """Yield the tags outside code, and those that begin code themselves.

    The text between a verbatim pair may contain an unclosed mark of code, so that the closing
    tag seems to be in code. The text after the pair is then searched for code again.
    """
    codes = find_code(markdown)
    parses = 0
    ends: dict[tuple[str, str], list[int]] = {}
    for number, tag in enumerate(tags):
        if tag.closing:
            ends.setdefault((tag.kind, tag.name), []).append(number)
    number = 0
    while number < len(tags):
        tag = tags[number]
        number += 1
        if _within(codes, tag.start, tag.end):
            # Authors escape shortcodes inside code only, so these are shown without escapes.
            if tag.kind == "escaped":
                yield tag._replace(name="code"), None
            continue
        if not tag.closing and not tag.single and meanings.is_verbatim(tag):
            places = ends.get((tag.kind, tag.name), [])
            next_end = bisect_left(places, number)
            if next_end < len(places):
                close = tags[places[next_end]]
                yield tag, close
                number = places[next_end] + 1
                if _within(codes, close.start, close.end) and parses < _MOST_PARSES:
                    parses += 1
                    found = find_code(markdown[close.end :])
                    codes = [(start + close.end, end + close.end) for start, end in found]
                continue
        yield tag, None


def _within(codes: list[tuple[int, int]], start: int, end: int) -> bool:
    """Return whether a range begins in code or ends in it."""
    after = bisect_right(codes, start, key=lambda code: code[0])
    if after and codes[after - 1][1] > start:
        return True
    return after < len(codes) and codes[after][0] < end < codes[after][1]


def _partners(markdown: str, items: list[_Item]) -> tuple[dict[int, str], dict[int, str]]:
    """Return the replacements of opening and of closing tags, by the numbers of the tags."""
    waiting: dict[tuple[str, str], list[int]] = {}
    opening: dict[int, str] = {}
    closing: dict[int, str] = {}
    for number, (tag, close) in enumerate(items):
        if close is not None or tag.single or tag.kind not in ("tag", "shortcode"):
            continue
        around = waiting.setdefault((tag.kind, tag.name), [])
        if not tag.closing:
            around.append(number)
        elif around:
            before = around.pop()
            opener = items[before][0]
            found = meanings.pair(opener)
            opening[before] = closing[number] = ""
            if found is None:
                continue
            if not found.block and "\n\n" in markdown[opener.end : tag.start]:
                continue
            opening[before], closing[number] = found.opening, found.closing
    return opening, closing


def _single(tag: Tag) -> str:
    """Return the replacement of a tag without a closing tag."""
    if tag.kind == "escaped":
        return tag.arguments if tag.name == "code" else text(tag.arguments)
    if tag.kind == "variable":
        return tag.name[1:-1] if tag.name[0] in "\"'" else ""
    if tag.kind == "tag":
        return TAGS.get(tag.name, unknown_tag)(tag.arguments)
    if tag.kind == "wordpress":
        return WORDPRESS[tag.name](tag.arguments)
    if tag.name in SHORTCODES:
        return SHORTCODES[tag.name](tag.arguments)
    plain, named = parameters(tag.arguments)
    words = next((word for word in plain if " " in word and "/" not in word), "")
    return shown(named, tuple(plain), tag.name) or said(named) or text(words)


def _verbatim(writer: _Writer, tag: Tag, close: Tag) -> None:
    """Write a pair of tags with verbatim text between them."""
    source = writer.markdown[tag.end : close.start]
    if tag.name in meanings.WRAPPING:
        writer.put(meanings.WRAPPING[tag.name](tag.arguments, source), close.end)
    elif tag.name in meanings.DROPPED:
        writer.put("", close.end)
    elif tag.name in meanings.UNTOUCHED or _FENCED.fullmatch(source):
        writer.put("", tag.end)
        writer.text_to(close.start)
        writer.put("", close.end)
    elif "\n" not in source and writer.prefix() is None:
        writer.put(inline_code(source), close.end)
    else:
        writer.put(meanings.code(tag, _moved_out(source, writer.prefix() or "")), close.end)


def _continued(prefix: str) -> str:
    """Return the prefix of the next line in a block whose first line has this prefix."""
    return re.sub(r"[^>\s]", " ", prefix)


def _moved_out(source: str, prefix: str) -> str:
    """Return code without the lines of its tags, and without their prefix on each line."""
    again = _continued(prefix)
    lines = source.split("\n")
    if lines and not lines[0].strip():
        lines = lines[1:]
    if lines and not lines[-1].strip(" \t>"):
        lines = lines[:-1]
    return "\n".join(line.removeprefix(again) for line in lines)


def _after_spaces(text: str, at: int) -> int:
    """Return the place of the first character that is not a space or a tab."""
    while at < len(text) and text[at] in " \t":
        at += 1
    return at
