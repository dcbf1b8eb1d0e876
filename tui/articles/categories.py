"""Categories and tags, as Hexo, Jekyll, Hugo, Zola and Pelican write them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from tui.articles.article import CategoryPath
from tui.articles.clean_text import one_line, wiki_links, without_links

_MOST = 500
_DEEPEST = 20
_NAMES = ("name", "title", "label", "value", "slug")
_LISTS = (list, tuple)
LONGEST_KNOWN = 60
_MOST_KNOWN = 5000
"""The size of the caches, and the longest names in them: authors and categories recur."""

_NOTHING = frozenset({"", "null", "none", "[]", "~"})


def read_categories(value: object, *, in_posts: bool = False) -> tuple[CategoryPath, ...]:
    """Return the paths of categories in a value of a front matter.

    A list is one path of several levels; a list of lists is several paths (Hexo), and a
    string among the lists is a path of its own. A string is one path of one level; a string
    with commas is read as a list.

    Args:
        value: the value of `categories` or `category`.
        in_posts: whether the file is in a `_posts` folder. Only there does a space in
            `categories: a b` separate two of them (Jekyll); elsewhere `Open Source` is one.
    """
    if isinstance(value, str):
        return _one_path(_divided(value, spaces=in_posts))
    if isinstance(value, dict):
        return _unique(_paths_of_mapping(value))
    if not isinstance(value, _LISTS):
        return _one_path([] if value is None else [value])
    value = value[:_MOST]
    if set(map(type, value)) == {str} and sum(map(len, value)) <= LONGEST_KNOWN:
        return _known_path(tuple(value))
    if any(isinstance(item, _LISTS) for item in value):
        paths = (item if isinstance(item, _LISTS) else [item] for item in value)
        return _unique(_levels(path) for path in paths)
    return _one_path(value)


def _divided(text: str, *, spaces: bool) -> list[str]:
    """Return the parts of a list that was written as text."""
    if re.search(r"[,，]", text):
        return re.split(r"[,，]", text.strip().strip("[]"))
    return text.split() if spaces else [text]


def _one_path(items: list[object] | list[str] | tuple[object, ...]) -> tuple[CategoryPath, ...]:
    path = _levels(items)
    return (path,) if path else ()


_known_path = lru_cache(_MOST_KNOWN)(_one_path)


def _levels(items: list[object] | list[str] | tuple[object, ...]) -> CategoryPath:
    return tuple(filter(None, map(words_of, items[:_DEEPEST])))


def _paths_of_mapping(value: dict[object, object]) -> Iterator[CategoryPath]:
    """Yield the paths of a mapping: its `name`, else each key with each value below it."""
    name = words_of(value)
    if name:
        yield (name,)
        return
    for key, below in list(value.items())[:_MOST]:
        items = below if isinstance(below, _LISTS) else [below]
        for item in items[:_MOST] or [None]:
            yield _levels([key, item])


def _unique(paths: Iterator[CategoryPath] | list[CategoryPath]) -> tuple[CategoryPath, ...]:
    return tuple(dict.fromkeys(path for path in paths if path))


def words_of(value: object) -> str:
    """Return the clean text of a string, a number, a date, or a mapping's `name`."""
    if isinstance(value, str) and len(value) <= LONGEST_KNOWN:
        return _known_words(value)
    if isinstance(value, dict):
        value = next((value[key] for key in _NAMES if value.get(key)), None)
    if value is None or isinstance(value, (dict, *_LISTS, set)):
        return ""
    return _words(str(value))


def _words(text: str) -> str:
    words = one_line(text)
    return "" if words.lower() in _NOTHING else words


_known_words = lru_cache(_MOST_KNOWN)(_words)


def read_tags(value: object, *, in_posts: bool = False) -> tuple[str, ...]:
    """Return the tags in a value of a front matter, each once, in their order.

    A string is divided at commas and semicolons, and at spaces only in a `_posts` folder
    (Jekyll) or where every word begins with `#`. A `#` before a tag and the brackets of an
    Obsidian link (`[[tag]]`) are not part of it.
    """
    if isinstance(value, str):
        value = wiki_links(value)
        hashed = value.split()
        if re.search(r"[,，、;；\n]", value):
            items: list[object] = list(re.split(r"[,，、;；\n]", value.strip().strip("[]")))
        elif in_posts or len(hashed) > 1 and all(word.startswith("#") for word in hashed):
            items = list(hashed)
        else:
            items = [value]
    elif isinstance(value, dict) and not words_of(value):
        items = list(value)
    elif isinstance(value, _LISTS):
        items = list(flat(value))
    else:
        items = [value]
    tags = (without_links(words_of(item)).removeprefix("#").strip() for item in items[:_MOST])
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def flat(items: list[object] | tuple[object, ...], depth: int = 0) -> Iterator[object]:
    """Yield the items of a list and of the lists in it, three deep at most.

    `[[page|words]]` without quotation marks is a list of lists in YAML, and the words count.
    """
    for item in items[:_MOST]:
        if isinstance(item, _LISTS):
            if depth < 3:
                yield from flat(item, depth + 1)
        elif depth and isinstance(item, str):
            yield item.rpartition("|")[2]
        else:
            yield item
