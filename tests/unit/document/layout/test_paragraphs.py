import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.unit.document.layout.laying_out import lay_out
from tests.unit.document.setting import read
from tui.document.model import Line, Run, Setting

_word = st.sampled_from(
    ["a", "word", "another", "中文字", "，", "。", "3", "GDP", "👩‍👩‍👧", "é", "שלום", "<br>",
     "<b>bold words</b>", "<code>x  y</code>", "<a href=x>a link</a>", "<ul><li>",
     "</ul>", "<blockquote>", "한국어"]
)  # fmt: skip
_body = st.lists(_word, max_size=60).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda space: space.join(words))
)


def justified(body: str, width: int) -> list[str]:
    return [line.text for line in lay_out(read(body), Setting(width, cell_len, True))]


def without_added(line: Line) -> list[Run]:
    """The runs of a line without spaces that the layout put there, joined where they follow."""
    runs: list[Run] = []
    for run in line.runs:
        if run.start is None and not run.text.strip():
            continue
        last = runs[-1] if runs else None
        if (
            last is not None
            and last.start is not None
            and last.start + len(last.text) == run.start
            and (last.roles, last.link) == (run.roles, run.link)
        ):
            runs[-1] = Run(last.text + run.text, run.roles, run.link, last.start)
        else:
            runs.append(run)
    return runs


def test_full_lines_reach_the_edge() -> None:
    assert justified("<p>one two three four five six<br>seven eight nine ten<p>end", 16) == [
        "one   two  three",
        "four five six",
        "seven eight nine",
        "ten",
        "",
        "end",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<h2>one two three four five six</h2>",
        "<p align=center>one two three four five",
        "<pre>one two three four five</pre>",
        "<p>extraordinarily hypersensitive hippopotamuses",
        "<table><tr><td>one two three four five<td>b</table>",
        "<figure><img src=a.png><figcaption>one two three four five</figcaption></figure>",
    ],
)
def test_other_text_stays_as_it_is(body: str) -> None:
    ragged = [line.text for line in lay_out(read(body), Setting(17, cell_len))]
    assert justified(body, 17) == ragged


def test_wide_text_has_its_spaces_after_punctuation() -> None:
    assert justified("<p>近日，工业和信息化部，公示。", 17) == ["近日， 工业和信息", "化部，公示。"]
    assert justified("<p>近日的工业和信息化部公示", 17) == ["近日的工业和信息", "化部公示"]
    assert justified("<p>在2021工业和信息化部的公示", 13) == ["在 2021工业和", "信息化部的公", "示"]


@settings(deadline=None, max_examples=300)
@given(_body, st.integers(8, 80))
def test_without_the_added_spaces_lines_are_the_ragged_ones(body: str, width: int) -> None:
    document = read(body)
    ragged = list(lay_out(document, Setting(width, cell_len)))
    full = list(lay_out(document, Setting(width, cell_len, True)))
    assert [without_added(line) for line in full] == [without_added(line) for line in ragged]
    for line in full:
        assert line.rigid or cell_len(line.text) <= width
