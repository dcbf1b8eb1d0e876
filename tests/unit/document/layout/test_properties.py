"""What holds for whatever an article says."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.document.setting import article, check, letters
from tui.articles.article import BodyFormat

_TAGS = re.findall(
    r"\w+",
    "p div ul ol li dl dt dd table tr td th caption blockquote pre code b i a img br hr h1 h3 q"
    " ruby rt rp figure figcaption center details summary span sup sub video iframe section",
)

_piece = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in _TAGS]),
    st.sampled_from([f"</{tag}>" for tag in _TAGS]),
    st.sampled_from(
        [
            "<a href=x>",
            "<img src=p.png alt='a b'>",
            "<td colspan=3 rowspan=2>",
            "　　",
            "\n",
            "word ",
            "中文，",
            "（",
            "שלום ",
            "&nbsp;",
            "&#27;",
            "<br><br>",
            "\n\n",
            "- ",
            "> ",
            "| a | b |\n|---|---|\n",
            "```\n",
            "[^1]",
            "\n[^1]: n\n",
            "**",
            "    ",
            "👩‍👩‍👧",
            "ไทย",
            "https://example.org/a/b?c=d",
        ]  # fmt: skip
    ),
    st.text(max_size=12),
)
_body = st.lists(_piece, max_size=40).map("".join)
_format: st.SearchStrategy[BodyFormat] = st.sampled_from(["html", "markdown", "text"])


@settings(deadline=None, max_examples=300)
@given(_body, _format, st.integers(1, 120))
def test_any_body_at_any_width(body: str, format: BodyFormat, width: int) -> None:
    check(article(body, format), width)


@settings(deadline=None, max_examples=150)
@given(_body, _format, st.integers(1, 120))
def test_the_width_changes_no_text(body: str, format: BodyFormat, width: int) -> None:
    what = article(body, format)
    assert letters(what, width) == letters(what, 1000)
