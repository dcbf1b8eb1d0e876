"""Template tags in HTML, replaced by the content that they stand for.

Some sites keep articles as HTML with Liquid's tags (Jekyll) or shortcodes (Hugo).
"""

import re
from bisect import bisect_left

from tui.document.html.tags import CODE_TAGS, WHOLE_PAGE
from tui.document.template_tags.syntax import has_tags

_MARKS = re.compile(
    rf"<(?P<opened>{CODE_TAGS}|math)(?=[\s>])"
    rf"|</(?P<closed>{CODE_TAGS}|math)\s*>"
    r"|(?P<comment><!--)|-->",
    re.IGNORECASE,
)


def without_tags_in_html(html: str) -> str:
    """Return a body of HTML in which each template tag is replaced by its content.

    A whole page is the output of a generator: what looks like a tag in it is text.
    """
    if not has_tags(html) or WHOLE_PAGE.match(html):
        return html
    # Bodies without tags, which are most, don't wait for this import.
    from tui.document.template_tags.expansion import without_tags

    return without_tags(html, html_code_ranges)


def html_code_ranges(html: str) -> list[tuple[int, int]]:
    """Return the ranges of code, formulas and comments, in characters, without overlaps.

    Elements that are never closed are left out, and tags in them count.
    """
    found = [
        ((mark["opened"] or mark["closed"] or "--").lower(), mark) for mark in _MARKS.finditer(html)
    ]
    ends: dict[str, list[int]] = {}
    for number, (name, mark) in enumerate(found):
        if not mark["opened"] and not mark["comment"]:
            ends.setdefault(name, []).append(number)
    ranges: list[tuple[int, int]] = []
    number = 0
    while number < len(found):
        name, mark = found[number]
        number += 1
        if mark["opened"] or mark["comment"]:
            places = ends.get(name, [])
            place = bisect_left(places, number)
            if place < len(places):
                ranges.append((mark.start(), found[places[place]][1].end()))
                number = places[place] + 1
    return ranges
