import re
import subprocess
import sys

import pytest

from tui.articles.late_pattern import late, put_off


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


def test_a_pattern_is_put_off_for_a_while_only() -> None:
    with put_off("y+z"):
        theirs = re.compile("y+z")
        assert not isinstance(theirs, re.Pattern)
    assert isinstance(re.compile("y+z"), re.Pattern)
    found = theirs.search("xyyz")
    assert found and found[0] == "yyz"


def test_pyyaml_compiles_no_pattern_of_the_reader_that_nobody_uses() -> None:
    # Should this fail with a new PyYAML: front matters are read as before, only 5 ms later.
    code = (
        "import re, tui.articles.front_matter.parsers, yaml.reader\n"
        "print(isinstance(yaml.reader.Reader.NON_PRINTABLE, re.Pattern))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
