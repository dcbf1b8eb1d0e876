"""Words of a text, and the file that holds those which a browser shows of each page."""

import json
import lzma
import re
from collections.abc import Iterable
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from unicodedata import normalize

COUNTS = Path(__file__).with_name("truth.json")
"""By the page's name: how many words a browser shows, and how many signs in formulas."""

HASHES = Path(__file__).with_name("truth.xz")
"""The hashes of these words, page after page. `make_truth.py` writes both files."""

SIZE = 3
"""Bytes of a hash: one pair of different words in 16 million is taken for the same."""

_UNSEEN = re.compile("[\xad\u200b-\u200f\u2060\ufeff]")

_ALONE = r"\u2e80-\u312f\u3190-\ua4cf\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003fffd"
_WORD = re.compile(rf"(?=\w)[{_ALONE}]|(?:(?![{_ALONE}_])\w)+")


def words(text: str) -> list[str]:
    """Return the words of a text in order, as they are compared.

    A run of letters and digits is a word, and so is each Chinese, Japanese or Korean
    character, since these stand without spaces. Case and width do not count: a browser
    shows `text-transform`, we show small raised figures where Unicode has them.
    """
    return _WORD.findall(normalize("NFKC", _UNSEEN.sub("", text)).casefold())


def hashed(found: Iterable[str]) -> list[bytes]:
    """Return the hash of each word, `SIZE` bytes long."""
    return [blake2b(word.encode(), digest_size=SIZE).digest() for word in found]


def signs(text: str) -> list[str]:
    """Return the letters and figures of formulas, which can be parted into words in many ways."""
    return [sign for word in words(text) for sign in word]


def write_truth(pages: dict[str, tuple[str, str]]) -> None:
    """Write the words of pages.

    Args:
        pages: by name, what a browser shows: the text, and the text of its formulas.
    """
    found = {
        name: (hashed(words(text)), hashed(signs(formulas)))
        for name, (text, formulas) in sorted(pages.items())
    }
    counts = {name: [len(part) for part in parts] for name, parts in found.items()}
    lines = ",\n".join(f" {json.dumps(name)}: {count}" for name, count in counts.items())
    COUNTS.write_text("{\n" + lines + "\n}\n", "utf-8")
    hashes = b"".join(one for parts in found.values() for part in parts for one in part)
    HASHES.write_bytes(lzma.compress(hashes, preset=9))


def read_truth() -> dict[str, tuple[list[bytes], list[bytes]]]:
    """Return for each page the hashes of its words, and of the signs of its formulas, in order."""
    counts: dict[str, tuple[int, int]] = json.loads(COUNTS.read_text("utf-8"))
    kept = lzma.decompress(HASHES.read_bytes())
    hashes = iter([kept[at : at + SIZE] for at in range(0, len(kept), SIZE)])
    return {
        name: (list(islice(hashes, of_text)), list(islice(hashes, of_formulas)))
        for name, (of_text, of_formulas) in counts.items()
    }
