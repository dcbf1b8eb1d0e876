"""What is counted of a page that a program has set."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from apsw.unicode import line_break_next_break
from rich.cells import cell_len
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.unit.document.readability.words import hashed, words

_BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|body|br|caption|center|dd|details|div|dl|dt"
    r"|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|img|li|main|nav|ol|p|picture|pre"
    r"|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|iframe)\b[^>]*>",
    re.IGNORECASE,
)
_PART = "\x01"
"""Stands between blocks: no line goes over it."""

_NEAR = 12
"""Characters before and after a line's end by which its place in the page is found."""

_AROUND = 80
"""Characters before and after that place which decide whether a line may break there."""

_LONGEST = 40
"""Cells: a word that is wider has to be cut in narrow columns, by whatever program."""

_CODE = re.compile(r"<(pre|textarea)\b.*?</\1>", re.IGNORECASE | re.DOTALL)
_LABELS = ("alt", "title", "aria-label")
_KINDS = "image img inline video audio frame iframe embedded embed link"
_PICTURE_NUMBER = re.compile(r"▣ ?\d+")


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and what is needed to judge how it was set."""

    truth: Counter[bytes]
    """The words that a browser shows."""
    labels: Counter[bytes]
    """Words that may be added: names of pictures and media, numbers of list items."""
    text: str
    """Its running text, `_PART` between blocks."""
    images: tuple[frozenset[str], ...]
    """The addresses of each picture; any of them will do."""


def page_of(html: str, truth: list[bytes]) -> Page:
    """Return what a page is judged by."""
    parser = LexborHTMLParser(html)
    images = [one for one in parser.css("img") if not _is_unseen(one)]
    addresses = [frozenset(_addresses(one)) for one in images]
    lines = _CODE.sub(lambda code: code[0].replace("\n", _PART), html)
    parted = LexborHTMLParser(_BLOCK.sub(lambda tag: _PART + tag[0] + _PART, lines))
    parted.strip_tags(["script", "style", "noscript", "template"])
    text = " ".join((parted.body.text() if parted.body else "").split())
    text = re.sub(rf"[ {_PART}]*{_PART}[ {_PART}]*", _PART, text)
    labels = Counter(hashed(word for label in _labels(parser) for word in words(label)))
    return Page(Counter(truth), labels, text, tuple(filter(None, addresses)))


def _is_unseen(image: LexborNode) -> bool:
    """Return whether a picture only counts readers."""
    return any(image.attributes.get(side) in ("0", "1") for side in ("width", "height"))


def _addresses(image: LexborNode) -> Iterator[str]:
    """Yield where a picture may be kept: its source, and what scripts put in its place."""
    for name, value in image.attributes.items():
        if name.startswith(("src", "data-")):
            for part in (value or "").replace(", ", " ").split():
                if "/" in part and not part.startswith("data:"):
                    yield part


def _labels(parser: LexborHTMLParser) -> Iterator[str]:
    """Yield what programs write for pictures, media and list items."""
    for node in parser.css("img, video, audio, iframe, embed, object, source"):
        yield _KINDS
        for name in (*_LABELS, "src", "data", "data-src"):
            yield node.attributes.get(name) or ""
    for items in parser.css("ol"):
        start = items.attributes.get("start") or "1"
        first = int(start) if start.isdigit() else 1
        count = sum(child.tag == "li" for child in items.iter())
        yield " ".join(str(number) for number in range(first, first + count))


def right_and_added(page: Page, shown: str) -> tuple[int, int]:
    """Return how many of the page's words are in what is shown, and how many others."""
    found = Counter(hashed(words(_PICTURE_NUMBER.sub(" ", shown))))
    added = found - page.truth - page.labels
    return (page.truth & found).total(), added.total()


def forbidden_breaks(page: Page, shown: str) -> list[str]:
    """Return the line breaks which Unicode UAX #14 forbids, each with the text around it.

    The place of each is looked for in the page's own text, so that a program's margins,
    markers and columns do not count. A break in a word that no column holds is none.
    """
    found = []
    lines = [line.strip() for line in shown.split("\n")]
    for line, following in zip(lines, lines[1:], strict=False):
        tail, head = line[-_NEAR:], following[:_NEAR]
        if len(tail) + len(head) <= _NEAR:
            continue
        for between in ("", " "):
            at = page.text.find(tail + between + head)
            if at >= 0 and _is_forbidden(page.text, at + len(tail + between)):
                found.append(tail + "⏎" + head)
                break
    return found


def _is_forbidden(text: str, place: int) -> bool:
    start = max(text.rfind(_PART, 0, place) + 1, place - _AROUND, 0)
    end = text.find(_PART, place)
    around = text[start : min(end if end >= 0 else len(text), place + _AROUND)]
    at = before = 0
    while at < place - start:
        before, at = at, line_break_next_break(around, at)
    return at != place - start and cell_len(around[before:at]) <= _LONGEST


def reachable(page: Page, addresses: str) -> int:
    """Return how many pictures of the page can be opened."""
    return sum(any(address in addresses for address in image) for image in page.images)
