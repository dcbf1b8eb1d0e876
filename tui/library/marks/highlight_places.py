"""Where highlights stand in the text of an article as it is now."""

from collections.abc import Sequence
from typing import NamedTuple, Self

from tui.articles.article import Article
from tui.document.body_parser import read_document
from tui.document.layout.page import page_starts, page_texts
from tui.document.model import Document
from tui.document.passages import Passage, text_of
from tui.document.quotes import Quote, find_all, quote_of
from tui.library.values import Highlight


class BodyText(NamedTuple):
    """The text of an article's page, in which its highlights are sought."""

    texts: Sequence[str]
    """Its segments, from `page_texts`."""
    first: int
    """The first segment of the body."""

    @classmethod
    def of(cls, article: Article, document: Document | None = None) -> Self:
        """Return the text of an article.

        Args:
            article: The article.
            document: Its document, where that was read already.
        """
        read = document or read_document(article)
        texts = page_texts(article, read)
        return cls(texts, next(iter(page_starts(article, read)), len(texts)))

    def places(self, highlights: Sequence[Highlight]) -> list[Passage | None]:
        """Return the place of each highlight; None where the text has its words no more."""
        quotes = [Quote(each.exact, each.prefix, each.suffix) for each in highlights]
        return find_all(self.texts, quotes, self.first)

    def completed(self, highlight: Highlight) -> Highlight:
        """Return a highlight with its surroundings, where it has none and they can be told.

        Its words become those of the text, which may differ in white space.
        """
        if highlight.prefix or highlight.suffix:
            return highlight
        (place,) = self.places([highlight])
        if place is None or not same_words(text_of(self.texts, place), highlight.exact):
            return highlight
        exact, prefix, suffix = quote_of(self.texts, place, self.first)
        return highlight._replace(exact=exact, prefix=prefix, suffix=suffix)


def same_words(one: str, other: str) -> bool:
    """Tell whether two passages are the same but for white space."""
    return "".join(one.split()) == "".join(other.split())
