"""The direction of text (Unicode UAX #9, rules P2, P3 and HL1)."""

import re

from tui.articles.clean_text import first_match
from tui.articles.late_pattern import late

_RIGHT = (
    "[\u0590\u05be\u05c0\u05c3\u05c6\u05d0-\u05ff\u0608\u060b\u060d\u061b-\u064a\u066d-\u066f"
    "\u0671-\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u0710\u0712-\u072f\u074d-\u07a5\u07b1-\u07ea"
    "\u07f4\u07f5\u07fa-\u0815\u081a\u0824\u0828\u0830-\u0858\u085e-\u08d2\u200f\ufb1d"
    "\ufb1f-\ufb28\ufb2a-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_STRONG_RIGHT = late(_RIGHT)
LEFT_MARK = "\u200e"
"""The left-to-right mark: it has no width, and ends a right-to-left run (UAX #9, 2.6)."""

_LETTER = re.compile(r"[^\W\d_]")
_STRONG = re.compile(rf"(?P<right>{_RIGHT})|[^\W\d_]")


_FEWEST = 0.4
"""The share of letters from right to left that decides in a text which runs so. It is that of
Closure's `estimateDirection`; Latin words are longer than Arabic and Hebrew ones."""


def runs_right_to_left(text: str, around: bool = False) -> bool | None:
    """Return whether a text runs right to left; None where it has no strong character.

    The first strong character decides. In a text that runs right to left, a paragraph may also
    begin with a foreign word (`Linux …`): there the share of its letters decides.

    Args:
        text: the text.
        around: whether the text around it runs right to left.
    """
    if text.isascii():
        return False if _LETTER.search(text) else None
    strong = _STRONG.search(text)
    if strong is None:
        return None
    if strong["right"] is not None or not around:
        return strong["right"] is not None
    right = [found["right"] is not None for found in _STRONG.finditer(text)]
    return sum(right) >= _FEWEST * len(right)


def has_right_to_left(text: str) -> bool:
    """Return whether any character of a text runs right to left."""
    return not text.isascii() and first_match(_STRONG_RIGHT, text) is not None
