import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.document.markdown.parser import code_ranges, outside_code


@pytest.mark.parametrize(
    ("markdown", "code"),
    [
        ("a `b` c", ["`b`"]),
        ("中文 ``b ` c`` 中", ["``b ` c``"]),
        ("- x\n\n  ```js\n  y\n  ```\n", ["```js\n  y\n  ```"]),
        ("é\n\n    y\n    z\n", ["y\n    z\n"]),
        ("- x\n\n    y\n", []),
        (
            "<pre>a\n\n`b`</pre> <CODE>c</CODE> <code>open",
            ["<pre>a\n\n`b`</pre>", "<CODE>c</CODE>"],
        ),
        ("a ` b", []),
    ],
)
def test_where_code_is(markdown: str, code: list[str]) -> None:
    assert [markdown[start:end] for start, end in code_ranges(markdown)] == code


def test_only_what_is_no_code_is_replaced() -> None:
    pattern = re.compile("x")
    assert outside_code("x `x` 中x\n\n    x\n", pattern, lambda _: "y") == "y `x` 中y\n\n    x\n"


@given(st.lists(st.sampled_from(["`", "```\n", "中", " ", "\n", "    a", "<pre>", "</pre>", "> "])))
def test_ranges_are_in_order_and_inside(pieces: list[str]) -> None:
    markdown = "".join(pieces)
    last = 0
    for start, end in code_ranges(markdown):
        assert last <= start < end <= len(markdown)
        last = end
