"""reStructuredText to HTML, by docutils; the directives and roles of Sphinx become their text.

No file is read for a text, no raw HTML is let through, and docutils's own settings are not read.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from docutils import nodes
from docutils.core import publish_doctree, publish_from_doctree
from docutils.parsers.rst import Directive, directives, roles
from docutils.parsers.rst.languages import en

_SETTINGS = {
    "_disable_config": True,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": 5,
    "halt_level": 6,
    "line_length_limit": 100_000_000,
    "doctitle_xform": False,
    "docinfo_xform": False,
    "toc_backlinks": False,
    "syntax_highlight": "none",
    "strip_comments": True,
    "math_output": "MathML",
    "image_loading": "link",
    "initial_header_level": 1,
    "input_encoding": "unicode",
    "output_encoding": "unicode",
}
_DIRECTIVE = re.compile(
    r"^[ \t]*\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?([\w.+:-]+?)[ \t]?::(?:\s|\Z)", re.M
)
_ROLE = re.compile(r":([\w.+:-]+):`|`:([\w.+:-]+):")
_TARGET = re.compile(r"(.+?)[ \t\n]*<[^<>]*>\Z", re.S)
_HIDDEN = frozenset(
    {
        "codeauthor",
        "currentmodule",
        "default-domain",
        "highlight",
        "index",
        "meta",
        "module",
        "sectionauthor",
        "tabularcolumns",
    }
)
"""Directives that show nothing."""
_LABELS = {
    "deprecated": "Deprecated since version",
    "seealso": "See also",
    "todo": "To do",
    "versionadded": "New in version",
    "versionchanged": "Changed in version",
    "versionremoved": "Removed in version",
}
_CODE = ("code", "code-block", "sourcecode")
_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.S)
_one_at_a_time = Lock()
"""Held while docutils works: its tables of directives and roles are those of the process."""


class RstError(Exception):
    """A text that docutils can't read.

    Args:
        reason: the fault, as a short phrase.
    """


def from_rst(body: str) -> str:
    """Return the HTML of a body of reStructuredText.

    What docutils finds wrong is shown as it is typed.

    Raises:
        RstError: The text is nested too deep, or docutils fails.
    """
    try:
        with _one_at_a_time, _known(body):
            tree = publish_doctree(body, settings_overrides=_SETTINGS)
            _mend(tree)
            page = publish_from_doctree(tree, writer="html5", settings_overrides=_SETTINGS)
    except RecursionError as error:
        raise RstError("the reStructuredText is nested too deep") from error
    except Exception as error:  # docutils documents none.
        raise RstError(f"docutils can't read the text ({type(error).__name__})") from error
    found = _BODY.search(page)
    return found[1] if found else page


@contextmanager
def _known(body: str) -> Iterator[None]:
    """Make every directive and role of a text known to docutils, for the time being."""
    before = dict(directives._directives), dict(roles._roles)
    try:
        for name in {*_DIRECTIVE.findall(body)}:
            if name.lower() in _CODE:
                directives.register_directive(name.lower(), _Code)
            elif name.lower() not in en.directives:
                directives.register_directive(name.lower(), _Unknown)
        for name in {one or other for one, other in _ROLE.findall(body)}:
            if name.lower() not in en.roles:
                roles.register_local_role(name.lower(), _role)
        yield
    finally:
        for table, kept in zip((directives._directives, roles._roles), before, strict=True):
            table.clear()
            table.update(kept)


class _AnyOption(dict[str, object]):
    """An `option_spec` that takes every option."""

    def __missing__(self, _: str) -> object:
        return directives.unchanged


class _Unknown(Directive):  # type: ignore[misc]
    """A directive that docutils does not know: its argument and its content."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = _AnyOption({"class": directives.unchanged})

    def run(self) -> list[nodes.Node]:
        """Return its nodes."""
        if self.name in _HIDDEN:
            return []
        content = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, content)
        words: list[nodes.Node] = []
        if self.name in _LABELS:
            words = [nodes.strong("", _LABELS[self.name]), nodes.Text(" ")]
        if self.arguments:
            words += self.state.inline_text(self.arguments[0], self.lineno)[0]
        return [nodes.paragraph("", "", *words), *content.children] if words else content.children


class _Code(Directive):  # type: ignore[misc]
    """Code with the options of Sphinx, which docutils would refuse."""

    has_content = True
    optional_arguments = 1
    option_spec = _AnyOption({"class": directives.unchanged})

    def run(self) -> list[nodes.Node]:
        """Return its caption and its code."""
        classes = ["code", *(f"language-{one}" for one in self.arguments)]
        block = nodes.literal_block("", "\n".join(self.content), classes=classes)
        caption = self.options.get("caption")
        return [nodes.paragraph("", caption), block] if caption else [block]


def _role(
    _name: str, _source: str, text: str, *_: object
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Return the text of a role that docutils does not know: `Words` of `Words <target>`."""
    words = nodes.unescape(text)
    found = _TARGET.match(words)
    return [nodes.inline("", found[1] if found else words.lstrip("~!"))], []


def _mend(tree: nodes.document) -> None:
    """Show what docutils refused as it is typed, code as code, and pictures as they are."""
    for message in list(tree.findall(nodes.system_message)):
        refused = [node for node in message.children if isinstance(node, nodes.literal_block)]
        message.parent.replace(message, refused)
    for problematic in list(tree.findall(nodes.problematic)):
        problematic.parent.replace(problematic, nodes.Text(problematic.astext()))
    for admonition in list(tree.findall(nodes.Admonition)):
        if not isinstance(admonition, nodes.system_message):
            admonition.parent.replace(admonition, _titled_quote(admonition))
    for note in [*tree.findall(nodes.footnote), *tree.findall(nodes.citation)]:
        label = note.children[0]
        if isinstance(label, nodes.label) and isinstance(note.children[-1], nodes.paragraph):
            note.children[1].insert(0, nodes.Text(f"[{label.astext()}] "))
            note.remove(label)
    for literal in tree.findall(nodes.literal):
        literal["classes"].append("code")
    for image in tree.findall(nodes.image):
        image.attributes.setdefault("alt", "")
        # For these docutils would open the file.
        for name in ("scale", "loading"):
            image.attributes.pop(name, None)


def _titled_quote(admonition: nodes.Element) -> nodes.block_quote:
    """Return an admonition as a quotation below its title in bold, as GitHub's alerts are set."""
    title, children = admonition.tagname.capitalize(), admonition.children
    if isinstance(children[0], nodes.title):
        title, children = children[0].astext(), children[1:]
    return nodes.block_quote("", nodes.paragraph("", "", nodes.strong("", title)), *children)
