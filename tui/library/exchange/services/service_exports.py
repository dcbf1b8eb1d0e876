"""The exports of read-later services: recognised by their content, and read as bookmarks."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from tui.articles.encoding.decode import decode
from tui.errors import NewsreaderError
from tui.library.exchange import json_bookmarks
from tui.library.exchange.parsed_bookmarks import MARK, Found, Unread
from tui.library.exchange.services import pocket_page, service_tables
from tui.library.exchange.services.export_members import FolderMembers, Members, ZipMembers
from tui.library.exchange.services.saved_items import (
    SavedItem,
    bookmark_of,
    objects_in,
    quoted,
    text_in,
)
from tui.library.exchange.services.service_json import (
    JSON_KINDS,
    KARAKEEP,
    OMNIVORE,
    files_of,
    with_lists,
)
from tui.library.values import Bookmark

SERVICES = "Pocket, Instapaper, Raindrop, Readwise Reader, wallabag, Omnivore, Karakeep"
"""The services whose exports are read, for messages."""

_ZIP = b"PK\x03\x04"
_LIST = re.compile(r".*\.(?:csv|json)|ril_export.*\.html?", re.IGNORECASE | re.DOTALL)
"""The names of the files of an export that list what was saved: other pages are articles."""
_LOOKED_AT = 5
"""The first objects of a JSON file, by which its service is recognised."""
_BINARY = b"\0"


def read(data: bytes, name: str, now: datetime) -> Iterator[tuple[str, Found]]:
    """Yield the bookmarks of a service's export; nothing for what no service has written.

    Args:
        data: The whole file: JSON, a table, Pocket's page, or a zip of such files.
        name: The name of the file for messages.
        now: The time of bookmarks for which the export gives none.

    Yields:
        The name of each file in it, and what was found there.

    Raises:
        NewsreaderError: It is a broken zip.
    """
    if data.startswith(_ZIP):
        members = ZipMembers(data, name)
        yield from ((f"{name}: {member}", found) for member, found in _members(members, now))
    elif found := _one_file(data, now, None, ""):
        yield name, found


def read_folder(folder: Path, now: datetime) -> Iterator[tuple[str, Found]]:
    """Yield the bookmarks of an export that is a folder, as `read` does.

    Raises:
        NewsreaderError: The folder can't be read.
    """
    members = FolderMembers(folder)
    return ((str(folder / member), found) for member, found in _members(members, now))


def looks_like(data: bytes) -> str:
    """Return what a file looks like that holds no bookmarks of a known kind, as a phrase."""
    if data.startswith(_ZIP):
        return "is a zip without the export of a known service"
    if _BINARY in data[:4096]:
        return "is no text"
    text = decode(data).text
    if keys := json_bookmarks.foreign_keys(text):
        return f"is JSON of an unknown kind, with the keys {keys}"
    if columns := service_tables.columns_in_words(text):
        return f"is a table of an unknown kind, with the columns {columns}"
    return "holds no bookmarks in a known format"


def _members(members: Members, now: datetime) -> Iterator[tuple[str, Found]]:
    """Yield what is found in each list of an export of several files."""
    found: list[tuple[str, Found]] = []
    for name in members.names:
        path = PurePosixPath(name)
        if not _LIST.fullmatch(path.name) or path.parent.name in ("content", "annotations"):
            continue
        try:
            if each := _one_file(members.read(name), now, members, str(path.parent)):
                found.append((name, each))
        except NewsreaderError as error:
            found.append((name, Found((), (Unread(None, str(error).rstrip(".")),))))
    passages = _annotations(members) if found else {}
    for name, each in found:
        yield (
            name,
            each._replace(bookmarks=[_with_passages(one, passages) for one in each.bookmarks]),
        )


def _one_file(data: bytes, now: datetime, members: Members | None, folder: str) -> Found | None:
    """Return what is found in one file; None where no service has written it.

    Args:
        data: The whole file.
        now: The time of bookmarks for which the file gives none.
        members: The other files of the export, where there are any.
        folder: The folder of the file within the export.
    """
    if _BINARY in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    text = decode(data).text
    start = text[:4096].lstrip("\ufeff \t\r\n")
    if start.startswith(("[", "{")):
        return None if MARK in text[:500] else _read_json(text, now, members, folder)
    if pocket_page.is_page(text):
        return pocket_page.read_page(text, now)
    table = None if start.startswith("<") else service_tables.table_of(text)
    return service_tables.read_table(text, table, now) if table else None


def _read_json(text: str, now: datetime, members: Members | None, folder: str) -> Found | None:
    first = islice((each for _, each in _objects(text) if isinstance(each, dict)), _LOOKED_AT)
    kind = next(
        (kind for each in first for kind in JSON_KINDS if kind.is_item(each)),
        None,
    )
    if kind is None:
        return None
    lists = _lists(text) if kind is KARAKEEP else {}
    found: list[Bookmark] = []
    unread: list[Unread] = []
    for line, value in _objects(text):
        if isinstance(value, Unread):
            unread.append(value)
            continue
        if not isinstance(value, dict):
            unread.append(Unread(line, f"this is not an item of {kind.name}"))
            continue
        item = kind.item_of(value)
        if kind is OMNIVORE:
            item = _with_files(item, value, members, folder)
        if lists:
            item = with_lists(item, value, lists)
        read = bookmark_of(item, now)
        if isinstance(read, str):
            unread.append(Unread(line, read))
        else:
            found.append(read)
    is_links = not any(each.article.body for each in found)
    return Found(found, unread, links=is_links, service=kind.name)


def _objects(text: str) -> Iterator[tuple[int, object]]:
    """Yield each item with its line, also those of an array within an object."""
    for line, value in json_bookmarks.objects(text):
        inside = value.get("bookmarks") if isinstance(value, dict) else None
        if isinstance(inside, list):
            yield from ((line, each) for each in inside)
        else:
            yield line, value


def _lists(text: str) -> dict[str, str]:
    """Return the names of Karakeep's lists by their ids."""
    if '"lists"' not in text:
        return {}
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):  # Broken: the bookmarks that can be read are.
        return {}
    listed = objects_in(whole, "lists") if isinstance(whole, dict) else []
    return {text_in(each, "id"): text_in(each, "name") for each in listed}


def _with_files(
    item: SavedItem, values: Mapping[str, Any], members: Members | None, folder: str
) -> SavedItem:
    """Return an item of Omnivore with the text and the highlights in the files beside it."""
    if members is None:
        return item
    text, highlights = (str(PurePosixPath(folder) / name) for name in files_of(values))
    if text in members.names and not item.body:
        item = item._replace(body=decode(members.read(text)).text)
    if highlights in members.names:
        item = item._replace(notes=[*item.notes, decode(members.read(highlights)).text])
    return item


def _annotations(members: Members) -> dict[str, list[str]]:
    """Return the passages that were marked in Pocket, by the links of their pages."""
    passages: dict[str, list[str]] = {}
    for name in members.names:
        path = PurePosixPath(name)
        if path.parent.name != "annotations" or path.suffix.lower() != ".json":
            continue
        for _, value in json_bookmarks.objects(decode(members.read(name)).text):
            if isinstance(value, dict):
                marked = [
                    quoted(text_in(each, "quote")) for each in objects_in(value, "highlights")
                ]
                passages.setdefault(text_in(value, "url"), []).extend(marked)
    return passages


def _with_passages(bookmark: Bookmark, passages: Mapping[str, list[str]]) -> Bookmark:
    marked = passages.get(bookmark.article.link)
    if not marked:
        return bookmark
    return bookmark._replace(note="\n\n".join(filter(None, [bookmark.note, *marked])))
