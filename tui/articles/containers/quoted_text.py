"""Text that an article shows as it stands: code in fences, `<pre>`, comments, template tags.

A front matter in it is an example and begins no article. Since a file may end within code that
nobody closed, the text after a place counts as well as that before it.
"""

import re
from itertools import islice

_LOOKAHEAD = 64 * 1024
_MOST_MARKS = 50
"""The fences after a place that are weighed."""
_FENCE = rb"^[ ]{0,3}(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)$"
_OPENS = re.compile(
    _FENCE + rb"|<(?P<tag>pre|script|style|textarea|xmp)(?=[\s/>])|(?P<comment><!--)"
    rb"|\{%-?\s*(?P<block>highlight|codeblock|raw|verbatim)\b"
    rb"|\{\{[<%]\s*(?P<shortcode>highlight)\b",
    re.MULTILINE | re.IGNORECASE,
)
_CLOSERS = {
    "tag": rb"</%s\s*>",
    "comment": rb"-->",
    "block": rb"\{%%-?\s*end%s\b",
    "shortcode": rb"\{\{[<%%]\s*/\s*%s\b",
}
_CLOSING_LINES = {
    "fence": "{}",
    "tag": "</{}>",
    "comment": "-->",
    "block": "{{% end{} %}}",
    "shortcode": "{{{{< /{} >}}}}",
}
_WEIGHED = re.compile(
    _FENCE + rb"|^(?P<front>-{3,}|\+{3,})[ \t]*\r?\n(?=[ \t]*[\"'\w])", re.MULTILINE
)
_LEFT_OPEN, _UNLIKELY, _ALIKE = 2, 1, 3
"""The weights of code that nobody closed, of a front matter in the middle of code, and of one there
that has the keys of the article's own: so two files in a row may leave their code open."""


class Quotes:
    """The quoted passages of one article, read from the beginning of its body to its end."""

    def __init__(self, at: int = 0) -> None:
        """Begin at a place of the bytes, where nothing is quoted."""
        self._at = at
        self._open: re.Match[bytes] | None = None
        self._closer: re.Pattern[bytes] = _OPENS

    def hold(
        self, data: bytearray, start: int, end: int, whole: bool, *, alike: bool = False
    ) -> bool | None:
        """Return whether the bytes from `start` to `end` are quoted.

        Args:
            data: the same bytes in each call, with others added at their end.
            start: a place not before that of the call before.
            end: the end of what may be quoted.
            whole: whether no more bytes will come that count.
            alike: whether they are a front matter with the keys of the article's own.

        Returns:
            None where that depends on bytes that have not come.
        """
        self._read_to(data, start)
        if self._open is None:
            return False
        if not whole:
            return None
        after = bytes(data[end : end + _LOOKAHEAD])
        if self._open["fence"]:
            between = bytes(data[self._open.end() : start])
            return _is_in_code(self._open["fence"], between, after, alike)
        closing = self._closer.search(after)
        again = re.search(re.escape(self._open[0]), after, re.IGNORECASE)
        return closing is not None and (again is None or closing.start() < again.start())

    def closing(self, data: bytearray) -> str:
        """Return the line that ends the passage still open at the end of the bytes, if one is."""
        self._read_to(data, len(data))
        if self._open is None:
            return ""
        kind = str(self._open["fence"] and "fence" or self._open.lastgroup)
        return _CLOSING_LINES[kind].format(self._open[kind].decode().lower())

    def _read_to(self, data: bytearray, end: int) -> None:
        while True:
            if self._open:
                found = self._closer.search(data, self._at, end)
            else:
                found = _OPENS.search(data, self._at, end)
            if not found:
                # A mark that is cut here is found by the next call.
                self._at = max(self._at, data.rfind(b"\n", 0, end) + 1)
                return
            self._at = found.end()
            self._open = None if self._open else found
            if self._open:
                self._closer = _closer(self._open)


def _closer(opening: re.Match[bytes]) -> re.Pattern[bytes]:
    """Return the pattern of the end of a quoted passage."""
    if opening["fence"]:
        mark = re.escape(opening["fence"])
        glued = rb"(?:-{3,}|\+{3,}|;{3,})?"
        return re.compile(rb"^[ ]{0,3}%s[`~]*[ \t]*\r?%s$" % (mark, glued), re.MULTILINE)
    kind = str(opening.lastgroup)
    pattern = _CLOSERS[kind]
    return re.compile(
        pattern % opening[kind].lower() if b"%s" in pattern else pattern, re.IGNORECASE
    )


def _is_in_code(mark: bytes, before: bytes, after: bytes, alike: bool) -> bool:
    """Return whether a front matter is part of code rather than the top of the next file.

    Of the two readings the one counts that leaves less code open and fewer front matters in
    the middle of code, up to the end of what is known.

    Args:
        mark: the fence that opened the code.
        before: the code before the front matter.
        after: the text after it.
        alike: whether it has the keys of the article's own.
    """
    first, last = not before.strip(), after.lstrip().startswith(mark)
    if first and last:
        return True
    quoted = {mark: 0 if first or last else _UNLIKELY + alike * _ALIKE}
    top = {b"": _LEFT_OPEN}
    at = 0
    for found in islice(_WEIGHED.finditer(after), _MOST_MARKS):
        close = not after[at : found.start()].strip()
        quoted, top = _step(quoted, found, close), _step(top, found, close)
        at = found.end()
    return _least(quoted) < _least(top)


def _step(weights: dict[bytes, int], found: re.Match[bytes], close: bool) -> dict[bytes, int]:
    """Return the weights of the open fences (none: no open code) after a fence or front matter."""
    after: dict[bytes, int] = {}
    for mark, weight in weights.items():
        readings = [(mark, weight)]
        if found["front"] and mark:
            readings = [(mark, weight + (not close and _UNLIKELY)), (b"", weight + _LEFT_OPEN)]
        elif found["fence"] and not mark:
            readings = [(found["fence"], weight)]
        elif found["fence"] and found["fence"].startswith(mark):
            bare = not found["info"].strip()
            readings = [(b"", weight)] if bare else [(mark, weight + _UNLIKELY)]
        for left, total in readings:
            after[left] = min(total, after.get(left, total))
    return after


def _least(weights: dict[bytes, int]) -> int:
    return min(weight + (_LEFT_OPEN if mark else 0) for mark, weight in weights.items())
