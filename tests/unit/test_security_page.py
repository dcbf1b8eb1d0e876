"""The page of promises, and the tests that it names."""

import re

from tests.corpus import ROOT


def test_every_promise_names_tests_that_there_are() -> None:
    page = (ROOT / ".github" / "SECURITY.md").read_text(encoding="utf-8")
    promises = page.partition("## What is promised")[2].partition("`make test` runs")[0]
    for promise in promises.split("\n\n**")[1:]:
        named = re.findall(r"`(tests/[\w/]+\.py)`", promise)
        assert named, promise
        assert [path for path in named if not (ROOT / path).is_file()] == []
