"""Footnotes of Markdown, collected at the end in the order of their numbers."""

import re

from selectolax.lexbor import LexborHTMLParser

from tui.articles.late_pattern import late
from tui.document.chunked_search import holds
from tui.document.html.source_repair import as_typed, within_bounds
from tui.document.markdown.parser import outside_code

_REFERENCE = re.compile(
    r'<sup class="footnote-reference"><a href="#[^"]*">(\d+)</a></sup>',
)
_DEFINITION = re.compile(
    r'<div class="footnote-definition" id="[^"]*">'
    r'<sup class="footnote-definition-label">(\d+)</sup>'
)
_INLINE = late(
    r"(?<=[^\s\[^])\^\[(?=[^\[\]\s\u2e80-\u9fff\uac00-\ud7af]*+[ \t\u2e80-\u9fff\uac00-\ud7af])"
    r"([^\[\]\n]*+(?:\[[^\[\]\n]*+\][^\[\]\n]*+)*+)\]"
)
"""Pandoc's inline note, `word^[A note.]`: it follows a word and contains several, unlike
`^[a-z]`."""

_PLACE = re.compile(r"note-(\d+)")


def with_inline_notes(markdown: str) -> str:
    """Return Markdown in which inline notes are references with definitions at the end."""
    if "^" not in markdown or not holds(markdown, "^[") or not _INLINE.search(markdown):
        return markdown
    notes: list[str] = []

    def refer(found: re.Match[str]) -> str:
        notes.append(found[1].strip())
        return f"[^note-in-line-{len(notes)}]"

    markdown = outside_code(markdown, _INLINE, refer)
    defined = "".join(f"\n\n[^note-in-line-{n}]: {note}" for n, note in enumerate(notes, 1))
    return markdown + defined


def with_notes_last(html: str) -> str:
    """Return the parser's HTML with its notes at the end, as an ordered list of notes.

    The parser leaves each definition where it was written. The note 1 gets the id `fn1`, and
    the references to it the ids `fnref1`, `fnref1:2` and so on.
    """
    counts: dict[str, int] = {}

    def refer(found: re.Match[str]) -> str:
        number = found[1]
        counts[number] = count = counts.get(number, 0) + 1
        name = f"fnref{number}" if count == 1 else f"fnref{number}:{count}"
        return f'<sup><a href="#fn{number}" id="{name}">[{number}]</a></sup>'

    html = _REFERENCE.sub(refer, html)
    html, notes = _DEFINITION.subn(r'<div class="footnote-definition" id="note-\1">', html)
    return _moved(html) if notes else html


def _moved(html: str) -> str:
    """Return HTML with its notes moved from the text to the end."""
    # The tree would close `<T>`, which a writer means as text.
    tree = LexborHTMLParser(as_typed(within_bounds(html)[0]))
    notes: list[tuple[int, str]] = []
    # A nested note follows the outer one: in reverse order each is taken once.
    for node in reversed(tree.css("div.footnote-definition")):
        place = _PLACE.fullmatch(node.attributes.get("id") or "")
        if place:
            notes.append((int(place[1]), node.inner_html or ""))
            node.decompose()
    if tree.body is None:
        return html
    items = "".join(
        f'<li id="fn{number}" class="footnote-item">{inner}</li>'
        for number, inner in sorted(notes, key=lambda note: note[0])
    )
    return f'{tree.body.html}<ol class="footnotes-list">{items}</ol>'
