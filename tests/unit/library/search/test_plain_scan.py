"""Posts in many scripts: a search finds just what a plain scan of the shown text finds.

The scan knows nothing of the index: it looks for strings in the words that the reader shows.
What it shares with the search is only the rule: within scripts written without spaces any
run of characters counts, elsewhere whole words, or beginnings of words while they are typed;
case, width and diacritics do not matter.
"""

import random
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from tests.corpus import corpora
from tests.unit.library.making import open_library
from tui.articles.article import Article
from tui.articles.reading import read_article
from tui.library.indexing.entry_maker import look_at
from tui.library.library import Library
from tui.library.query import Query

_FOLDERS = {
    "lctt-zh": 40,
    "azu-ja": 40,
    "yshalsager-ar": 30,
    "hugo-docs": 40,
    "letsencrypt-multi": 142,
}
"""How many posts of each folder of the outside corpus are read."""

_QUERIES = 40
"""How many queries are drawn for each script."""

_SCRIPTS = {
    "Chinese": ("lctt-zh", r"[\u3400-\u9fff]"),
    "Japanese": ("azu-ja", r"[\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u9fff]"),
    "Korean": ("/ko/", r"[\uac00-\ud7a3]"),
    "Thai": ("/th/", r"[\u0e01-\u0e4e]"),
    "Arabic": ("yshalsager-ar", r"[\u0621-\u0652]"),
    "English": ("hugo-docs", r"[A-Za-z]"),
    "Russian": ("/ru/", r"[\u0400-\u04ff]"),
    "Hebrew": ("/he/", r"[\u05d0-\u05ea]"),
    "Vietnamese": ("/vi/", r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
}
"""Where the outside posts in a script are, and what its letters are."""

_UNSPACED = re.compile(
    "[\u0e00-\u0fff\u1000-\u11ff\u1700-\u17ff\u2100-\u2bff\u2e80-\ua4ff\uac00-\udfff\uf900-\ufaff"
    "\U00010000-\U0010ffff]"
)
"""Characters of scripts without spaces between words, and symbols, which stand like them."""

_OTHER_LETTERS = str.maketrans("łøđħŧıɨⱥٱةىیک", "lodhtiiaاهييك")


@cache
def _plain_character(character: str) -> str:
    """Return a decomposed character, or nothing where it is only a diacritic or unseen."""
    category = unicodedata.category(character)
    name = unicodedata.name(character, "")
    accent = category == "Mn" and name.startswith(("COMBINING", "ARABIC", "HEBREW"))
    if (accent and "KATAKANA" not in name) or name == "ARABIC TATWEEL":
        return ""
    return "" if category == "Cf" or name.startswith("VARIATION SELECTOR") else character


def folded(text: str) -> str:
    """Return a text without case, width and diacritics."""
    whole = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(map(_plain_character, unicodedata.normalize("NFD", whole)))
    return " ".join(unicodedata.normalize("NFC", bare).translate(_OTHER_LETTERS).split())


def plain(text: str) -> str:
    """Return a folded text without the signs between words, but as it is where none has spaces."""
    return " ".join(
        chunk if _UNSPACED.search(chunk) else " ".join(_words(chunk))
        for chunk in folded(text).split()
    )


def _words(chunk: str) -> list[str]:
    return "".join(
        each if unicodedata.category(each)[0] in "LMN" else " " for each in chunk
    ).split()


def stands_in(text: str, sought: str, whole: bool) -> bool:
    """Tell whether a plain text holds what is sought.

    Args:
        text: What `plain` returned.
        sought: What `plain` returned for the query.
        whole: Whether the last word must end there.
    """
    at = text.find(sought)
    while at >= 0:
        end = at + len(sought)
        before = text[:at].rpartition(" ")[2] if at and text[at - 1] != " " else ""
        after = text[end:].partition(" ")[0]
        chunk = before + sought.partition(" ")[0] + ("" if " " in sought else after)
        last = ("" if " " in sought else before) + sought.rpartition(" ")[2] + after
        if (not before or _UNSPACED.search(chunk)) and (
            not whole or not after or _UNSPACED.search(last)
        ):
            return True
        at = text.find(sought, at + 1)
    return False


class Posts:
    """Posts, in a library and as plain text."""

    def __init__(self, library: Library, articles: dict[Path, Article]) -> None:
        """Put the posts into the library, and read them once more for the scan."""
        self.library = library
        self.shown = {path: look_at(article).text for path, article in articles.items()}
        # Posts without text and date are one article to the library.
        articles = {path: each for path, each in articles.items() if self.shown[path]}
        self.ids: list[int] = library.add(list(articles.values()))
        assert len(set(self.ids)) == len(articles)
        self.plain: list[tuple[str, ...]] = []
        for path, article in articles.items():
            categories = " ".join(" ".join(levels) for levels in article.categories)
            fields = (article.title, article.author, categories, " ".join(article.tags))
            self.plain.append(tuple(plain(each) for each in (*fields, self.shown[path])))

    def scan(self, sought: str, whole: bool) -> set[int]:
        """Return the rows that a plain scan finds."""
        forms = {plain(sought), folded(sought)}
        return {
            id
            for id, fields in zip(self.ids, self.plain, strict=True)
            if any(stands_in(field, form, whole) for field in fields for form in forms)
        }

    def search(self, query: str) -> set[int]:
        """Return the rows that the search finds."""
        return set(self.library.search.find(Query(text=query)).ids)


@pytest.fixture(scope="module", params=corpora("posts"))
def posts(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Posts]:
    folder: Path = request.param
    chosen = [
        path
        for name, count in _FOLDERS.items()
        for path in sorted((folder / name).rglob("*.md"))[:count]
    ]
    # The small corpus has none of these folders, and is read as a whole.
    paths = chosen or sorted(folder.rglob("*.md"))
    articles = {path: read_article(path) for path in paths}
    with open_library(tmp_path_factory.mktemp("plain"), in_memory=True) as library:
        yield Posts(library, articles)


def _drawn(posts: Posts, script: str) -> Iterator[str]:
    """Yield queries as someone would type them who has seen a post; always the same."""
    place, letter = _SCRIPTS[script]
    # In the small corpus, a post's letters tell the script, whatever its folder.
    texts = [text for path, text in posts.shown.items() if place in str(path)]
    texts = texts or list(posts.shown.values())
    runs = [(text, *run.span()) for text in texts for run in re.finditer(f"{letter}+", text)]
    picker = random.Random(script)  # Seeded, so that a failure comes again.
    while True:
        text, start, end = picker.choice(runs)
        kind = picker.choice(["run", "run", "word", "phrase", "mixed"])
        if kind == "run":  # Any run where there are no spaces, else the beginning of a word.
            begin = picker.randrange(start, end) if _UNSPACED.match(text[start]) else start
            yield text[begin : min(end, begin + picker.randint(1, 6))]
        elif kind == "word":
            # A run in the middle of a word, beside a letter with an accent, is none.
            beside = text[max(0, start - 1) : start] + text[end : end + 1]
            if _UNSPACED.match(text[start]) or not any(map(str.isalnum, beside)):
                yield f'"{text[start:end]}"'
        elif kind == "phrase":  # With what stands after it, in the same line.
            words = text[start : start + 400].split("\n")[0].split(" ")
            yield f'"{" ".join(words[: picker.randint(1, 3)])}"'
        else:  # A run that may begin and end anywhere, with figures and letters of others.
            begin = start - len(re.split(r"\s", text[max(0, start - 400) : start])[-1])
            mixed = re.split(r"\s", text[begin : begin + 400])[0]
            yield f'"{mixed}"'


def _is_fair(query: str) -> bool:
    """Tell whether a query is words only, and nothing of the query language."""
    bare = query.removeprefix('"').removesuffix('"')
    if re.search(r'["“”„‟＂:：]', bare) or bare in ("OR", "") or bare[0] in "-－":
        return False
    # A piece that begins or ends with a sign that is drawn on its neighbour is no word.
    edges = {unicodedata.category(bare[0])[0], unicodedata.category(bare[-1])[0]}
    return edges <= {"L", "N"} and all(map(plain, bare.split()))


@pytest.mark.parametrize("script", _SCRIPTS)
def test_a_search_finds_what_a_plain_scan_finds(posts: Posts, script: str) -> None:
    checked: set[str] = set()
    for query in islice(_drawn(posts, script), 10 * _QUERIES):
        if query in checked or not _is_fair(query):
            continue
        checked.add(query)
        sought = query.strip('"')
        wanted = posts.scan(sought, whole=query.startswith('"'))
        assert posts.search(query) == wanted, query
        assert wanted, query
        if len(checked) == _QUERIES:
            return
    raise AssertionError(f"only {len(checked)} queries")


def test_several_words_find_what_holds_each_of_them(posts: Posts) -> None:
    picker = random.Random(4)
    words = {
        script: [each for each in (next(drawn) for _ in range(60)) if _is_fair(each)]
        for script, drawn in ((script, _drawn(posts, script)) for script in _SCRIPTS)
    }
    for _ in range(60):
        one, two = (picker.choice(words[picker.choice(list(words))]) for _ in range(2))
        first, second = (
            posts.scan(each.strip('"'), whole=each.startswith('"')) for each in (one, two)
        )
        assert posts.search(f"{one} {two}") == first & second
        assert posts.search(f"{one} OR {two}") == first | second
        assert posts.search(f"{one} -{two}") == first - second
