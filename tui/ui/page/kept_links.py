"""The links of a page that lead to kept articles, looked up once the page is shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.message import Message
from textual.worker import get_current_worker

from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.links.article_links import KeptArticle
from tui.ui.page.page_builder import Text
from tui.ui.page.page_host import PageHost


@dataclass(eq=False, repr=False)
class KeptLinksFound(Message, bubble=False):
    """The links of an article have been looked up in the index."""

    text: Text
    kept: Mapping[str, KeptArticle]
    """The articles that they lead to, by address as the article has it."""


class KeptLinks:
    """The links that lead to kept articles, of the page that a host shows."""

    def __init__(self, host: PageHost, library: Library) -> None:
        """Know of none.

        Args:
            host: The widget that shows the page; it handles `KeptLinksFound`.
            library: The library of the articles.
        """
        self._host = host
        self._library = library
        self._text: Text | None = None
        """The article whose links are known, or looked up."""
        self.kept: Mapping[str, KeptArticle] = {}
        """The articles that links lead to, by address as the article has it."""

    def page_changed(self) -> None:
        """Look the links up, if those of another text are known."""
        text = self._host.text
        if text is self._text:
            return
        if text is None or self._text is None or text.id != self._text.id:
            self.kept = {}
        self._text = text
        self.look_again()

    def look_again(self) -> None:
        """Look the links up, since other articles may be kept by now."""
        text = self._host.text
        if text is not None and text.document.links:
            self._host.run_worker(
                lambda: self._look(text), thread=True, exclusive=True, group="kept links"
            )

    def on_kept_links_found(self, message: KeptLinksFound) -> None:
        """Draw the links anew that lead to kept articles."""
        if message.text is self._host.text and message.kept != self.kept:
            self.kept = message.kept
            self._host.refresh()

    def _look(self, text: Text) -> None:
        """Look links up; runs in a worker thread, so touches no widget."""
        addresses = [link.url for link in text.document.links if not link.url.startswith("#")]
        try:
            kept = self._library.links.lead(text.id, addresses)
        except NewsreaderError:
            return  # The article can be read without it, and a link that is followed says so.
        if not get_current_worker().is_cancelled:
            self._host.post_message(KeptLinksFound(text, kept))

    def linking_here(self, text: Text) -> list[KeptArticle]:
        """Return the articles that link to one; for worker threads."""
        try:
            return self._library.links.linking_to(text.id)
        except NewsreaderError:
            return []  # The contents are of use without them.
