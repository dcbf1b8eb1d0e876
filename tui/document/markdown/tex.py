r"""Simple TeX as MathML, which `html.math` sets; what is not simple stays TeX.

Simple is a formula of letters, numbers, the signs below, scripts, fractions and roots: it fits
on a line, and nothing of it is lost there. Libraries were compared: unicodeit leaves
`\frac` and `x_{n_k}` half converted, pylatexenc makes `a+b/2` of `\frac{a+b}{2}`, latex2mathml
drops the end of broken TeX and the line of a `\binom`, and takes 0.1 s to import.
"""

import re
from functools import lru_cache
from html import escape
from html.entities import html5

LONGEST = 200
"""In characters; no longer formula is simple. It bounds the nesting too."""

_LETTERS = (
    "alpha beta gamma delta zeta eta theta vartheta iota kappa lambda mu nu xi "
    "pi rho sigma varsigma tau upsilon chi psi omega Gamma Delta Theta Lambda Xi Pi "
    "Sigma Phi Psi Omega hbar ell nabla aleph"
)
_OPERATORS = (
    "le leq ge geq ne ll gg equiv approx sim simeq cong propto prec succ pm mp times div "
    "in notin ni subset subseteq supset supseteq cup cap setminus wedge vee oplus otimes "
    "forall sum prod int mid parallel perp angle leftarrow rightarrow Leftarrow Rightarrow "
    "leftrightarrow Leftrightarrow mapsto lfloor rfloor lceil rceil"
)
_FUNCTIONS = (
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln lg exp lim max min sup inf "
    "det dim ker gcd deg arg Pr"
)
# The names of HTML's entities are those of TeX as far as they stand above.
_SIGNS = {f"\\{name}": f"<mi>{html5[name + ';']}</mi>" for name in _LETTERS.split()}
_SIGNS |= {f"\\{name}": f"<mo>{html5[name + ';']}</mo>" for name in _OPERATORS.split()}
_SIGNS |= {"\\epsilon": "<mi>ϵ</mi>", "\\varepsilon": "<mi>ε</mi>"}
_SIGNS |= {"\\phi": "<mi>ϕ</mi>", "\\varphi": "<mi>φ</mi>"}
_SIGNS |= {
    f"\\{name}": f"<mo>{sign}</mo>"
    for name, sign in {
        "neq": "≠", "to": "→", "gets": "←", "iff": "⇔", "implies": "⇒", "cdot": "·", "circ": "∘",
        "ast": "∗", "star": "⋆", "exists": "∃", "neg": "¬", "lnot": "¬", "land": "∧", "lor": "∨",
        "infty": "∞", "partial": "∂", "emptyset": "∅", "varnothing": "∅", "langle": "⟨",
        "rangle": "⟩", "dots": "…", "ldots": "…", "cdots": "⋯", "prime": "′", "colon": ":",
        "bullet": "∙", "|": "‖", "{": "{", "}": "}", "%": "%", "$": "$", "#": "#", "&": "&amp;",
        "lbrace": "{", "rbrace": "}", "vert": "|", "lvert": "|", "rvert": "|", "Vert": "‖",
        "lVert": "‖", "rVert": "‖", "backslash": "\\",
    }.items()
}  # fmt: skip
_SIGNS |= {f"\\{space}": "<mspace/>" for space in (",", ";", ":", " ", "quad", "qquad")}
_SIGNS |= {f"\\{name}": f"<mi>{name}</mi>" for name in _FUNCTIONS.split()}
_SIGNS |= dict.fromkeys(("\\!", "\\displaystyle", "\\textstyle"), "")
_SIGNS |= {sign: f"<mo>{escape(sign)}</mo>" for sign in "+-*/=<>()[]|!?,.;:"} | {"'": "<mo>′</mo>"}

_DOUBLE_STRUCK = dict(zip("CEFHNPQRZ", "ℂ𝔼𝔽ℍℕℙℚℝℤ", strict=True))
_FRACTIONS = frozenset({"\\frac", "\\dfrac", "\\tfrac"})
_WORDS = {"\\text": "mtext", "\\textrm": "mtext", "\\mathrm": "mi", "\\operatorname": "mi"}

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|\d+(?:\.\d+)?|[^\s]", re.ASCII)
_WORD = re.compile(r"\{([\w .,-]*)\}")
_PROSE = re.compile(r"(?=[^\\^_]*\Z)(?=.*\s)(?:.*[^A-Za-z])?[A-Za-z]{2}", re.DOTALL)
"""Words with spaces and without a sign of TeX, such as `5, or 6`."""


class _NotSimple(Exception):
    """The formula needs more than a line, or is no TeX."""


@lru_cache(4096)
def mathml(tex: str) -> str | None:
    """Return the content of a `<math>` element for a formula; None where it is not simple.

    Args:
        tex: The source between the delimiters.
    """
    if len(tex) > LONGEST or not tex.strip() or _PROSE.match(tex):
        return None
    try:
        return _Parser(tex).row("")
    except _NotSimple:
        return None


class _Parser:
    """Reads a formula from left to right (TeXbook, chapter 26, as far as it is simple)."""

    def __init__(self, tex: str) -> None:
        self._tex = tex
        self._at = 0

    def _next(self) -> str:
        """Return the next token; the empty string at the end."""
        found = _TOKEN.search(self._tex, self._at)
        self._at = found.end() if found else len(self._tex)
        return found[0] if found else ""

    def _takes(self, token: str) -> bool:
        """Return whether a token comes next, and pass over it."""
        at = self._at
        if self._next() == token:
            return True
        self._at = at
        return False

    def row(self, end: str) -> str:
        """Return the formula up to a token, which is passed over."""
        parts: list[str] = []
        while (token := self._next()) != end:
            parts.append(self._scripted(self._atom(token)))
        return "".join(parts)

    def _scripted(self, base: str) -> str:
        """Return a part with the scripts after it."""
        scripts: dict[str, str] = {}
        while mark := next((mark for mark in "_^" if self._takes(mark)), ""):
            if mark in scripts or not base:
                raise _NotSimple
            scripts[mark] = self._argument()
        if scripts.get("^") == _SIGNS["\\circ"]:
            return base + "<mo>°</mo>"
        if not scripts:
            return base
        tag = "m" + "sub" * ("_" in scripts) + "sup" * ("^" in scripts)
        return f"<{tag}>{base}{scripts.get('_', '')}{scripts.get('^', '')}</{tag}>"

    def _argument(self) -> str:
        """Return the next token, or the group of tokens in braces, as one element."""
        token = self._next()
        # TeX takes a single digit, so that `x^2.5` hardly says what its writer meant.
        return self._atom(token) if token and "." not in token[1:] else self._refuse()

    def _atom(self, token: str) -> str:
        if token in _SIGNS:
            return _SIGNS[token]
        if token == "\\left" or token == "\\right":
            return "" if self._takes(".") else self._atom(self._next())
        if token == "{":
            return f"<mrow>{self.row('}')}</mrow>"
        if token in _FRACTIONS:
            return f"<mfrac>{self._argument()}{self._argument()}</mfrac>"
        if token == "\\sqrt" and self._takes("["):
            root = self.row("]")
            return f"<mroot>{self._argument()}<mrow>{root}</mrow></mroot>"
        if token == "\\sqrt":
            return f"<msqrt>{self._argument()}</msqrt>"
        if token == "\\mathbb":
            return f"<mi>{_DOUBLE_STRUCK.get(self._braced()) or self._refuse()}</mi>"
        if token in _WORDS:
            return f"<{_WORDS[token]}>{self._braced()}</{_WORDS[token]}>"
        if token[:1].isdecimal() and token.isascii():
            return f"<mn>{token}</mn>"
        if token.isascii() and token.isalpha():
            return f"<mi>{token}</mi>"
        return self._refuse()

    def _braced(self) -> str:
        """Return the words in the braces that come next."""
        found = _WORD.match(self._tex, self._at)
        if not found:
            return self._refuse()
        self._at = found.end()
        return found[1]

    def _refuse(self) -> str:
        raise _NotSimple
