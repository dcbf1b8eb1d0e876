"""The metadata that reStructuredText, org, AsciiDoc and notebooks have in their own markup.

Sources: docutils, "Bibliographic Fields", with the comments of Nikola and the directives of
Tinkerer; the Org manual, 13.2 "Export Settings"; the AsciiDoc language, "Document Header".
"""

import re
from collections.abc import Callable
from typing import Literal

from tui.articles.article import BodyFormat, Problem
from tui.articles.front_matter import keys
from tui.articles.front_matter.split import FrontMatter, split
from tui.articles.late_pattern import late
from tui.articles.markups.notebooks import NotebookError, as_dict, joined, read_notebook
from tui.articles.titles import title_heading


def divide(text: str, written: BodyFormat | None) -> FrontMatter:
    """Divide a file's text into its metadata and its body; see `front_matter.split`.

    A front matter may stand above the file's own metadata, as Hugo and Jekyll want it; then its
    values win.

    Args:
        text: a whole file, with line feeds as line ends.
        written: the format that the file's name says; None where it says none.
    """
    is_json = written == "notebook" and text.lstrip()[:1] == "{"
    front = FrontMatter({}, text) if is_json else split(text)
    read = _READERS.get(written)
    if read is None:
        return front
    own = read(front.body)
    if front.kind == "none":
        return own
    values = {**own.values, **front.values}
    return front._replace(values=values, body=own.body, problems=(*front.problems, *own.problems))


_Values = dict[str, object]


def _read(values: _Values, body: str, block: list[str]) -> FrontMatter:
    kind: Literal["document", "none"] = "document" if values else "none"
    return FrontMatter(values, body, kind=kind, block="\n".join(block))


# -- reStructuredText

_ADORNMENT = late(r"([!-/:-@\[-`{-~])\1+[ \t]*\Z")
_FIELD = late(r":(?![: ])(?P<key>(?:\\.|[^\\:\n]|:(?=[^ \t]))+):(?:[ \t]+(?P<value>.*))?\Z")
_COMMENT = late(
    r"\.\.[ \t](?P<key>[A-Za-z][\w-]*)(?::|(?<=author)::|(?<=categories)::|(?<=tags)::)[ \t]+"
    r"(?P<value>\S.*)\Z"
)
_EXPLICIT = re.compile(r"\.\.(?:[ \t](?!\S+::)|\Z)")
_RCS = late(r"\$\w+:[ \t]*(.*?)[ \t]*\$\Z")
_ROLE = late(r":[\w:-]+:`([^`<]+?)(?:[ \t]*<[^`>]*>)?`")
_MARKED = late(r"(``|`|\*\*?)(?=\S)(.+?)(?<=\S)\1_{0,2}")


def _rst(text: str) -> FrontMatter:
    """Read the title, the field list below it, and comments that are metadata.

    The title stays in the body, where it is a heading.
    """
    lines = text.split("\n")
    values: _Values = {}
    block: list[str] = []
    kept: list[str] = []
    at = titles = 0
    while at < len(lines):
        end = at + 1
        title = _title_at(lines, at) if titles < 2 else None
        if found := _FIELD.match(lines[at]) or _metadata_comment(lines[at]):
            end = _end_of_indented(lines, end)
            value = " ".join([found["value"] or "", *map(str.strip, lines[at + 1 : end])]).strip()
            _add(values, found["key"], _RCS.sub(r"\1", value))
            block += [line.removeprefix("..") for line in lines[at:end]]
            at = end
            continue
        if title:
            words, end = title
            if not titles:
                values.setdefault("title", words)
            titles += 1
        elif _EXPLICIT.match(lines[at]):
            end = _end_of_indented(lines, end)
        elif lines[at].strip():
            break
        kept += lines[at:end]
        block += lines[at:end]
        at = end
    return _read(values, "\n".join(kept + lines[at:]), block)


def _metadata_comment(line: str) -> re.Match[str] | None:
    """Return a comment or directive whose name is a key, such as `.. tags: salt`."""
    found = _COMMENT.match(line)
    return found if found and keys.normal(found["key"]) in keys.KNOWN else None


def _title_at(lines: list[str], at: int) -> tuple[str, int] | None:
    """Return the text of a title that begins on a line, and the line after it."""
    over = bool(_ADORNMENT.match(lines[at]))
    words, under = (lines[at + over : at + over + 2] + ["", ""])[:2]
    bare = words.strip()
    if not bare or words != words.lstrip() and not over or not _ADORNMENT.match(under):
        return None
    if over and under.rstrip() != lines[at].rstrip():
        return None
    if len(under.rstrip()) < min(len(bare), 4) or _ADORNMENT.match(words):
        return None
    plain = _MARKED.sub(r"\2", _ROLE.sub(r"\1", bare))
    return re.sub(r"\\(.)", r"\1", plain), at + over + 2


def _end_of_indented(lines: list[str], at: int) -> int:
    """Return the line after the indented lines that begin at one; blank lines end them."""
    while at < len(lines) and lines[at][:1] in (" ", "\t") and lines[at].strip():
        at += 1
    return at


def _add(values: _Values, key: str, value: object) -> None:
    """Add a value; several of one key, such as two authors, are a list."""
    before = values.get(key)
    if before in (None, ""):
        values[key] = value
    elif isinstance(before, list):
        before.append(value)
    else:
        values[key] = [before, value]


# -- org

_KEYWORD = late(r"[ \t]*#\+(?P<key>[\w-]+):[ \t]*(?P<value>.*)\Z")
_OF_A_BLOCK = late(r"(?:caption|name|attr_\w+|header|results|include|toc|begin)\Z")
_ORG_DATE = late(
    r"[<\[](\d{4}-\d\d-\d\d)(?:[ ][^\d\s<>\[\]+-]+)?(?:[ ](\d{1,2}:\d\d))?[^<>\[\]]{0,40}[>\]]"
)
_ORG_HEADING = late(r"\*+[ \t]+(.+?)(?:[ \t]+:[\w@#%:]+:)?[ \t]*\Z")
_HUGO = re.compile(r"(?:hugo|export)_(?:auto_set_)?")
_WORD = re.compile(r'"([^"]*)"|(\S+)')


def _org(text: str) -> FrontMatter:
    """Read the keywords (`#+TITLE:`) above the text."""
    lines = text.split("\n")
    values: _Values = {}
    at = 0
    drawer = False
    while at < len(lines):
        line = lines[at].strip()
        found = _KEYWORD.match(line)
        if line.upper() == ":PROPERTIES:" or drawer and line.startswith(":"):
            drawer = line.upper() != ":END:"
        elif found and not _OF_A_BLOCK.match(found["key"].lower()):
            _add_keyword(values, found["key"], found["value"].strip())
        elif line and not re.match(r"#(?: |\Z)", line):
            break
        at += 1
    heading = _ORG_HEADING.match(lines[at]) if at < len(lines) else None
    if heading and "title" not in map(str.lower, values):
        values["title"] = heading[1]
    return _read(values, "\n".join(lines[at:]), lines[:at])


def _add_keyword(values: _Values, written: str, value: str) -> None:
    """Add a keyword; the value of one that is repeated goes on (Org manual, 13.2)."""
    key = _HUGO.sub("", written.lower())
    if key == "filetags":
        tags: object = [tag for tag in re.split(r"[:\s]+", value) if tag]
        values["tags"] = tags
    elif key != written.lower() and key in ("tags", "categories"):
        values[key] = [quoted or bare for quoted, bare in _WORD.findall(value)]
    elif key != "tags":  # In org, the tags to choose from.
        dated = _ORG_DATE.sub(lambda found: f"{found[1]} {found[2] or ''}".strip(), value)
        same = next((name for name in values if name.lower() == written.lower()), written)
        values[same] = f"{values.get(same, '')} {dated}".strip()


# -- AsciiDoc

_ATTRIBUTE = late(r":(?P<key>!?\w[\w-]*!?):(?:[ \t]+(?P<value>.*))?\Z")
_ASCIIDOC_TITLE = re.compile(r"[=#][ \t]+(\S.*)\Z")
_ASCIIDOC_HEADING = late(r"[=#]{2,6}[ \t]+(\S.*?)(?:[ \t]+[=#]+)?\Z")
_AUTHORS = late(r"[^\W\d][^:=<>\[\]|{}]*(?:<[^<>\s]+>)?(?:;[^:=<>\[\]|{}]+(?:<[^<>\s]+>)?)*\Z")
_REVISION = late(r"(?:v?[\w.-]+,[ \t]*)?(?P<date>[^,:]*\d{4}[^,:]*(?:\d\d?:\d\d[^,:]*)?)(?::.*)?\Z")
_MEANT = {
    "author": "author",
    "authors": "author",
    "revdate": "date",
    "docdate": "date",
    "doctitle": "title",
    **{key: key for key in ("date", "title", "keywords", "tags", "categories", "category")},
    **{key: key for key in ("description", "lang", "summary")},
}
"""The attributes that are metadata; all others are meant for the text."""


def _asciidoc(text: str) -> FrontMatter:
    """Read the header: title, author line, revision line and attributes.

    Attributes that are no metadata stay in the body, since its text may refer to them.
    """
    lines = text.split("\n")
    values: _Values = {}
    kept: list[str] = []
    at = 0
    bare = -1
    """How many lines without a name follow the title; less than 0 before it."""
    while at < len(lines):
        line = lines[at].rstrip()
        if found := _ATTRIBUTE.match(line):
            value = found["value"] or ""
            while value.endswith(" \\") and at + 1 < len(lines):
                at += 1
                value = f"{value[:-2]} {lines[at].strip()}"
            meaning = _MEANT.get(found["key"].removeprefix("page-").lower())
            if meaning:
                values.setdefault(meaning, value.strip())
            else:
                kept.append(f":{found['key']}: {value}")
        elif bare < 0 and (title := _ASCIIDOC_TITLE.match(line)):
            values["title"] = title[1]
            bare = 0
        elif bare == 0 and line and _AUTHORS.match(line):
            values["author"] = [name.strip().replace("_", " ") for name in line.split(";")]
            bare = 1
        elif bare == 1 and (revision := _REVISION.match(line)):
            values["date"] = revision["date"].strip()
            bare = 2
        elif not line.startswith("//") and (line or bare >= 0):
            break
        at += 1
    heading = _ASCIIDOC_HEADING.match(lines[at]) if at < len(lines) else None
    if heading:
        values.setdefault("title", heading[1])
    return _read(values, "\n".join(kept + lines[at:]), lines[:at])


# -- notebooks


def _notebook(text: str) -> FrontMatter:
    """Read the metadata of a notebook, and the heading of its first cell."""
    try:
        cells, _, metadata = read_notebook(text)
    except NotebookError as error:
        problem = Problem(str(error), error.line, "its source", "other")
        return FrontMatter({}, text, problems=(problem,))
    values: _Values = {}
    title = joined(metadata.get("title"))
    if not title and cells and cells[0].kind in ("markdown", "heading"):
        title = cells[0].source
        title = title_heading(title, "markdown") if cells[0].kind == "markdown" else title
    if title:
        values["title"] = title
    authors = metadata.get("authors")
    if isinstance(authors, list):
        values["author"] = [joined(as_dict(one).get("name")) for one in authors]
    if date := joined(metadata.get("date")):
        values["date"] = date
    return FrontMatter(values, text, kind="document" if values else "none")


_READERS: dict[BodyFormat | None, Callable[[str], FrontMatter]] = {
    "rst": _rst,
    "org": _org,
    "asciidoc": _asciidoc,
    "notebook": _notebook,
}
