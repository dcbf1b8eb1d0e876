"""Other kinds of files, and the document, the index and the copies of them."""

import json
from pathlib import Path

import pytest

from tests.corpus import SMALL
from tui.articles.article import Article, BodyFormat
from tui.articles.markups.xhtml import as_html
from tui.articles.reading import read_article
from tui.document.body_parser import read_document
from tui.document.formats.conversion import converted
from tui.document.index_text.quick_text import look_quickly
from tui.document.model import Code, Document, Heading, List, Quote, Table, walk
from tui.document.text_segments import shown_text
from tui.document.to_markdown import body_as_markdown
from tui.library.indexing.entry_maker import look_at

KINDS = sorted((SMALL / "kinds").iterdir())


def document(body: str, written: BodyFormat) -> Document:
    return read_document(Article("T", body, written))


def text(body: str, written: BodyFormat) -> str:
    return shown_text(document(body, written))


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.name)
def test_the_index_holds_what_the_document_says(path: Path) -> None:
    article = read_article(path)
    said = shown_text(read_document(article))
    assert look_at(article).text == said
    quick = look_quickly(converted(article))
    assert quick is None or quick.text == said
    assert body_as_markdown(article).strip()


def blocks(name: str) -> tuple[str, set[type]]:
    found = read_document(read_article(SMALL / "kinds" / name))
    assert not found.problems
    return shown_text(found), {type(block) for block in walk(found.blocks)}


def test_restructuredtext() -> None:
    said, kinds = blocks("salt-roads.rst")
    assert {Heading, List, Quote, Code, Table} <= kinds
    for words in (
        "slowly from the pans {{ salt }} to the hills, as the older map shows. [1]",
        "[1] Two mules to a cart.",
        "Changed in version 3 The toll is paid in salt.",
        'toll = {"mule": 2}',
        ".. include:: secret.txt",
    ):
        assert words in said
    assert "Tomas Vidal" not in said


def test_org() -> None:
    said, kinds = blocks("ropes.org")
    assert {Heading, List, Quote, Code, Table} <= kinds
    assert "A bowline does not slip: see the page, a {knot} and" in said
    assert "nobody sees" not in said and "CREATED" not in said


def test_an_org_footnote_without_a_name_is_text() -> None:
    assert text("a [fn:] b", "org") == "a [fn:] b"


def test_asciidoc() -> None:
    said, kinds = blocks("candles.adoc")
    assert {Heading, List, Quote, Code, Table} <= kinds
    assert "A candle needs air, says the chandler. See the shop and a {wick}." in said
    assert "Nobody sees" not in said and "secret.txt" in said


def test_a_notebook() -> None:
    article = read_article(SMALL / "kinds" / "tides.ipynb")
    found = read_document(article)
    said = shown_text(found)
    for words in ("Two a day, mostly.", "print(per_day * 365)", "730", "TideError: ebb", "A raw"):
        assert words in said
    assert "```" not in said and "cell_type" not in said and "\x1b" not in said
    assert [one.url for one in found.pictures] == ["data:image/png;base64,iVBORw0KGgo="]


def test_a_notebook_of_format_3_and_pictures_in_its_text() -> None:
    cells = [
        {"cell_type": "heading", "level": 2, "source": "Ebb"},
        {
            "cell_type": "markdown",
            "source": "![a](attachment:b.png)",
            "attachments": {"b.png": {"image/png": "AAAA"}},
        },
        {"cell_type": "code", "input": "1 + 1", "outputs": [{"output_type": "pyout", "text": "2"}]},
    ]
    found = document(json.dumps({"worksheets": [{"cells": cells}]}), "notebook")
    assert isinstance(found.blocks[0], Heading)
    assert found.pictures[0].url == "data:image/png;base64,AAAA"
    assert [block.text for block in found.blocks if isinstance(block, Code)] == ["1 + 1", "2"]


def test_xhtml_closes_its_empty_elements() -> None:
    assert as_html('<a id="p"/>x<br/><![CDATA[<b>]]>') == '<a id="p"></a>x<br/>&lt;b&gt;'
    said = shown_text(read_document(read_article(SMALL / "kinds" / "harbour.xhtml")))
    assert "at anchor & sleep <well>." in said


def test_nothing_is_read_for_a_text(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the hidden hoard")
    directives = ("include", "literalinclude", "raw:: html\n   :file", "csv-table::\n   :file")
    for directive in directives:
        end = ":" if directive.endswith(":file") else "::"
        assert "hoard" not in text(f".. {directive}{end} {secret}\n", "rst")
    raw = document(".. raw:: html\n\n   <a href='https://a.example'>b</a>\n", "rst")
    assert not raw.links
    assert "hoard" not in text(f"include::{secret}[]\n", "asciidoc")
    assert "hoard" not in text(f'#+INCLUDE: "{secret}"\nWords\n', "org")


def test_roles_of_one_text_are_unknown_to_the_next() -> None:
    assert text(".. role:: loud(strong)\n\n:loud:`words`\n", "rst") == "words"
    strong = document(":loud:`words`\n", "rst").blocks[0]
    assert "strong" not in str(strong)


def test_what_docutils_refuses_is_shown_as_typed() -> None:
    said = text("A gone_ word.\n\n=== ===\na\n=== ==\n\n.. image::\n\nEnd.\n", "rst")
    for words in ("A gone_ word.", "=== ===", ".. image::", "End."):
        assert words in said


def test_a_text_nested_too_deep_is_shown_as_it_is_and_said() -> None:
    body = "".join(f"{'  ' * level}* x\n\n" for level in range(500))
    article = Article("T", body, "rst")
    (problem,) = read_document(article).problems
    assert "too deep" in problem.problem
    assert look_at(article).problems == (problem,)


@pytest.mark.parametrize(
    ("written", "opening"), [("org", "#+begin_quote\n"), ("asciidoc", "====\n" * 2 + "=====\n")]
)
def test_blocks_without_an_end_lose_no_word(written: BodyFormat, opening: str) -> None:
    assert "deep words" in text(opening * 500 + "deep words\n", written)


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("org", "#+begin_comment\nwords\n"),
        ("org", ":LOGBOOK:\nwords\n"),
        ("asciidoc", "////\nwords\n"),
    ],
)
def test_a_comment_without_an_end_hides_nothing(written: BodyFormat, body: str) -> None:
    assert "words" in text(body, written)


@pytest.mark.parametrize(
    ("body", "written", "shown"),
    [
        ("* TODO [#A] Splice :rope:eye:\nCLOSED: [2023-02-15]\nNow.", "org",
         "TODO Splice #rope #eye\nCLOSED: [2023-02-15]\nNow."),
        ("Rope[fn:1] and eye[fn:: a /loop/].\n\n[fn:1] Three strands.", "org",
         "Rope[1] and eye [a loop].\n[1] Three strands."),
        ("\\(a_1\\) and $b_2$ and x_{i} and $5 to $6", "org", "a1 and b2 and xi and $5 to $6"),
        ("<<eye>>The <<<splice>>> @@html:<b>@@holds.", "org", "The splice holds."),
        ("a << b >> c, user@@host and [#hash] and a_b", "org",
         "a << b >> c, user@@host and [#hash] and a_b"),
        ("|===\n|a|b \\| c\n|d|e\n|===", "asciidoc", "a\tb | c\nd\te"),
        ("Words\n[[eye]]\n// hidden\nmore\n[link text]\nand more.", "asciidoc",
         "Words\nmore [link text] and more."),
        ("Eye::\n  A loop.\nSplice:: A joint.", "asciidoc", "Eye\nA loop.\nSplice\nA joint."),
        ("A +*plain*+ word, stem:[x_1], icon:tip[] and pass:[*b*]. C++ and D++.", "asciidoc",
         "A *plain* word, x1, and *b*. C++ and D++."),
    ],
)  # fmt: skip
def test_signs_of_org_and_asciidoc(body: str, written: BodyFormat, shown: str) -> None:
    assert text(body, written) == shown
