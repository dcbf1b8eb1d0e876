"""Addresses of links: found in text, made whole, and shortened for reading."""

from urllib.parse import unquote, urljoin, urlsplit

from tui.articles.late_pattern import late
from tui.document.inline_text import collapse

_WIDE = "\u2e80-\U0003ffff"
"""The ranges of Unicode with ideographs, kana, syllables and their punctuation."""

_LETTERS = (
    "[\u3005-\u3007\u3041-\u3096\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""The letters among them, which an address may hold (RFC 3987)."""

_NARROW = rf"[^\s<>\"'“”‘’`{_WIDE}]"
_HOST = rf"(?:{_LETTERS}[\w-]*+\.(?:[\w-]+\.)*+[A-Za-z]{{2,24}}|[^\s<>\"'“”‘’`/?#{_WIDE}]++)"
_BEFORE = rf"(?<![^\W{_WIDE}])"

_ADDRESS = late(
    # CJK text has no space around an address. Its letters belong to the address where they
    # begin a part of it (`/wiki/南京`, `?q=南京`), not where they follow other letters
    # (`/news里有`). Right after the host they are as likely to be the next word of the
    # sentence, and belong to it only where the address goes on or a space ends it.
    # Case is ignored only where it has to be: for these many characters it takes 20 ms.
    rf"{_BEFORE}(?<!\.)(?:(?i:https?|gemini)://{_HOST}|(?i:www)\.[\w-]+\.[^\s<>\"'“”‘’`/?#{_WIDE}]++)"
    rf"(?:/(?:{_LETTERS}++(?=[\s/?#%._-]))?+)?+"
    rf"(?:{_NARROW}++(?:(?:(?<=[/=_#?&~+-])|(?<=_\()){_LETTERS}++)?+)*+"
    rf"|{_BEFORE}(?<![.+/:-])[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{{2,24}}"
    rf"(?![^\W{_WIDE}])(?![@-])",
)
_SAFE = frozenset({"http", "https", "mailto", "gemini"})
"""Schemes that are opened without a question."""

_TRAILING = "?!.,:*_~;'\"|…—–·"
_PAIR = {")": "(", "]": "[", "}": "{"}


def name_in_address(address: str) -> str:
    """Return the file name at the end of an address, else its host, else nothing."""
    if address.startswith("data:"):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    name = unquote(parts.path.rstrip("/").rpartition("/")[2], errors="replace")
    return collapse(name) or collapse(parts.netloc)


def in_short(address: str) -> str:
    """Return an address for reading: without its scheme and its last slashes."""
    return address.removeprefix("https://").removeprefix("http://").rstrip("/") or address


def is_safe(address: str) -> bool:
    """Tell whether an address may be opened without asking."""
    try:
        return urlsplit(address).scheme.lower() in _SAFE
    except ValueError:
        return False


def absolute(address: str, base: str) -> str:
    """Return an address as seen from the article's own; as it stands where that can't be told."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def may_hold_address(text: str) -> bool:
    """Return whether a text holds what every address holds: a quick test before a search."""
    return "@" in text or "://" in text or "www." in text


def find_addresses(text: str) -> list[tuple[int, int, str]]:
    """Return the start, the end and the target of each address in a text.

    Punctuation at the end of a sentence is not part of an address before it, nor is a closing
    bracket that the address does not open.
    """
    found: list[tuple[int, int, str]] = []
    if not may_hold_address(text):
        return found
    for match in _ADDRESS.finditer(text):
        address = _trimmed(match[0])
        if address.endswith("://") or len(address) < 5:
            continue
        if address[:4].lower() == "www.":
            to = "https://" + address
        elif "://" in address:
            to = address
        else:
            to = "mailto:" + address
        found.append((match.start(), match.start() + len(address), to))
    return found


def _trimmed(address: str) -> str:
    """Return an address without the punctuation after it."""
    while address:
        last = address[-1]
        if last in _TRAILING or (
            last in ")]}" and address.count(last) > address.count(_PAIR[last])
        ):
            address = address[:-1]
        else:
            break
    return address
