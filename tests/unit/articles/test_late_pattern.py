import re

import pytest

from tui.articles.late_pattern import late


def test_a_late_pattern_does_what_a_compiled_one_does() -> None:
    pattern = late(r"(?P<day>\d+)", re.IGNORECASE)
    assert [found["day"] for found in pattern.finditer("1 and 22")] == ["1", "22"]
    assert pattern.sub("-", "a1b2") == "a-b-"
    assert pattern.groupindex == {"day": 1}


def test_a_late_pattern_is_compiled_by_its_first_use_only(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    whole = re.compile

    def count(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(pattern)
        return whole(pattern, flags)

    monkeypatch.setattr(re, "compile", count)
    pattern = late("x+")
    assert not compiled
    assert pattern.search("axx") and pattern.search("x")
    assert compiled == ["x+"]
