"""The data of versions before, opened by this one: files that they wrote lie in tests/upgrades.

Each holds marks of articles of the small corpus, and of four with a link under `http`: every
second one read, the others and the first two bookmarked.
"""

import os
import shutil
from pathlib import Path

import apsw
import pytest

from tests.corpus import ROOT, SMALL
from tests.unit.library.making import open_library
from tui.library.query import Query

UPGRADES = ROOT / "tests" / "upgrades"


def restore(dump: Path, target: Path) -> apsw.Connection:
    """Make a database of a dump."""
    target.parent.mkdir()
    connection = apsw.Connection(str(target))
    connection.execute(f"BEGIN; {dump.read_text('utf-8')} COMMIT")
    return connection


def set_places(index: apsw.Connection, corpus: Path) -> None:
    """Have the files of an index lie below a folder, unchanged; those not there are gone."""
    paths: list[bytes] = [path for (path,) in index.execute("SELECT path FROM files")]
    for path in paths:
        place = corpus / os.fsdecode(path).lstrip("/")
        if not place.exists():
            continue
        index.execute(
            "UPDATE files SET path = ?, modified = ? WHERE path = ?",
            (os.fsencode(place), place.stat().st_mtime_ns, path),
        )


def marked_files(index: apsw.Connection, user: Path, table: str) -> set[str]:
    """Return the files whose articles have a mark, by the keys of the version that wrote both."""
    index.execute("ATTACH ? AS user", (str(user),))
    found = {
        os.fsdecode(path)
        for (path,) in index.execute(
            f"SELECT path FROM files JOIN details ON id = files.article JOIN user.{table}"
            " USING(identity, text_hash)"
        )
    }
    index.execute("DETACH user")
    return found


@pytest.mark.parametrize("has_index", [True, False])
def test_an_upgrade_loses_no_mark(tmp_path: Path, has_index: bool) -> None:
    corpus = tmp_path / "corpus"
    # What tells of the corpus is edited with it, and was another text for the version before.
    shutil.copytree(SMALL, corpus, ignore=shutil.ignore_patterns("README.md"))
    for number in range(4):
        path = corpus / "links" / f"old-{number}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            f"---\ntitle: Old page {number}\ndate: 2020-02-0{number + 1}\n"
            f"link: http://old.example/{number}\n---\n"
            f"Page {number} tells how a mill is turned by water and by wind.\n",
            "utf-8",
        )
    user_path, index_path = tmp_path / "data" / "user.db", tmp_path / "cache" / "index.db"
    restore(UPGRADES / "user-version-2.sql", user_path).close()
    index = restore(UPGRADES / "index-version-11.sql", index_path)
    set_places(index, corpus)
    read, kept = (marked_files(index, user_path, table) for table in ("read_marks", "bookmarks"))
    index.close()
    assert len(read) > 30
    assert len(kept) > 30
    if not has_index:
        index_path.unlink()
    with open_library(tmp_path) as library:
        before = len(library.bookmarks.all())
        library.update([corpus])
        library.folders = (corpus,)
        ids = library.search.find(Query()).ids
        rows = {str(row.path): row for row in library.search.summaries(ids) if row.path}
        bookmarks = {str(each.path) for each in library.bookmarks.all()}
        assert len(library.bookmarks.all()) == before
    assert {path for path, row in rows.items() if row.bookmarked} == kept & rows.keys()
    assert kept & rows.keys() <= bookmarks
    assert {path for path, row in rows.items() if row.read} == read & rows.keys()
