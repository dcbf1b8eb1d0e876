"""The HTML elements by their rendering (HTML Living Standard, section 15)."""

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
"""The role that an element gives to its text."""

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
"""Elements whose text a browser does not show."""

REPLACED = frozenset(
    {
        "amp-anim", "amp-audio", "amp-iframe", "amp-img", "amp-video", "amp-youtube", "audio",
        "embed", "hr", "iframe", "image", "img", "input", "math", "noscript", "object", "select",
        "textarea", "video",
    }
)  # fmt: skip
"""Elements that show more than their text; where they are invisible, they are skipped."""

CODE_TAGS = "pre|code|script|style|textarea|xmp|kbd|samp|tt"
"""A pattern of elements in which markup of other languages does not count."""

WHOLE_PAGE = re.compile(
    r"\s*+(?:<\?xml[^>]*>\s*+)?+(?:(?><!--.*?-->)\s*+)*+<(?:!doctype|html|head)\b",
    re.IGNORECASE | re.DOTALL,
)
"""The beginning of a whole page, as opposed to a body."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}

CAPTION_CLASS = re.compile(r"(?:^|[-_\s])(?:caption|figcaption|img_descr)(?:$|[-_\s])")
LANGUAGE_CLASS = re.compile(r"(?:^|\s)(?:language|lang|highlight-source|brush:?)[-\s]([\w+#.-]+)")
