"""Text and addresses of a body, without characters that a terminal or a layout can't take."""

import re

from tui.articles.clean_text import clean, first_match

_ODD = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\uffff]"
)
_DROPPED = re.compile("[\xad\u202a-\u202e\u2066-\u2069]")


def fit(text: str) -> str:
    r"""Return the text without control codes, and without marks that span lines.

    HTML lets `&#27;` through as an escape character, so this comes after parsing. Soft
    hyphens go, since a browser shows none; so do embeddings, isolates and overrides of
    direction, which the breaking of lines would tear apart (Unicode UAX #9, section 3.3).
    """
    if not is_odd(text):
        return text
    return clean(_DROPPED.sub("", text.replace("\u2028", " ").replace("\u2029", " ")))


def is_odd(text: str) -> bool:
    """Return whether `fit` would change a text."""
    if text.isascii() and text.isprintable():
        return False
    return first_match(_ODD, text) is not None


def fit_address(address: str) -> str:
    """Return an address without control codes and without white space that browsers ignore.

    Tabs and line breaks inside go too (WHATWG URL, 4.4). An address that leaves out its
    scheme (`//host/path`) gets `https:`.
    """
    if address.isascii() and address.isprintable() and " " not in address and address[:2] != "//":
        return address
    address = fit("".join(address.split("\n"))) if "\n" in address else fit(address)
    address = address.replace("\t", "").replace("\r", "").strip()
    return "https:" + address if address.startswith("//") else address
