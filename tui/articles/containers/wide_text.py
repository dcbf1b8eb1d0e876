"""Streams of UTF-16 and UTF-32, turned into UTF-8 as they come."""

import codecs
import re

from tui.articles.encoding.decode import decode

_LONGEST = 256
"""The bytes held back, since a mark and the fence after it may be cut."""
_OPENS_WIDE = re.compile(
    rb"\xff\xfe(?:[\r\n\t ]\0)*[-+;{<\[#\"]\0|\xfe\xff(?:\0[\r\n\t ])*\0[-+;{<\[#\"]"
)
"""A mark of UTF-16 before what a file may begin with."""
_ENDS_WIDE = re.compile(
    rb"\xff\xfe|\xfe\xff|\xef\xbb\xbf(?=[-+;{<\[#\r\n])|(?=-{3}\r?\n|\+{3}\r?\n)"
)
"""A mark, or a fence in ASCII, inside UTF-16: U+2D2D U+0A2D is in no text."""
_SAMPLE = 128
"""The bytes by which UTF-16 without a mark is recognised, a multiple of four."""


class Narrowed:
    """The bytes of a stream whose files in UTF-16 and UTF-32 are written as UTF-8.

    A file in UTF-16 begins at its mark, or without one at the top of the stream, and ends at
    the next mark or at a fence in ASCII. All other bytes stay as they are.
    """

    def __init__(self) -> None:
        self._held = b""
        self._began = False
        self._wide: codecs.IncrementalDecoder | None = None
        self._units = 0
        """The bytes of the wide file so far."""

    def feed(self, data: bytes) -> bytes:
        """Take in the next bytes, and return what is ready of them."""
        self._held += data
        if not self._began and len(self._held) < _LONGEST:
            return b""
        return self._ready(len(self._held) - _LONGEST)

    def close(self) -> bytes:
        """Return the rest at the end of the stream."""
        return self._ready(len(self._held)) + self._narrowed(b"", final=True)

    def _ready(self, end: int) -> bytes:
        if not self._began:
            self._begin()
        done = []
        at = 0
        while at < end:
            pattern = _ENDS_WIDE if self._wide else _OPENS_WIDE
            found = pattern.search(self._held, at + (0 if self._units else 2) * bool(self._wide))
            while found and self._wide and (self._units + found.start() - at) % 2:
                found = pattern.search(self._held, found.start() + 1)
            if found is None or found.start() >= end:
                break
            done.append(self._narrowed(self._held[at : found.start()], final=True))
            at = found.start()
            self._wide = _decoder(self._held[at : at + 2])
            self._units = 0
            if found[0] and self._wide is None:
                done.append(found[0])
                at = found.end()
        end = max(at, end)
        done.append(self._narrowed(self._held[at:end]))
        self._units += end - at
        self._held = self._held[end:]
        return b"".join(done)

    def _begin(self) -> None:
        """Recognise UTF-16 and UTF-32 at the top of the stream."""
        self._began = True
        sample = self._held[:_SAMPLE]
        if b"\0" in sample[:8] or sample[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            encoding = decode(sample).encoding
            if encoding.startswith(("utf-16", "utf-32")):
                self._wide = codecs.getincrementaldecoder(encoding)("replace")

    def _narrowed(self, data: bytes, *, final: bool = False) -> bytes:
        if self._wide is None:
            return data
        return self._wide.decode(data, final).encode("utf-8", "replace")


def _decoder(mark: bytes) -> codecs.IncrementalDecoder | None:
    encoding = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(mark)
    return codecs.getincrementaldecoder(encoding)("replace") if encoding else None
