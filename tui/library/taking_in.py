"""Which bookmarks from elsewhere are new, and which are in the library already."""

from collections.abc import Iterable, Sequence

import apsw

from tui.articles.identity import identity, text_hash
from tui.library import bookmarks
from tui.library.values import Bookmark, Key


def by_key(wanted: Iterable[Bookmark]) -> dict[Key, Bookmark]:
    """Return bookmarks by what they are found by; one that comes twice adds its labels."""
    found: dict[Key, Bookmark] = {}
    for each in wanted:
        key = (
            bytes.fromhex(identity(each.article)),
            bytes.fromhex(text_hash(each.article)),
        )
        first = found.setdefault(key, each)
        if first is not each:
            labels = tuple(dict.fromkeys((*first.labels, *each.labels)))
            found[key] = first._replace(note=first.note or each.note, labels=labels)
    return found


def known(connection: apsw.Connection, keys: Sequence[Key], links: bool) -> dict[Key, Key]:
    """Return the keys whose bookmark is there, each with the key that it is there by.

    Args:
        connection: `user.db`.
        keys: What is looked for.
        links: Whether these are links only: the copy of an article has its text, too.
    """
    there: dict[Key, Key] = {}
    for key in keys:
        texts = bookmarks.of_identity(connection, key[0])
        if key[1] in texts:
            there[key] = key
        elif links and texts:
            there[key] = key[0], texts[0]
    return there
