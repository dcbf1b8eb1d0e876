import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus import SMALL, corpus
from tests.seeds import SEEDS, Seed
from tests.unit.images.making import write_png
from tui.articles.article import Article, Problem
from tui.articles.files import LARGEST, find_files
from tui.articles.reading import parse_article, read_article
from tui.errors import ArticleError

_UNCLEAN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff]")


def _parse(text: str, path: str = "/a/name.md", modified: float | None = None) -> Article:
    return parse_article(text.encode(), path=Path(path), modified=modified)


def _check_clean(article: Article) -> None:
    lines = [article.title, article.author, article.link, article.cover, article.excerpt]
    lines += [article.language, *article.tags]
    lines += [level for path in article.categories for level in path]
    for line in lines:
        assert not _UNCLEAN.search(line) and "\n" not in line
    assert article.title.strip()
    assert not _UNCLEAN.search(article.body)
    assert (article.date is None) == (article.date_source == "none")
    if article.date:
        assert article.date.tzinfo
        article.date.astimezone(UTC)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_seed(seed: Seed) -> None:
    article = read_article(seed.path)
    assert article.title == seed.title
    assert article.author == seed.author
    assert article.categories == (seed.categories,)
    assert article.date == seed.date
    assert (article.has_time, article.date_source) == (True, "front matter")
    assert article.cover == seed.pictures[0]
    assert article.format == "html"
    assert article.problems == ()
    assert article.body.startswith("\n<div>")


def _read_all(folder: Path) -> dict[str, Article]:
    """Return the articles of a folder by path, after a check that none is missed or unclean."""
    missed: list[Path] = []
    files = list(find_files([folder], lambda path, _: missed.append(path)))
    assert missed == []
    articles = {str(file.path): read_article(file.path) for file in files}
    for article in articles.values():
        _check_clean(article)
    return articles


def test_every_real_post_is_an_article() -> None:
    articles = _read_all(corpus("posts"))
    assert len(articles) > 800
    # Three of them hold a stray control code.
    assert sum(bool(article.problems) for article in articles.values()) <= 5


def test_every_small_post_is_an_article_and_those_made_wrong_have_problems() -> None:
    articles = _read_all(SMALL / "posts")
    assert {Path(path).stem for path, article in articles.items() if article.problems} == {
        "broken-yaml", "control-codes", "merge-conflict", "torn-utf-8", "twice-the-same-key",
        "unclosed-front-matter", "unfenced-header", "北岸_渡口_停航三天",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "path", "day", "source"),
    [
        ("---\ndate: 2021-03-29\n---\n", "/2019/2020-01-01-x.md", "2021-03-29", "front matter"),
        ("---\ndate: 2021-02-31\n---\n", "/2019/2020-01-01-x.md", "2020-01-01", "file name"),
        ("---\ndate: 2021-02-31\n---\n", "/2019/03/x.md", "2019-03-01", "path"),
        ("+++\npath = '2018/05/06/x'\n+++\n", "/a/x.md", "2018-05-06", "path"),
        ("words", "/a/2003-01-14-slug/index.md", "2003-01-14", "path"),
        ("words", "/2019/20030114-slug/content.md", "2003-01-14", "path"),
        ("words", "/a/2003-01-14-slug/chapter.md", "2017-07-14", "file time"),
        ("words", "/a/x.md", "2017-07-14", "file time"),
    ],
)
def test_where_dates_come_from(text: str, path: str, day: str, source: str) -> None:
    article = _parse(text, path, modified=1_500_000_000)
    assert article.date and article.date.date().isoformat() == day
    assert article.date_source == source


def test_no_date_at_all() -> None:
    article = parse_article(b"words", path=None)
    assert (article.date, article.date_source, article.has_time) == (None, "none", False)
    assert parse_article(b"words", path=None, modified=1e300).date is None


def test_a_date_that_is_none_is_said_with_its_line() -> None:
    article = _parse("\n---\ntitle: x\ndate: Invalid Date\n---\n", "/a/2020-01-01-x.md")
    assert article.problems == (
        Problem("“Invalid Date” is not a valid date", 4, "the date of the file name", "date"),
    )
    other = _parse("---\ndate: 2021-02-31\nupdated: 2021-03-01\n---\n")
    assert other.problems[0].shown_as == "the date is 2021-03-01, from another key"


def test_problems_stand_in_the_order_of_their_lines() -> None:
    article = parse_article(
        b"---\ndate: Invalid Date\ntitle: a: b\n---\nA \x1b[31m code.\n", path=Path("/a/x.md")
    )
    assert [problem.line for problem in article.problems] == [2, 3, 5]


def test_a_zone_that_is_none_is_said_with_its_line() -> None:
    article = _parse("---\ntitle: x\ndate: 2021-03-29 11:15 +99:00\n---\n", "/a/2020-01-01-x.md")
    words = "“2021-03-29 11:15 +99:00” has a time zone that does not exist"
    assert article.problems == (Problem(words, 3, "read as local time", "date"),)
    assert article.date_source == "front matter"
    assert article.date and article.date.replace(tzinfo=None) == datetime(2021, 3, 29, 11, 15)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: A &amp; <b>B</b>\n---\n# C", "A & B"),
        ("---\ntitle:\n---\n# C", "C"),
        ("---\ntitle: 2021-03-29\n---\n", "2021-03-29"),
        ("---\ntitle: 007\n---\n", "007"),
        ("words", "name"),
        ("[#]: subject: (English)\n[#]: author: (X)\n\n中文\n====\n", "中文"),
        ("[#]: subject: (English)\n[#]: author: (X)\n\nwords", "English"),
        ("", "name"),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert _parse(text).title == title


def test_an_empty_file_is_an_article_with_a_problem() -> None:
    article = _parse("")
    assert (article.title, article.body) == ("name", "")
    assert article.problems == (Problem("the file is empty", kind="empty"),)


def test_control_codes_are_left_out_and_said() -> None:
    article = _parse("# a\n\nb\x1b[31mc\0d\x9be")
    assert article.body == "# a\n\nbcd"
    assert article.problems == (
        Problem("control codes in the text", 3, "left out", "control codes"),
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\nb \u202ec\u202c d", 2),
        ("a\r\n\u2067 b\u2069\r\n\u2067 c", 3),
        ("a\n\u2067 b\u2069 \u202bc\u202c", None),
        ("\u200eb\u200f", None),
    ],
)
def test_marks_of_direction_that_are_left_out_are_said(text: str, line: int | None) -> None:
    problems = _parse(text).problems
    assert [problem.line for problem in problems] == ([] if line is None else [line])
    assert all(problem.kind == "control codes" for problem in problems)


def test_escapes_within_the_front_matter() -> None:
    article = _parse('---\ntitle: "a\\x1b[31mb\\0c\\u202ed"\nauthor: "x\\ny"\n---\n')
    assert article.title == "abcd"
    assert article.author == "x y"


def test_doubtful_bytes_are_said() -> None:
    article = parse_article(b"# d\xe9j\xe0", path=Path("/a/x.md"))
    assert article.title == "déjà"
    assert article.problems == (
        Problem("the encoding is uncertain", None, "read as CP1252", "encoding"),
    )
    broken = parse_article("先进制造业集群\n".encode() * 9 + b"\xff", path=Path("/a/x.md"))
    assert broken.problems == (Problem("broken characters", 10, "read as UTF-8", "encoding"),)


def test_a_page_in_html() -> None:
    page = "<!doctype html><title>T</title><meta name=author content=A><p>x"
    article = _parse(page, "/a/x.html")
    assert (article.title, article.author, article.format) == ("T", "A", "html")
    assert article.body == page


@pytest.mark.parametrize(
    ("title", "heading", "shown"),
    [
        ("灯台の猫 | 岬だより", "灯台の猫", "灯台の猫"),
        ("A map - The Site", "A map", "A map"),
        ("A map-maker", "A map", "A map-maker"),
        ("A map | The Site", "Other", "A map | The Site"),
    ],
)
def test_the_name_of_a_site_is_no_part_of_a_title(title: str, heading: str, shown: str) -> None:
    page = f"<!doctype html><title>{title}</title><h1>{heading}</h1>"
    assert _parse(page, "/a/x.html").title == shown


def test_front_matter_wins_over_the_head_of_a_page() -> None:
    article = _parse("---\ntitle: F\n---\n<title>T</title><meta name=author content=A>", "/x.html")
    assert (article.title, article.author) == ("F", "A")


def test_what_is_no_file_raises(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with (tmp_path / "huge.md").open("wb") as file:
        file.truncate(LARGEST + 1)
    for path, words in (
        (tmp_path, "can't be read|not a plain file"),
        (tmp_path / "pipe.md", "is not a plain file"),
        (tmp_path / "gone.md", "is not there"),
        (tmp_path / "huge.md", "is larger than 64 MB"),
        (Path("/dev/null"), "is not a plain file"),
        (Path("a\0b"), "can't be read"),
    ):
        with pytest.raises(ArticleError, match=words):
            read_article(path)


def test_a_picture_that_is_called_an_article_is_none(tmp_path: Path) -> None:
    path = write_png(tmp_path / "a.md")
    with pytest.raises(ArticleError, match=r"a\.md is not text\.$"):
        read_article(path)
    article = parse_article(path.read_bytes(), path=path)
    assert (article.title, article.body) == ("a", "")
    assert [problem.kind for problem in article.problems] == ["unreadable"]


def test_names_that_are_no_utf_8(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + "/今天天气很好.md".encode("gb18030")))
    path.write_bytes(b"words")
    article = read_article(path)
    assert article.title == "今天天气很好"
    assert article.path == path


def test_paths_are_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert read_article(Path("a.md")).path == tmp_path / "a.md"


def test_most_articles_need_no_parser_of_html_and_no_guess_of_encodings() -> None:
    code = (
        "import sys, tui.articles.reading, tui.articles.containers.cat_stream, tui.articles.files;"
        "print([m for m in ('selectolax', 'charset_normalizer') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@given(st.binary(), st.sampled_from([".md", ".html", ".txt", ""]))
def test_no_bytes_raise(data: bytes, suffix: str) -> None:
    _check_clean(parse_article(data, path=Path(f"/a/x{suffix}"), modified=0))


@given(
    st.text(),
    st.sampled_from(["---\n", "+++\n", "{", "<html><title>", "title: ", "[#]: title: ", ""]),
    st.sampled_from([".md", ".html", ".txt"]),
)
def test_no_text_raises(text: str, opening: str, suffix: str) -> None:
    data = (opening + text + "\n" + opening + "\n" + text).encode("utf-8", "surrogatepass")
    _check_clean(parse_article(data, path=Path(f"/a/x{suffix}"), modified=0))


@given(st.text(), st.text(), st.text())
def test_no_values_raise(title: str, date: str, tag: str) -> None:
    block = f"title: {title}\ndate: {date}\ntags: [{tag}]\nlink: {title}\ncategories: {tag}"
    for fence in ("---", "+++"):
        text = f"{fence}\n{block}\n{fence}\n"
        _check_clean(parse_article(text.encode("utf-8", "replace"), path=None, name=title))


def test_lines_in_two_encodings_are_a_problem() -> None:
    data = "这是一行文字。\n".encode() + "近日，这些文字是另一种编码的。\n".encode("gb18030") * 3
    (problem,) = parse_article(data, path=None).problems
    assert problem == ("text in two encodings", None, "read as UTF-8 and GB18030", "encoding")
