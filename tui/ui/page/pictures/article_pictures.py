"""The pictures of one article, looked for, fetched and made ready to be drawn.

The module is safe in several threads: the knowledge of a picture is one frozen value, which is
replaced as a whole.
"""

from collections.abc import Callable
from typing import NamedTuple

from tui.articles.article import Article
from tui.document.model import Picture
from tui.errors import ImageError
from tui.images.images import Facts, Images
from tui.images.locating import Remote, Source
from tui.ui.common.cells import percent
from tui.ui.page.pictures.picture_art import Art, Look


class Known(NamedTuple):
    """The knowledge of a picture."""

    picture: Picture
    source: Source | None = None
    """Its source; None where it has none."""
    facts: Facts | None = None
    """Its size, once the picture has been fetched."""
    fetched: float | None = None
    """The share of it that has come, 0 to 1, while it is being fetched; else None."""
    failure: str = ""
    """The reason why it can't be shown; empty for none."""

    @property
    def elsewhere(self) -> bool:
        """Whether it is on a server and has not been fetched."""
        return isinstance(self.source, Remote) and self.facts is None


class ArticlePictures:
    """The pictures of one article, by their numbers."""

    def __init__(self, article: Article, images: Images) -> None:
        """Make the pictures of an article; nothing is known of them yet."""
        self.article = article
        self.images = images
        self._known: dict[int, Known] = {}

    def known(self, number: int) -> Known | None:
        """Return the knowledge of a picture; None where it has not been looked for."""
        return self._known.get(number)

    def look(self, picture: Picture) -> Known:
        """Look for a picture, once; asks no server.

        Args:
            picture: The picture; number 0 is the article's cover.
        """
        known = self._known.get(picture.number)
        if known is None or known.picture.url != picture.url:
            known = self._look(picture)
            self._known[picture.number] = known
        return known

    def _look(self, picture: Picture) -> Known:
        try:
            source = self.images.find(self.article, picture.url)
        except ImageError as error:
            return Known(picture, failure=str(error))
        return self._with_facts(Known(picture, source))

    def _with_facts(self, known: Known) -> Known:
        assert known.source is not None
        try:
            if not self.images.is_here(known.source):
                return known
            return known._replace(facts=self.images.facts(known.source), failure="")
        except ImageError as error:
            return known._replace(facts=None, failure=str(error))

    def fetch(self, number: int, told: Callable[[], None], cancelled: Callable[[], bool]) -> None:
        """Fetch a picture that has been looked for.

        Args:
            number: Its number.
            told: Called whenever more is known of it.
            cancelled: Asked often; when it says yes, nothing more is fetched.
        """
        known = self._known[number]
        if not isinstance(known.source, Remote) or known.facts or known.fetched is not None:
            return

        def tell(share: float) -> None:
            before = self._known[number].fetched
            if before is None or share - before >= 0.01:
                self._known[number] = known._replace(fetched=share, failure="")
                told()

        tell(0.0)
        try:
            self.images.fetch(known.source, tell, cancelled)
            result = self._with_facts(known)
        except ImageError as error:
            result = known if cancelled() else known._replace(failure=str(error))
        self._known[number] = result
        told()

    def art(self, number: int, look: Look) -> Art | None:
        """Return a fetched picture, ready to be drawn; None where it can't be shown.

        Args:
            number: Its number.
            look: The look in which it is drawn.
        """
        from tui.ui.page.pictures.art_encoder import make_art  # Pillow takes 0.1 s to import.

        known = self._known[number]
        if known.source is None or known.facts is None:
            return None
        cell = look.cell
        most = (look.width * cell.width, look.height * cell.height)
        try:
            return make_art(self.images.pixels(known.source, most), look)
        except ImageError as error:
            self._known[number] = known._replace(facts=None, failure=str(error))
            return None


def progress(share: float) -> str:
    """Return how much of a picture has come, in words; 0 where that is not known."""
    return f"fetching … {percent(share)}" if share else "fetching …"
