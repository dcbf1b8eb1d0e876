"""Raised and lowered text, with the small characters that Unicode has for it."""

from tui.document.model import Span

_RAISED = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθεφ",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿᵋᵠ",
)
_LOWERED = str.maketrans(
    "0123456789+-−=()aehijklmnoprstuvxβγρφχ",
    "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
)
_BETWEEN = frozenset(",/′ ")
"""What may stand between small characters at its usual size: `¹,²`, `¹/²`."""

_LONGEST = 12
"""The most characters that are made small, or marked; more are a text, and read as one."""

_OTHER_LETTERS = "\u0250"
"""Letters before this are Latin: `1ère` reads well as it is, `eπi` does not."""


def raised(span: Span, before: str = "") -> tuple[str, str, str]:
    """Return what stands before the characters of a span, these as shown, what stands after.

    10<sup>6</sup> would read as 106, and x<sup>π·i</sup> as a product: small characters are
    taken where there is one for each, else `^(…)` says what is raised and `_(…)` what is
    lowered. Each character is replaced by one, so that places in the text stay what they are.

    Args:
        span: the span.
        before: the character before it.
    """
    text = span.text
    if "superscript" in span.roles:
        small, sign = _RAISED, "^"
    elif "subscript" in span.roles:
        small, sign = _LOWERED, "_"
    else:
        return "", text, ""
    if len(text) > _LONGEST:
        return "", text, ""
    if all(ord(one) in small or one in _BETWEEN for one in text):
        return "", text.translate(small), ""
    if span.link is not None or not before.isalnum() or not text[:1].isalnum():
        return "", text, ""
    if not text.isalpha():
        return f"{sign}(", text, ")"
    if sign == "_" or len(text) == 1:
        return sign, text, ""
    return ("", text, "") if max(text) < _OTHER_LETTERS else (f"{sign}(", text, ")")
