"""Open the data that another version wrote over the outside corpus, and count what is lost.

    .venv/bin/python -m tests.soak.upgrade [--commit COMMIT] [--seed NUMBER]

The other version, that of a git commit, marks 500 articles in a worktree that is removed again:
250 are read and 250 bookmarked. The present one opens its `user.db`, once with its index and once
without. Exit status 1 where a mark is lost, or is on another article.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.corpus import CORPUS, ROOT
from tui.library.library import Library
from tui.library.query import Query

_MARKS = 500
_COMMIT = "6b1758d"
"""The last one that told articles of one identity apart by nothing but their texts."""

_WRITE = """
import json, sys
from pathlib import Path
from tui.library.library import Library
from tui.library.query import Query

place, corpus, count, seed = Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:])
with Library.open(place / "index.db", place / "user.db") as library:
    library.update([corpus])
    library.folders = (corpus,)
    ids = list(library.search.find(Query()).ids)
    step = len(ids) // count
    ids = ids[seed % step :: step][:count]
    library.marks.set_read(ids[::2], True)
    library.bookmarks.set_bookmarked(ids[1::2], True)
    rows = library.search.summaries(ids)
    print(json.dumps({str(each.path): each.bookmarked for each in rows}))
"""


def write(commit: str, place: Path, seed: int) -> dict[str, bool]:
    """Have the version of a commit mark articles.

    Args:
        commit: The commit.
        place: The folder for its databases.
        seed: Tells which articles.

    Returns:
        The files of the articles, each with whether it is bookmarked, and not read.
    """
    worktree = place / "worktree"
    subprocess.run(
        ["git", "worktree", "add", "--detach", str(worktree), commit],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    try:
        found = subprocess.run(
            [sys.executable, "-c", _WRITE, str(place), str(CORPUS), str(_MARKS), str(seed)],
            cwd=worktree,
            env={"PYTHONPATH": str(worktree), "PATH": ""},
            check=True,
            stdout=subprocess.PIPE,
        )
    finally:
        subprocess.run(
            ["git", "worktree", "remove", "--force", str(worktree)], cwd=ROOT, check=True
        )
    marks: dict[str, bool] = json.loads(found.stdout)
    return marks


def count(place: Path, marks: dict[str, bool]) -> tuple[int, int]:
    """Return how many marks are lost with the present version, and how many are elsewhere."""
    corpus = CORPUS
    with Library.open(place / "index.db", place / "user.db") as library:
        library.update([corpus])
        library.folders = (corpus,)
        rows = library.search.summaries(library.search.find(Query()).ids)
    now = {(str(row.path), True) for row in rows if row.bookmarked}
    now |= {(str(row.path), False) for row in rows if row.read}
    return len(marks.items() - now), len(now - marks.items())


def main() -> None:
    """Count with the index of the other version, and without."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commit", default=_COMMIT)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        marks = write(asked.commit, place, asked.seed)
        shutil.copytree(place, without := place / "without", ignore=lambda *_: ["without"])
        (without / "index.db").unlink()
        for name, where in (("with its index", place), ("without its index", without)):
            lost, elsewhere = count(where, marks)
            failed = failed or bool(lost or elsewhere)
            print(f"{name}: of {len(marks)} marks {lost} lost, {elsewhere} on another article")
    sys.exit(failed)


if __name__ == "__main__":
    main()
