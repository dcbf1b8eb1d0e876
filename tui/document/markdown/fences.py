"""Fences of code in Markdown (CommonMark 0.31, section 4.5)."""

import re

_FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`\n]*$)|~{3,})([^\n]*)$", re.MULTILINE)


def fence_around(text: str) -> str:
    """Return a fence that is longer than any in a text, which is or holds code."""
    return "`" * (max((len(run) for run in re.findall("`{3,}", text)), default=2) + 1)


def open_fence(markdown: str) -> str:
    """Return the fence of code that is still open at the end, or the empty string."""
    fence = ""
    for found in _FENCE.finditer(markdown):
        if not fence:
            fence = found[1]
        elif found[1].startswith(fence) and not found[2].strip():
            fence = ""
    return fence
