"""What an article's body shows, as far as the index wants to know."""

from dataclasses import dataclass

from tui.articles.article import Article

HAS = {"image": 1, "video": 2, "table": 4, "code": 8, "link": 16, "warning": 32}
"""What an article can be asked to have (`has:image` …), each with its bit."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a body shows."""

    text: str
    images: int
    """How many pictures."""
    words: int
    """How many words; a CJK character is one."""
    has: int
    """The bits of `HAS`."""


def look_at(article: Article) -> Shown:
    """Read the body of an article. Never raises."""
    from tui.document.quick_text import look_quickly
    from tui.document.reading_time import count_words

    quick = look_quickly(article)
    if quick is None:
        return _look_at_document(article)
    text, links, code, images, tables = quick
    bits = HAS["warning"] if article.problems else 0
    if links:
        bits |= HAS["link"]
    if images:
        bits |= HAS["image"]
    if code:
        bits |= HAS["code"]
    if tables:
        bits |= HAS["table"]
    return Shown(text, images, count_words(text), bits)


def _look_at_document(article: Article) -> Shown:
    """Read a body by way of its document."""
    from tui.document.model import Code, Image, Media, Table, walk
    from tui.document.plain_text import shown_text
    from tui.document.reading import read_document
    from tui.document.reading_time import count_words

    document = read_document(article)
    bits = HAS["warning"] if article.problems else 0
    if document.links:
        bits |= HAS["link"]
    if document.pictures:
        bits |= HAS["image"]
    for block in walk(document.blocks):
        match block:
            case Table():
                bits |= HAS["table"]
            case Code():
                bits |= HAS["code"]
            case Media(kind="video" | "embed" | "frame"):
                bits |= HAS["video"]
            case Image():
                bits |= HAS["image"]
    text = shown_text(document)
    return Shown(text, len(document.pictures), count_words(text), bits)
