from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus import CORPUS, corpora
from tests.unit.document.layout.laying_out import lay_out
from tests.unit.document.setting import read
from tui.articles.reading import read_article
from tui.document.body_parser import read_document
from tui.document.layout.code_blocks import highlight
from tui.document.model import Code, Setting, walk

LANGUAGES = [
    "python", "js", "ts", "jsx", "tsx", "sh", "shell", "console", "yml", "yaml", "json", "jsonc",
    "c", "c++", "cpp", "h", "objc", "c#", "java", "kotlin", "kt", "go", "rust", "ruby", "php",
    "swift", "html", "xml", "svg", "vue", "svelte", "css", "scss", "less", "stylus", "sql",
    "dockerfile", "toml", "ini", "nginx", "makefile", "diff", "patch", "markdown", "latex",
    "powershell", "bat", "lua", "perl", "r", "haskell", "elixir", "assembly", "go-html-template",
]  # fmt: skip


def roles(code: str, language: str) -> list[tuple[str, str]]:
    """Each piece of the code, and its role."""
    return [(span.text, *span.roles) for span in highlight(code, language)]  # type: ignore[misc]


def test_python() -> None:
    assert roles('def f(x):\n    return "a" + 1  # b', "python") == [
        ("def ", "code-keyword"),
        ("f", "code-name"),
        ("(x):\n    ", "code-text"),
        ("return ", "code-keyword"),
        ('"a" ', "code-string"),
        ("+ ", "code-text"),
        ("1  ", "code-number"),
        ("# b", "code-comment"),
    ]


def test_differences() -> None:
    assert roles("@@ -1 +1 @@\n-old\n+new", "diff") == [
        ("@@ -1 +1 @@\n", "code-name"),
        ("-old\n", "code-removed"),
        ("+new", "code-added"),
    ]


@pytest.mark.parametrize("name", ["", "text", "no-such-language", "???", "a" * 500])
def test_without_a_language_code_is_plain(name: str) -> None:
    assert [(span.text, span.roles) for span in highlight("if x: pass", name)] == [
        ("if x: pass", frozenset())
    ]


@pytest.mark.parametrize(
    "name", ["Python", "language-python", "python {linenos=true}", "{.python}"]
)
def test_languages_are_known_by_other_spellings(name: str) -> None:
    assert roles("pass", name) == [("pass", "code-keyword")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_known_and_keeps_all_characters(language: str) -> None:
    code = "\n\n  if (a <b> 'c\\'d' \"e) { /* f */ # g -- h\n\t- i: 1.5 // j\r\n"
    code += "$ {{ k }} <%= l %>  \n\n"
    spans = list(highlight(code, language))
    assert "".join(span.text for span in spans) == code
    assert all(len(span.roles) == 1 for span in spans)


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_any_code_keeps_its_characters(code: str, language: str) -> None:
    assert "".join(span.text for span in highlight(code, language)) == code


def test_huge_code_stays_plain() -> None:
    for code in ("x = 1\n" * 20_000, "x = 1;" * 1000):
        assert [span.roles for span in highlight(code, "python")] == [frozenset()]


def test_code_on_the_page_is_highlighted() -> None:
    body = "<pre><code class=language-python>x = 1\n\nreturn x"
    found = list(lay_out(read(body), Setting(40, len)))
    assert [line.text for line in found] == ["x = 1", "", "return x"]
    assert [(run.text, run.start) for run in found[2].runs] == [("return ", 7), ("x", 14)]
    assert found[2].runs[0].roles == {"code", "code-keyword"}


def test_code_in_a_cell_is_highlighted_and_cut() -> None:
    body = "<table><tr><td>a<td><pre><code class=language-python>return 1234</code></pre></table>"
    found = list(lay_out(read(body), Setting(10, len)))
    assert [line.text for line in found] == ["a  return", "   1234"]
    assert found[0].runs[-1].roles == {"code", "code-keyword"}


@pytest.mark.parametrize("posts", corpora("posts"))
def test_code_of_posts_keeps_its_characters(posts: Path) -> None:
    languages = set()
    for path in sorted(posts.rglob("*.md")):
        if b"```" not in path.read_bytes():
            continue
        for block in walk(read_document(read_article(path)).blocks):
            if isinstance(block, Code) and block.language:
                languages.add(block.language)
                spans = highlight(block.text, block.language)
                assert "".join(span.text for span in spans) == block.text, path
    assert len(languages) > (20 if posts.is_relative_to(CORPUS) else 5)
