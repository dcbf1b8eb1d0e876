"""The identity of an article, which does not depend on the place of its file."""

import unicodedata
from array import array
from hashlib import blake2b
from heapq import nsmallest
from zlib import crc32

from tui.articles.article import Article

_SIZE = 16
_RUN = 6
_MOST_RUNS = 128
_LONGEST_TEXT = 200_000
_SAME_TEXT = 0.5


def identity(article: Article) -> str:
    """Return the article's identity, 32 hexadecimal digits.

    It is made from the link and the title; else from the title and the author's date; else
    from the text, or from the title of an article without text. Dates from outside the front
    matter do not count, since they change when a file is renamed, moved or copied. A date
    counts without its zone, so that articles stay the same on a machine in another zone. A link
    is the same with `http` and with `https`.
    """
    title = composed(article.title)
    if article.link:
        return _digest("link", with_https(article.link), title)
    if article.date is not None and has_own_date(article):
        return _digest("date", article.date.replace(tzinfo=None).isoformat(), title)
    text = article.body.strip()
    # Otherwise all files without text would be copies of each other.
    return _digest("text", text) if text else _digest("title", title)


def with_https(link: str) -> str:
    """Return a link for comparison: `https` in the place of `http`."""
    return f"https:{link[5:]}" if link[:5].lower() == "http:" else link


def former_identity(link: str, title: str) -> bytes | None:
    """Return the identity of an article under the rule before, 16 bytes; None if it is the same.

    That rule told `http` from `https`.

    Args:
        link: The link of the article, with either.
        title: Its title.
    """
    link = with_https(link)
    if not link.startswith("https:"):
        return None
    return bytes.fromhex(_digest("link", f"http:{link[6:]}", composed(title)))


def text_runs(body: str) -> bytes:
    """Return a sample of the runs of characters in a text, for `is_one_text`; at most 512 bytes.

    It holds the least of the hashes of all runs (a bottom-k sketch; Broder, "On the resemblance
    and containment of documents", 1997). Runs of four characters are too short: half of those
    of one long English post stand in one of seven others. Runs of six tell all but one of 170.

    Args:
        body: The text; white space counts as one space, and what comes after the first 200,000
            characters not at all.
    """
    text = " ".join(body[:_LONGEST_TEXT].split())
    runs = {text[at : at + _RUN] for at in range(max(len(text) - _RUN + 1, 1))} if text else ()
    hashes = {crc32(run.encode("utf-8", "surrogatepass")) for run in runs}
    return array("I", nsmallest(_MOST_RUNS, hashes)).tobytes()


def shared_runs(one: bytes, other: bytes) -> float:
    """Return the share of the runs of the shorter text that stand in the longer, from 0 to 1.

    It is exact for texts with up to 128 runs.

    Args:
        one: What `text_runs` returned for a text.
        other: The same for another text.
    """
    samples = [array("I", one), array("I", other)]
    # Up to here each sample holds all hashes of its text.
    limit = min((each[-1] for each in samples if len(each) == _MOST_RUNS), default=2**32)
    few, many = sorted(({run for run in each if run <= limit} for each in samples), key=len)
    return len(few & many) / len(few) if few else 0.0


def is_one_text(share: float) -> bool:
    """Tell from the share of their runs whether two texts are plainly one, edited."""
    return share >= _SAME_TEXT


def text_hash(article: Article) -> str:
    """Return the hash of the article's text, 32 hexadecimal digits.

    White space around the body does not count. Where the identity is made from the text, a
    title in the text counts too: a page that is not translated yet has the same text and
    another title in each language.
    """
    text = article.body.strip()
    if text and article.has_title and not article.link and not has_own_date(article):
        return _digest("body", composed(article.title), text)
    return _digest("body", text)


def key_of(article: Article) -> tuple[bytes, bytes]:
    """Return the key of an article's marks: identity and hash of the text, 16 bytes each."""
    return bytes.fromhex(identity(article)), bytes.fromhex(text_hash(article))


def composed(title: str) -> str:
    """Return a title for comparison, in Unicode's composed form (NFC)."""
    return unicodedata.normalize("NFC", title)


def has_own_date(article: Article) -> bool:
    """Return whether the author of an article gave its date."""
    return article.date is not None and article.date_source == "front matter"


def _digest(*parts: str) -> str:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(joined, digest_size=_SIZE).hexdigest()


EMPTY_TEXT = _digest("body", "")
"""The hash of an empty text."""
