"""Jupyter notebooks to Markdown: text, code, and what the code printed."""

import re
from functools import partial

from tui.articles.markups.notebooks import Cell, Notebook, as_dict, joined
from tui.document.markdown.fences import fence_around, open_fence

_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
_ATTACHED = re.compile(r"\(attachment:([^()\s]{1,300})\)")


def from_notebook(notebook: Notebook) -> str:
    """Return the Markdown of a notebook."""
    parts: list[str] = []
    for cell in notebook.cells:
        source = cell.source.strip("\n")
        if cell.kind == "code":
            parts.append(_fenced(source, notebook.language))
            parts += map(_output, cell.outputs)
        elif cell.kind == "markdown":
            text = _ATTACHED.sub(partial(_attached, cell), source)
            fence = open_fence(text)
            parts.append(f"{text}\n{fence}" if fence else text)
        elif cell.kind == "heading":
            parts.append(f"{'#' * cell.level} {' '.join(source.split())}")
        else:
            parts.append(_fenced(source))
    return "\n\n".join(filter(None, parts)) + "\n"


def _fenced(text: str, language: str = "") -> str:
    """Return a block of code, in a fence that is longer than any in it."""
    if not text.strip():
        return ""
    fence = fence_around(text)
    return f"{fence}{language}\n{text}\n{fence}"


def _output(output: dict[str, object]) -> str:
    """Return one output: its picture, else its text."""
    kind = output.get("output_type")
    if kind == "stream":
        return _fenced(joined(output.get("text")).strip("\n"))
    if kind in ("error", "pyerr"):
        trace = output.get("traceback")
        lines = [joined(line) for line in trace] if isinstance(trace, list) else []
        said = f"{joined(output.get('ename'))}: {joined(output.get('evalue'))}"
        return _fenced("\n".join(lines) or said)
    # In nbformat 3 the data stand in the output itself.
    data = as_dict(output.get("data")) or {
        {"png": "image/png", "jpeg": "image/jpeg", "text": "text/plain", "html": "text/html"}.get(
            key, key
        ): value
        for key, value in output.items()
    }
    if picture := _picture(data):
        return f"![]({picture})"
    if words := joined(data.get("text/markdown")):
        return words
    if plain := joined(data.get("text/plain")).strip("\n"):
        return _fenced(plain)
    return joined(data.get("text/html"))


def _picture(data: dict[str, object]) -> str:
    """Return the address of the first picture in a bundle of data, or the empty string."""
    for kind in _PICTURES:
        if encoded := "".join(joined(data.get(kind)).split()):
            return f"data:{kind};base64,{encoded}"
    return ""


def _attached(cell: Cell, found: re.Match[str]) -> str:
    picture = _picture(as_dict(cell.attachments.get(found[1])))
    return f"({picture})" if picture else found[0]
