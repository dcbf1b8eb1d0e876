import pytest

from tests.unit.document.setting import article, lines, read
from tui.document.index_text.quick_text import look_quickly
from tui.document.model import Paragraph
from tui.document.text_segments import shown_text


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("<mfrac><mi>a</mi><mi>b</mi></mfrac>", "a/b"),
        (
            "<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>",
            "(a + 1)/2",
        ),
        ("<msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mn>1</mn>", "x² + 1"),
        ("<msub><mi>y</mi><mi>i</mi></msub>", "y_i"),
        (
            "<msup><mi>x</mi><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msup>",
            "x^(n + 1)",
        ),
        ("<msup><mi>f</mi><mo>′</mo></msup>", "f′"),
        ("<msqrt><mi>x</mi><mo>-</mo><mn>1</mn></msqrt>", "√(x - 1)"),
        ("<msqrt><mi>x</mi></msqrt>", "√x"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "³√x"),
        ("<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup>", "∫₀¹"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>i</mi>", "∑_i^n i"),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", "x¯"),
        ("<mo>-</mo><mi>x</mi><mo>=</mo><mo>(</mo><mi>y</mi><mo>,</mo><mi>z</mi><mo>)</mo>",
         "-x = (y, z)"),
        ("<mtext>if </mtext><mi>x</mi><mspace width='1em'/><mi>y</mi>", "if x y"),
        ("<mi>sin</mi><mo>&ApplyFunction;</mo><mi>x</mi>", "sinx"),
        ("<mi>n</mi><mi>log</mi><mi>n</mi>", "n log n"),
        ("<msup><mi>sin</mi><mn>2</mn></msup><mi>x</mi>", "sin²x"),
        ("<msup><mn>2</mn><msub><mi>n</mi><mi>k</mi></msub></msup>", "2^(n_k)"),
        ("<msub><mi>a</mi><mi>i</mi></msub><mi>b</mi>", "a_i b"),
        ("<msub><mi>a</mi><mn>1</mn></msub><mi>b</mi>", "a₁b"),
        ("<semantics><mi>x</mi><annotation encoding='TeX'>\\xi</annotation></semantics>", "x"),
        ("<mphantom><mi>x</mi></mphantom><mi>y</mi>", "y"),
        (
            "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr>"
            "<mtr><mtd><mn>3</mn></mtd><mtd>4</mtd></mtr></mtable>",
            "1 2; 3 4",
        ),
        ("<mfrac><mi>alone</mi></mfrac>", "alone"),
        ("<mi>\n x \n</mi>\n<mo>+</mo>\n<mi>y</mi>", "x + y"),
    ],
)  # fmt: skip
def test_formulas_on_a_line(formula: str, shown: str) -> None:
    assert lines(f"<p>So <math>{formula}</math>.</p>") == [f"So {shown}."]


def test_a_formula_that_stands_alone_is_a_paragraph() -> None:
    assert lines("a<math display=block><mi>x</mi></math>b") == ["a", "", "x", "", "b"]


def test_formulas_are_known_by_their_role() -> None:
    (block,) = read("a <math><msup><mi>x</mi><mn>2</mn></msup></math>").blocks
    assert isinstance(block, Paragraph)
    assert [(span.text, set(span.roles)) for span in block.spans] == [
        ("a ", set()),
        ("x", {"formula"}),
        ("2", {"formula", "superscript"}),
    ]


@pytest.mark.parametrize("part", ["<mrow>", "<msup><mi>x</mi>", "<mfrac><mi>x</mi>", "<mtable>"])
def test_formulas_nested_however_deep_are_shown(part: str) -> None:
    assert "y" in "".join(lines("<math>" + part * 20_000 + "<mi>y</mi>"))


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('a <script type="math/tex">x_2</script> b', ["a x₂ b"]),
        ('a<script type="math/tex; mode=display">x < y</script>b', ["a", "", "x < y", "", "b"]),
        (
            '<span class="MathJax_Preview">x_2</span>'
            '<script type="math/tex">% <![CDATA[\nx_2 %]]></script>',
            ["x₂"],
        ),
        (
            '<span class="MathJax">x</span>'
            '<script type="math/tex" id="MathJax-Element-1">x</script>',
            ["x"],
        ),
        ('<script type="math/tex">\\vec{v} & w</script>', ["\\vec{v} & w"]),
        (
            '<img src="a.svg" class="mwe-math-fallback-image-inline" '
            'alt="{\\displaystyle x^{2}}"> b',
            ["x² b"],
        ),
        ('<img src="https://a.example/equation?tex=x_1" alt="x_1"> b', ["x₁ b"]),
        ('<script type="text/javascript">math/tex</script>a', ["a"]),
    ],
)
def test_formulas_that_a_page_keeps_as_tex(html: str, shown: list[str]) -> None:
    assert lines(html) == shown
    quick = look_quickly(article(html))
    assert quick is None or quick.text == shown_text(read(html))
