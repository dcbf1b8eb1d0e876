"""What each HTML element is to a reader (HTML Living Standard, section 15: Rendering)."""

import re

from tui.document.model import Role

ROLES: dict[str, Role] = {
    "b": "strong",
    "strong": "strong",
    "dt": "strong",
    "summary": "strong",
    "em": "emphasis",
    "i": "emphasis",
    "cite": "emphasis",
    "dfn": "emphasis",
    "var": "emphasis",
    "code": "code",
    "samp": "code",
    "tt": "code",
    "kbd": "keyboard",
    "s": "strike",
    "strike": "strike",
    "del": "strike",
    "u": "underline",
    "ins": "underline",
    "mark": "mark",
    "sup": "superscript",
    "sub": "subscript",
    "small": "small",
    "q": "quote",
    "rt": "ruby",
    "rtc": "ruby",
    "figcaption": "caption",
    "math": "formula",
}
"""The role that an element gives to the text in it."""

BLOCKS = frozenset(
    {
        "address", "article", "aside", "body", "center", "details", "dialog", "dd", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend",
        "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "search", "section",
        "summary", "ul", "caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
        "blockquote", "pre", "listing", "xmp", "plaintext",
    }
)  # fmt: skip
"""Elements that stand on lines of their own."""

HIDDEN = frozenset(
    {
        "area", "base", "basefont", "bgsound", "canvas", "col", "colgroup",
        "datalist", "fencedframe", "frame", "head", "keygen", "link", "meta", "metadata", "noembed",
        "noframes", "noscript", "param", "rp", "script", "source", "style", "template",
        "title", "track", "annotation", "annotation-xml", "defs", "desc", "symbol",
        "progress", "meter",
    }
)  # fmt: skip
"""Elements of which a browser shows no text."""

REPLACED = frozenset(
    {
        "amp-anim", "amp-audio", "amp-iframe", "amp-img", "amp-video", "amp-youtube", "audio",
        "embed", "hr", "iframe", "image", "img", "input", "math", "noscript", "object", "select",
        "textarea", "video",
    }
)  # fmt: skip
"""Elements that are more than the text in them: unseen, they are not gone into at all."""

CODE_TAGS = "pre|code|script|style|textarea|xmp|kbd|samp|tt"
"""Elements in which what looks like markup of another kind is none, for a pattern."""

WHOLE_PAGE = re.compile(
    r"\s*+(?:(?><!--.*?-->)\s*+)*+<(?:!doctype|html|head)\b", re.IGNORECASE | re.DOTALL
)
"""How a page begins that is more than a body."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}

CAPTION_CLASS = re.compile(r"(?:^|[-_\s])(?:caption|figcaption|img_descr)(?:$|[-_\s])")
LANGUAGE_CLASS = re.compile(r"(?:^|\s)(?:language|lang|highlight-source|brush:?)[-\s]([\w+#.-]+)")
