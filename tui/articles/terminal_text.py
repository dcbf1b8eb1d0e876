"""Text that a terminal can be sent: control codes are written out.

Every command and the first frame need it, and nothing else of articles.
"""

import re

UNSAFE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069"
"""For a character class of a pattern: control codes (C0, DEL, C1) except line ends and tabs, and
marks that change the direction of text."""

_MARK = "\u200e\u200f"


def harmless(text: str) -> str:
    r"""Return the text with control codes written out: `\x1b`, `\u202e`.

    Line ends and tabs stay.
    """
    return re.sub(f"[{UNSAFE}]", _written_out, text)


def harmless_line(text: str) -> str:
    """Return a line of a page made harmless, with its left-to-right and right-to-left marks.

    U+200E and U+200F have no width and affect only adjacent characters; right-to-left text is
    written with them.
    """
    if text.isascii() or not re.search(f"[{_MARK}]", text):
        return harmless(text)
    parts = re.split(f"([{_MARK}])", text)
    return "".join(part if part in _MARK else harmless(part) for part in parts)


def harmless_sentence(text: str) -> str:
    r"""Return a text made harmless, with line ends and tabs written out as well.

    A file name may contain them, and could make one error look like two.
    """
    return harmless(text).replace("\n", r"\n").replace("\t", r"\t")


def _written_out(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def counted(count: int, thing: str, things: str = "") -> str:
    """Return a count in words: `1 article`, `36,012 articles`.

    Args:
        count: The number.
        thing: The singular.
        things: The plural; by default `thing` with an s.
    """
    return f"{count:,} {thing if count == 1 else things or thing + 's'}"
