"""Regular expressions that are compiled when they are first used.

Python compiles a set of characters that has many ranges in 1 to 5 ms, and most articles need none
of them: `newsreader show` would take a quarter longer.
"""

import re
from typing import Any, cast


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as the compiled pattern: its methods and attributes are the same.

    It can't be passed to a function of `re`, and the `re` of a match is another object.

    Args:
        pattern: The expression.
        flags: Those of `re.compile`.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self._parts = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._parts), name)
        # From now on the attribute is found without a call of this method.
        setattr(self, name, value)
        return value
