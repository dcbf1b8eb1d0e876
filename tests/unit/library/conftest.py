from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.library.making import open_library
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
