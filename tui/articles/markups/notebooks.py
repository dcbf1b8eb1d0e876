"""Jupyter notebooks: their cells, read from JSON (nbformat 3 and 4)."""

import json
from typing import NamedTuple

from tui.articles.clean_text import clean


class Cell(NamedTuple):
    """A cell of a notebook. All text is clean: JSON may spell control codes as escapes."""

    kind: str
    """`markdown`, `code`, `raw`, or `heading` in nbformat 3."""
    source: str
    outputs: tuple[dict[str, object], ...] = ()
    """The outputs of code, as they stand in the file."""
    attachments: dict[str, object] = {}  # noqa: RUF012 - never changed
    """Pictures by name, each a bundle of data by media type."""
    level: int = 1
    """The level of a heading."""


class Notebook(NamedTuple):
    """A notebook."""

    cells: tuple[Cell, ...]
    language: str
    """The programming language of its code, in lower case."""
    metadata: dict[str, object]


class NotebookError(Exception):
    """A text that is no notebook.

    Args:
        reason: the fault, as a short phrase.
        line: the line, from 1; None where the fault is on no single line.
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


def read_notebook(text: str) -> Notebook:
    """Return the notebook that a text spells.

    Raises:
        NotebookError: the text is not valid JSON, or has no cells.
    """
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotebookError("the JSON of the notebook is broken", error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise NotebookError("the JSON of the notebook is too much to read") from error
    whole = as_dict(found)
    cells = whole.get("cells")
    if cells is None:  # nbformat 3
        sheets = whole.get("worksheets")
        cells = as_dict(sheets[0]).get("cells") if isinstance(sheets, list) and sheets else None
    if not isinstance(cells, list):
        raise NotebookError("the notebook has no cells")
    metadata = as_dict(whole.get("metadata"))
    language = as_dict(metadata.get("kernelspec")).get("language") or as_dict(
        metadata.get("language_info")
    ).get("name")
    return Notebook(tuple(map(_cell, cells)), joined(language).lower(), metadata)


def _cell(value: object) -> Cell:
    cell = as_dict(value)
    outputs = cell.get("outputs")
    level = cell.get("level")
    return Cell(
        kind=joined(cell.get("cell_type")),
        source=joined(cell.get("source", cell.get("input"))),
        outputs=tuple(map(as_dict, outputs)) if isinstance(outputs, list) else (),
        attachments=as_dict(cell.get("attachments")),
        level=level if isinstance(level, int) and 1 <= level <= 6 else 1,
    )


def as_dict(value: object) -> dict[str, object]:
    """Return a value of JSON that should be an object; an empty one for any other."""
    return value if isinstance(value, dict) else {}


def joined(value: object) -> str:
    """Return a multiline string of nbformat, which is text or a list of lines, as clean text."""
    if isinstance(value, list):
        value = "".join(line for line in value if isinstance(line, str))
    return clean(value) if isinstance(value, str) else ""
