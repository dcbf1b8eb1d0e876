"""The rows of the index about links: what articles link to, and what they are called."""

from collections.abc import Sequence

import apsw

from tui.library.links.references import Links, alias_keys


def write_links(connection: apsw.Connection, rows: Sequence[tuple[int, Links]]) -> None:
    """Write the links and names of articles that have none in the index.

    Args:
        connection: The writing connection.
        rows: The row of each article, and its links and names.
    """
    connection.executemany(
        "INSERT INTO links VALUES(?, ?, ?, ?)",
        [
            (article, far, near, "\n".join(aliases))
            for article, (far, near, _, aliases) in rows
            if far or near or aliases
        ],
    )
    write_names(connection, rows)


def write_names(connection: apsw.Connection, rows: Sequence[tuple[int, Links]]) -> None:
    """Write the names of articles; what is known already stays."""
    names = {(name, article) for article, links in rows for name in links.names}
    names |= {
        (name, article)
        for article, links in rows
        if links.aliases
        for name in alias_keys(links.aliases)
    }
    # Sorted, they are written to few pages, one after the other.
    connection.executemany("INSERT OR IGNORE INTO link_names VALUES(?, ?)", sorted(names))


def remove_links(connection: apsw.Connection, article: int) -> None:
    """Remove the links of an article, and its aliases.

    Names of files and addresses may stay: whoever finds one looks at the file and the address.
    """
    connection.executemany(
        "DELETE FROM link_names WHERE name = ? AND article = ?",
        [(name, article) for name in alias_keys(aliases_of(connection, article))],
    )
    connection.execute("DELETE FROM links WHERE article = ?", (article,))


def aliases_of(connection: apsw.Connection, article: int) -> list[str]:
    """Return the other names and addresses of an article."""
    aliases = connection.execute("SELECT aliases FROM links WHERE article = ?", (article,)).get
    return aliases.split("\n") if aliases else []
