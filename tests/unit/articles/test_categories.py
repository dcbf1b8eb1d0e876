import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.articles import categories
from tui.articles.article import CategoryPath
from tui.articles.categories import read_categories, read_tags

anything = st.recursive(
    st.none() | st.text() | st.integers() | st.dates() | st.booleans(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.none(), inner),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("value", "paths"),
    [
        (["金融", "新浪财经", "国内"], (("金融", "新浪财经", "国内"),)),
        ([["a", "b"], ["c"], ["a", "b"]], (("a", "b"), ("c",))),
        ([["a", "b"], "c"], (("a", "b"), ("c",))),
        ("news", (("news",),)),
        ("Open Source", (("Open Source",),)),
        ("a, b", (("a", "b"),)),
        ([2021, "<b>x</b> &amp; y"], (("2021", "x & y"),)),
        ([{"name": "a"}, "b"], (("a", "b"),)),
        ({"a": ["b", "c"]}, (("a", "b"), ("a", "c"))),
        ([], ()),
        ([None, ""], ()),
        (None, ()),
        ("", ()),
        (7, (("7",),)),
    ],
)
def test_categories(value: object, paths: tuple[CategoryPath, ...]) -> None:
    assert read_categories(value) == paths


def test_jekyll_divides_at_spaces_in_posts_only() -> None:
    assert read_categories("a b", in_posts=True) == (("a", "b"),)
    assert read_categories("a b") == (("a b",),)


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        (["a", "b", "a"], ("a", "b")),
        ("a, b；c、d", ("a", "b", "c", "d")),
        ("machine learning", ("machine learning",)),
        ("#a #b", ("a", "b")),
        ([["a"], ["b", 3]], ("a", "b", "3")),
        ([{"name": "x"}], ("x",)),
        ({"a": 1, "b": 2}, ("a", "b")),
        (None, ()),
        ("[a, b]", ("a", "b")),
    ],
)
def test_tags(value: object, tags: tuple[str, ...]) -> None:
    assert read_tags(value) == tags


def test_tags_in_posts() -> None:
    assert read_tags("a b", in_posts=True) == ("a", "b")


@given(anything, st.booleans())
def test_nothing_raises(value: object, in_posts: bool) -> None:
    for path in read_categories(value, in_posts=in_posts):
        assert path and all(level and "\n" not in level for level in path)
    assert all(read_tags(value, in_posts=in_posts))


@given(st.lists(st.sampled_from(["a", " a", "<b>a</b>", "", "null", "1", 1, True, None, "a" * 61])))
def test_names_that_are_remembered_are_those_that_are_read(value: list[object]) -> None:
    known = read_categories(value), read_tags(value)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(categories, "LONGEST_KNOWN", -1)
        assert (read_categories(value), read_tags(value)) == known
