"""The words of the main screen."""

from tui.library.query import Query
from tui.library.values import Progress
from tui.ui.common.cells import percent


def nothing_listed(query: Query, all: int, scanning: bool) -> str:
    """Return the words of an empty list: the reason, and what to do next."""
    bare = Query(folders=query.folders, elsewhere=query.elsewhere)
    if query == bare._replace(bookmarked=True):
        return "No bookmarks yet.\nb bookmarks the article under the cursor; B lists all again."
    if query != bare and (all or query.bookmarked):
        return f"{_no_match(query, all)}\nx in the list clears search and filters."
    if scanning:
        return "Reading the folder …"
    return (
        "There are no articles here.\n"
        "newsreader opens folders of articles in Markdown, HTML or plain text:\n"
        "newsreader ~/articles"
    )


def _no_match(query: Query, all: int) -> str:
    if query.bookmarked:
        return "No match among the bookmarks."
    return f"No match among {all:,} {'article' if all == 1 else 'articles'}."


def progress(share: float, minutes_left: int) -> str:
    """Return the words for how far the reader is."""
    if share >= 1:
        return "end"
    left = f"{minutes_left} min left" if minutes_left else "less than a minute left"
    return f"{percent(share)} · {left}"


def matches(number: int | None, total: int, turned: int, finding: bool) -> str:
    """Return the words for the match that the reader is at.

    Args:
        number: The number of the match, from 1; None before the first step.
        total: How many matches there are.
        turned: 1 where the search went on from the top, -1 from the end; else 0.
        finding: Whether the user is finding text in this article, so that no match is worth words.
    """
    if not total:
        return "no match" if finding else ""
    if number is None:
        return f"{total:,} match" if total == 1 else f"{total:,} matches"
    around = {1: ", from the top again", -1: ", from the end again"}.get(turned, "")
    return f"{number:,} of {total:,}{around}"


def scan(done: Progress) -> tuple[str, ...]:
    """Return the words for how far a scan is, in several lengths, the longest first."""
    from tui.library.progress_rate import in_words

    lengths = in_words(done)
    if done.total is None:
        return lengths
    return (*(f"reading {words}" for words in lengths[:2]), *(lengths[1:] or lengths))
