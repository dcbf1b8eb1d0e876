"""The paths of the user's settings, data and cache, all in one place."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

import platformdirs

from tui.errors import cause

_APPLICATION = "newsreader"


class Paths(NamedTuple):
    """The folders and files of one user."""

    config: Path
    """The folder of `config.toml`."""
    data: Path
    """The folder of data that must not be lost: `user.db`, its backups, fetched feeds."""
    cache: Path
    """The folder of data that can be rebuilt: `index.db`, images."""

    @classmethod
    def of_user(cls) -> "Paths":
        """Return the paths of the user who runs the program, without creating anything."""
        return cls(
            config=Path(platformdirs.user_config_dir(_APPLICATION, appauthor=False)),
            data=Path(platformdirs.user_data_dir(_APPLICATION, appauthor=False)),
            cache=Path(platformdirs.user_cache_dir(_APPLICATION, appauthor=False)),
        )

    @property
    def settings(self) -> Path:
        """The settings file; it need not exist."""
        return self.config / "config.toml"

    @property
    def user_db(self) -> Path:
        """The database of bookmarks and reading state."""
        return self.data / "user.db"

    @property
    def backups(self) -> Path:
        """The folder of dated copies of `user.db`."""
        return self.data / "backups"

    @property
    def feeds(self) -> Path:
        """The folder of fetched feed entries, as article files."""
        return self.data / "feeds"

    @property
    def index_db(self) -> Path:
        """The disposable index."""
        return self.cache / "index.db"

    @property
    def images(self) -> Path:
        """The folder of fetched pictures, which is bounded in size and disposable."""
        return self.cache / "images"


NO_FILE = "There is no file or folder"
"""The beginning of the sentence about a path that does not exist."""


def shorten(path: Path) -> str:
    """Return a path with `~` for the home folder."""
    try:
        inside = path.relative_to(Path.home().resolve())
    except (ValueError, RuntimeError):
        return str(path)
    return f"~/{inside}" if inside.parts else "~"


def why_not_open(path: str) -> str:
    """Return a sentence that says why a file or a folder can't be opened, or the empty string."""
    if not path:
        return "An empty path was given."
    try:
        found = Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return f"{NO_FILE} {path}."
    except (OSError, ValueError) as error:
        return f"{path} can't be opened: {cause(error)}."
    if not stat.S_ISDIR(found.st_mode) and not stat.S_ISREG(found.st_mode):
        return f"{path} is neither a file nor a folder."
    if not os.access(path, os.R_OK):
        return f"{path} can't be opened: you have no permission to read it."
    return ""
