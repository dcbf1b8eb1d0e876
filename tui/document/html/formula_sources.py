"""Formulas that pages keep as TeX: in scripts for MathJax, and as the words of pictures."""

import re
from html import escape, unescape

from tui.articles.late_pattern import late
from tui.document.markdown.tex import mathml

SIGNS = ("math/tex", "mwe-math-fallback-image", "equation?tex=", "latex.php?latex=")
"""What every body with such a formula holds."""

_SCRIPT = late(
    r"(?:<span class=\"MathJax_Preview\">[^<]*+</span>\s*+)?"
    r"<script\b(?![^<>]*MathJax-Element)[^<>]*?\b"
    r"type=\"math/tex(?P<display>; *mode=display)?\"[^<>]*>"
    r"(?:\s*+%\s*+<!\[CDATA\[)?(?P<tex>(?:[^<]|<(?!/?script))*?)(?:%\s*+\]\]>\s*+)?</script\s*>",
    re.IGNORECASE,
)
"""MathJax 2 replaces the script; where it has run, the formula stands beside it as text."""

_PICTURE = late(
    r"<img\b(?=[^<>]*(?:mwe-math-fallback-image|equation\?tex=|latex\.php\?latex=))"
    r"[^<>]*?\balt=(?:\"(?P<double>[^\"]+)\"|'(?P<single>[^']+)')[^<>]*>",
    re.IGNORECASE,
)
"""The picture of a formula in MediaWiki, at Zhihu, in WordPress."""

_STYLED = re.compile(r"\{\\(?:display|text|script)style\s*(.*)\}\Z", re.DOTALL)


def with_formulas(html: str) -> str:
    """Return HTML in which these formulas are MathML."""
    if not any(sign in html for sign in SIGNS):
        return html
    html = _SCRIPT.sub(lambda found: _element(found["tex"], bool(found["display"])), html)
    return _PICTURE.sub(
        lambda found: _element(unescape(found["double"] or found["single"]), False), html
    )


def _element(tex: str, display: bool) -> str:
    tex = tex.strip()
    styled = _STYLED.fullmatch(tex)
    tex = styled[1].strip() if styled else tex
    content = mathml(tex) or f"<mtext>{escape(tex)}</mtext>"
    block = ' display="block"' if display else ""
    return f"<math{block}>{content}</math>"
