"""Metadata as other programs write it above the text: pandoc, Logseq, Notion and Readwise.

Prose may look like it, so each form counts only as a whole, and only where its keys and values
are those of metadata.
"""

import re

from tui.articles.dates import read_date
from tui.articles.front_matter import keys
from tui.articles.late_pattern import late
from tui.articles.titles import plain

_BLANK = r"(?:[ \t]*\n)+"
_END = r"(?=[ \t]*(?:\n|\Z))"
_PANDOC = late(
    r"%(?P<title>(?:[ \t][^\n]*)?(?:\n[ \t]+\S[^\n]*)*)"
    r"(?:\n%(?P<author>(?:[ \t][^\n]*)?(?:\n[ \t]+\S[^\n]*)*))?"
    r"(?:\n%(?P<date>(?:[ \t][^\n]*)?))?(?:\n[ \t]*\n|\n?\Z)"
)
_LOGSEQ = late(r"(?:-[ \t]+)?(?:[ \t]*[^\W\d_][\w /.-]{0,40}::(?:[ \t][^\n]*)?(?:\n|\Z))+")
_HEADING = late(rf"#[ \t]+(?P<title>[^\n]{{1,1000}})\n{_BLANK}")
_NOTION = late(r"(?:[^\W\d_][\w ()/&'-]{0,40}:(?:[ \t][^\n]*)?(?:\n|\Z))+" + _END)
_READWISE = late(
    rf"(?:!\[[^\]\n]*\]\((?P<cover>[^()\s]+)\)[ \t]*\n{_BLANK})?"
    rf"##[ \t]+Metadata[ \t]*\n(?:{_BLANK})?"
    rf"(?P<list>(?:[-*][ \t]+[^\n:]{{1,40}}:[^\n]*(?:\n|\Z))+){_END}"
)
_LINE = late(r"(?:[-*][ \t]+)?[ \t]*(?P<key>[^:\n]+?)::?(?:[ \t]+(?P<value>[^\n]*))?(?:\n|\Z)")
_NAMING = ("author", "authors", "作者")
_LONGEST_LABEL = 100
"""The most characters of a property that is a name or a list of tags."""


def read(text: str, at: int) -> tuple[dict[str, object], int] | None:
    """Read the metadata at the top of a text.

    They are a title block (pandoc's manual, Extension: pandoc_title_block), the page properties
    of Logseq (`key:: value`), and below a title the properties of a page of Notion or the list
    that Readwise writes under `## Metadata`.

    Returns:
        The values, and where the body begins; None where there are none.
    """
    if text[at] == "%":
        return _title_block(text, at)
    if text[at] == "#":
        return _under_title(text, at)
    found = _LOGSEQ.match(text, at)
    values = _values(found[0]) if found else {}
    known = any(keys.normal(key) in keys.KNOWN for key in values)
    return ({**values}, found.end()) if found and known else None


def _title_block(text: str, at: int) -> tuple[dict[str, object], int] | None:
    found = _PANDOC.match(text, at)
    if not found:
        return None
    said = {name: " ".join((value or "").split()) for name, value in found.groupdict().items()}
    values: dict[str, object] = {name: value for name, value in said.items() if value}
    if authors := found["author"]:
        values["author"] = [name.strip() for name in re.split(r"[;\n]", authors) if name.strip()]
    return (values, found.end()) if said["title"] else None


def _under_title(text: str, at: int) -> tuple[dict[str, object], int] | None:
    heading = _HEADING.match(text, at)
    if not heading:
        return None
    title: dict[str, object] = {"title": plain(heading["title"])}
    if listed := _READWISE.match(text, heading.end()):
        # A category is written as a tag: `#articles`.
        values = {
            key: value.removeprefix("#") if keys.normal(key) == "category" else value
            for key, value in _values(listed["list"]).items()
        }
        if listed["cover"]:
            title["cover"] = listed["cover"]
    else:
        listed = _NOTION.match(text, heading.end())
        values = _values(listed[0]) if listed else {}
    return ({**values, **title}, listed.end()) if listed and _are_properties(values) else None


def _values(lines: str) -> dict[str, str]:
    """Return the values of lines with a key, a colon or two, and a value; the first one counts."""
    values: dict[str, str] = {}
    for line in _LINE.finditer(lines):
        values.setdefault(line["key"], (line["value"] or "").strip())
    return values


def _are_properties(values: dict[str, str]) -> bool:
    """Return whether values are metadata and not prose: half of the keys known, one telling."""
    known = [key for key in values if keys.normal(key) in keys.KNOWN]
    return len(known) * 2 >= len(values) and any(
        _is_telling(keys.normal(key), values[key]) for key in known
    )


def _is_telling(key: str, value: str) -> bool:
    """Return whether a value is of the kind that its key promises."""
    if key in keys.DATE:
        return read_date(value) is not None
    if key in keys.LINK:
        return "://" in value
    return (key in keys.TAGS or key in _NAMING) and 0 < len(value) <= _LONGEST_LABEL
