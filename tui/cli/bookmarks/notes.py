"""`newsreader bookmarks note` and `label`: the user's notes and labels on bookmarks."""

import click

from tui.articles.terminal_text import harmless, harmless_sentence
from tui.cli.bookmarks.selection import find_one
from tui.cli.library_access import open_library
from tui.cli.options import HELP
from tui.cli.output import say


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
@click.argument("name", metavar="PATH_OR_ID_OR_LINK")
@click.argument("labels", metavar="[LABEL]...", nargs=-1)
@click.option("--remove", is_flag=True, help="Remove the labels; without a LABEL, all of them.")
def label(name: str, labels: tuple[str, ...], remove: bool) -> int:
    """Print the labels of a bookmark, or add labels to it.

    Without a LABEL the labels are printed, one a line. A comma separates two labels.
    """
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
