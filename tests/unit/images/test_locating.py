import base64
import os
from pathlib import Path

import pytest

from tests.unit.images.making import png, write_png
from tui.articles.article import Article
from tui.errors import ImageError
from tui.images import locating
from tui.images.locating import Inline, LocalFile, Remote, find_image, open_file


def article(path: Path | None, link: str = "") -> Article:
    return Article("Title", "", "markdown", path, link=link)


@pytest.mark.parametrize(
    ("post", "picture", "address"),
    [
        ("a.md", "pic.png", "pic.png"),
        ("a.md", "pic.png", "./pic.png?v=2#top"),
        ("notes/a.md", "images/pic.png", "../images/pic.png"),
        ("notes/a.md", "notes/my pic.png", "my%20pic.png"),
        ("a.md", "100%20.png", "100%20.png"),
        ("a.md", "pic.png?v=2", "pic.png?v=2"),
        ("a.md", "images/pic.png", "images\\pic.png"),
        ("a.md", "图/桥.png", "图/%E6%A1%A5.png"),
        # Hexo: the folder of a post's own files, and the site's source folder.
        ("source/_posts/bridge.md", "source/_posts/bridge/arch.png", "arch.png"),
        ("source/_posts/bridge.md", "source/images/arch.png", "/images/arch.png"),
        # Hugo, Jekyll, and what a site was built into.
        ("content/posts/a.md", "static/images/arch.png", "/images/arch.png"),
        ("content/posts/a/index.md", "content/posts/a/arch.png", "arch.png"),
        ("_posts/a.md", "assets/arch.png", "/assets/arch.png"),
        ("posts/a.md", "public/img/arch.png", "/img/arch.png"),
        # An address that was relative to the page of the built site.
        ("source/_posts/bridge.md", "source/images/arch.png", "../../images/arch.png"),
    ],
)
def test_a_file_is_found(tmp_path: Path, post: str, picture: str, address: str) -> None:
    file = write_png(tmp_path / picture)
    (tmp_path / post).parent.mkdir(parents=True, exist_ok=True)
    found = find_image(article(tmp_path / post), address, (tmp_path,))
    assert found == LocalFile(file)


def test_the_site_above_an_opened_folder_lends_its_pictures(tmp_path: Path) -> None:
    file = write_png(tmp_path / "source/images/arch.png")
    posts = tmp_path / "source/_posts"
    posts.mkdir()
    assert find_image(article(posts / "a.md"), "/images/arch.png", (posts,)) == LocalFile(file)


def test_beyond_the_shelves_of_the_site_nothing_is_lent(tmp_path: Path) -> None:
    write_png(tmp_path / "private/arch.png")
    posts = tmp_path / "_posts"
    posts.mkdir()
    with pytest.raises(ImageError, match="outside"):
        find_image(article(posts / "a.md"), "../private/arch.png", (posts,))


def test_the_folder_of_an_opened_file_is_in_reach(tmp_path: Path) -> None:
    file = write_png(tmp_path / "pic.png")
    post = tmp_path / "a.md"
    post.touch()
    assert find_image(article(post), "pic.png", (post,)) == LocalFile(file)


@pytest.mark.parametrize("address", ["../secret.png", "/../secret.png", "..%2Fsecret.png"])
def test_no_address_leads_out_of_the_open_folders(tmp_path: Path, address: str) -> None:
    write_png(tmp_path / "secret.png")
    archive = tmp_path / "archive"
    archive.mkdir()
    with pytest.raises(ImageError):
        find_image(article(archive / "a.md"), address, (archive,))


@pytest.mark.parametrize("form", ["file://{}", "file:{}", "file://localhost{}"])
def test_file_addresses_are_bound_to_the_open_folders(tmp_path: Path, form: str) -> None:
    outside = write_png(tmp_path / "secret.png")
    inside = write_png(tmp_path / "archive/my pic.png")
    post = article(tmp_path / "archive/a.md")
    address = form.format(str(inside).replace(" ", "%20"))
    assert find_image(post, address, (inside.parent,)) == LocalFile(inside)
    with pytest.raises(ImageError, match="outside"):
        find_image(post, form.format(outside), (inside.parent,))


def test_a_link_is_judged_by_where_it_leads(tmp_path: Path) -> None:
    outside = write_png(tmp_path / "secret.png")
    archive = tmp_path / "archive"
    inside = write_png(archive / "pic.png")
    (archive / "out.png").symlink_to(outside)
    (archive / "in.png").symlink_to(inside)
    (archive / "loop.png").symlink_to(archive / "loop.png")
    post = article(archive / "a.md")
    assert find_image(post, "in.png", (archive,)) == LocalFile(inside)
    for address in ("out.png", "loop.png"):
        with pytest.raises(ImageError):
            find_image(post, address, (archive,))


def test_a_pipe_and_a_folder_are_no_pictures(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "folder.png").mkdir()
    for address in ("pipe.png", "folder.png"):
        with pytest.raises(ImageError, match="There is no picture"):
            find_image(article(tmp_path / "a.md"), address, (tmp_path,))
    for path in (tmp_path / "pipe.png", tmp_path / "folder.png", Path("/dev/null")):
        with pytest.raises(ImageError):
            open_file(path)


def test_a_file_that_is_too_large_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_png(tmp_path / "pic.png")
    monkeypatch.setattr(locating, "LARGEST_FILE", 10)
    with pytest.raises(ImageError, match="larger"):
        open_file(path)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://example.org/a.png", "https://example.org/a.png"),
        ("HTTP://example.org/a.png#x", "HTTP://example.org/a.png"),
        ("//cdn.example.org/a.png", "http://cdn.example.org/a.png"),
        ("/images/a.png", "http://example.com/images/a.png"),
        ("a.png?w=3", "http://example.com/2021/a.png?w=3"),
        ("..\\a.png", "http://example.com/a.png"),
    ],
)
def test_what_is_not_here_is_on_the_articles_server(tmp_path: Path, address: str, url: str) -> None:
    for path in (tmp_path / "a.md", None):
        post = article(path, "http://example.com/2021/page.html")
        assert find_image(post, address, (tmp_path,)) == Remote(url)


def test_data_addresses_hold_their_picture() -> None:
    data = png()
    encoded = base64.b64encode(data).decode()
    post = article(None)
    for body in (encoded, encoded.rstrip("="), encoded[:40] + "\n " + encoded[40:]):
        assert find_image(post, f"data:image/png;base64,{body}", ()) == Inline(data)
    assert find_image(post, "data:,a%20b", ()) == Inline(b"a b")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "  ",
        "\0",
        "pic.png",
        "/pic.png",
        "C:\\Users\\me\\pic.png",
        "ftp://example.org/a.png",
        "javascript:alert(1)",
        "data:image/png;base64",
        "data:image/png;base64,a",
        "http://",
        "http://[broken/a.png",
        "x" * 5000 + ".png",
        "file:///no/such/file.png",
    ],
)
def test_what_is_nowhere_is_said(tmp_path: Path, address: str) -> None:
    for path in (tmp_path / "a.md", None):
        with pytest.raises(ImageError) as raised:
            find_image(article(path), address, (tmp_path,))
        assert len(str(raised.value)) < 160


def test_a_data_address_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locating, "_LARGEST_DATA", 100)
    with pytest.raises(ImageError, match="larger"):
        find_image(article(None), "data:," + "x" * 100, ())
