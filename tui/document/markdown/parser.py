"""The parser of Markdown: CommonMark with extensions of GFM and others."""

from functools import cache

from pyromark import Markdown, Options


@cache
def parser(definitions: bool = True) -> Markdown:
    """Return the parser.

    Args:
        definitions: whether it reads definition lists.
    """
    options = (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_GFM
    )
    # `from_markdown` finds names of headings (`{#name}`) in the HTML: the parser takes any
    # braces at the end of a heading for attributes, so that `## f() {x}` would lose its end.
    if definitions:
        options |= Options.ENABLE_DEFINITION_LIST
    return Markdown(options=options)
