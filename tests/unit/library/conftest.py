from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.library.making import open_library, write
from tui.library.library import Library


@pytest.fixture
def piped(tmp_path: Path) -> Iterator[Library]:
    """A library whose index is in memory."""
    with open_library(tmp_path, in_memory=True) as library:
        yield library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library whose index is a file."""
    with open_library(tmp_path) as library:
        yield library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for articles."""
    made = tmp_path / "articles"
    made.mkdir()
    return made


@pytest.fixture
def three(library: Library, folder: Path) -> Library:
    """A library of three articles: one, two, three."""
    for number, name in enumerate(("one", "two", "three"), 1):
        write(folder / f"{name}.md", name, f"Text of {name}.", date=f"2021-03-0{number}")
    library.update([folder])
    return library


@pytest.fixture
def other(three: Library, tmp_path: Path) -> Iterator[Library]:
    """A second library on the same files."""
    assert three.marks.changed() is False
    with open_library(tmp_path) as library:
        yield library
