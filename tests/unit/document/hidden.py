"""Elements that a browser does not show, and the places in a body where one may stand."""

import ast
import re
from functools import cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

WAYS = ("style='display:none'", "style='visibility:hidden'", "hidden")
"""How a page hides an element."""

IN_LINES = (
    "<img {} src=s.png alt=unseen>", "<svg {} viewBox='0 0 99 99'><title>unseen</title>unseen",
    "<iframe {} src=s title=unseen>", "<video {} src=s.mp4>unseen", "<audio {} src=s.mp3>unseen",
    "<br {}>", "<input {} type=submit value=unseen>", "<object {} data=s title=unseen>unseen",
    "<embed {} src=s.swf title=unseen>", "<math {}><mi>unseen", "<select {}><option>unseen",
    "<wbr {}>", "<span {} dir=rtl lang=fr>unseen", "<ruby {}>unseen<rt>unseen",
    "<picture {}><img src=s.png alt=unseen>", "<canvas {}>unseen", "<button {}>unseen",
    "<textarea {}>unseen", "<code {} class=language-c>unseen", "<b {}>unseen", "<q {}>unseen",
    "<progress {}>unseen", "<meter {}>unseen", "<label {}>unseen", "<x-y {}>unseen",
)  # fmt: skip
BLOCKS = (
    "<hr {}>", "<div {} dir=rtl align=right>unseen", "<p {} class=caption>unseen", "<pre {}>unseen",
    "<table {}><caption>unseen</caption><tr><td>unseen<td>", "<h2 {} id=unseen>unseen",
    "<ol {} reversed><li>unseen", "<dl {}><dt>unseen<dd>unseen", "<blockquote {}>unseen",
    "<figure {}><img src=s.png><figcaption>unseen", "<figcaption {}>unseen", "<center {}>unseen",
    "<details {} open><summary>unseen</summary>unseen", "<dialog {} open>unseen",
    "<section {}><ul><li class=footnote-item id=fn1>unseen", "<form {}>unseen",
)  # fmt: skip
_VOID = frozenset({"img", "br", "input", "embed", "wbr", "hr"})

_LINE, _BLOCK = "\ue000", "\ue001"
"""Characters of nobody, which mark the places."""

_HOLD_BLOCKS = frozenset({"body", "div", "section", "article", "blockquote", "li", "td", "dd"})
_HOLD_LINES = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "b", "i", "em", "strong", "a", "code", "span", "q"}
)


def hidden(element: str, way: str) -> str:
    """Return an element of these, hidden in a way, with all of its end tags."""
    html = element.format(way)
    names = [name for name in re.findall(r"<([a-z][a-z0-9-]*)", html) if name not in _VOID]
    for name in re.findall(r"</([a-z0-9-]+)", html):
        names.remove(name)
    return html + "".join(f"</{name}>" for name in reversed(names))


def marked(html: str) -> str:
    """Return a body with marks between its blocks, and before and behind its text.

    Where a parser would not read it again as it is, the body may be another one, but its
    marks stand where an element can.
    """
    tree = LexborHTMLParser(html)
    for node in list(tree.css("body, body *")):
        if node.tag in _HOLD_BLOCKS:
            _mark(node, _BLOCK)
        elif node.tag in _HOLD_LINES and node.css_first("pre, table, p, div") is None:
            _mark(node, _LINE)
    return tree.body.inner_html or "" if tree.body else ""


def _mark(node: LexborNode, mark: str) -> None:
    # A `<noscript>` stands for the picture right beside it.
    if node.css_first("noscript") is not None:
        return
    for child in list(node.iter()) if mark == _BLOCK else ():
        child.insert_before(mark)
    if node.first_child is not None:
        node.first_child.insert_before(mark)
    node.insert_child(mark)


def with_elements(body: str, in_lines: str = "", between: str = "") -> str:
    """Return a marked body with HTML at its marks: in lines of text, and between blocks."""
    return body.replace(_LINE, in_lines).replace(_BLOCK, between)


@cache
def bodies() -> tuple[str, ...]:
    """Return what the tests of documents read: every text in them that holds a tag."""
    found: set[str] = set()
    for path in Path(__file__).parent.glob("test_*.py"):
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        texts = (node.value for node in nodes if isinstance(node, ast.Constant))
        found.update(text for text in texts if isinstance(text, str) and "<" in text)
    return tuple(sorted(found))
