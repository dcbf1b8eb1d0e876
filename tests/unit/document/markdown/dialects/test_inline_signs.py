"""The signs of dialects within lines: what they stand for, and what looks like them and stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.document.setting import read
from tui.document.markdown.dialects.inline_signs import with_plain_signs
from tui.document.text_segments import shown_text


@pytest.mark.parametrize(
    ("body", "text", "address"),
    [
        ("[[Seed list]]", "Seed list", "Seed%20list"),
        ("[[Seed list#Beans]]", "Seed list › Beans", "Seed%20list#Beans"),
        ("[[Seed list#^a1]]", "Seed list", "Seed%20list#^a1"),
        ("[[#Beans]]", "Beans", "#Beans"),
        ("[[100% sure?|yes *or* no]]", "yes or no", "100%25%20sure%3F"),
        ("参见[[南京/种子]]。", "南京/种子", "南京/种子"),
        ("![[Rota]]", "Rota", "Rota"),
        ("|a|\n|-|\n|[[x\\|y]]|", "y", "x"),
        ("==[[x]]==", "x", "x"),
    ],
)
def test_a_wiki_link_carries_its_target(body: str, text: str, address: str) -> None:
    (link,) = read(body, "markdown").links
    assert (link.text, link.url) == (text, address)


def test_an_embedded_picture_is_a_picture() -> None:
    pictures = read("![[a b.png|300x20]] ![[c.jpg|A cat]]", "markdown").pictures
    assert [(one.url, one.alt) for one in pictures] == [("a%20b.png", ""), ("c.jpg", "A cat")]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("a ==b `c=d` e== f `==g==`", "a b c=d e f ==g=="),
        ("这是==重点==内容", "这是重点内容"),
        ("a %%b%% c%%. %% d %%", "a c%%."),
        ("a\n^b-1\n\nc ^d\n- e ^f", "a\nc\ne"),
        ("++ctrl+page-up++ ^^b^^", "Ctrl+Page Up b"),
        ("a {/* b\nc */} d", "a d"),
        (":heart: a:heart: :material-home:{ .big }", "❤️ a:heart:"),
        ("[a *b*]{.c #d} [e](f){ .g }", "a b e"),
    ],
)
def test_a_sign_is_what_it_stands_for(body: str, shown: str) -> None:
    assert shown_text(read(body, "markdown")) == shown


@pytest.mark.parametrize(
    "body",
    [
        "a == b and c == d, x==y and z==w",
        "[[1, 2], [3, 4]] a[[1]] [[1]](b) \\[[c]]",
        "[[a]]\n\n[a]: /b",
        "i++ and j++ and ++k",
        "~/a to ~/b, 10~15,20~25 and 2^10 up to 2^20, 好的^o^",
        "90%% maybe, 100% sure, 50 %% off and 60 %% on.",
        "Sentence with ^caret in it. x ^y\nz",
        "<a title='==b=='>c</a> https://a.example/?b==c== [d](e==f==)",
        "10:30:45 a:b:c :nosuchname:",
        "`[[a]]` `==b==` `%%c%%` `:heart:`\n\n    ==d==\n",
        "if (x) {y} else {z}",
    ],
)
def test_other_text_stays(body: str) -> None:
    assert with_plain_signs(body) == body


@given(st.text(alphabet="[]!|#=%^~+:{}/*`\\<>()ab1 \n中", max_size=200))
def test_no_text_raises(body: str) -> None:
    read(body, "markdown")
