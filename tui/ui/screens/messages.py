"""What the main screen says, and small rules about its query."""

from tui.library.query import Query
from tui.library.values import Progress
from tui.ui.common.cells import percent


def nothing_listed(query: Query, all: int, scanning: bool) -> str:
    """Return what an empty list says: what is the matter, and what to do next."""
    bare = Query(folders=query.folders, elsewhere=query.elsewhere)
    if query == bare._replace(bookmarked=True):
        return "No bookmarks yet.\nb bookmarks the article under the cursor; B lists all again."
    if query != bare and (all or query.bookmarked):
        return "Nothing found.\nx in the list takes all filters off."
    if scanning:
        return "Reading the folder …"
    return (
        "There are no articles here.\n"
        "newsreader opens folders of articles in Markdown, HTML or plain text:\n"
        "newsreader ~/articles"
    )


def progress(share: float, minutes_left: int) -> str:
    """Return how far the reader is, in words."""
    if share >= 1:
        return "end"
    left = f"{minutes_left} min left" if minutes_left else "less than a minute left"
    return f"{percent(share)} · {left}"


def matches(number: int | None, total: int, turned: int, finding: bool) -> str:
    """Return at which match the reader is.

    Args:
        number: Which one, from 1; None for none of them yet.
        total: How many there are.
        turned: Whether it came after the last one (1), or before the first one (-1); else 0.
        finding: Whether there should be some: the user is looking for them in this article.
    """
    if not total:
        return "not found" if finding else ""
    if number is None:
        return f"{total:,} match" if total == 1 else f"{total:,} matches"
    around = {1: ", from the top again", -1: ", from the end again"}.get(turned, "")
    return f"{number:,} of {total:,}{around}"


def scan(done: Progress) -> tuple[str, ...]:
    """Say how far a scan is, in several lengths, the longest first."""
    from tui.library.progress_rate import in_words

    lengths = in_words(done)
    if done.total is None:
        return lengths
    return (*(f"reading {words}" for words in lengths[:2]), *(lengths[1:] or lengths))
