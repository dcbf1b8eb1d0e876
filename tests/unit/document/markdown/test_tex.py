r"""Simple TeX, as `html.math` sets it."""

import pytest

from tests.unit.document.setting import lines
from tui.document.markdown.tex import LONGEST, mathml


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        ("x", "x"),
        ("x^2 + y_{10}", "x² + y₁₀"),
        (r"\alpha \le \beta", "α ≤ β"),
        (r"\epsilon\varepsilon\phi\varphi", "ϵεϕφ"),
        (r"\frac{a+b}{2}", "(a + b)/2"),
        (r"\frac12", None),
        (r"\mu \approx 0.25", "μ ≈ 0.25"),
        ("e^{1.5}x^2.5", None),
        ("e^{1.5}", "e^1.5"),
        (r"\sqrt{x+1} \cdot \sqrt[3]y", "√(x + 1) · ³√y"),
        ("2^{n_k}", "2^(n_k)"),
        (r"\sum_{i=1}^{n} i", "∑_(i = 1)^n i"),
        (r"n \log n", "n log n"),
        (r"\sin^2 x", "sin²x"),
        (r"A \subseteq \mathbb{R}^3", "A ⊆ ℝ³"),
        (r"\{u \mid u<v\}", "{u ∣ u < v}"),
        (r"x \text{ if } y \neq 0", "x if y ≠ 0"),
        (r"\left( a \right. \left\| b \right\|", "(a‖b‖"),
        (r"f'(x)", "f′(x)"),
        (r"30^\circ", "30°"),
        (r"a \& b, 5\%", "a&b, 5%"),
        ("E = mc^2", "E = mc²"),
    ],
)
def test_simple_formulas(tex: str, shown: str | None) -> None:
    content = mathml(tex)
    if shown is None:
        assert content is None
    else:
        assert lines(f"<math>{content}</math>", 60) == [shown]


@pytest.mark.parametrize(
    "tex",
    [
        "", " ", "{", "}", "^2", "a^", "a_1_2", r"\frac{a}", r"\sqrt[3", r"\text{a{b}}", r"\left",
        r"\hat{y}", r"\mathbb{Ab}", r"\begin{cases}a\end{cases}", r"a \\ b", "a & b", "a % b",
        "5, or 6", "速度", "x" * (LONGEST + 1), "\\",
    ],
)  # fmt: skip
def test_what_stays_tex(tex: str) -> None:
    assert mathml(tex) is None


def test_no_nesting_is_too_deep() -> None:
    assert mathml("{" * (LONGEST // 2) + "}" * (LONGEST // 2)) is not None
    assert mathml("{" * LONGEST) is None
