import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.document.template_tags.html_output import address, is_address, is_picture, text
from tui.document.template_tags.syntax import find_tags, parameters, quoted_words, words


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("{% note info %}", ("tag", "note", "info", False, False)),
        ("{%- endNote -%}", ("tag", "note", "", True, False)),
        ("{% code lang:c++ %}", ("tag", "code", "lang:c++", False, False)),
        ("{% # remark %}", ("tag", "comment", "", False, True)),
        ('{{< figure src="a" >}}', ("shortcode", "figure", 'src="a"', False, False)),
        ("{{% /x %}}", ("shortcode", "x", "", True, False)),
        ("{{< / x >}}", ("shortcode", "x", "", True, False)),
        ("{{< x a />}}", ("shortcode", "x", "a", False, True)),
        ("{{</* x */>}}", ("escaped", "", "{{< x >}}", False, False)),
        ("{{ page.title | upcase }}", ("variable", "page.title", "| upcase", False, False)),
        ("{{ x }}", ("variable", "x", "", False, False)),
        ('{{"/a"|relative_url}}', ("variable", '"/a"', "|relative_url", False, False)),
    ],
)
def test_one_tag(source: str, found: tuple[str, str, str, bool, bool]) -> None:
    (tag,) = find_tags(f"中 {source} b")
    assert (tag.kind, tag.name, tag.arguments, tag.closing, tag.single) == found
    assert f"中 {source} b"[tag.start : tag.end] == source


def test_a_tag_is_no_longer_than_a_writer_makes_it() -> None:
    assert not list(find_tags("{% note " + "x" * 10_000 + " %}"))
    assert len(list(find_tags("{% a {% b %}"))) == 1


def test_words() -> None:
    assert words("a \"b c\" 'd e' it's \"f") == ["a", "b c", "d e", "it's", '"f']
    assert quoted_words('a "b"') == [("a", False), ("b", True)]
    assert words(r'"say \"x\""') == ['say "x"']


def test_parameters() -> None:
    plain, named = parameters('one "two three" src="a b" ALT=\'c\' raw=`d"e` bare=x/y?z=1')
    assert plain == ["one", "two three"]
    assert named == {"src": "a b", "alt": "c", "raw": 'd"e', "bare": "x/y?z=1"}


@given(st.text(max_size=80))
def test_any_arguments_are_read(arguments: str) -> None:
    words(arguments)
    parameters(arguments)


def test_marks_are_written_by_number() -> None:
    assert text("a_b*") == "a&#95;b&#42;"
    assert text("A &amp; B") == "A &#38; B"
    assert address("a b.md") == "a&#37;20b&#46;md"


def test_what_leads_somewhere() -> None:
    assert all(map(is_address, ("/a", "./a", "../b", "//h/x", "https://a.org", "#x", "a.png")))
    assert not any(map(is_address, ("a", "300", "50%", "site.x y", "")))
    assert is_picture("/a/b.PNG?x=1") and not is_picture("/a.png/b")
