"""The page of an article: its title block, then its body."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.articles.article import Article, Problem
from tui.articles.date_format import in_words
from tui.document.addresses import in_short
from tui.document.inline_text import collapse, fit
from tui.document.layout.blocks import Compositor
from tui.document.model import (
    Block,
    Document,
    Heading,
    Image,
    Line,
    Picture,
    Role,
    Run,
    Setting,
    Span,
)
from tui.document.readable_text import APART, CLOSE, Readable, readable
from tui.document.reading_time import minutes as minutes_for
from tui.document.text_segments import anchors, count_shown, plain, same_words, stretches

_MOST_NOTICES = 4
"""The most lines for the problems of a file on its page."""

_MOST_TAGS = 12
"""The most tags that are shown."""

_LONGEST_TAG = 60
"""The most characters of a tag that are shown."""

_STAR = "★ "
"""The mark before the note and the labels of a bookmark."""

_NARROW = 10
"""The widest page, in cells, on which the mark is left out."""


class _Part(NamedTuple):
    """One segment of the title block."""

    spans: tuple[Span, ...]
    roles: frozenset[Role]
    apart: bool = False
    """Whether a blank line precedes it."""


def lay_out_page(
    article: Article,
    document: Document,
    setting: Setting,
    minutes: int | None = None,
    note: str = "",
    labels: Sequence[str] = (),
) -> Iterator[Line]:
    """Yield the lines of an article's page: the title block, then the body.

    The link in the title block has the number 0, which is the article's own link. A cover
    that the body does not show is shown above it; its line's `picture` is 0. The body's
    first heading is left out where it repeats the title.

    Args:
        article: the article of the title block.
        document: its body, from `read_document`.
        setting: the width and the measure.
        minutes: the result of `reading_minutes`, where it is known already.
        note: the user's note on the article.
        labels: the user's labels for it.
    """
    compositor = Compositor(setting, 0, document.right_to_left)
    head = _title_block(article, document, minutes)
    for part in head:
        if part.apart:
            yield compositor.blank()
        yield from compositor.text(part.spans, part.roles)
    yield from _annotations(note, labels, setting, len(head) - 1)
    blocks = _body(article, document)
    if blocks:
        yield compositor.blank()
        yield from compositor.blocks(blocks)


def lay_out_from(
    article: Article, document: Document, setting: Setting, block: int, paragraph: int
) -> Iterator[Line]:
    """Yield the lines of an article's page from one of its blocks on.

    Args:
        article: the article.
        document: its body, from `read_document`.
        setting: the width and the measure.
        block: the number of the block, from 0: an index of `page_starts`.
        paragraph: the number of its first segment of text (`Line.paragraph`).
    """
    compositor = Compositor(setting, paragraph, document.right_to_left)
    return compositor.blocks(_body(article, document)[block:])


def page_starts(article: Article, document: Document, minutes: int | None = None) -> list[int]:
    """Return the number of the first segment of text of each block in a page's body."""
    starts = []
    number = len(_title_block(article, document, minutes))
    for block in _body(article, document):
        starts.append(number)
        number += sum(1 for _ in stretches((block,)))
    return starts


def reading_minutes(document: Document) -> int:
    """Return the reading time of a document in minutes; 0 for one without words."""
    words = round(count_shown(document) / document.part)
    return minutes_for(words) if words else 0


def page_texts(article: Article, document: Document, minutes: int | None = None) -> list[str]:
    """Return the text of every segment of a page; its index is `Line.paragraph`."""
    texts = [plain(part.spans) for part in _title_block(article, document, minutes)]
    texts.extend(text for text, _ in stretches(_body(article, document)))
    return texts


def page_readable(
    article: Article, document: Document, minutes: int | None = None
) -> list[Readable]:
    """Return every segment of a page as it reads; its index is `Line.paragraph`."""
    head = _title_block(article, document, minutes)
    parts = [Readable(plain(part.spans), APART if part.apart else CLOSE) for part in head]
    parts.extend(readable(_body(article, document)))
    return parts


def page_headings(
    article: Article, document: Document, minutes: int | None = None
) -> list[tuple[int, str, int]]:
    """Return the level, the text and the number (`Line.paragraph`) of every heading."""
    first = len(_title_block(article, document, minutes))
    return [
        (block.level, text, number)
        for number, (text, block) in enumerate(stretches(_body(article, document)), first)
        if isinstance(block, Heading)
    ]


def page_anchors(
    article: Article, document: Document, minutes: int | None = None
) -> dict[str, int]:
    """Return the number of the segment of text (`Line.paragraph`) of each anchor."""
    first = len(_title_block(article, document, minutes))
    found = anchors(_body(article, document), first)
    if document.blocks and _says_title(document.blocks[0], article.title):
        # The heading that is left out stands on top of the page.
        found = {**dict.fromkeys(anchors(document.blocks[:1], 0), 0), **found}
    return found


def _body(article: Article, document: Document) -> Sequence[Block]:
    """Return the blocks below the title block."""
    blocks: Sequence[Block] = document.blocks
    if blocks and _says_title(blocks[0], article.title):
        blocks = blocks[1:]
    if article.cover and not any(_same(article.cover, one.url) for one in document.pictures):
        blocks = (Image(Picture(0, "", "", article.cover)), *blocks)
    return blocks


def _says_title(block: Block, title: str) -> bool:
    return (
        isinstance(block, Heading)
        and all(span.link is None for span in block.spans)
        and same_words(plain(block.spans), title)
    )


def _same(cover: str, url: str) -> bool:
    """Return whether two addresses are of one picture: equal, or one is the end of the other."""
    cover, url = (one.split("?")[0].removeprefix("./").lstrip("/") for one in (cover, url))
    cover, url = cover.rpartition("://")[2], url.rpartition("://")[2]
    return bool(cover) and (cover == url or url.endswith("/" + cover) or cover.endswith("/" + url))


def _title_block(article: Article, document: Document, minutes: int | None = None) -> list[_Part]:
    """Return the parts above the body."""
    if minutes is None:
        minutes = reading_minutes(document)
    parts = [_Part((Span(collapse(article.title) or "Untitled"),), frozenset({"title"}))]
    byline: list[str] = [collapse(article.author)] if collapse(article.author) else []
    if article.date is not None:
        byline.append(in_words(article.date, article.has_time, article.date_source))
    where = [" › ".join(collapse(name) for name in path) for path in article.categories]
    if minutes:
        where.append(f"{minutes} min")
    # The tags share a segment with the categories: places that are kept count the segments.
    lines = [" · ".join(where), _tags(article.tags)]
    apart = True
    for text in (" · ".join(byline), "\n".join(filter(None, lines))):
        if text:
            spans = (Span(text),)
            parts.append(_Part(spans, frozenset({"byline"}), apart))
            apart = False
    if article.link:
        span = Span(in_short(fit(article.link)), frozenset({"link"}), 0)
        parts.append(_Part((span,), frozenset({"byline"}), apart))
    parts.extend(_notices(article.problems))
    if not document.blocks and article.excerpt:
        parts.append(_Part((Span(collapse(article.excerpt)),), frozenset(), True))
    elif not document.blocks:
        parts.append(_Part((Span("This article has no text."),), frozenset({"notice"}), True))
    return parts


def _tags(tags: Sequence[str]) -> str:
    """Return the first tags in one line, and how many more there are."""
    names = [name for tag in tags if (name := collapse(tag).lstrip("#"))]
    more = len(names) - _MOST_TAGS
    shown = [
        f"#{name}" if len(name) <= _LONGEST_TAG else f"#{name[:_LONGEST_TAG]}…"
        for name in names[:_MOST_TAGS]
    ]
    return " · ".join([*shown, f"{more} more"] if more > 0 else shown)


def _annotations(note: str, labels: Sequence[str], setting: Setting, number: int) -> Iterator[Line]:
    """Yield the lines of the user's labels and note.

    They are not part of the article's text: places in it do not depend on them, and a search
    in the article does not find them.
    """
    parts: list[tuple[str, Role]] = []
    if labels:
        parts.append((" · ".join(map(collapse, labels)), "byline"))
    if note:
        parts.append((note, "note"))
    margin = len(_STAR) if setting.width > _NARROW else 0
    narrower = setting._replace(width=setting.width - margin)
    lead = Run(_STAR, frozenset({"marker"}))
    for place, (text, role) in enumerate(parts):
        if not place:
            yield Line(paragraph=number)
        for line in Compositor(narrower).text((Span(text),), frozenset({role})):
            runs = (run._replace(start=None) for run in line.runs)
            yield Line((lead, *runs) if margin else tuple(runs), number)
            lead = Run(" " * margin)


def _notices(problems: Sequence[Problem]) -> Iterator[_Part]:
    """Yield a part for each problem, up to `_MOST_NOTICES`; the last one counts the rest."""
    shown = problems if len(problems) <= _MOST_NOTICES else problems[: _MOST_NOTICES - 1]
    texts = [_sentence(problem) for problem in shown]
    if len(shown) < len(problems):
        texts.append(f"and {len(problems) - len(shown)} more")
    for number, text in enumerate(texts):
        yield _Part((Span(text),), frozenset({"notice"}), number == 0)


def _sentence(problem: Problem) -> str:
    where = f"Line {problem.line}: " if problem.line is not None else ""
    shown = f"; {problem.shown_as}" if problem.shown_as else ""
    return collapse(f"{where}{problem.problem}{shown}")
