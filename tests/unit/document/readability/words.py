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
"""How many words a browser shows of each page, by the page's name."""

HASHES = Path(__file__).with_name("truth.xz")
"""The hashes of these words, page after page. `make_truth.py` writes both files."""

SIZE = 3
"""Bytes of a hash: one pair of different words in 16 million is taken for the same."""

_UNSEEN = re.compile("[\xad\u200b-\u200f\u2060\ufeff]")

_ALONE = r"\u2e80-\u312f\u3190-\ua4cf\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003fffd"
_WORD = re.compile(rf"(?=\w)[{_ALONE}]|(?:(?![{_ALONE}])\w)+")


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


def write_truth(pages: dict[str, str]) -> None:
    """Write the words of pages; the keys are their names, the values what a browser shows."""
    found = {name: hashed(words(text)) for name, text in sorted(pages.items())}
    counts = {name: len(hashes) for name, hashes in found.items()}
    COUNTS.write_text(json.dumps(counts, indent=1) + "\n", "utf-8")
    HASHES.write_bytes(lzma.compress(b"".join(b"".join(one) for one in found.values()), preset=9))


def read_truth() -> dict[str, list[bytes]]:
    """Return for each page the hashes of the words that a browser shows, in order."""
    counts: dict[str, int] = json.loads(COUNTS.read_text("utf-8"))
    kept = lzma.decompress(HASHES.read_bytes())
    hashes = iter([kept[at : at + SIZE] for at in range(0, len(kept), SIZE)])
    return {name: list(islice(hashes, count)) for name, count in counts.items()}
