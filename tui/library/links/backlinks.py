"""The articles that link to an article, by the index of links."""

from collections.abc import Iterable, Iterator
from typing import Any

import apsw

from tui.library.links.link_rows import aliases_of
from tui.library.links.references import KEY_BYTES, far_key, reference, steps_of, web_address
from tui.library.links.resolution import Kept, Resolver
from tui.library.search.folding import fold

_MOST_NAMES = 40
"""The most names and addresses of an article that links are looked for by."""


def linking_to(connection: apsw.Connection, id: int) -> list[int]:
    """Return the articles that link to one, without itself.

    Args:
        connection: The connection; `set_scope` has noted on it what is open.
        id: The article that is linked to.
    """
    resolver = Resolver(connection)
    rows = resolver.rows(id)
    title = connection.execute("SELECT title FROM details WHERE id = ?", (id,)).get
    aliases = aliases_of(connection, id)
    names = [*aliases, *(kept.link for kept in rows), *([title] if title else ())]
    called = [each for each in map(_name, names) if each]
    webs = list(dict.fromkeys(_addresses(resolver, rows, aliases)))[:_MOST_NAMES]
    near = {steps[-1] for kept in rows for steps in kept.files} | set(called)
    found: list[int] = []
    for article, keys, references in _linking(connection, webs, sorted(near)[:_MOST_NAMES]):
        origin = resolver.rows(article)
        if not origin or article == id:
            continue
        led = [resolver.with_address(web, origin) for web in webs if far_key(web) in keys]
        led += [resolver.resolve(each, origin) for each in references]
        if id in led:
            found.append(origin[0].id)
    return [each for each in dict.fromkeys(found) if each != id]


def linking_to_name(connection: apsw.Connection, name: str) -> list[int]:
    """Return the articles that link to any with a title, file name, path, alias or address.

    Args:
        connection: The connection; `set_scope` has noted on it what is open.
        name: As a user types it; an address need not be that of a kept article.
    """
    resolver = Resolver(connection)
    named = {kept.id for kept in resolver.by_any_name(name)}
    found = [each for id in named for each in linking_to(connection, id)]
    if web := web_address(name):
        for article, keys, _ in _linking(connection, [web], []):
            if far_key(web) in keys:
                found += [kept.id for kept in resolver.rows(article)]
    return list(dict.fromkeys(found))


def _name(name: str) -> str:
    """Return the last step of a name or address, as it stands in references."""
    web = web_address(name)
    steps = steps_of(web.partition("/")[2] if web else reference(name) or fold(name))
    return steps[-1] if steps else ""


def _addresses(resolver: Resolver, rows: list[Kept], aliases: Iterable[str]) -> Iterator[str]:
    """Yield the web addresses of an article: its own, its aliases, and those on its site."""
    for kept in rows:
        if web := web_address(kept.link):
            yield web
    for alias in aliases:
        if web := web_address(alias):
            yield web
    for kept in rows:
        for host in sorted(resolver.hosts(kept.folder)):
            paths = [reference(alias).strip("/") for alias in aliases]
            for steps in kept.files:
                paths += ["/".join(steps[-depth:]) for depth in range(1, 5)]
                paths += [f"{folder}/{steps[-1]}" for folder in ("posts", "post", "blog")]
                if kept.day:
                    day = f"{kept.day:08}"
                    paths.append(f"{day[:4]}/{day[4:6]}/{day[6:]}/{steps[-1]}")
                    paths.append(f"{day[:4]}/{day[4:6]}/{steps[-1]}")
            yield from (web_address(f"//{host}/{path}") for path in paths if path)


def _linking(
    connection: apsw.Connection, webs: list[str], names: list[str]
) -> Iterator[tuple[int, set[bytes], list[str]]]:
    """Yield the articles that may link to some addresses or names, with their links.

    Only those of their references are given that have one of the names in them.
    """
    conditions = ["instr(far, ?)"] * len(webs) + ["instr(near, ?)"] * len(names)
    if not conditions:
        return
    rows: list[Any] = connection.execute(
        f"SELECT article, far, near FROM links WHERE {' OR '.join(conditions)}",
        (*map(far_key, webs), *names),
    ).fetchall()
    for article, far, near in rows:
        keys = {far[at : at + KEY_BYTES] for at in range(0, len(far), KEY_BYTES)}
        references = [one for one in near.split("\n") if any(name in one for name in names)]
        yield article, keys, references
