"""Emphasis beside CJK characters."""

import unicodedata

import pytest

from tests.unit.document.setting import lines, read
from tui.document.markdown.emphasis import with_letters_beside
from tui.document.markdown.from_markdown import to_html
from tui.document.model import Heading, Paragraph, Role, walk
from tui.document.text_segments import plain


def emphasised(body: str, role: Role = "strong") -> list[str]:
    """The texts of the spans of a role."""
    return [
        span.text
        for block in walk(read(body, "markdown").blocks)
        if isinstance(block, Paragraph | Heading)
        for span in block.spans
        if role in span.roles
    ]


@pytest.mark.parametrize(
    ("body", "strong"),
    [
        ("他答**“不去。”**又喝茶。", ["“不去。”"]),
        ("**提醒：**带伞。", ["提醒："]),
        ("读**《山》**与**《海》**两书。", ["《山》", "《海》"]),
        ("先**甲，**后**乙。**止。", ["甲，", "乙。"]),
        ("彼は**「帰る」**と言う。", ["「帰る」"]),
        ("그가 **'가자'**라고 했다. **강(江)**은 길다.", ["'가자'", "강(江)"]),
        ("見て**OK!**です", ["OK!"]),
        ("半角**｢甲｣**乙", ["｢甲｣"]),
        ("葛\U000e0100**(a)** b", ["(a)"]),
        ("***《甲》***乙", ["《甲》"]),
        ("甲**乙**丙", ["乙"]),
        ("名は**_vimrc**である", ["_vimrc"]),
        ("**甲  \n**\n\n> **乙\\\n> **\n\n- **c  \n  **", ["甲", "乙", "c"]),
    ],
)
def test_strong(body: str, strong: list[str]) -> None:
    assert emphasised(body) == strong
    assert "*" not in "".join(lines(body, format="markdown"))


def test_one_star_and_strike() -> None:
    assert emphasised("那本*《溪》*薄。", "emphasis") == ["《溪》"]
    assert emphasised("他~~（误）~~改了", "strike") == ["（误）"]


@pytest.mark.parametrize(
    "body",
    [
        "## 第**“三”**章",
        "- 项**“三”**目",
        "> 引**“三”**文",
        "|头|\n|-|\n|**“三”**格|",
        "[链**“三”**字](https://e.org)",
    ],
)
def test_everywhere(body: str) -> None:
    assert emphasised(body) == ["“三”"]


@pytest.mark.parametrize(
    "body",
    [
        "`甲**“乙”**丙`",
        "```\n甲**“乙”**丙\n```",
        "甲\\*\\*“乙”\\*\\*丙",
        "甲 ** “乙” ** 丙",
        "甲**“乙”丙",
        "a  \n**b",
        "```\na  \n**\n```",
        "a\n**",
        "a **b ** 丙 2 ** 3",
    ],
)
def test_stars_that_stay(body: str) -> None:
    assert emphasised(body) == []
    assert "**" in "".join(lines(body, format="markdown"))


def test_a_break_before_the_end_of_bold_words_leaves_no_sign() -> None:
    for line_end in ("  ", "\\"):
        assert lines(f"**words{line_end}\n**", format="markdown") == ["words"]


def test_text_without_cjk_is_read_by_the_rules_of_commonmark() -> None:
    for body in ("a**“b”**c", "a**(b)**c", "é **x**", "你好 a**(b)**c"):
        assert with_letters_beside(body) == (body, "")


def test_underscores_are_left_to_commonmark() -> None:
    assert emphasised("这是__“甲”__吗 __乙__ 是") == ["乙"]


def test_the_letter_is_one_that_the_text_does_not_hold() -> None:
    body = "\ue000 %EE%80%81 甲**“乙”**丙 [丁](/\ue000*（x）*y%EE%80%81)"
    assert with_letters_beside(body)[1] == "\ue002"
    html = to_html(body)
    assert html.startswith("<p>\ue000 %EE%80%81 甲<strong>“乙”</strong>丙")
    assert "\ue002" not in html and "%EE%80%82" not in html


def test_wide_punctuation_counts() -> None:
    """Every character that Unicode calls wide punctuation (UAX #11) opens and closes."""
    wide = [
        chr(code)
        for code in range(0x2000, 0x20000)
        if unicodedata.category(chr(code)).startswith("P")
        and unicodedata.east_asian_width(chr(code)) in "WFH"
    ]
    assert len(wide) > 100
    assert not [sign for sign in wide if plain_strong(sign) != f"{sign}b{sign}"]


def plain_strong(sign: str) -> str:
    (paragraph,) = read(f"a**{sign}b{sign}**c", "markdown").blocks
    assert isinstance(paragraph, Paragraph)
    return plain(span for span in paragraph.spans if "strong" in span.roles)
