"""The surroundings of an article on a page: menus, advertisements, comments, forms."""

import re

from tui.articles.late_pattern import late
from tui.document.html.tags import BLOCKS, HEADINGS
from tui.document.main_article.parts import Part

_TAGS = frozenset({"nav", "aside", "footer", "dialog", "button", "form", "menu", "search"})

_ROLES = frozenset(
    {
        "navigation", "complementary", "banner", "contentinfo", "dialog", "alertdialog",
        "search", "menu", "menubar", "toolbar",
    }
)  # fmt: skip
"""Roles of WAI-ARIA 1.2."""

_UNNAMED = frozenset(
    {
        *HEADINGS, "article", "blockquote", "body", "caption", "dd", "dt", "figcaption", "figure",
        "html", "listing", "main", "pre", "summary",
    }
)  # fmt: skip
"""Blocks whose names say nothing about what they are."""

_NAME = late(
    r"""
    (?: ^ | [\s_-] | (?<=[a-z])(?=[A-Z]) )
    (?i:
      nav(?:bar|igation|box)? | menu | (?:side|top|bottom|tool|share|action)-?bar | foot(?:er)?
    | masthead | (?:bread)?crumbs? | pagination | pager | paging | prev(?:ious)?-?next | skip | toc
    | cookies? | consent | gdpr | banner | modal | popup | overlay | paywall
    | ads? | advert(?:s|isement|ising)? | adsense | sponsor(?:ed|s)? | promos? | promoted
    | outbrain | taboola
    | shar(?:e|es|ing) | social | tweet | follow | print
    | related\w* | recommend(?:ed|ations?)? | recirc | popular | trending | read-?next | see-?also
    | (?:most|more)-?(?:read|popular|viewed|from|on|stories)? | teasers? | tags?
    | comments? | commentlist | disqus | respond | replies | rating
    | newsletter | subscri(?:be|ption) | sign-?up | login | register
    | toolbox | widgets? | author-?(?:box|bio) | hidden | sr-only | screen-reader-text | editsection
    )
    (?= $ | [\s_-] | (?<=[a-z])(?=[A-Z]) | \d )
    """,
    re.VERBOSE,
)
"""Words in classes and ids, whole or as parts of compounds: `entry-footer`, `relatedPosts`."""

_LONGEST = 1_000
"""The most characters of a name that are looked at."""

_WORDS = 3
"""The most words of an id that names a part of a layout. A longer one repeats a heading:
`sharing-with-a-single-developer`."""

_LIST = frozenset({"ul", "ol", "div", "section"})
_LINKS = 3
_LINKED = 0.6


def is_named_clutter(part: Part) -> bool:
    """Return whether an element, its role, its class or its id names it as clutter."""
    if part.tag in _TAGS:
        return True
    attributes = part.attributes
    if attributes.get("role") in _ROLES:
        return True
    if part.tag not in BLOCKS or part.tag in _UNNAMED:
        return False
    id = attributes.get("id") or ""
    names = (attributes.get("class") or "")[:_LONGEST]
    if len(re.split(r"[-_ ]+", id[:_LONGEST])) <= _WORDS:
        names += f" {id}"
    return bool(_NAME.search(names))


def is_list_of_links(part: Part) -> bool:
    """Return whether an element holds links and little else.

    A list beside prose belongs to the prose.
    """
    if part.prose or part.tag not in _LIST or part.links < _LINKS:
        return False
    if part.tag in ("ul", "ol") and part.around is not None and part.around.prose:
        return False
    return part.linked > _LINKED * part.size
