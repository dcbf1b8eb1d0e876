"""The signs of dialects within lines: what they stand for, and what looks like them and stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.document.setting import read
from tui.document.markdown.dialects.inline_signs import with_plain_signs
from tui.document.text_segments import shown_text

UUID = "63f0a6b0-0000-4000-8000-000000000001"


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
        ("a\n%% b %% c\n\n`%% d %% e`", "a c\n%% d %% e"),
        ('++inserted++ ++"Any Key"++ ++f1++', "inserted Any Key F1"),
        ("-   :material-clock:{ .big } *a*\n\n    *b*", "a\nb"),
        ("a {--b--} {++c++} {~~d~>e~~} {==f==}{>>g<<}", "a b c d e f g"),
        ("{==\n\na\n\n==}", "a"),
        ("Due:: 2023-03-01\nState:: [[On]]\na", "Due: 2023-03-01\nState: On\na"),
        ("Due:: 1\nState::\n\nb", "Due: 1\nState:\nb"),
        ("**Due**:: 1\n- **Part**:: 2", "Due: 1\nPart: 2"),
        ("الحالة:: منشور", "الحالة: منشور"),
        ("a [length:: 30 m] (colour:: [[red]]) b", "a length: 30 m (colour: red) b"),
        (f"- a\n  id:: {UUID}\n  collapsed:: true\n- b (({UUID})) [c]((({UUID})))", "a\nb a c"),
        (f"a (({UUID}))", "a ((…))"),
        ("a\n:LOGBOOK:\nCLOCK: [2023-02-15]\n:END:\nb", "a b"),
        (
            "{{embed [[a]]}} {{cloze b}} {{renderer :c}} {{video https://a.example/v}}",
            "a b https://a.example/v",
        ),
        ('--8<-- "a.md"\n\n--8<--\nb.md\nc.md\n--8<--\n\n<<< @/d.js{2}', "a.md\nb.md c.md\n@/d.js"),
        ("@[card](https://a.example)", "https://a.example"),
        (
            "|a|\n|-|\n|b|\n\n: Two cups {#tbl-cups}\n\n|c|\n|-|\n|d|\n\nTable: Three cups",
            "a\nb\nTwo cups\nc\nd\nThree cups",
        ),
        ('a <Big color="red">*b*</Big> <Tag text="c" /> d', "a b c d"),
        ("a{::comment}\nb\n{:/comment}c {:/}", "ac"),
        ("a {: .b}\n\n- {:.c} d\n\n{:e: .f}", "a\nd"),
        ("![a](b.png){:height 300, :width 400} c", "a\nc"),
        ("|a|\n|-|\n|b|\n\nTable: The `foo` call", "a\nb\nThe foo call"),
        ("![a `b` c|100](d.png) e", "a b c\ne"),
        (f"- a `b`\n  id:: {UUID}\n- (({UUID}))", "a b\na b"),
        ("a\n\n<--->\n\nb", "a\nb"),
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
        "a ==> b and c <== d; {==} and {++i} and {--i}",
        "f :: Int -> Int, std::string, a::b [x :: Int] (y::Int) (see :: there)",
        "Three things::\n\n- a",
        "a:b::c",
        "((not an id)) {{embed}} {{video}} {{ x }}",
        "--8<-- cut here\n<<< here\n<<< and there",
        "@[Ann](https://a.example) wrote",
        "a **<T>** and <Name>b</Name>, List<T>",
        "the map {:a 1} and {:b}",
        "<A HREF='https://a.example'>b</A> <IMG SRC='c.png'> <Link to='d'>e</Link>",
        f"`(({UUID}))` `{{--a--}}` `b:: c` `{{{{cloze d}}}}`",
    ],
)
def test_other_text_stays(body: str) -> None:
    assert with_plain_signs(body) == body


def test_the_size_of_a_picture_is_none_of_its_words() -> None:
    pictures = read("![a b|30](c.png) ![|30x40](d.png) ![[e.png|f|30]]", "markdown").pictures
    assert [(one.url, one.alt) for one in pictures] == [
        ("c.png", "a b"),
        ("d.png", ""),
        ("e.png", "f"),
    ]


def test_an_expression_that_is_a_string_is_the_value_of_an_attribute() -> None:
    body = """a <img style={{a: 1}} src={require('./b.png').default} alt="c" />"""
    (picture,) = read(body, "markdown").pictures
    assert (picture.url, picture.alt) == ("./b.png", "c")


@given(st.text(alphabet="[]!|#=%^~+:{}/*`\\<>()ab1 \n中", max_size=200))
def test_no_text_raises(body: str) -> None:
    read(body, "markdown")
