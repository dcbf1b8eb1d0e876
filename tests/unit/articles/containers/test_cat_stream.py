import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.seeds import SEEDS, Seed
from tests.time_bounds import within
from tui.articles.containers.cat_stream import LOOKAHEAD, Divider, divided, split_stream

_ONE = "---\ntitle: One\n---\nFirst.\n\n---\n\nMore: words.\n"
_TWO = "---\ntitle: Two\ndate: 2021-03-29\n---\n\nSecond.\n"
_HEADER = "Title: One\nDate: 2024-02-04\n\nWords.\n\n"


def _parts(text: str) -> list[str]:
    return [part.decode() for part in divided([text.encode()])]


def _titles(text: str) -> list[str]:
    return [article.title for article in split_stream(text.encode())]


def test_nothing_gives_nothing() -> None:
    assert split_stream(b"") == []
    assert split_stream(b" \n\n\0") == []


def test_files_put_together_come_apart() -> None:
    articles = split_stream((_ONE + _TWO + "\n\n" + _ONE).encode())
    assert [article.title for article in articles] == ["One", "Two", "One"]
    assert articles[0].body == "First.\n\n---\n\nMore: words.\n"
    assert articles[1].body == "\nSecond.\n\n\n"
    assert [article.path for article in articles] == [None, None, None]


def test_a_fence_glued_to_the_line_before() -> None:
    articles = split_stream((_ONE.rstrip("\n") + _TWO).encode())
    assert [article.title for article in articles] == ["One", "Two"]
    assert articles[0].body.endswith("More: words.")


def test_toml_comes_apart_too() -> None:
    toml = '+++\ntitle = "Three"\n[extra]\nx = 1\n+++\nThird.\n'
    assert _titles(toml + _ONE + toml) == ["Three", "One", "Three"]


@pytest.mark.parametrize(
    "body",
    [
        "a\n\n---\n\nb\n\n---\n\nc\n",
        "a\n\n---\nNote: a line with a colon\n---\nb\n",
        "```yaml\n---\ntitle: shown\n---\n```\n",
        "text\n\n    ---\n    title: shown\n    ---\n",
        "| a | b |\n|---|---\n| title: x | y |\n",
        "Heading\n---\ntitle words\n\n---\n",
        "---\ntitle: never closed\n",
        "---\nNote: keep the lid on.\n---\n",
        "a\n\n---\n\n---\n\nb\n",
        "<pre>\n---\ntitle: shown\n---\n</pre>\n",
        "{% raw %}\n---\ntitle: shown\n---\n{% endraw %}\n",
        "{{< highlight md >}}\n---\ntitle: shown\n---\n{{< /highlight >}}\n",
        "<!--\n---\ntitle: left out\n---\n-->\n",
        "> ---\n> title: shown\n> ---\n",
        "```html\n<!doctype html>\n<title>shown</title>\n```\n",
        "```md\nOne:\n---\ntitle: shown\n---\n```\n\n```md\n---\ntitle: too\n---\n```\n",
        '`{` opens\n{\n  "size": 2\n}\n',
        "Title: is a word\nDate: too\n\nprose\n",
    ],
)
def test_what_stands_in_a_body_divides_nothing(body: str) -> None:
    assert _parts(_TWO + body) == [_TWO + body]


def test_code_that_is_never_closed_does_not_swallow_the_next() -> None:
    assert _titles(_ONE + "```\ncode\n" + _TWO) == ["One", "Two"]


def test_other_things_are_one_article() -> None:
    page = split_stream(b"<!doctype html><title>A page</title><pre>x\n---\ntitle: x\n---\n</pre>")
    assert [(article.title, article.format) for article in page] == [("A page", "html")]
    markdown = split_stream(b"# Heading\n\nwords")
    assert [(article.title, article.format) for article in markdown] == [("Heading", "markdown")]
    plain = split_stream("短文\n第二行".encode("gb18030"), name="standard input")
    assert [(article.title, article.format) for article in plain] == [("短文", "text")]
    assert split_stream(b"-----", name="standard input")[0].title == "standard input"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_seed_twice(seed: Seed) -> None:
    data = seed.path.read_bytes()
    first, second = split_stream(data + data)
    assert first.title == second.title == seed.title
    assert first.body.strip() == second.body.strip()


def test_long_streams_take_their_time_but_no_more() -> None:
    with within(10):
        for hard in (
            "x---\na: b\n" * 6_000,
            "---\n" * 15_000,
            "```\n---\ntitle: x\n---\n```\n" * 1_500,
            "```\n---\ntitle: x\n" * 3_000,
            "Ada: hello\n" * 2_000,
            "[#]: a: b\n" * 2_000,
            '{\n"a": 1,\n' * 200,
        ):
            _parts(_ONE + hard)
            _parts(_HEADER + hard)


@pytest.mark.parametrize(
    "front",
    [
        "---\n  title: x\n  date: 2024-02-04\n---\n",
        "---\n\ntitle: x\ndate: 2024-02-04\n\n---\n",
        "---\ntitle: x\n...\n",
        "----\ntitle: x\n----\n",
        "---\n---\n",
        "---\nweather: rain\nmood: calm\n---\n",
        "---\r\ntitle: x\r\n---\r\n",
        "\ufeff---\ntitle: x\n---\n",
        "---\n标题: x\n---\n",
        "---\ntitle: never closed\nlink: https://a.example\n\n",
        '+++\ntitle = "x"\n+++\n',
        ';;;\n"title": "x"\n;;;\n',
        '{\n  "title": "x",\n  "tags": ["a"]\n}\n\n',
        "[#]: subject: (x)\n[#]: author: (y)\n\n",
        "---\ntitle: x\nsources:\n" + "  - https://a.example/far\n" * 1_500 + "---\n",
        "<!doctype html>\n<html><head><title>x</title></head>\n",
        "<html>\n<head><title>x</title></head>\n",
    ],
)
@pytest.mark.parametrize("before", [_ONE, "# A heading\n\nwords\n", "words\n\n```\nopen\n"])
def test_what_begins_a_file_divides(before: str, front: str) -> None:
    assert _parts(before + front + "Words.\n" + _TWO) == [before, front + "Words.\n", _TWO]


@pytest.mark.parametrize("end", ["words", "```\ncode\n```", "words\n\n---", "<br />", "</ul>"])
def test_a_last_line_without_an_end(end: str) -> None:
    assert _titles(_ONE + end + _TWO) == ["One", "Two"]
    if not end.endswith("---"):
        assert _titles(_ONE + end + _TWO.replace("---\n", "-----\n")) == ["One", "Two"]


@pytest.mark.parametrize("end", ["```\ncode\n```", "words\n\n---"])
@pytest.mark.parametrize(
    "front",
    [
        '+++\ntitle = "x"\n+++\n',
        ';;;\n"title": "x"\n;;;\n',
        '{\n  "title": "x"\n}\n\n',
        '{"title": "x"}\n\n',
        "[#]: subject: (x)\n[#]: author: (y)\n\n",
        "<!DOCTYPE html>\n<html><head><title>x</title></head>\n",
        "<html>\n<head><title>x</title></head>\n",
    ],
)
def test_any_file_after_a_last_line_without_an_end(end: str, front: str) -> None:
    assert _parts(_ONE + end + front + "Words.\n") == [_ONE + end, front + "Words.\n"]


def test_a_page_after_words_without_a_line_end() -> None:
    page = "<!DOCTYPE html>\n<html><head><title>x</title></head>\n"
    assert _parts(_ONE + "words" + page) == [_ONE + "words", page]
    for quoted in (f"Write `{page.strip()}` there.\n", f'"{page}"\n', f"a = {page}\n"):
        assert _parts(_ONE + quoted) == [_ONE + quoted]


def test_a_conversation_divides_nothing_and_the_next_file_is_found_below_it() -> None:
    talk = "Ada: hello\nBen: is it late?\n" * 9
    assert _titles(_HEADER + talk + "\n" + _HEADER) == ["One", "One"]
    assert len(_parts(talk + "Words.\n" + _ONE)) == 2


def test_files_that_begin_as_the_first_one() -> None:
    header = "Title: {0}\nDate: 2024-02-04\n\nWords of {0}.\n"
    assert _titles(header.format("A") + header.format("B")) == ["A", "B"]
    unopened = "title: {0}\ndate: 2024-02-04\n---\nWords of {0}.\n"
    assert _titles(unopened.format("A") + unopened.format("B")) == ["A", "B"]
    pandoc = "% {0}\n% Ada Ray\n% 2024-02-04\n\nWords.\n\n% of a grain\n"
    assert _titles(pandoc.format("A") + pandoc.format("B")) == ["A", "B"]
    logseq = "title:: {0}\ndate:: 2024-02-04\n\n- Words\n"
    assert _titles(logseq.format("A") + logseq.format("B")) == ["A", "B"]


def test_a_foot_of_keys_is_part_of_its_article() -> None:
    assert _parts(_ONE + "Words.\n\n---\nTags: a, b\n" + _TWO) == [
        _ONE + "Words.\n\n---\nTags: a, b\n",
        _TWO,
    ]


def test_a_rule_above_the_next_file() -> None:
    assert _parts(_ONE + "Words.\n\n---\n" + _TWO) == [_ONE + "Words.\n\n---\n", _TWO]


def test_pages_one_after_the_other() -> None:
    page = "<!doctype html>\n<html><head><title>{0}</title></head><body>{0}</body></html>"
    joined = page.format("A") + page.format("B") + "\n" + page.format("C") + "\n" + _TWO
    assert _titles(joined) == ["A", "B", "C", "Two"]
    under = "---\ntitle: Under\n---\n" + page.format("A")
    assert _titles(_ONE + under) == ["One", "Under"]


def test_code_that_is_open_at_the_end_of_a_file_with_code_after_it() -> None:
    after = _TWO + "```\ncode\n```\n"
    assert _titles(_ONE + "```sh\nrun\n" + after + after) == ["One", "Two", "Two"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "gb18030", "shift_jis"])
def test_each_file_in_its_own_encoding(encoding: str) -> None:
    one, two = (
        f"---\ntitle: {title}\n---\n湖面結氷以後，他們推着木車去對岸。回来時候天已黒了。\n"
        for title in ("渡口", "木車")
    )
    joined = one.encode(encoding) + two.encode()
    assert [article.title for article in split_stream(joined)] == ["渡口", "木車"]
    if encoding in ("utf-16", "gb18030", "shift_jis"):
        joined = two.encode() + one.encode(encoding) * 2 + two.encode()
        titles = [article.title for article in split_stream(joined)]
        assert titles == ["木車", "渡口", "渡口", "木車"]


def test_an_article_comes_before_the_end_of_the_stream() -> None:
    divider = Divider()
    stream = (_ONE + "word " * LOOKAHEAD + "\n" + _TWO + "Words.\n").encode()
    came = [part for at in range(0, len(stream), 1000) for part in divider.feed(stream[at:][:1000])]
    assert [part[:14] for part in came] == [b"---\ntitle: One"]
    assert divider.held == len(_TWO + "Words.\n")
    assert list(divider.close()) == [(_TWO + "Words.\n").encode()]


_line = st.sampled_from(
    ["---", "+++", "title: x", 'title = "x"', "```", "", "words", "x---", "date: 2021-01-01"]
)


@given(st.lists(_line, max_size=30).map("\n".join))
def test_nothing_is_lost(text: str) -> None:
    assert "".join(_parts(text)) == text
    for article in split_stream(text.encode()):
        assert article.title


@given(st.lists(_line, max_size=30).map("\n".join), st.integers(1, 40))
def test_pieces_of_any_size_are_divided_alike(text: str, size: int) -> None:
    data = (_TWO + text).encode()
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    assert list(divided(pieces)) == list(divided([data]))


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    split_stream(data)
    split_stream(b"---\ntitle: x\n---\n" + data + b"---\ntitle: y\n---\n")


@pytest.mark.parametrize("fence", ["```", "```python", "~~~~"])
def test_two_files_in_a_row_may_leave_their_code_open(fence: str) -> None:
    file = "---\ntitle: {0}\ndate: 2021-01-0{0}\ntags: [x]\n---\n\nWords.\n\n{1}\nprint({0})\n"
    stream = "".join(file.format(number, fence) for number in (1, 2, 3))
    assert [article.title for article in split_stream(stream.encode())] == ["1", "2", "3"]


def test_an_example_amid_code_begins_no_article() -> None:
    stream = (
        "---\ntitle: One\ndate: 2021-01-01\ntags: [x]\n---\n\nRun this:\n\n```sh\nhexo new x\n"
        "---\ntitle: x\ndate: 2021-01-02\n---\n\nWords.\n```\n\nThat is all.\n"
    )
    assert [article.title for article in split_stream(stream.encode())] == ["One"]
