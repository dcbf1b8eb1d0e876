"""Addresses of links and names of articles in the form in which they are compared.

A web address leads outside, or to an article with that address. Any other address is a reference:
a path relative to the article's file, a path of its site, or the name of a note. Case, width and
diacritics make no difference, nor do the scheme, `www.`, the suffix of a page and a slash at the
end.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from tui.library.search.folding import fold

Steps = tuple[str, ...]
"""The folders and the name of a path, folded; the name is without its suffix."""

KEY_BYTES = 5
"""The bytes of a key: among a million names two are the same by chance once in a thousand times."""

_WEB = re.compile(r"(?:https?:)?//(?:[^/?#@]*@)?([^/?#]+)([^?#]*)(?:\?([^#]*))?", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_FILE = re.compile(r"file://(?:localhost)?(?=/)", re.IGNORECASE)
_JOPLIN = re.compile(r":/([0-9a-f]{32})")
_PORT = re.compile(r":(?:80|443)?\Z")
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|spm)(?:=|\Z)")
"""Parameters that only say where a reader came from."""
_ADDED = ("/amp", ".html", ".htm", ".xhtml", ".php")
"""The ends of addresses that make no difference to which article is meant."""
_is_plain = re.compile(r"https://[a-zA-Z0-9.-]+(?:[/#][\w/.,~+=&#-]*)?\Z", re.ASCII).match
"""Finds an address without a query, a port and letters in another form."""
_PART = re.compile(r"(?:/(?:comments?|comment-page-\d+|page/\d+|print|embed|trackback))+\Z")
"""What an address ends in that leads to a part of an article, or to another form of it."""
_LAST_STEPS = ("", "comment", "comments", "comment-page-", "print", "embed", "trackback")
"""The last step of such an address, without its number."""
_SUFFIX = re.compile(
    r"\.(?:md|markdown|mdown|mkd|mdx|qmd|rmd|txt|rst|ipynb|org|adoc|asciidoc|html|htm|xhtml)\Z"
)
_PAGE_SUFFIX = (".html", ".htm", ".xhtml")
_DAY = re.compile(r"\d{4}-?\d\d?-?\d\d?[-_. ]+(?=\S)")
_LANGUAGE = re.compile(r"(?<=.)\.[a-z]{2}(?:[-_][a-z]{2,4})?\Z")
_INDEX = ("index", "_index", "readme")
"""The names of files that stand for their folder."""
_BUNDLED = ("content", "article", "post")
"""The names of files that may be called by their folder."""
_MOST = 2000
"""The most references that are kept of an article."""
_LONGEST = 500
"""The most characters of a reference that is kept."""


class Links(NamedTuple):
    """What the index keeps of the links of an article, and of its names."""

    far: bytes
    """The keys of the web addresses that it links to, one after the other."""
    near: str
    """The references in its body, one a line."""
    names: tuple[int, ...]
    """The keys that articles are looked up by: of its file's name and of its own address."""
    aliases: tuple[str, ...]
    """Its other names and addresses."""


def key(kind: str, name: str) -> int:
    """Return the key of a name.

    Args:
        kind: `name` for what a file is called, `link` for an article's own address, `alias` for
            another whole path or name, `slug` for the last part of its address.
        name: The name, folded.
    """
    return int.from_bytes(_digest(f"{kind[0]}:{name}"))


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "replace"), digest_size=KEY_BYTES).digest()


def far_key(web: str) -> bytes:
    """Return the key of a web address as `web_address` returns it."""
    return _digest(web)


def web_address(address: str) -> str:
    """Return a web address as it is compared: host, path and query; empty for a reference."""
    if address.startswith("https://") and _is_plain(address):
        # Most are so, and take a third of the time.
        return _bare(address[8:].partition("#")[0].lower().removeprefix("www."))
    found = _WEB.match(address)
    if not found:
        return ""
    host, path, query = found.groups()
    host = _PORT.sub("", host.lower()).removeprefix("www.")
    path = fold(unquote(path))
    wanted = [each for each in (query or "").split("&") if each and not _TRACKING.match(each)]
    return f"{_bare(host + path)}?{'&'.join(wanted)}" if wanted else _bare(host + path)


def article_of(web: str) -> str:
    """Return the address of the article that another address may lead to a part of.

    Parameters that an article's own address lacks only say how it is shown. Nothing else below
    an address is taken for a part of it, since sections and authors have addresses too.

    Args:
        web: As `web_address` returns it.

    Returns:
        The address in the same form; empty for none, as for one that only the site is left of.
    """
    if "?" not in web and web[web.rfind("/") + 1 :].rstrip("0123456789") not in _LAST_STEPS:
        return ""  # Nearly all are so, and the pattern takes ten times as long.
    article = _PART.sub("", web.partition("?")[0])
    return article if article != web and "/" in article else ""


def _bare(address: str) -> str:
    """Return an address without what it may end in."""
    address = address.rstrip("/")
    if address.endswith(_ADDED):
        address = address[: -len(next(filter(address.endswith, _ADDED)))]
        return address.removesuffix("/index")
    return address


def reference(address: str) -> str:
    """Return a reference as it is compared; empty for a web address and a place in the article."""
    address = _FILE.sub("", address.strip(), count=1)
    joplin = _JOPLIN.match(address)
    if joplin:
        return joplin[1]
    if address.startswith("//") or _SCHEME.match(address):
        return ""
    path = re.split("[?#]", address, maxsplit=1)[0]
    return " ".join(fold(unquote(path)).split())[:_LONGEST]


def steps_of(path: str) -> Steps:
    """Return the steps of a folded path; `.` is left out, an index file is its folder."""
    steps = [each for each in path.split("/") if each not in ("", ".")]
    if steps:
        steps[-1] = _SUFFIX.sub("", steps[-1])
        if _LANGUAGE.sub("", steps[-1]) in _INDEX:
            steps.pop()
    return tuple(steps)


def language_of(path: str) -> str:
    """Return the language that the name of a folded path says, as `.zh` in `post.zh.md`."""
    found = _LANGUAGE.search(_SUFFIX.sub("", path))
    return found[0] if found else ""


def is_page(path: str) -> bool:
    """Tell whether a folded path ends in the suffix of a page of HTML."""
    return path.endswith(_PAGE_SUFFIX)


def file_steps(path: str) -> list[Steps]:
    """Return the steps of a file, in each of the ways in which its name may be written.

    Args:
        path: The folded path. A date before a name may be left out, and so may a language
            after it.
    """
    whole = steps_of(path)
    if not whole:
        return []
    *above, name = whole
    names = [name, _LANGUAGE.sub("", name)]
    names += [_DAY.sub("", each, count=1) for each in names]
    found = [(*above, each) for each in dict.fromkeys(names) if each]
    return [*found, tuple(above)] if name in _BUNDLED and above else found


def links_of(path: str, link: str, aliases: Iterable[str], addresses: Iterable[str]) -> Links:
    """Return what the index keeps of an article's links and names.

    Args:
        path: The folded path of its file; empty where there is none.
        link: Its own address.
        aliases: Its other names and addresses.
        addresses: Where the links of its body lead; entities may stand in them.
    """
    far: dict[bytes, None] = {}
    near: dict[str, None] = {}
    for address in addresses:
        if "&" in address:
            address = unescape(address)
        if web := web_address(address):
            far[far_key(web)] = None
            if article := article_of(web):
                far[far_key(article)] = None
        elif (one := reference(address)) and len(near) < _MOST:
            near[one] = None
    names = {key("name", steps[-1]) for steps in file_steps(path)}
    if web := web_address(link):
        names.add(key("link", web))
    return Links(b"".join(far), "\n".join(near), tuple(names), tuple(aliases))


def alias_keys(aliases: Iterable[str]) -> Iterator[int]:
    """Yield the keys of an article's other names and addresses."""
    for alias in aliases:
        web = web_address(alias)
        if web:
            yield key("link", web)
        steps = steps_of(web.partition("/")[2] if web else reference(alias))
        if steps:
            yield key("alias", "/".join(steps))
            yield key("slug", steps[-1])
