"""The paths of the user's settings, data and cache, all in one place."""

from pathlib import Path
from typing import NamedTuple

import platformdirs

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
