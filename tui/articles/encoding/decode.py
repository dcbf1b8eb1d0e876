"""Bytes to text: UTF-8, UTF-16 and UTF-32 with or without a mark, else the likeliest encoding."""

import codecs
import re
from typing import NamedTuple


class Decoded(NamedTuple):
    """The text of a file; `NO_TEXT` for a file that is not text."""

    text: str
    """Not yet clean; without a byte order mark."""
    encoding: str
    """Python's name of the encoding; `utf-8 and cp1252` where lines differ."""
    sure: bool
    """False where the encoding is a guess on little evidence, or bytes had to be replaced."""


NO_TEXT = Decoded("", "", False)
"""The result for a picture, an archive or a program, whatever the file's name is."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ANY_MARK = tuple(mark for mark, _ in _MARKS)
_SAMPLE = 64 * 1024
_PLAIN = 4
"""The number of characters of three bytes on one line, none of them broken, that prove UTF-8."""
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{2,40})|<\?xml[^>]{0,100}?"""
    rb"""encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
}
"""The encodings that browsers use where a page names a narrower one (WHATWG Encoding, 4.2)."""

_ASCII = bytes([9, 10, 13, *range(32, 127)])
"""White space and printable ASCII."""

_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
"""Control codes that no text needs; ESC is not among them, since it switches character sets and
colours."""
_DIRT, _DIRTY = 8, 0.05
"""The most control codes, and their greatest share, in a text. Of 7,000 pictures, archives and
programs all but 13 had more; texts in encodings from before Unicode had none."""


def decode(data: bytes) -> Decoded:
    """Return the text of the bytes. Raises nothing; empty bytes are empty UTF-8.

    Args:
        data: a whole file.
    """
    if data.startswith(_ANY_MARK):
        return _marked(data, *next(each for each in _MARKS if data.startswith(each[0])))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        sample = data[:_SAMPLE]
        wide = _wide(data, 0.02) if b"\0" in sample else None
        return wide or (NO_TEXT if _is_no_text(sample) else _legacy(data))
    if b"\0" in data:
        # A few NULs in UTF-8 are dirt; UTF-16 that is also valid UTF-8 is ASCII, half of it NULs.
        wide = _wide(data, 0.6)
        if wide:
            return wide
    if b"\x1b" in data and b"\x1b$" in data:  # One character is found thirty times as fast as two.
        seven = _seven_bits(data)
        if seven:
            return seven
    return Decoded(text, "utf-8", True)


def called(encoding: str) -> str:
    """Return the usual spelling of Python's name of an encoding: `UTF-16-LE` for `utf_16_le`."""
    return " and ".join(one.upper().replace("_", "-") for one in encoding.split(" and "))


def _marked(data: bytes, mark: bytes, encoding: str) -> Decoded:
    """Decode bytes after a byte order mark, replacing broken characters."""
    data = data[len(mark) :]
    # FF FE 00 00 is UTF-32, or UTF-16 that begins with a NUL: only the length decides.
    if encoding == "utf-32-le" and len(data) % 4:
        data, encoding = mark[2:] + data, "utf-16-le"
    try:
        return Decoded(data.decode(encoding), encoding, True)
    except UnicodeDecodeError:
        return Decoded(data.decode(encoding, "replace"), encoding, False)


def _wide(data: bytes, share: float) -> Decoded | None:
    """Decode UTF-16 or UTF-32 without a mark, recognised by the places of its NULs.

    Args:
        data: bytes that contain a NUL.
        share: the share of the characters that must have a NUL as one half.
    """
    sample = data[: min(len(data), _SAMPLE) // 4 * 4]
    quarters = [sample[at::4].count(0) for at in range(4)]
    size = len(sample) // 4
    if size:
        if min(quarters[3], quarters[2]) > size * 0.9 and quarters[0] < size * 0.5:
            return _strict(data, "utf-32-le")
        if min(quarters[0], quarters[1]) > size * 0.9 and quarters[3] < size * 0.5:
            return _strict(data, "utf-32-be")
    if len(data[:_SAMPLE].translate(None, _ASCII)) < len(data[:_SAMPLE]) * 0.25:
        return None  # Most bytes are ASCII, so few are NULs or high bytes.
    half = len(data[:_SAMPLE]) // 2
    even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    # Line ends and ASCII punctuation alone put NULs on one side, in Chinese text too.
    if odd > half * share and odd > even * 8:
        return _strict(data, "utf-16-le")
    if even > half * share and even > odd * 8:
        return _strict(data, "utf-16-be")
    return None


def _is_no_text(sample: bytes) -> bool:
    """Return whether bytes that are not UTF-8 are something other than text."""
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > max(_DIRT, len(sample) * _DIRTY)


def _strict(data: bytes, encoding: str) -> Decoded | None:
    """Return the text if the bytes are valid, apart from a broken last character."""
    width = 4 if "32" in encoding else 2
    whole = data[: len(data) // width * width]
    try:
        return Decoded(whole.decode(encoding), encoding, len(whole) == len(data))
    except UnicodeDecodeError:
        return None


def _seven_bits(data: bytes) -> Decoded | None:
    """Decode ISO-2022, in which escape sequences switch the character set."""
    for encoding in ("iso2022_jp_ext", "iso2022_kr"):
        try:
            return Decoded(data.decode(encoding), encoding, True)
        except UnicodeDecodeError:
            continue
    return None


def _legacy(data: bytes) -> Decoded:
    """Decode other encodings: the declared one, damaged UTF-8, or the likeliest one."""
    declared = _DECLARED.search(data[:4096])
    if declared:
        text = _as_declared(data, declared)
        if text:
            return text
    if _mostly_utf8(data[:_SAMPLE]):
        return Decoded(data.decode("utf-8", "replace"), "utf-8", False)
    from tui.articles.encoding.charsets import likeliest

    other = _not_utf8(data)
    if other:
        return _by_line(data, likeliest(other[:_SAMPLE])[0])
    encoding, sure = likeliest(data[:_SAMPLE])
    try:
        return Decoded(data.decode(encoding), encoding, sure)
    except UnicodeDecodeError:
        return Decoded(data.decode(encoding, "replace"), encoding, False)


def _as_declared(data: bytes, declared: re.Match[bytes]) -> Decoded | None:
    """Return the text in the declared encoding, if the bytes are valid in it."""
    try:
        codec = codecs.lookup((declared[1] or declared[2]).decode("ascii"))
        encoding = WIDER.get(codec.name, codec.name)
        if encoding.startswith(("utf", "idna", "punycode", "raw", "unicode")):
            return None
        return Decoded(data.decode(encoding), encoding, True)
    except (LookupError, ValueError, TypeError):
        return None


def _mostly_utf8(sample: bytes) -> bool:
    """Return whether the bytes are UTF-8 with a few lost or changed ones.

    Characters of three bytes and more are strong evidence: of short texts in encodings from
    before Unicode, one in 3,000 has more of them than half of its broken places.
    """
    # The cut may have broken the last character.
    text = sample.decode("utf-8", "replace").removesuffix("\ufffd")
    broken = text.count("\ufffd")
    sound = sum(letter > "\x7f" for letter in text) - broken
    return sound > broken * 10 or _long_ones(text) >= max(broken * 2, 1)


def _long_ones(text: str) -> int:
    """Return the number of characters of three or more bytes in UTF-8, except U+FFFD."""
    return sum(letter > "\u07ff" and letter != "\ufffd" for letter in text)


def _not_utf8(data: bytes) -> bytes:
    """Return the lines that are not UTF-8, if others clearly are; else nothing."""
    plain = False
    others: list[bytes] = []
    for line in data.split(b"\n"):
        try:
            text = line.decode("utf-8")
            plain = plain or not text.isascii() and _long_ones(text) >= _PLAIN
        except UnicodeDecodeError:
            others.append(line)
    return b"\n".join(others) if plain else b""


def _by_line(data: bytes, encoding: str) -> Decoded:
    """Decode each line as UTF-8, or in another encoding where it is not valid UTF-8."""
    lines: list[str] = []
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode(encoding, "replace"))
    return Decoded("\n".join(lines), f"utf-8 and {encoding}", False)
