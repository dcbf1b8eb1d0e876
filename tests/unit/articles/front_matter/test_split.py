from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.seeds import SEEDS, Seed
from tests.time_bounds import within
from tui.articles.front_matter.split import FrontMatter, split


def _values(text: str) -> dict[str, object]:
    return split(text).values


def _told(found: FrontMatter) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.problem) for problem in found.problems]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_seed_is_read_perfectly(seed: Seed) -> None:
    text = seed.path.read_text(encoding="utf-8")
    found = split(text)
    assert found.kind == "yaml"
    assert found.problems == ()
    assert found.values == {
        "title": seed.title,
        "categories": list(seed.categories),
        "headimg": seed.pictures[0],
        "author": seed.author,
        "comments": "false",
        "date": format_datetime(seed.date, usegmt=True),
        "thumbnail": seed.pictures[0],
    }
    assert found.body == text[text.index("\n<div>") :]
    assert text.split("\n")[found.body_line - 1] == ""
    assert found.line_of("date") == 11


def test_yaml_keeps_scalars_as_they_were_written() -> None:
    values = _values("---\ntitle: 007\na: 12:30\nb: 2021-02-31\nc: yes\nd: ~\ne: 1_000\n---\n")
    assert values == {
        "title": "007",
        "a": "12:30",
        "b": "2021-02-31",
        "c": "yes",
        "d": None,
        "e": "1_000",
    }


def test_blank_lines_and_a_mark_before_the_fence() -> None:
    found = split("\ufeff\n \n---\ntitle: x\n---\nBody")
    assert (found.values, found.body, found.body_line) == ({"title": "x"}, "Body", 6)


def test_three_dots_close_and_a_rule_in_the_body_stays() -> None:
    found = split("---\ntitle: x\n...\nBody\n\n---\n\nmore")
    assert (found.values, found.body) == ({"title": "x"}, "Body\n\n---\n\nmore")


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nSome prose\n\n---\n\nmore",
        "---\nSome prose: with a colon in it\n---\nmore",
        "---\n# A heading\n---\nmore",
        "---\n- an item\n---\nmore",
        "---\n",
        "---",
        "+++",
        "{",
        ";;;",
        "[",
        "[#]: no key here\n\ntext",
        "[a]: https://example.org\n\ntext",
        "{{< shortcode >}}\ntext",
        '{"no": "keys that are known"}\ntext',
        "Note: this is prose\n\nBody",
        "http://example.org\n\nBody",
        "",
        "\n\n",
        "-- text",
    ],
)
def test_what_is_no_front_matter_loses_nothing(text: str) -> None:
    found = split(text)
    assert (found.values, found.body, found.kind, found.problems) == ({}, text, "none", ())


def test_an_empty_front_matter_is_one() -> None:
    assert split("---\n---\nBody") == FrontMatter({}, "Body", 3, (), "yaml", "", 2)


@pytest.mark.parametrize(
    ("block", "values", "problems"),
    [
        (
            "title: Rust: the good parts\ndate: 2021-03-29",
            {"title": "Rust: the good parts", "date": "2021-03-29"},
            [(2, "a colon in a value that is not quoted")],
        ),
        (
            "title: x\nauthor: @someone",
            {"title": "x", "author": "@someone"},
            [(3, "a value that begins with @ and is not quoted")],
        ),
        (
            "title: \"\"A title\"\"\nauthor: ''Bob''",
            {"title": "A title", "author": "Bob"},
            [(2, "quotes that do not match"), (3, "quotes that do not match")],
        ),
        ("title: 'it's here'", {"title": "it's here"}, [(2, "quotes that do not match")]),
        (
            "title: x\ntags:\n\t- a\n\t- b",
            {"title": "x", "tags": ["a", "b"]},
            [(3, "a tab where YAML requires spaces")],
        ),
        (
            "title: a\ntitle: b\ntags: [x]\ntags:",
            {"title": "b", "tags": ["x"]},
            [(3, "“title” is there twice"), (5, "“tags” is there twice")],
        ),
        (
            "date: 2021-03-29\ntitle：全角",
            {"date": "2021-03-29", "title": "全角"},
            [(3, "a full-width colon after the key")],
        ),
        ("title：全角", {"title": "全角"}, [(2, "a full-width colon after the key")]),
        (
            "title: x\n<<<<<<< HEAD\ndate: 2021-03-29\n=======\ndate: 2020-01-01\n"
            "author: z\n>>>>>>> branch",
            {"title": "x", "date": "2021-03-29", "author": "z"},
            [(3, "marks of a merge conflict")],
        ),
        (
            "date: 2021-03-29\ntitle:foo",
            {"date": "2021-03-29", "title": "foo"},
            [(3, "no space after the colon")],
        ),
        (
            "title: [转载] 好文\ntags: [a, b",
            {"title": "[转载] 好文", "tags": ["a", "b"]},
            [
                (2, "a value that begins with [ and is not quoted"),
                (3, "a value that begins with [ and is not quoted"),
            ],
        ),
        (
            "title: {{ page.title }}",
            {"title": "{{ page.title }}"},
            [(2, "a value that begins with { and is not quoted")],
        ),
        (
            "title: a: b\ndescription: |\n  one\n  two: x\nnested:\n  k: v",
            {"title": "a: b", "description": "one\ntwo: x", "nested": {"k": "v"}},
            [(2, "a colon in a value that is not quoted")],
        ),
        ("title: !important words", {"title": "!important words"}, []),
    ],
)
def test_what_can_be_recovered(
    block: str, values: dict[str, object], problems: list[tuple[int, str]]
) -> None:
    found = split(f"---\n{block}\n---\nBody\n")
    assert found.body == "Body\n"
    assert found.values == values
    assert _told(found) == problems


def test_a_missing_opening_fence() -> None:
    found = split("title: x\ndate: 2021-03-29\ntags:\n - a\n---\nBody")
    assert found.values == {"title": "x", "date": "2021-03-29", "tags": ["a"]}
    assert found.body == "Body"
    assert _told(found) == [(1, "the front matter has no opening fence")]


@pytest.mark.parametrize("body", ["Body para\n\nmore", "Body para\n\n---\n\nmore", "Body: x y\n"])
def test_a_missing_closing_fence(body: str) -> None:
    found = split(f"---\ntitle: x\ndate: 2021-03-29\n\n# Heading\n\n{body}")
    assert found.values["title"] == "x"
    assert body in found.body or body.startswith("Body:")
    assert "closing fence" in _told(found)[0][1]


def test_a_conflict_before_the_fence() -> None:
    found = split("<<<<<<< HEAD\n---\ntitle: x\n---\nBody")
    assert (found.values, found.body) == ({"title": "x"}, "Body")
    assert _told(found) == [(1, "marks of a merge conflict")]


def test_toml() -> None:
    found = split(
        '+++\ntitle = "x"\ntags = [\n "a",\n "b"]\n[taxonomies]\ncategories = ["c"]\n+++\nBody'
    )
    assert found.values == {"title": "x", "tags": ["a", "b"], "taxonomies": {"categories": ["c"]}}
    assert (found.body, found.kind) == ("Body", "toml")


def test_broken_toml_keeps_its_other_keys() -> None:
    found = split(
        '+++\ntitle = "x"\ndate = 2021-02-31\nn = '
        + "9" * 5000
        + '\n[extra]\ntitle = "no"\n+++\nBody'
    )
    assert found.values["title"] == "x"
    assert found.values["date"] == "2021-02-31"
    assert found.values["extra"] == {"title": "no"}
    assert _told(found) == [(3, "the TOML can't be read: Invalid date or datetime")]


@pytest.mark.parametrize(
    "text",
    [
        '{\n"title": "x", "n": 1e400\n}\nBody',
        '{"title": "x", "n": 1e400}\nBody',
        ';;;\n"title": "x",\n"n": 1e400\n;;;\nBody',
        ';;;\n{"title": "x",\n"n": 1e400}\n;;;\nBody',
    ],
)
def test_json(text: str) -> None:
    found = split(text)
    assert found.values == {"title": "x", "n": "1e400"}
    assert (found.body, found.kind, found.problems) == ("Body", "json", ())


def test_json_with_hexo_s_last_fence_only() -> None:
    found = split('"title": "One",\n"date": "2021-03-01"\n;;;\n\nBody')
    assert (found.values, found.body.strip()) == ({"title": "One", "date": "2021-03-01"}, "Body")
    assert (found.kind, found.problems, found.block_line) == ("json", (), 1)
    assert split('"A quotation," he said.\n;;;\nBody').kind == "none"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"title": "a, ]", "date": "2021-03-01",}\n\nBody', 1),
        ('{"title": "a, ]", "tags": ["x",], "date": "2021-03-01"}\nBody', 1),
        ('{"title": "a, ]",\n "date": "2021-03-01",\n}\n\nBody', 3),
        ('{"title": "a, ]", "date": "2021-03-01"\n\nBody', 3),
        ('{\n"title": "a, ]",\n"date": "2021-03-01",\n\nBody', 5),
    ],
)
def test_json_but_for_a_comma_or_a_brace(text: str, line: int) -> None:
    found = split(text)
    assert (found.values["title"], found.values["date"]) == ("a, ]", "2021-03-01")
    assert (found.body.strip(), found.kind) == ("Body", "json")
    (problem,) = found.problems
    assert problem.line == line and "JSON can't be read" in problem.problem


def test_toml_without_its_last_fence() -> None:
    found = split('+++\ntitle = "One"\n# why\ndate = 2021-03-01\n[extra]\nx = 1\n\nA = b. Text')
    assert found.values["title"] == "One" and str(found.values["date"]) == "2021-03-01"
    assert (found.body, found.body_line, found.kind) == ("\nA = b. Text", 7, "toml")
    (problem,) = found.problems
    assert (problem.problem, problem.line) == ("the front matter has no closing fence", 1)
    assert split("+++\nsum = a + b\n\nText").kind == "none"


def test_broken_json() -> None:
    found = split('{\n"title": "x",\n"tags": ["a","b"],\n}\nBody')
    assert found.values == {"title": "x", "tags": ["a", "b"]}
    assert found.body == "Body"
    assert found.problems[0].line == 4


def test_comments_as_headers() -> None:
    found = split(
        "[#]: collector: (lujun9972)\n[#]: subject: (How: a (b) c)\n"
        '[#]: url: "https://linux.cn/a.html"\n[#]: via: https://example.org\n\n标题\n======\n'
    )
    assert found.values == {
        "collector": "lujun9972",
        "subject": "How: a (b) c",
        "url": "https://linux.cn/a.html",
        "via": "https://example.org",
    }
    assert (found.kind, found.body) == ("comments", "\n标题\n======\n")
    assert found.line_of("subject") == 2


def test_pelican_headers() -> None:
    found = split("Title: My post: one\nDate: 2010-12-03 10:20\nTags: a,\n    b\n\nBody")
    assert found.values == {"Title": "My post: one", "Date": "2010-12-03 10:20", "Tags": "a,\nb"}
    assert (found.kind, found.body, found.body_line) == ("header", "\nBody", 5)


@pytest.mark.parametrize(
    "block",
    [
        "[" * 100_000,
        "a: " + "{x: " * 50_000,
        "- " * 100_000,
        "title: x\n" + "a: [\n" * 100_000,
        "\n".join(" " * depth + "a:" for depth in range(1000)),
        "a: &a [*a]",
        "title: &a [x]\n" + "\n".join(f"{k}: &{k} [*{k - 1}, *{k - 1}]" for k in range(1, 2)),
        "a0: &a0 [x]\n"
        + "".join(f"a{k}: &a{k} [{','.join([f'*a{k - 1}'] * 9)}]\n" for k in range(1, 12)),
        "a0: &a0 {x: 1}\n"
        + "".join(f"a{k}: &a{k} {{<<: [{','.join([f'*a{k - 1}'] * 9)}]}}\n" for k in range(1, 12)),
        "title: !!python/object/apply:os.system [true]",
        "n: " + "9" * 100_000,
        "? [a]\n: b",
        "%YAML 9.9",
        "title: " + "<!--" * 20_000,
        "date: " + "1" * 100_000,
    ],
    ids=lambda block: block[:12],
)
def test_bombs_are_read_in_no_time(block: str) -> None:
    with within(5):
        for fence in ("---", "+++", ";;;"):
            split(f"{fence}\n{block}\n{fence}\nBody")
        split(f"{{{block}}}\nBody")


def test_aliases_that_are_sound_are_followed() -> None:
    assert _values("---\ncover: &c a.png\nthumbnail: *c\n---\n") == {
        "cover": "a.png",
        "thumbnail": "a.png",
    }


_line = st.sampled_from(
    [
        "---",
        "+++",
        ";;;",
        "...",
        "title: x",
        "title：x",
        "date: 2021-02-31",
        "tags: [a, b",
        " - a",
        "\t- b",
        "author: @x",
        "x: &a *a",
        "<<<<<<< HEAD",
        "=======",
        ">>>>>>> b",
        "",
        "Prose here.",
        "{",
        '"title": "x",',
        "}",
        'title = "x"',
        "[extra]",
        "[#]: title: (x)",
        "    more",
        "Title: x",
        "title:: x",
        "# Title",
        "## Metadata",
        "- Author: x",
        "% x",
        "<!-- x -->",
    ]
)


@given(st.lists(_line | st.text(max_size=20), max_size=20).map("\n".join))
def test_no_mix_of_lines_raises_or_loses_the_body(text: str) -> None:
    found = split(text)
    assert text.endswith(found.body)
    assert all(isinstance(key, str) for key in found.values)
    assert 1 <= found.body_line <= text.count("\n") + 1
    for problem in found.problems:
        assert problem.line is None or 1 <= problem.line <= text.count("\n") + 1


@given(
    st.text(),
    st.sampled_from(
        ["---\n", "+++\n", ";;;\n", "{", "[#]: ", "title: ", "% ", "# x\n\nDate: ", "\ufeff"]
    ),
)
def test_no_text_raises(text: str, opening: str) -> None:
    for whole in (text, opening + text, opening + text + "\n" + opening):
        assert whole.endswith(split(whole).body)
