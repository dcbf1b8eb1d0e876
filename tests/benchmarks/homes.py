"""Archives of so many articles, each with an index of its own, kept from run to run."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

from tests.benchmarks.archive import make_archive

NEWSREADER = str(Path(sys.executable).with_name("newsreader"))


@dataclass(frozen=True, slots=True)
class Home:
    """Where one archive and everything that programs keep for it lie."""

    folder: Path
    archive: Path
    """The articles."""
    count: int
    """How many they are."""

    @property
    def environment(self) -> dict[str, str]:
        """The variables that have newsreader keep its things here."""
        kinds = {"CACHE": "cache", "DATA": "data", "CONFIG": "config"}
        return {
            **os.environ,
            **{f"XDG_{kind}_HOME": str(self.folder / name) for kind, name in kinds.items()},
        }

    @property
    def index(self) -> Path:
        """The index."""
        return self.folder / "cache" / "newsreader" / "index.db"

    @property
    def user(self) -> Path:
        """Bookmarks and reading state."""
        return self.folder / "data" / "newsreader" / "user.db"

    def update(self, *, rebuild: bool = False) -> dict[str, float]:
        """Bring the index up to date, and return what `newsreader index --json` says."""
        anew = ["--rebuild"] if rebuild else []
        ran = subprocess.run(
            [NEWSREADER, "index", "--json", *anew, str(self.archive)],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        report: dict[str, float] = json.loads(ran.stdout)
        return report


def home_of(count: int) -> Home:
    """Return the home of an archive, which is written first if it is not there yet.

    What the user did there before is forgotten: filters of another run would change the figures.
    """
    folder = Path(gettempdir()) / f"newsreader-bench-{count}"
    home = Home(folder, folder / "archive", count)
    make_archive(home.archive, count)
    shutil.rmtree(home.user.parent, ignore_errors=True)
    return home
