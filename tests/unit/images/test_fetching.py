import gzip
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from tests.unit.images.making import png
from tests.unit.images.server import Handler, Server, serving
from tui.errors import ImageError
from tui.images.fetching import fetch
from tui.images.images import Images
from tui.images.locating import Remote


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def get(url: str, **bounds: float) -> bytes:
    return fetch(url, lambda _: None, lambda: False, **bounds)  # type: ignore[arg-type]


def test_a_picture_comes_and_nothing_is_told(server: Server) -> None:
    url = server.give("/a.png", png(), Set_Cookie="who=you", Content_Type="text/plain")
    server.answers["/from"] = lambda handler: handler.send(
        b"", 302, Location="/a.png", Set_Cookie="who=you"
    )
    shares: list[float] = []
    assert fetch(server.address + "/from", shares.append, lambda: False) == png()
    assert shares[-1] == 1.0
    assert get(url) == png()
    for _, headers in server.asked:
        names = {name.lower() for name in headers}
        assert not names & {"referer", "cookie", "authorization", "from", "accept-language"}
        assert headers["User-Agent"].startswith("newsreader")


def test_where_the_size_is_not_said_progress_is_0(server: Server) -> None:
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(png())

    server.answers["/a.png"] = answer
    shares: list[float] = []
    assert fetch(server.address + "/a.png", shares.append, lambda: False) == png()
    assert set(shares) == {0.0}


def test_redirects_are_followed_a_few_times(server: Server) -> None:
    def redirect(path: str, to: str) -> None:
        server.answers[path] = lambda handler: handler.send(b"", 301, Location=to)

    server.give("/0", b"here")
    for number in range(1, 7):
        redirect(f"/{number}", f"/{number - 1}")
    assert get(server.address + "/5") == b"here"
    with pytest.raises(ImageError, match="redirects more than 5 times"):
        get(server.address + "/6")


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://127.0.0.1/a", "data:,x"])
def test_a_redirect_out_of_the_web_is_refused(server: Server, target: str) -> None:
    server.answers["/a"] = lambda handler: handler.send(b"", 302, Location=target)
    with pytest.raises(ImageError, match=r"not of the web|can't be understood"):
        get(server.address + "/a")


def test_what_is_announced_too_large_is_not_read(server: Server) -> None:
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(10**12))
        handler.end_headers()

    server.answers["/a"] = answer
    with pytest.raises(ImageError, match="larger than 20 MB"):
        get(server.address + "/a")


def test_what_turns_out_too_large_is_stopped(server: Server) -> None:
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x" * 65536)
        except OSError:
            return

    server.answers["/a"] = answer
    with pytest.raises(ImageError, match="larger than 1 MB"):
        get(server.address + "/a", most=1 << 20)


def test_what_unpacks_too_large_is_stopped(server: Server) -> None:
    packed = gzip.compress(b"\0" * (8 << 20))
    url = server.give("/a", packed, Content_Encoding="gzip")
    with pytest.raises(ImageError, match="larger than 1 MB"):
        get(url, most=1 << 20)


def test_a_server_that_sends_too_slowly_is_left(server: Server) -> None:
    url = server.drip("/a", png(), 0.05)
    began = monotonic()
    with pytest.raises(ImageError, match=r"longer than 0\.4 seconds"):
        get(url, seconds=0.4)
    assert monotonic() - began < 5


def test_a_server_that_says_nothing_is_left(server: Server) -> None:
    def answer(_: Handler) -> None:
        server.closing.wait()

    server.answers["/a"] = answer
    with pytest.raises(ImageError, match=r"longer than 0\.3 seconds"):
        get(server.address + "/a", seconds=0.3)


def test_who_goes_on_waits_for_nothing(server: Server) -> None:
    url = server.give("/a", png())
    with pytest.raises(ImageError):
        fetch(url, lambda _: None, lambda: True)


@pytest.mark.parametrize("status", [404, 403, 410, 500, 204, 206, 304])
def test_every_other_answer_is_said(server: Server, status: int) -> None:
    server.answers["/a"] = lambda handler: handler.send(b"", status)
    with pytest.raises(ImageError, match=str(status)):
        get(server.address + "/a")


def test_a_broken_answer(server: Server) -> None:
    def nonsense(handler: Handler) -> None:
        handler.wfile.write(b"\x16\x03nonsense\r\n\r\n")

    server.answers["/a"] = lambda handler: handler.send(b"half", Content_Length="1000")
    server.answers["/b"] = nonsense
    for path in "/a", "/b":
        with pytest.raises(ImageError, match=r"closed the connection|be reached"):
            get(server.address + path)


def test_nobody_there(server: Server) -> None:
    server.server_close()
    with pytest.raises(ImageError, match=r"127\.0\.0\.1 can.t be reached"):
        get(server.address + "/a")


@pytest.mark.parametrize("url", ["http://a b/c", "http://[::1/x", "http://127.0.0.1:99999/x"])
def test_addresses_that_make_no_sense(url: str) -> None:
    with pytest.raises(ImageError):
        get(url)


# -- through the façade


def images(tmp_path: Path, mode: str = "ask") -> Images:
    return Images(tmp_path / "images", mode)  # type: ignore[arg-type]


def fetched(images: Images, url: str) -> None:
    images.fetch(Remote(url), lambda _: None, lambda: False)


def test_a_fetched_picture_is_here(server: Server, tmp_path: Path) -> None:
    source = Remote(server.give("/a.png", png(40, 20)))
    shelf = images(tmp_path)
    assert not shelf.is_here(source)
    fetched(shelf, source.url)
    assert shelf.is_here(source)
    assert images(tmp_path).is_here(source)
    facts = shelf.facts(source)
    assert (facts.header.width, facts.header.height, facts.bytes) == (40, 20, len(png(40, 20)))
    assert shelf.pixels(source, (10, 10)).size == (10, 5)
    assert len(server.asked) == 1


def test_what_is_no_picture_is_not_kept(server: Server, tmp_path: Path) -> None:
    shelf = images(tmp_path)
    page = server.give("/a.png", b"<!doctype html><p>Log in", Content_Type="image/png")
    with pytest.raises(ImageError, match="web page"):
        fetched(shelf, page)
    with pytest.raises(ImageError, match="404"):
        fetched(shelf, server.address + "/b.png")
    assert not shelf.is_here(Remote(page))
    assert not (tmp_path / "images").exists()


def test_never_means_never(server: Server, tmp_path: Path) -> None:
    url = server.give("/a.png", png())
    with pytest.raises(ImageError, match='images = "never"'):
        fetched(images(tmp_path, "never"), url)
    assert server.asked == []


def test_without_a_cache_pictures_are_shown_all_the_same(server: Server, tmp_path: Path) -> None:
    (tmp_path / "images").touch()
    shelf = images(tmp_path)
    for number in range(12):
        source = Remote(server.give(f"/{number}.png", png()))
        fetched(shelf, source.url)
        assert shelf.pixels(source, (10, 10)).size == (10, 5)
