"""How piped input and containers are read, and whether there are any among the paths."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tui.articles.containers import Kind
from tui.articles.files import is_article
from tui.cli.inputs.standard_input import PIPE, is_piped, is_stream


class Reading(NamedTuple):
    """How piped input and containers are read."""

    kind: Kind | None = None
    """The kind; None to recognise it by the content."""
    base: str = ""
    """The address to which relative links lead; empty for none."""


RECOGNISED = Reading()
"""Everything is recognised by its content."""


def with_piped(given: Sequence[str]) -> Sequence[str]:
    """Return the paths; `-` where there are none and something is piped in."""
    return given or ([PIPE] if is_piped() else [])


def may_be_taken(path: str) -> bool:
    """Return whether a path as typed is a stream, or may be a container by its name.

    An article file's name decides for it; a folder may be a Maildir.
    """
    place = Path(path)
    return is_stream(path) or (
        (place / "cur").is_dir() if place.is_dir() else not is_article(place.name)
    )
