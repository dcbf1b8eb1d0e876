"""The main article of saved pages, found by us and by other programs.

`python -m tests.benchmarks.saved_pages` prints for each finder, over the pages of the outside
corpus: the share of the article's words that it finds (recall) and the share of its words that are
the article's (precision), as means of pages, the milliseconds that a page takes with its parsing,
and the number of pages of whose words it loses more than a tenth. Others are measured where they
are installed: `pip install resiliparse trafilatura readability-lxml lxml_html_clean justext`.
"""

import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from statistics import mean

from selectolax.lexbor import LexborHTMLParser

from tests.corpus import CORPUS
from tests.unit.document.readability.words import words
from tui.document.html.from_html import from_html
from tui.document.main_article.selection import keep_main_article
from tui.document.text_segments import shown_text

Finder = Callable[[str], str]
"""A function from the HTML of a page to the text or the HTML of its article."""


def score(article: str, found: str) -> tuple[float, float]:
    """Return recall and precision of the words that were found."""
    wanted, got = Counter(words(article)), Counter(words(found))
    common = (wanted & got).total()
    return common / max(1, wanted.total()), common / max(1, got.total())


def main_article(page: str) -> str:
    """Return the HTML of a page's main article, as newsreader finds it."""
    parser = LexborHTMLParser(page)
    keep_main_article(parser)
    return parser.html or ""


def finders() -> dict[str, Finder]:
    """Return the finders by name; all but ours and the whole page where they are installed."""
    found: dict[str, Finder] = {"the whole page": lambda page: page, "newsreader": main_article}
    with suppress(ImportError):
        resiliparse = import_module("resiliparse.extract.html2text")
        found["resiliparse"] = lambda page: str(
            resiliparse.extract_plain_text(page, main_content=True, links=False, form_fields=False)
        )
    with suppress(ImportError):
        trafilatura = import_module("trafilatura")
        found["trafilatura"] = lambda page: trafilatura.extract(page, include_comments=False) or ""
    with suppress(ImportError):
        readability = import_module("readability")
        found["readability-lxml"] = lambda page: str(readability.Document(page).summary())
    with suppress(ImportError):
        justext = import_module("justext")
        stop_words = justext.get_stoplist("English")
        found["jusText"] = lambda page: "\n".join(
            part.text for part in justext.justext(page.encode(), stop_words) if part.is_heading
            or not part.is_boilerplate
        )  # fmt: skip
    return found


def shown(found: str) -> str:
    """Return the text of what a finder returned, as text or as HTML."""
    return shown_text(from_html(found)) if found.lstrip().startswith("<") else found


def main() -> None:
    """Print a line for each finder."""
    folders = sorted((CORPUS / "html" / "readability").glob("*/"))
    pages = [(folder / "source.html").read_text("utf-8") for folder in folders]
    articles = [shown((folder / "expected.html").read_text("utf-8")) for folder in folders]
    print(f"{'':<18} {'recall':>7} {'precision':>9} {'ms a page':>9} {'under 0.9':>9}")
    for name, find in finders().items():
        began = time.perf_counter()
        found = [find(page) for page in pages]
        took = (time.perf_counter() - began) / len(pages)
        scores = [score(*pair) for pair in zip(articles, map(shown, found), strict=True)]
        recall, precision = (mean(values) for values in zip(*scores, strict=True))
        low = sum(recall < 0.9 for recall, _ in scores)
        print(f"{name:<18} {recall:7.3f} {precision:9.3f} {took * 1000:9.1f} {low:9}")


if __name__ == "__main__":
    main()
