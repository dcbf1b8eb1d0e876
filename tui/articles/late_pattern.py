"""Regular expressions that are compiled when they are first used.

Python compiles a set of characters that has many ranges in 1 to 5 ms, and most articles need none
of them: `newsreader show` would take a quarter longer.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as the compiled pattern: its methods and attributes are the same.

    It can't be passed to a function of `re`, and the `re` of a match is another object.

    Args:
        pattern: The expression.
        flags: Those of `re.compile`.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))


@contextmanager
def put_off(pattern: str) -> Iterator[None]:
    """Have `re.compile` return this pattern as a late one, to a library that never uses it.

    It is put for the while where `re` keeps its latest patterns. Should the library or `re` come
    to do otherwise, the pattern is compiled at once, as ever.

    Args:
        pattern: The expression, as the library writes it, without flags.
    """
    kept: list[dict[object, object]] = [
        vars(re)[name] for name in ("_cache", "_cache2") if name in vars(re)
    ]
    key = (str, pattern, 0)
    for patterns in kept:
        patterns[key] = late(pattern)
    try:
        yield
    finally:
        for patterns in kept:
            patterns.pop(key, None)


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self._parts = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._parts), name)
        # From now on the attribute is found without a call of this method.
        setattr(self, name, value)
        return value
