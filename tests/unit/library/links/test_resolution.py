"""Where links lead, in every dialect."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.library.making import article, found, ids_of, write
from tui.library.library import Library
from tui.library.links.references import links_of, reference, web_address


def led(library: Library, title: str, *addresses: str) -> list[str | None]:
    """Return the titles of the articles that links of an article lead to."""
    rows = library.search.summaries(ids_of(library, ""))
    (id,) = (each.id for each in rows if each.title == title)
    kept = library.links.lead(id, addresses)
    return [kept[each].title if each in kept else None for each in addresses]


@pytest.fixture
def garden(library: Library, folder: Path) -> Library:
    """A site of posts, notes and pages."""
    write(folder / "blog/_posts/2021-03-29-tin-roof.md", "Tin", date="2021-03-29")
    write(folder / "blog/_posts/2020-01-02-slate.md", "Slate", link="https://roofs.example/slate/")
    write(folder / "blog/pages/b c.html", "Straw")
    write(folder / "blog/about/index.md", "About")
    write(folder / "blog/pages/moved.md", "Moved", aliases="[/old/place/, Reed]", slug="thatch")
    write(folder / "blog/home.md", "Home", link="https://roofs.example/")
    write(folder / "blog/about/_index.zh.md", "关于", date="2022-01-01")
    write(folder / "blog/pages/first.zh.md", "第一页")
    write(folder / "notes/Slate notes.md", "On slate")
    write(folder / "notes/deep/Slate notes.md", "On slate, deeper")
    write(folder / "notes/deep/here.md", "Here")
    write(folder / "other/tin-roof.md", "Another tin")
    library.update([folder])
    return library


@pytest.mark.parametrize(
    ("origin", "address", "title"),
    [
        ("Tin", "../pages/b%20c.html#care", "Straw"),
        ("Tin", "../pages/b c", "Straw"),
        ("Tin", "2020-01-02-slate.md", "Slate"),
        ("Straw", "../about/", "About"),
        ("Straw", "../about/index.html", "About"),
        ("第一页", "../about/", "关于"),
        ("Tin", "../about/_index.zh.md", "关于"),
        ("Slate", "tin-roof", "Tin"),  # {% post_link tin-roof %}
        ("Slate", "/2021/03/29/tin-roof.html", "Tin"),  # {% post_url 2021-03-29-tin-roof %}
        ("Slate", "/2019/03/29/tin-roof.html", None),
        ("Slate", "_posts/2021-03-29-tin-roof.md", "Tin"),  # {% link _posts/… %}
        ("Tin", "pages/moved.md", "Moved"),  # {{< ref "pages/moved.md" >}}
        ("Tin", "/pages/moved", "Moved"),
        ("Tin", "/old/place", "Moved"),
        ("Tin", "/posts/thatch/", "Moved"),
        ("Here", "Reed", "Moved"),
        ("Here", "Slate%20notes#Heading", "On slate, deeper"),  # [[Slate notes#Heading]]
        ("Tin", "notes/Slate%20notes", "On slate"),  # [[notes/Slate notes]]
        ("Here", "on slate", "On slate"),
        ("Here", "http://www.roofs.example/slate#x", "Slate"),
        ("Here", "https://roofs.example/slate/index.html?utm_source=a", "Slate"),
        ("Here", "https://roofs.example/2021/03/29/tin-roof/", "Tin"),
        ("Here", "https://elsewhere.example/2021/03/29/tin-roof/", None),
        ("Here", "absent-page.md", None),
        ("Here", "../absent/Slate notes.md", None),
        ("Here", "mailto:slate@roofs.example", None),
        ("Here", "https://roofs.example/", "Home"),
        ("Here", "https://roofs.example/slate/page/2/", "Slate"),
        ("Here", "https://roofs.example/slate/comment-page-3/#comment-8", "Slate"),
        ("Here", "https://roofs.example/slate/comments?sort=new&page=2", "Slate"),
        ("Here", "https://roofs.example/slate/?replytocom=12#respond", "Slate"),
        ("Here", "https://roofs.example/2021/03/29/tin-roof/page/2", "Tin"),
        ("Slate", "page/2/", "Slate"),
        ("Here", "https://roofs.example/slate/grey", None),
        ("Here", "https://roofs.example/page/2/", None),
        ("Here", "https://roofs.example/?p=3", None),
        ("Here", "https://roofs.example/tags/slate/", None),
    ],
)
def test_a_link_leads_to_what_it_means(
    garden: Library, origin: str, address: str, title: str | None
) -> None:
    assert led(garden, origin, address) == [title]


def test_the_whole_path_of_a_file_leads_to_it(garden: Library, folder: Path) -> None:
    path = folder / "notes/Slate%20notes.md"
    addresses = str(path), path.as_uri().replace("%25", "%"), f"FILE://localhost{path}#x"
    assert led(garden, "Tin", *addresses, "file:///absent.md") == ["On slate"] * 3 + [None]


def test_what_no_file_holds_is_found_by_address_and_title(piped: Library) -> None:
    piped.add([article("One"), article("Two", link="https://two.example/a")])
    assert led(piped, "One", "https://two.example/a/", "Two", "two.md") == ["Two", "Two", None]


def test_entries_of_a_container_link_to_each_other(piped: Library) -> None:
    body = '<a href="https://two.example/a?utm_source=x#c">a</a> <a href="two">b</a>'
    entries = [
        article("One", body, link="https://two.example/b/"),
        article("Two", '<a href="../b/">c</a>', link="https://two.example/a/"),
        article("Three", "Words of two."),
    ]
    piped.add([entry._replace(format="html") for entry in entries])
    addresses = "https://two.example/a?utm_source=x#c", "two", "../a/", "../c/", "../Three"
    assert led(piped, "One", *addresses) == ["Two", "Two", "Two", None, "Three"]
    assert found(piped, "links:two") == ["One"]
    assert found(piped, "links:one") == ["Two"]


def test_a_kept_copy_links_as_its_file_did(library: Library, folder: Path) -> None:
    write(folder / "notes/tin-roof.md", "Tin", body="[slate](../pages/slate.md) [[Straw]]")
    write(folder / "pages/slate.md", "Slate", body="[tin](../notes/tin-roof.md)")
    write(folder / "Straw.md", "Of straw")
    library.update([folder])
    library.bookmarks.set_bookmarked(ids_of(library, "title:tin"), True)
    (folder / "notes/tin-roof.md").unlink()
    library.update([folder])
    addresses = "../pages/slate.md", "../pages/slate#x", "Straw", "../absent/slate.md", ".."
    assert led(library, "Tin", *addresses) == ["Slate", "Slate", "Of straw", None, None]
    assert set(found(library, "links:slate")) == {"Tin"}
    assert led(library, "Slate", "../notes/tin-roof.md", "tin-roof") == ["Tin", "Tin"]
    assert set(found(library, "links:tin")) == {"Slate"}


def test_files_that_are_not_open_are_not_led_to(garden: Library, folder: Path) -> None:
    garden.folders = (folder / "notes",)
    assert led(garden, "Here", "tin-roof", "Slate notes") == [None, "On slate, deeper"]


def test_only_what_links_to_an_article_is_found(library: Library, folder: Path) -> None:
    write(folder / "resin.md", "Sap", link="https://w.example/resin", aliases="[gum]")
    write(folder / "sub/resin.md", "Other", body="Resin.")
    write(folder / "a.md", "A", body="[sap](resin.md)")
    write(folder / "b.md", "B", body="https://w.example/resin/#x")
    write(folder / "e.md", "E", body="https://w.example/resin/page/2/?from=a")
    write(folder / "c.md", "C", body="[[gum]] and {% post_link resin %}")
    write(folder / "sub/d.md", "D", body="[theirs](resin.md) and resin")
    library.update([folder])
    for name in ("Sap", "resin", "https://w.example/resin", "articles/resin.md", "gum"):
        expected = {"A", "B", "C", "E"} | ({"D"} if name == "resin" else set())
        assert set(found(library, f'links:"{name}"')) == expected
    write(folder / "a.md", "A", body="sap")
    library.update([folder])
    assert set(found(library, "links:sap")) == {"B", "C", "E"}
    assert set(found(library, "-links:sap")) == {"Sap", "Other", "A", "D"}


@given(st.text(), st.lists(st.text()))
def test_any_address_can_be_kept(address: str, addresses: list[str]) -> None:
    web_address(address)
    assert "\n" not in reference(address)
    links_of(address, address, addresses, addresses)
