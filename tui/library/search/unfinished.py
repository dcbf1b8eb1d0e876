"""Values of fields that are still being typed: what is no value yet may become one."""

import re

_DAY = re.compile(r"\d{4}(?:[-/.]\d\d){0,2}|\d{1,5}[dwmy]|today|yesterday")
"""A day, a month, a year or a distance as it is when typed to its end."""
_HALF_DAY = re.compile(
    r"\d{0,5}|\d{4}[-/.](?:0?[1-9]?|1[0-2]?)|\d{4}[-/.](?:0?[1-9]|1[0-2])[-/.][0-3]?"
)
_DAYS_IN_WORDS = ("today", "yesterday")
_HALF_COUNTS = re.compile(r"[<>]=?|\d*\.{0,2}\d*")


def may_go_on(field: str, value: str, words: tuple[str, ...] = ()) -> bool:
    """Tell whether a value that a field does not understand may be the beginning of one.

    Args:
        field: The field's name.
        value: What was typed so far, folded.
        words: The words that the field takes, where it takes words.
    """
    if field == "date":
        first, dots, last = value.partition("..")
        if dots and first and not _DAY.fullmatch(first):
            return False
        return _is_half_day(last if dots else first.removesuffix("."))
    if field == "words":
        return _HALF_COUNTS.fullmatch(value) is not None
    return any(word.startswith(value) for word in words)


def _is_half_day(value: str) -> bool:
    if _DAY.fullmatch(value):
        return False
    in_words = any(word.startswith(value) for word in _DAYS_IN_WORDS)
    return in_words or _HALF_DAY.fullmatch(value) is not None
