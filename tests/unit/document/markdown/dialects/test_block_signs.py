"""The blocks of dialects: what they stand for, and what looks like them and stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.document.setting import lines, read
from tui.document.markdown.dialects.block_signs import with_plain_blocks
from tui.document.text_segments import shown_text


def _text(body: str) -> str:
    return shown_text(read(body, "markdown"))


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('- a\n\n    !!! tip "T"\n\n        *x*\n\n- b', "a\nT\nx\nb"),
        ("!!! note\n\tx\n\n\ty\nz", "Note\nx\ny\nz"),
        ('!!! note ""\n    x', "x"),
        ("!!! note\n\n    ??? tip\n\n        x\n\n    y\n\nz", "Note\nTip\nx\ny\nz"),
        ('=== "A *b*"\n\n    - c', "A b\nc"),
        ("> [!FAQ|wide]+ Why *so*?\n> x", "Why so?\nx"),
        ("> [!faq]", "Faq"),
        ("- > [!tip] Oil\n  > *x*\n- b", "Oil\nx\nb"),
        ("> 1. a\n>    > [!tip]- Oil\n>    > x\n>\n> b", "a\nOil\nx\nb"),
        ("import A from 'a'\n\n<A>*b* <C>c</C></A> `<A>d</A>`", "b c <A>d</A>"),
        ("import A from 'a'\n\n<div className={b}>\n  *b*\n</div>", "b"),
        ("::: tip\n```\n:::\n```\n:::\nx", "Tip\n:::\nx"),
        (":::note Words\nx\n:::", "Words\nx"),
        ('::: {#a .callout-tip title="T"}\nx\n:::', "T\nx"),
        ("::: box\nx\n:::", "x"),
        ("a\n\n%% b\nc %%\n\nd", "a\nd"),
        ("a\n*[b]: c\nd", "a d"),
        ("<!-- a\nb -->*c*", "c"),
        ("- <!-- a --> *b*", "b"),
        ('<div markdown="block">*a*</div>', "a"),
        ("<A b={c => {}} />\n\nimport a from 'b'\n\nc", "c"),
        ("<A>\n\n*b*\n\n</A>", "b"),
        ('<A\n  title="T"\n>\n    *b*\n</A>\nc', "T\nb\nc"),
        ('<A title="T">\n{`a *b*\n  c`}\n</A>', "T\na *b*\n  c"),
        (":::tip The *pump* {#p}\nx\n:::", "The pump\nx"),
        ("::: pump.valve\n    options:\n      heading: 2\nx", "pump.valve\nx"),
        ("/// note | The *pump*\nx\n///\ny", "The pump\nx\ny"),
        ("/// details | More\n    type: tip\n\nx\n///", "More\nx"),
        ("/// tab | By hand\nx\n///\n/// tab | By motor\ny\n///", "By hand\nx\nBy motor\ny"),
        ("```ad-tip\ntitle: Oil\ncollapse: open\n\n*x*\n```\ny", "Oil\nx\ny"),
        ("````ad-note\n```\na *b*\n```\n````", "Note\na *b*"),
        ("```{note} Oil\n:class: wide\n*x*\n```", "Oil\nx"),
        ("- a\n- #+BEGIN_QUOTE\n  *b*\n  #+END_QUOTE\n- c", "a\nb\nc"),
        ("#+begin_warning\nhot\n#+end_warning", "Warning\nhot"),
        ("#+BEGIN_SRC sh\na *b*\n#+END_SRC\n*c*", "a *b*\nc"),
        ('``` sh title="oil pump.sh" hl_lines="1"\na\n```', "oil pump.sh\na"),
        ("```js [pump.js]\na\n```\n\n```ts:src/pump.ts\nb\n```", "pump.js\na\nsrc/pump.ts\nb"),
        ('~~~{.python filename="pump.py"}\na\n~~~', "pump.py\na"),
    ],
)
def test_a_block_is_what_it_stands_for(body: str, shown: str) -> None:
    assert _text(body) == shown


@pytest.mark.parametrize(
    "body",
    [
        '    !!! note "code"\n        x',
        '```\n!!! note "x"\n    y\n:::tip\n%%\n```',
        "> ```\n> > [!note] x\n> ```",
        "!!! what a day",
        "::: never closed\n\nx",
        ":::",
        "> a\n> [!note] b",
        "%% never closed\n\nx",
        "%%\n50 %% of it and %% more",
        "import the chairs from the shed",
        "export default settings to a file, then go",
        "export PATH=a",
        "<div>\n:::tip\n%%\n</div>",
        "<pre>\n\n%%\n:::tip\n%%\n</pre>",
        "<Warning>\n*bar*\n</Warning>",
        "=== a\nb",
        "/// three strokes\nx",
        "/// note | never closed\n    type: tip\n\nx",
        "```ad-note\nnever closed",
        "#+BEGIN_QUOTE\nnever closed",
        "#+TITLE of it",
        "```js {1,3}\na\n```\n\n```{r setup, echo=FALSE}\nb\n```\n\n```text: a b\nc\n```",
        "```\n/// note | x\n///\n#+BEGIN_QUOTE\n#+END_QUOTE\n```",
    ],
)
def test_other_lines_stay(body: str) -> None:
    assert with_plain_blocks(body) == body


def test_no_heading_is_lost_where_no_more_boxes_open() -> None:
    body = "::: {.callout-note}\n" * 25 + "## Deep\n\nWords.\n"
    assert "Deep" in shown_text(read(body, "markdown"))


def test_a_box_without_an_end_ends_with_the_box_around_it() -> None:
    body = "!!! note\n    ::: tip\n    a\n\nb"
    assert lines(body, format="markdown") == ["▎ Note", "▎", "▎ ::: tip a", "", "b"]


_LINES = [
    *("!!! note", "    x", "::: tip", ":::", "> [!a] b", "%%", "```", "<A>", "</A>", "- y", ""),
    *("<div markdown>", "<!-- c -->d", "import 'a'", '=== "t"', "        z", "*[a]: b"),
    *("/// note | w", "///", "```ad-tip", "#+BEGIN_NOTE", "#+END_NOTE", "- #+BEGIN_QUOTE", "{`v`}"),
]


@given(st.lists(st.sampled_from(_LINES), max_size=25))
def test_no_body_raises_and_its_text_stays(chosen: list[str]) -> None:
    shown = _text("\n".join(["first", "", *chosen, "", "last"]))
    assert shown.startswith("first") and ("last" in shown)
