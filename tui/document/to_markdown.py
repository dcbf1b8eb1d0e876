"""An article as Markdown, for taking it elsewhere: a copy, an export, a pipe."""

import re

from tui.articles.article import Article
from tui.articles.moments import in_words
from tui.articles.text import clean

_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
"""What would be markup inside a title (CommonMark 0.31, section 2.4)."""

_LAZY = ("data-original-src", "data-original", "data-lazy-src", "data-src")
"""Where pages keep the address of a picture that they load late; the original comes first."""


def to_markdown(article: Article) -> str:
    """Return the article as Markdown: its title, a line about it, its body.

    A body that is Markdown stays as it stands, one of plain text too; HTML is turned into
    Markdown, a paragraph a line, its links made absolute.
    """
    parts = [f"# {_escaped(article.title)}"]
    about = " · ".join(_escaped(part) for part in (article.author, _date(article)) if part)
    if about:
        parts.append(about)
    if article.link:
        parts.append(f"<{article.link}>")
    body = _from_html(article) if article.format == "html" else article.body
    if body.strip():
        parts.append(body.strip("\n"))
    return clean("\n\n".join(parts)) + "\n"


def _date(article: Article) -> str:
    return in_words(article.date, article.has_time) if article.date else ""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _from_html(article: Article) -> str:
    # Importing it takes a good part of the time that the first frame may take.
    import html2text

    class Maker(html2text.HTML2Text):
        def handle_tag(self, tag: str, attrs: dict[str, str | None], start: bool) -> None:
            super().handle_tag(tag, _with_source(attrs) if tag == "img" else attrs, start)

    maker = Maker(baseurl=article.link, bodywidth=0)
    maker.unicode_snob = True
    maker.ul_item_mark = "-"
    maker.emphasis_mark = "*"
    text = maker.handle(article.body)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[^\S\n]+$", "", text, flags=re.MULTILINE))


def _with_source(attributes: dict[str, str | None]) -> dict[str, str | None]:
    """Give a picture that a page loads late its address."""
    late = next((attributes[name] for name in _LAZY if attributes.get(name)), None)
    return {**attributes, "src": late} if late else attributes
