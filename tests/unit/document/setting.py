"""Short ways to set a body, for the tests of documents."""

from rich.cells import cell_len

from tests.unit.document.layout.laying_out import lay_out
from tui.articles.article import Article, BodyFormat
from tui.document.body_parser import read_document
from tui.document.layout.page import lay_out_page, page_texts
from tui.document.model import Document, Line, Setting


def article(body: str, format: BodyFormat = "html", title: str = "A title") -> Article:
    return Article(title, body, format)


def read(body: str, format: BodyFormat = "html") -> Document:
    return read_document(article(body, format))


def lines(body: str, width: int = 40, format: BodyFormat = "html") -> list[str]:
    """The text of the lines of a body."""
    return [line.text for line in lay_out(read(body, format), Setting(width, cell_len))]


def page(what: Article, width: int) -> list[Line]:
    return list(lay_out_page(what, read_document(what), Setting(width, cell_len)))


def check(what: Article, width: int) -> None:
    """Assert what is true of every page: widths, and places that lead back to the text."""
    document = read_document(what)
    texts = page_texts(what, document)
    last = 0
    for line in lay_out_page(what, document, Setting(width, cell_len)):
        assert "\n" not in line.text
        assert line.rigid or cell_len(line.text) <= max(width, 2), (width, line.text)
        assert line.paragraph >= last
        last = line.paragraph
        for run in line.runs:
            assert run.text
            if run.start is None:
                continue
            original = texts[line.paragraph][run.start : run.start + len(run.text)]
            small = {"superscript", "subscript"} & run.roles
            assert run.text == original or (small and len(run.text) == len(original))


def letters(what: Article, width: int) -> list[list[str]]:
    """The visible characters of each stretch of a page, sorted, without white space."""
    found: dict[int, list[str]] = {}
    for line in page(what, width):
        for run in line.runs:
            if run.start is not None:
                found.setdefault(line.paragraph, []).extend("".join(run.text.split()))
    return [sorted(characters) for characters in found.values()]
