"""HTML for template tags, in a form that Markdown leaves unchanged.

Every piece is one line, and every punctuation character in its text is written as a numeric
entity, so that it means the same inside a paragraph as on a line of its own.
"""

import re
from html import unescape
from urllib.parse import urlsplit

from tui.articles.late_pattern import late
from tui.document.markdown.parser import parser

_MARKS = {code: f"&#{code};" for code in range(128) if code != 32 and not chr(code).isalnum()}
_PICTURE = late(r"\.(?:png|jpe?g|gif|webp|svg|avif|bmp|ico|heic|tiff?)(?![\w/])", re.IGNORECASE)
_SOUND = late(r"\.(?:mp3|ogg|oga|wav|flac|m4a|aac|opus)(?![\w/])", re.IGNORECASE)
_FILM = late(r"\.(?:mp4|webm|mov|mkv|m4v|ogv|avi|flv|m3u8)(?![\w/])", re.IGNORECASE)
_ADDRESS = late(r"(?:[a-z][a-z0-9+.-]*:)?//\S|\.{0,2}/\S|#\S|mailto:\S", re.IGNORECASE)
_FILE = late(r"[^\s\"'<>]+\.[A-Za-z][A-Za-z0-9]{1,4}(?:[?#]\S*)?")


def text(words: str) -> str:
    """Return words escaped for Markdown and HTML."""
    return unescape(words).translate(_MARKS)


def address(path: str) -> str:
    """Return an address escaped for a link of Markdown or an attribute of HTML."""
    return text(path.strip().replace(" ", "%20"))


def attributes(**values: str) -> str:
    """Return the attributes of a tag, those without a value left out."""
    return "".join(f' {name}="{text(value)}"' for name, value in values.items() if value)


def picture(address: str, alt: str = "", *, link: str = "") -> str:
    """Return a picture, or its alternative text where it has no address."""
    if not address:
        return text(alt)
    image = f"<img{attributes(src=address, alt=alt)}>"
    return f"<a{attributes(href=link)}>{image}</a>" if link else image


def figure(address: str, caption: str, alt: str = "", *, link: str = "") -> str:
    """Return a picture with a caption; the caption is Markdown."""
    return f"<figure>{picture(address, alt, link=link)}{_caption(caption)}</figure>"


def captioned(picture: str, caption: str) -> str:
    """Return a picture that is written as HTML or Markdown, with a caption."""
    return f"<figure>{inline(picture)}{_caption(caption)}</figure>"


def link(address: str, words: str) -> str:
    """Return a link; without words it shows its address, without an address its words."""
    if not address:
        return text(words)
    return f"<a{attributes(href=address)}>{text(words.strip() or address)}</a>"


def media(kind: str, address: str, title: str = "") -> str:
    """Return a video, a sound or a frame; `kind` is `video`, `audio` or `iframe`."""
    return f"<{kind}{attributes(src=address, title=title)}></{kind}>" if address else ""


def code(source: str, language: str = "", caption: str = "", address: str = "") -> str:
    """Return a block of code; its caption is a link where there is an address."""
    classes = f"language-{language}" if language and " " not in language else ""
    marked = source.translate(_MARKS)
    block = f"<pre><code{attributes(**{'class': classes})}>{marked}</code></pre>"
    if not (caption or address):
        return block
    words = link(address, caption) if address else text(caption)
    return f"<figure><figcaption>{words}</figcaption>{block}</figure>"


def inline_code(source: str) -> str:
    """Return inline code."""
    marked = source.translate(_MARKS)
    return f"<code>{marked}</code>"


def by_address(address: str, title: str) -> str:
    """Return a picture, a sound or a video by the suffix of an address, else a link."""
    path = _path(address)
    if _PICTURE.search(path):
        return figure(address, title) if title else picture(address)
    if _SOUND.search(path):
        return media("audio", address, title)
    if _FILM.search(path):
        return media("video", address, title)
    return link(address, title)


def is_address(word: str) -> bool:
    """Return whether a word is an address, a path or a file name."""
    return bool(_ADDRESS.match(word) or _FILE.fullmatch(word))


def is_picture(address: str) -> bool:
    """Return whether an address has the suffix of a picture."""
    return bool(_PICTURE.search(_path(address)))


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return address


def inline(markdown: str) -> str:
    """Return one paragraph of Markdown as HTML on one line."""
    html = parser(False).html(" ".join(markdown.split()))
    return html.strip().removeprefix("<p>").removesuffix("</p>").replace("\n", " ")


def _caption(caption: str) -> str:
    return f"<figcaption>{inline(caption)}</figcaption>" if caption.strip() else ""
