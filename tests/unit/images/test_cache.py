import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tui.images.cache import ImageCache


def urls(count: int) -> list[str]:
    return [f"https://example.org/{number}.png" for number in range(count)]


def total(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def test_what_is_kept_is_found_by_its_address(tmp_path: Path) -> None:
    cache = ImageCache(tmp_path / "images")
    assert cache.find("https://example.org/a.png") is None
    path = cache.keep("https://example.org/a.png", b"pixels")
    assert path.read_bytes() == b"pixels"
    assert cache.find("https://example.org/a.png") == path
    assert cache.find("https://example.org/a.png?") is None
    assert ImageCache(tmp_path / "images").find("https://example.org/a.png") == path


def test_the_longest_unused_go_first(tmp_path: Path) -> None:
    cache = ImageCache(tmp_path, most=1000)
    for number, url in enumerate(urls(9)):
        os.utime(cache.keep(url, b"x" * 100), (1000 + number, 1000 + number))
    assert cache.find(urls(9)[0])  # Used now, so it stays.
    cache.keep("https://example.org/new.png", b"x" * 300)
    assert total(tmp_path) <= 900
    assert cache.find(urls(9)[0])
    assert cache.find("https://example.org/new.png")
    assert cache.find(urls(9)[8])
    assert not cache.find(urls(9)[1])


def test_the_newest_stays_even_where_it_is_too_large(tmp_path: Path) -> None:
    cache = ImageCache(tmp_path, most=100)
    cache.keep(urls(1)[0], b"x" * 50)
    path = cache.keep("https://example.org/large.png", b"x" * 200)
    assert list(tmp_path.iterdir()) == [path]


def test_half_written_files_of_the_past_are_removed(tmp_path: Path) -> None:
    old, new = tmp_path / "a.1.part", tmp_path / "b.2.part"
    for path in (old, new):
        path.write_bytes(b"x")
    os.utime(old, (1000, 1000))
    ImageCache(tmp_path).keep(urls(1)[0], b"x")
    assert not old.exists()
    assert new.exists()


def test_several_programs_at_once(tmp_path: Path) -> None:
    addresses = urls(40)

    def use(start: int) -> None:
        cache = ImageCache(tmp_path, most=2000)
        for number in range(80):
            url = addresses[(start + number) % 40]
            assert cache.keep(url, url.encode() * 4).name
            found = cache.find(addresses[number % 40])
            if found is not None:
                try:
                    data = found.read_bytes()
                except FileNotFoundError:
                    continue
                assert data == addresses[number % 40].encode() * 4

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(use, start) for start in (0, 10, 20, 30)]:
            done.result()
    assert total(tmp_path) <= 2000
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_can_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(OSError):
        ImageCache(tmp_path / "images").keep(urls(1)[0], b"x")
    tmp_path.chmod(stat.S_IRWXU)


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "images").touch()
    with pytest.raises(OSError):
        ImageCache(tmp_path / "images").keep(urls(1)[0], b"x")
