"""newsboat, where it is installed, with the articles of an archive as one feed."""

import shutil
import subprocess
from email.utils import format_datetime
from html import escape
from pathlib import Path
from time import perf_counter

from tests.benchmarks.homes import Home
from tui.articles.reading import read_article

TITLE = "A feed of many articles"


class Newsboat:
    """newsboat with files of its own beside an archive."""

    def __init__(self, home: Home) -> None:
        """Write its files.

        Args:
            home: Whose articles it is to have.
        """
        self._folder = home.folder / "newsboat"
        self._folder.mkdir(exist_ok=True)
        feed = self._folder / "feed.xml"
        if not feed.exists():
            _write_feed(home.archive, feed)
        (self._folder / "urls").write_text(f"file://{feed}\n")
        (self._folder / "config").write_text("")

    @staticmethod
    def is_here() -> bool:
        """Tell whether newsboat is installed."""
        return shutil.which("newsboat") is not None

    @property
    def command(self) -> list[str]:
        """What starts it."""
        files = {"-u": "urls", "-c": "cache.db", "-C": "config"}
        options = [
            part for option, name in files.items() for part in (option, str(self._folder / name))
        ]
        return ["newsboat", *options]

    def reload(self) -> float:
        """Have it take in the feed, with an empty cache, and return how many seconds that took."""
        for file in self._folder.glob("cache.db*"):
            file.unlink()
        began = perf_counter()
        subprocess.run([*self.command, "-x", "reload"], check=True, capture_output=True)
        return perf_counter() - began


def _write_feed(archive: Path, feed: Path) -> None:
    part = feed.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        file.write(
            f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
            f"<title>{TITLE}</title><link>https://archive.example/</link>"
            "<description>Many</description>\n"
        )
        for path in sorted(archive.rglob("*.md")):
            article = read_article(path)
            date = format_datetime(article.date) if article.date else ""
            file.write(
                f"<item><title>{escape(article.title)}</title><link>{escape(article.link)}</link>"
                f"<guid>{escape(article.link)}</guid><pubDate>{date}</pubDate>"
                f"<description>{escape(article.body)}</description></item>\n"
            )
        file.write("</channel></rss>\n")
    part.rename(feed)
