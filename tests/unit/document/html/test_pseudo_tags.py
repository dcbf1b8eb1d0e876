import pytest

from tests.unit.document.setting import read
from tui.document.html.source_repair import as_typed
from tui.document.text_segments import shown_text


@pytest.mark.parametrize(
    "typed",
    [
        "<nick> hello",
        "a Vec<T> of <T>",
        "cp <file> <your-name>",
        "<Your Name Here>",
        '<user id="3" a=b c>',
        "<nick>hi</nick>",
        "<a1/>",
    ],
)
def test_a_tag_that_no_browser_knows_is_text_just_as_it_was_typed(typed: str) -> None:
    escaped = typed.replace("<", "&lt;").replace(">", "&gt;")
    assert as_typed(typed) == escaped
    assert shown_text(read(f"<p>{escaped}</p>")) == typed


@pytest.mark.parametrize(
    "html",
    [
        "<b>b</b><I>i</I><br/><img src='x'>",
        "<svg viewBox='0 0 1 1'><linearGradient/><path d=''/></svg>",
        "<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>",
        "<my-card>shown</my-card>",
        "<o:p></o:p><fb:like>",
        "<!-- <nick> -->",
        "<script>if (a <nick) b</script>",
        "<STYLE>a<nick>b</style>",
        '<img alt="a <nick> b">',
        "<p title='<nick>'>",
        "<!doctype html><?php echo ?>",
        "a < b <3 <- </>",
        "<textarea><nick></textarea>",
    ],
)
def test_what_a_browser_knows_stays(html: str) -> None:
    assert as_typed(html) == html


def test_what_follows_a_script_is_read_again() -> None:
    assert as_typed("<script>'<a>'</script><nick>") == "<script>'<a>'</script>&lt;nick&gt;"


@pytest.mark.parametrize("html", ["<nick", "<nick a='b", '<nick a="b<c>', "<x <y <z"])
def test_a_tag_that_never_ends_is_text_too(html: str) -> None:
    assert "<" not in as_typed(html)


@pytest.mark.parametrize("unknown", ["<a ", "<x '", "<x a='", '<x a="', "<!--", "<script>"])
def test_ends_come_once_at_the_latest_at_the_end_of_the_text(unknown: str) -> None:
    assert as_typed(unknown * 50_000).count(unknown[1:]) == 50_000


def test_pseudo_tags_in_markdown_are_words_and_in_html_nothing() -> None:
    log = "12:01 <nick> does <T> work?"
    assert shown_text(read(log, "markdown")) == log
    assert shown_text(read(f"<p>{log}</p>")) == "12:01 does work?"


def test_markdown_keeps_html_as_it_works_on_the_web() -> None:
    assert shown_text(read("a <kbd>K</kbd> and <x-y>z</x-y>", "markdown")) == "a K and z"
