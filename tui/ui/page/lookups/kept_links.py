"""The links of a page that lead to kept articles, looked up once the page is shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.message import Message

from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.links.article_links import KeptArticle
from tui.ui.page.lookups.text_lookup import TextLookup
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
        self.lookup = TextLookup(host, "kept links", self._look, self._text_changed)
        """The look-up of the links of the page."""
        self.kept: Mapping[str, KeptArticle] = {}
        """The articles that links lead to, by address as the article has it."""

    def _text_changed(self, same_article: bool) -> None:
        if not same_article:
            self.kept = {}

    def on_kept_links_found(self, message: KeptLinksFound) -> None:
        """Draw the links anew that lead to kept articles."""
        if message.text is self._host.text and message.kept != self.kept:
            self.kept = message.kept
            self._host.refresh()

    def _look(self, text: Text) -> KeptLinksFound:
        addresses = [link.url for link in text.document.links if not link.url.startswith("#")]
        kept = self._library.links.lead(text.id, addresses) if addresses else {}
        return KeptLinksFound(text, kept)

    def linking_here(self, text: Text) -> list[KeptArticle]:
        """Return the articles that link to one; for worker threads."""
        try:
            return self._library.links.linking_to(text.id)
        except NewsreaderError:
            return []  # The contents are of use without them.
