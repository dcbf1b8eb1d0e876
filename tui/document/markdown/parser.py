"""The parser of Markdown: CommonMark, with what GFM and others add."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyromark import Markdown


@cache
def parser(definitions: bool = True) -> "Markdown":
    """Return the parser; importing it takes a while, so that comes when it is needed.

    Args:
        definitions: whether it knows definition lists.
    """
    from pyromark import Markdown, Options

    options = (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_GFM
    )
    # Names of headings (`{#name}`) are found in the HTML: the parser takes any braces at
    # the end of a heading for attributes, so that `## f() {x}` would lose its end.
    if definitions:
        options |= Options.ENABLE_DEFINITION_LIST
    return Markdown(options=options)
