"""`newsreader bookmarks note` and `label`: the user's notes and labels on bookmarks."""

from collections.abc import Callable, Sequence

import click

from tui.articles.terminal_text import harmless, harmless_sentence
from tui.cli.bookmarks.found import change_bookmarks, find_one, query_option
from tui.cli.library_access import open_library
from tui.cli.options import HELP
from tui.cli.output import say
from tui.library.library import Library
from tui.library.marks.bulk_marks import Outcome
from tui.library.values import Progress


@click.command("note", context_settings=HELP)
@click.argument("name", metavar="PATH_OR_ID_OR_LINK")
@click.argument("text", metavar="[TEXT]", required=False)
def note(name: str, text: str | None) -> int:
    """Print the note on a bookmark, or write one.

    Without a TEXT the note is printed; an empty TEXT removes it.
    """
    with open_library() as library:
        bookmark = find_one(library, name)
        if bookmark is None or bookmark.key is None:
            return 1
        title = bookmark.article.title
        if text is None:
            if bookmark.note:
                print(harmless(bookmark.note))
                return 0
            say(f"There is no note on “{title}”.")
            return 1
        if not library.bookmarks.set_note(bookmark.key, text):
            say(f"“{title}” is not bookmarked any more.")
            return 1
    print(harmless_sentence(f"{'Noted on' if text.strip() else 'Note taken off'}: {title}"))
    return 0


@click.command("label", context_settings=HELP)
@click.argument("words", metavar="[PATH_OR_ID_OR_LINK] [LABEL]...", nargs=-1)
@click.option("--remove", is_flag=True, help="Remove the labels; without a LABEL, all of them.")
@query_option("Label the bookmarks that a query of the search box finds.")
def label(words: tuple[str, ...], remove: bool, text: str | None) -> int:
    """Print the labels of a bookmark, or add labels to it.

    Without a LABEL the labels are printed, one a line. A comma separates two labels. With a
    query, every bookmark that it finds gets the labels, and all of that is undone at once (U
    in newsreader).
    """
    if text is not None:
        return _label_found(text, words, remove)
    if not words:
        raise click.UsageError("Name the bookmark to label, or give a query for some with -q.")
    name, *labels = words
    with open_library() as library:
        bookmark = find_one(library, name)
        if bookmark is None or bookmark.key is None:
            return 1
        title = bookmark.article.title
        if not labels and not remove:
            if not bookmark.labels:
                say(f"There are no labels on “{title}”.")
                return 1
            print(harmless("\n".join(bookmark.labels)))
            return 0
        if remove:
            now = library.bookmarks.change_labels(bookmark.key, remove=labels or bookmark.labels)
        else:
            now = library.bookmarks.change_labels(bookmark.key, add=labels)
    if now is None:
        say(f"“{title}” is not bookmarked any more.")
        return 1
    print(harmless_sentence(f"{title}: {', '.join(now) or 'no labels'}"))
    return 0


def _label_found(text: str, labels: Sequence[str], remove: bool) -> int:
    """Add labels to the bookmarks that a query finds, or take labels off them."""
    if not labels and not remove:
        raise click.UsageError("Give the labels for what the query finds.")

    def work(library: Library, ids: Sequence[int], progress: Callable[[Progress], None]) -> Outcome:
        if remove:
            return library.bulk.unlabel(ids, labels or None, progress=progress)
        return library.bulk.bookmark(ids, labels, progress=progress)

    return change_bookmarks(text, work, "unlabelled" if remove else "labelled")
