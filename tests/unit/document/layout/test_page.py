from datetime import UTC, datetime

from rich.cells import cell_len

from tests.unit.document.setting import article, page
from tui.articles.article import Article, Problem
from tui.articles.date_format import in_words
from tui.document.body_parser import read_document
from tui.document.layout.page import (
    lay_out_page,
    page_anchors,
    page_headings,
    page_starts,
    page_texts,
)
from tui.document.model import Setting

DATE = datetime(2021, 3, 29, 11, 15, tzinfo=UTC)


def texts(what: Article, width: int = 60) -> list[str]:
    return [line.text for line in page(what, width)]


def test_what_the_reader_says_stands_below_the_head_and_changes_no_place() -> None:
    what = article("<p>The body", "html")
    document = read_document(what)
    setting = Setting(20, cell_len)
    bare = list(lay_out_page(what, document, setting))
    note = "A note of some words.\nAnd more."
    noted = list(lay_out_page(what, document, setting, note=note, labels=("a", "b c")))
    own = ["", "★ a · b c", "  A note of some", "  words.", "  And more."]
    assert [line.text for line in noted] == [
        *(line.text for line in bare[:-2]),
        *own,
        *(line.text for line in bare[-2:]),
    ]
    assert [line for line in noted if line.text and line in bare] == [
        line for line in bare if line.text
    ]
    assert all(run.start is None for line in noted[-7:-2] for run in line.runs)
    only_note = list(lay_out_page(what, document, setting, note="x"))
    assert [line.text for line in only_note[-4:]] == ["", "★ x", "", "The body"]
    narrow = list(lay_out_page(what, document, Setting(4, cell_len), note=note, labels=("a",)))
    assert max(cell_len(line.text) for line in narrow) == 4


def test_the_title_block() -> None:
    what = Article(
        "A title",
        "<p>Body",
        "html",
        author="Ada",
        date=DATE,
        has_time=True,
        categories=(("a", "b"), ("c",)),
        link="https://example.org/x/",
        problems=(Problem("the date was odd", 3, "the file's time"),),
    )
    assert texts(what) == [
        "A title",
        "",
        f"Ada · {in_words(DATE, True)}",
        "a › b · c · 1 min",
        "example.org/x",
        "",
        "Line 3: the date was odd; the file's time",
        "",
        "Body",
    ]
    roles = [set(run.roles) for line in page(what, 60) for run in line.runs]
    assert {"title"} in roles and {"byline"} in roles and {"notice"} in roles
    (link,) = [run for line in page(what, 60) for run in line.runs if "link" in run.roles]
    assert link.link == 0


def test_tags_stand_below_the_categories_and_the_first_dozen_is_shown() -> None:
    what = article("<p>Body")._replace(categories=(("a",),), tags=("x", "#y z", "l" * 61))
    assert texts(what, 90)[2:4] == ["a · 1 min", f"#x · #y z · #{'l' * 60}…"]
    assert texts(what._replace(tags=tuple("abcdefghijklmn")), 90)[3].endswith("#l · 2 more")
    assert texts(article("<p>Body")._replace(tags=("",))) == texts(article("<p>Body"))
    # A kept place is the number of a segment, so tags must not add one.
    document = read_document(what)
    assert len(page_texts(what, document)) == len(page_texts(what._replace(tags=()), document))


def test_many_problems_take_four_lines() -> None:
    problems = tuple(Problem(f"p{number}") for number in range(7))
    found = texts(article("<p>x")._replace(problems=problems))
    assert found[-7:] == ["", "p0", "p1", "p2", "and 4 more", "", "x"]


def test_the_title_is_not_said_twice() -> None:
    assert texts(article("<h1>A  <b>title</b></h1><p>x"))[-1:] == ["x"]
    assert texts(article("<h1>A title</h1><p>x")).count("A title") == 1
    assert texts(article("<p>x<h1>A title</h1>")).count("A title") == 2
    assert "A title" in texts(article("<h1><a href=y>A title</a></h1><p>x"))[2:]


def test_the_cover_is_shown_where_the_body_does_not() -> None:
    what = article("<p>x<img src='https://h/a/b.png?w=1'>")._replace(cover="https://h/a/b.png")
    assert sum(line.picture is not None for line in page(what, 60)) == 1
    what = what._replace(cover="https://h/c.png")
    assert [line.picture for line in page(what, 60) if line.picture is not None] == [0, 1]


def test_an_empty_body_says_so() -> None:
    assert texts(article(""))[-1] == "This article has no text."
    assert texts(article("<!-- -->")._replace(excerpt="The lead."))[-1] == "The lead."


def test_headings_and_anchors_know_their_place() -> None:
    what = article("<p id=p>x<h2 id=h>Two</h2><ul><li id=l>a</ul>")
    document = read_document(what)
    everything = page_texts(what, document)
    ((level, text, number),) = page_headings(what, document)
    assert (level, text, everything[number]) == (2, "Two", "Two")
    found = page_anchors(what, document)
    assert [everything[found[name]] for name in ("p", "h", "l")] == ["x", "Two", "a"]


def test_lines_come_one_by_one() -> None:
    what = article("<p>word</p>" * 1000)
    stream = lay_out_page(what, read_document(what), Setting(40, cell_len))
    assert next(stream).text == "A title"


def test_headings_are_numbered_as_the_texts_are_where_there_is_no_word_to_read() -> None:
    what = Article("A title", "<p>***</p><h2>***</h2><p>---</p>", "html")
    document = read_document(what)
    texts = page_texts(what, document)
    [(_, heading, number)] = page_headings(what, document)
    assert texts[number] == heading == "***"
    assert [texts[start] for start in page_starts(what, document)] == ["***", "***", "---"]
