"""Links led to the kept articles that they mean.

A link means, the first of these that is kept: the file at its path, seen from the file that has
the link; the article whose own address it is; the article with that alias; a file whose path ends
so, as names of notes do; a file that a site shows under such an address (its folders, the day of
the article and the like before its name); the article with that title; the kept copy of a file of
that name that is gone. Where several are kept,
the nearest in the tree of folders is meant, of those the one in the same language, of those the
newest.
"""

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urljoin

import apsw

from tui.library.indexing.entry import folded_path, title_key
from tui.library.links.references import (
    Steps,
    article_of,
    file_steps,
    is_page,
    key,
    language_of,
    reference,
    steps_of,
    web_address,
)
from tui.library.search.folding import fold
from tui.library.storage.article_rows import ids_to_json
from tui.library.storage.scope import OPEN

_KNOWN = """
SELECT coalesce((SELECT shown FROM hidden WHERE id = d.id), d.id), d.link, a.day, f.path
FROM {wanted} CROSS JOIN details AS d ON d.id = {article} CROSS JOIN articles AS a ON a.id = d.id
LEFT JOIN files AS f ON f.article = d.id AND {open}
WHERE f.path IS NOT NULL OR d.copies = 0 OR d.piped
"""
_NAMED = _KNOWN.format(
    wanted="json_each(?) AS wanted CROSS JOIN link_names AS n ON n.name = wanted.value",
    article="n.article",
    open=OPEN,
)
_TITLED = _KNOWN.format(
    wanted="details AS titled", article="titled.id AND titled.title_key = ?", open=OPEN
)
_NUMBERED = _KNOWN.format(wanted="json_each(?) AS wanted", article="wanted.value", open=OPEN)
_MOST = 1000
"""The most articles of one name that are compared."""
_BESIDE = 30
"""The most articles of a folder that are asked for the address of its site."""
_SITE_FOLDERS = frozenset(
    {"archives", "article", "articles", "blog", "content", "docs", "entry", "news", "note", "notes",
     "p", "page", "pages", "post", "posts", "tech", "wiki"}
)  # fmt: skip
"""Folders that sites put before the names of articles, and that no folder on disk need have."""


class Kept(NamedTuple):
    """A kept article, as far as links are concerned."""

    id: int
    link: str
    day: int
    """Its local day as yyyymmdd; 0 without a date."""
    path: str
    """One of its files, folded; empty for an article that no file holds."""

    @property
    def folder(self) -> Steps:
        """The folders above its file."""
        return tuple(each for each in self.path.split("/")[:-1] if each)

    @property
    def files(self) -> list[Steps]:
        """The steps of its file, however its name is written."""
        return file_steps(self.path)


class Resolver:
    """Finds the articles that links lead to, with one connection."""

    def __init__(self, connection: apsw.Connection) -> None:
        """Make a resolver.

        Args:
            connection: The connection; `set_scope` has noted on it what is open.
        """
        self._db = connection
        self._hosts: dict[Steps, frozenset[str]] = {}
        self._folders: dict[Steps, bytes] = {}
        """The folders of the files seen so far, as the disk has them, by their folded steps."""

    def rows(self, id: int) -> list[Kept]:
        """Return what is known of an article: a value for each of its open files, or one."""
        return self._kept(_NUMBERED, ids_to_json([id]))

    def resolve(self, address: str, origin: list[Kept]) -> int | None:
        """Return the article that a link leads to; None for one that leads to none.

        Args:
            address: As the article has it, or a folded reference.
            origin: The article that has the link, as `rows` returns it.
        """
        if web := web_address(address):
            return self.with_address(web, origin)
        written = reference(address)
        if not written:
            return None
        exact = self._exact(written, origin)
        steps = steps_of(written)
        found = self._named({each[-1] for each in exact if each} | set(steps[-1:]))
        at_path = [kept for kept in found if not exact.isdisjoint(kept.files)]
        if at_path:
            return _best(at_path, origin, written)
        if (link := next((each.link for each in origin if each.link), "")) and (
            (web := web_address(_joined(link, address))) and web != web_address(link)
        ):
            by_address = self.with_address(web, origin)
            if by_address is not None:
                return by_address
        if written.startswith(".") and not any(kept.path for kept in origin):
            # What is piped in or gone lies nowhere: the end of the path says what is meant.
            steps = _below((), written)
            written = "/".join(steps)
        called = None
        if steps and not written.startswith("."):
            called = self._by_name(written, steps, found, origin)
        # Of a file that is gone only the name is known, and its copy may be kept.
        gone = (kept for kept in found if not kept.path)
        return called if called is not None else _best(gone, origin)

    def _exact(self, written: str, origin: list[Kept]) -> set[Steps]:
        """Return the paths that a reference may mean: as of a file, or of a page in its folder."""
        if written.startswith("/"):
            return set()
        found: set[Steps] = set()
        for kept in origin:
            if kept.path:
                found.add(_below(kept.folder, written))
                if written.startswith("."):
                    found.add(_below(kept.files[0] if kept.files else (), written))
        return found

    def _by_name(
        self, written: str, steps: Steps, found: list[Kept], origin: list[Kept]
    ) -> int | None:
        """Find what is called so, wherever it lies."""
        aliased = self._keyed(key("alias", "/".join(steps)))
        if aliased:
            return _best(aliased, origin)
        # A page of that name alone may belong to any site.
        if len(steps) > 1 or written.startswith("/") or not is_page(written):
            ending = [kept for kept in found if any(_ends(one, steps) for one in kept.files)]
            if ending:
                return _best(ending, origin, written)
        if len(steps) > 1 or written.startswith("/"):
            return _best(self._shown_at(steps, found), origin)
        return None if is_page(written) else _best(self._titled(written), origin)

    def with_address(self, web: str, origin: list[Kept]) -> int | None:
        """Return the article with a web address, as `web_address` returns it; None for none.

        It is the article's own address, or that under which its site shows it, or that of a part
        of the article.
        """
        own = [
            kept
            for kept in self._keyed(key("link", web))
            # That of an alias is not told by the row.
            if web_address(kept.link) == web or self._is_alias(web, kept)
        ]
        if own:
            ids = {kept.id for kept in origin}
            return _best([kept for kept in own if kept.id in ids] or own, origin)
        host, _, path = web.partition("/")
        steps = steps_of(path)
        if not steps:
            return None
        shown = self._keyed(key("alias", "/".join(steps)))
        found = self._named({steps[-1]})
        shown += [kept for kept in found if any(_ends(one, steps) for one in kept.files)]
        shown += self._shown_at(steps, found)
        best = _best((kept for kept in shown if host in self.hosts(kept.folder)), origin)
        whole = article_of(web) if best is None else ""
        return self.with_address(whole, origin) if whole else best

    def _is_alias(self, web: str, kept: Kept) -> bool:
        steps = steps_of(web.partition("/")[2])
        sql = "SELECT 1 FROM link_names WHERE name = ? AND article = ?"
        return bool(self._db.execute(sql, (key("alias", "/".join(steps)), kept.id)).get)

    def _shown_at(self, steps: Steps, found: list[Kept]) -> list[Kept]:
        """Return the articles that sites may show at a path, by name or slug."""
        *above, name = steps
        slugged = self._keyed(key("slug", name))
        named = [kept for kept in found if any(one[-1] == name for one in kept.files)]
        return [kept for kept in (*slugged, *named) if _may_stand_below(above, kept)]

    def hosts(self, folder: Steps) -> frozenset[str]:
        """Return the hosts of the sites of a folder: those of its articles' addresses."""
        known = self._hosts.get(folder)
        if known is None:
            known = self._hosts[folder] = frozenset(self._find_hosts(folder))
        return known

    def _find_hosts(self, folder: Steps) -> Iterator[str]:
        path = self._folders.get(folder)
        if not path:
            return
        rows = self._db.execute(
            "SELECT DISTINCT d.link FROM (SELECT article FROM files WHERE path > ? AND path < ?"
            " LIMIT ?) CROSS JOIN details AS d ON d.id = article WHERE d.link <> ''",
            (path + b"/", path + b"0", _BESIDE),
        )
        for (link,) in rows:
            yield web_address(link).partition("/")[0]

    # -- looking up

    def _named(self, names: Iterable[str]) -> list[Kept]:
        """Return the articles with a file of one of some names."""
        return self._keyed(*(key("name", name) for name in names))

    def _keyed(self, *keys: int) -> list[Kept]:
        return self._kept(_NAMED, ids_to_json(list(keys)))

    def _titled(self, title: str) -> list[Kept]:
        """Return the articles with a title."""
        wanted = fold(title)
        titled = self._kept(_TITLED, title_key(wanted))
        titles = dict(
            self._db.execute(
                "SELECT id, title FROM details WHERE id IN (SELECT value FROM json_each(?))",
                (ids_to_json([kept.id for kept in titled]),),
            )
        )
        return [kept for kept in titled if " ".join(fold(titles[kept.id]).split()) == wanted]

    def by_any_name(self, written: str) -> list[Kept]:
        """Return the articles with a title, file name, path, alias or address of that writing.

        Args:
            written: As a user types it.
        """
        if web := web_address(written):
            own = self._keyed(key("link", web))
            found = self.with_address(web, [])
            return own or (self.rows(found) if found is not None else [])
        path = reference(written)
        steps = steps_of(path)
        named = self._named(set(steps[-1:]))
        return [
            *(kept for kept in named if any(_ends(one, steps) for one in kept.files)),
            *(self._keyed(key("alias", "/".join(steps))) if steps else ()),
            *self._titled(" ".join(written.split())),
        ]

    def _kept(self, statement: str, value: str) -> list[Kept]:
        found = []
        for id, link, day, raw in self._db.execute(f"{statement} LIMIT {_MOST}", (value,)):
            path = "" if raw is None else folded_path(os.fsdecode(raw))
            kept = Kept(id, link, day, path)
            if raw is not None:
                self._folders.setdefault(kept.folder, raw.rpartition(b"/")[0])
            found.append(kept)
        return found


def _below(folder: Steps, written: str) -> Steps:
    """Return the steps of a reference as seen from a folder."""
    steps = list(folder)
    for each in written.split("/"):
        if each == "..":
            del steps[-1:]
        elif each not in ("", "."):
            steps.append(each)
    return steps_of("/".join(steps))


def _ends(path: Steps, steps: Steps) -> bool:
    return path[-len(steps) :] == steps


def _joined(link: str, address: str) -> str:
    try:
        return urljoin(link, address)
    except ValueError:
        return ""


def _may_stand_below(above: list[str], kept: Kept) -> bool:
    """Tell whether an article may be shown below some folders of its site."""
    numbers = [each for each in above if each.isdecimal()]
    if numbers and len(numbers[0]) == 4 and kept.day and int(numbers[0]) != kept.day // 10_000:
        return False
    folders = set(kept.folder)
    rest = [each for each in above if not each.isdecimal() and each not in _SITE_FOLDERS]
    return all(each in folders for each in rest)


def _best(found: Iterable[Kept], origin: list[Kept], written: str = "") -> int | None:
    """Return the nearest of some articles, of those one in the same language, the newest.

    The language is that of the reference as it is written, where it says one.
    """
    languages = {language_of(kept.path) for kept in origin}
    if said := language_of(written):
        languages = {said}

    def order(kept: Kept) -> tuple[int, bool, int, int]:
        other = language_of(kept.path) not in languages
        return _distance(kept.folder, origin), other, -kept.day, kept.id

    nearest = min(found, key=order, default=None)
    return None if nearest is None else nearest.id


def _distance(folder: Steps, origin: list[Kept]) -> int:
    """Return how many folders lie on the way from an article to a folder."""
    return min((_way(folder, kept.folder) for kept in origin), default=0)


def _way(one: Steps, other: Steps) -> int:
    common = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        common += 1
    return len(one) + len(other) - 2 * common
