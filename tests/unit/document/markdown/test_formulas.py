r"""TeX in Markdown: between `$`, `$$`, `\(` and `\[`, and in environments of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.document.setting import article, lines, read
from tui.document.body_parser import read_document
from tui.document.index_text.quick_text import look_quickly
from tui.document.markdown.formulas import with_formulas, without_formulas
from tui.document.model import Code, Paragraph
from tui.document.text_segments import shown_text

MATRIX = r"\begin{matrix}a_{1} & *b* \\ \{c\}\end{matrix}_{k}"


def shown(body: str) -> list[str]:
    return [line for line in lines(body, 90, format="markdown") if line]


@pytest.mark.parametrize("signs", [("$", "$"), ("\\(", "\\)")])
def test_a_formula_in_the_text_survives_letter_for_letter(signs: tuple[str, str]) -> None:
    formula = f"{signs[0]}{MATRIX}{signs[1]}"
    (paragraph,) = read(f"See {formula} and {formula}, *so*.", "markdown").blocks
    assert isinstance(paragraph, Paragraph)
    assert [(span.text, set(span.roles)) for span in paragraph.spans] == [
        ("See ", set()),
        (formula, {"formula"}),
        (" and ", set()),
        (formula, {"formula"}),
        (", ", set()),
        ("so", {"emphasis"}),
        (".", set()),
    ]


@pytest.mark.parametrize("signs", [("$$", "$$"), ("\\[", "\\]")])
@pytest.mark.parametrize("gap", ["", " ", "\n"])
def test_a_display_is_a_block(signs: tuple[str, str], gap: str) -> None:
    document = read(f"See\n{signs[0]}{gap}{MATRIX}{gap}{signs[1]}\n*so*.", "markdown")
    assert [type(block) for block in document.blocks] == [Paragraph, Code, Paragraph]
    assert shown_text(document) == f"See\n{MATRIX}\nso."


def test_lines_of_a_display_are_no_blocks_of_markdown() -> None:
    source = "\\begin{split}\na &= b \\\\\n\n+ c \\\\\n# d\n= e\n\\end{split}"
    assert read(f"$$\n{source}\n$$", "markdown").blocks == (Code(source, "math"),)


def test_a_wide_display_scrolls() -> None:
    (line,) = lines(rf"$$\hat{{a}}{' + b' * 30}$$", 40, format="markdown")
    assert len(line) > 100


def test_in_quotes_lists_tables_and_headings() -> None:
    assert shown("> $$\n> a \\\\\n>   b\n> $$") == ["▎ a \\\\", "▎   b"]
    assert shown("- x\n\n  $$\n  a \\\\\n    b\n  $$") == ["• x", "  a \\\\", "    b"]
    assert shown("|h|i|\n|-|-|\n|$|x|_1$|$y$|") == ["h     i", "────  ─", "|x|₁  y"]
    assert shown("# The $x_1*y_1*z$") == ["The x₁*y₁*z"]
    assert shown("[of $x_1$](https://e.org)") == ["of x₁"]
    assert shown("**$x$**, *$y$*") == ["x, y"]


def test_simple_formulas_are_unicode() -> None:
    assert shown(r"With $x^2$, \(\alpha \le \beta\) and $$E = mc^2$$ it ends.") == [
        "With x², α ≤ β and",
        "E = mc²",
        "it ends.",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "A pie is $4 and *not* $7 today.",
        "From $4-$7 to $9.",
        "US$4 or US$7, AU$9.",
        "4$ and 7$, *or* 9$",
        "It has $ *a* $ in it.",
        "The $ and $$ and $$$ *of* it.",
        "Set $HOME/bin:$PATH *first*.",
        "变量$HOME和$PATH *先*。",
        "One $x\n\nTwo y$ *z*",
        "Costs \\$4 *or* \\$7.",
        "https://e.org/?$a=1&$b=2 *x*",
    ],
)
def test_dollars_that_are_text(body: str) -> None:
    text = shown_text(read(body, "markdown"))
    plain = body.replace("*", "").replace("\\$", "$").replace("\n\n", "\n")
    assert text == plain


def test_dollars_around_inline_code() -> None:
    assert shown("With $`\\sqrt{3}`$, $`a_1*b*`$; but `$`, $``x``$ and x$`y`$") == [
        "With √(3), a₁*b*; but $, $x$ and x$y$"
    ]


def test_an_environment_is_a_display_with_its_source() -> None:
    source = "\\begin{align*}\na_1 &= *b* \\\\\nc &= \\begin{pmatrix}d\\end{pmatrix}\n\\end{align*}"
    assert read(f"See\n\n{source}\n\n*so*.", "markdown").blocks[1] == Code(source, "math")
    assert shown("`\\begin{align}`, \\begin{align} and \\begin{quote}*x*\\end{quote}") == [
        "\\begin{align}, \\begin{align} and \\begin{quote}x\\end{quote}"
    ]


def test_signs_of_tex_that_are_escaped() -> None:
    assert shown(r"With \\(x^2\\), \\(a\_1 \\le b\\) and \\[ y = x \\] it ends.") == [
        "With x², a₁ ≤ b and",
        "y = x",
        "it ends.",
    ]
    assert shown(r"But C:\\(Program\\), \\[edit\\] and `\\(x\\)`") == [
        r"But C:\(Program\), \[edit\] and \\(x\\)"
    ]


def test_words_in_escaped_brackets_are_text() -> None:
    assert shown(r"Town \[edit\] \[1\] \[x\] and \(old\) \[[a_1](https://e.org/b_c)\]") == [
        "Town [edit] [1] [x] and (old) [a_1]"
    ]
    assert shown(r"But \(x\), \(f(n)\) and \[y = x\]") == ["But x, f(n) and", "y = x"]


@pytest.mark.parametrize(
    "body",
    [
        "`$a_1$`,`\\(b_1\\)`",
        "`$a`,`b$`",
        "```sh\n$A_*$B_*$ \\(a\\)\n```",
        "```math\n\\hat{a} \\\\ *b*\n```",
        "{% codeblock %}\n$a_1$\n{% endcodeblock %}",
        "<pre>$a_1$</pre>",
    ],
)
def test_code_has_no_formulas(body: str) -> None:
    document = read(body, "markdown")
    inner = shown_text(document)
    assert inner in body.replace("`", "")
    assert all(
        "formula" not in span.roles
        for block in document.blocks
        if isinstance(block, Paragraph)
        for span in block.spans
    )


def test_attributes_keep_the_source() -> None:
    document = read("![of $x_1$](a.png)\n\n[r]: b$c$d\n\nand [a][r] $y$", "markdown")
    assert document.pictures[0].alt == "of $x_1$"
    assert document.links[0].url == "b$c$d"


def test_the_mark_is_one_that_the_text_does_not_hold() -> None:
    assert shown("\ue0000\ue000 and $\\hat{a}$") == ["\ue0000\ue000 and $\\hat{a}$"]


@pytest.mark.parametrize(
    "body", ["$x$", "$$x$$", "$`x`$", r"\\(x\\)", f"${MATRIX}$", "$$\na \\\\\nb\n$$\n\n- $$c$$"]
)
def test_the_index_holds_what_the_page_shows(body: str) -> None:
    what = article(body, "markdown")
    quick = look_quickly(what)
    assert quick is None or quick.text == shown_text(read_document(what))


@given(st.text(alphabet="$\\()[]ab1 _^*`\n>{}<%", max_size=60))
def test_cutting_out_and_putting_back_loses_nothing(body: str) -> None:
    text, cut = without_formulas(body)
    if cut is None:
        assert text == body
        return
    for number, formula in enumerate(cut.formulas):
        text = text.replace(f"{cut.mark}{number}{cut.mark}", formula.source)
    assert text == body
    assert cut.mark not in with_formulas(read_html(body), cut)


def read_html(body: str) -> str:
    """The text with its marks, as a paragraph of HTML."""
    return f"<p>{without_formulas(body)[0].replace('<', '&lt;')}</p>"


def test_a_formula_with_a_blank_line_keeps_it() -> None:
    assert lines("$$\na\n\nb\n$$", format="markdown") == ["a", "", "b"]


def test_the_name_of_a_display_is_no_text() -> None:
    assert lines("$$\na\n$$ {#eq-tide}\n\nb", format="markdown") == ["a", "", "b"]
