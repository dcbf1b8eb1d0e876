"""Addresses in text, above all in text without spaces."""

import pytest

from tui.document.addresses import find_addresses


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("见https://e.org/a。又见：https://e.org/b/，", ["https://e.org/a", "https://e.org/b/"]),
        ("（https://e.org/a）、「https://e.org/b」", ["https://e.org/a", "https://e.org/b"]),
        ("https://e.org/newsを読む", ["https://e.org/news"]),
        ("https://e.org/news를 보라", ["https://e.org/news"]),
        ("请访问https://www.e.org/了解更多。", ["https://www.e.org/"]),
        ("见https://e.org——好；https://e.org…", ["https://e.org", "https://e.org"]),
        ("百科 https://e.org/wiki/北京 好", ["https://e.org/wiki/北京"]),
        ("百科https://e.org/wiki/北京，好", ["https://e.org/wiki/北京"]),
        ("https://e.org/wiki/長江_(消歧義)。", ["https://e.org/wiki/長江_(消歧義)"]),
        ("(https://e.org/wiki/서울)", ["https://e.org/wiki/서울"]),
        ("https://e.org/東京/地図.html です", ["https://e.org/東京/地図.html"]),
        ("https://e.org/s?q=北京&p=2#第一 好", ["https://e.org/s?q=北京&p=2#第一"]),
        ("https://例え.jp/x を", ["https://例え.jp/x"]),
        ("以https://开头", []),
        ("https://e.org/Москва и https://e.org/é", ["https://e.org/Москва", "https://e.org/é"]),
        ("写信到a@e.org。", ["mailto:a@e.org"]),
        ("见www.e.org/a。", ["https://www.e.org/a"]),
        ("xhttps://e.org é https", []),
    ],
)
def test_addresses(text: str, addresses: list[str]) -> None:
    found = find_addresses(text)
    assert [target for _, _, target in found] == addresses
    assert all(target.endswith(text[start:end]) for start, end, target in found)
