"""The articles, pages and feeds that tests run over.

The small corpus is a part of the checkout. The outside one, of real files that others wrote,
lies beside the checkout, where it is there.
"""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
"""The checkout."""

SMALL = ROOT / "tests" / "small_corpus"
CORPUS = ROOT.parent / "shared" / "corpus"

OUTSIDE_SETS = (
    "azu-ja", "hugo-docs", "lctt-zh", "letsencrypt-multi", "nodejs", "rust-blog-toml",
    "yshalsager-ar",
)  # fmt: skip
"""The folders of posts in the outside corpus."""


def corpus(*parts: str) -> Path:
    """Return a path in the outside corpus, or skip the test by name where there is none."""
    path = CORPUS.joinpath(*parts)
    if not path.exists():
        pytest.skip(_missing(path))
    return path


def corpora(*parts: str) -> list[object]:
    """Return a path in each corpus as the parameters of a test.

    Where the outside corpus is missing, the test over it is skipped by name.
    """
    return [
        parameter(folder.joinpath(*parts), "/".join((name, *parts)))
        for name, folder in (("small", SMALL), ("outside", CORPUS))
    ]


def post_sets(*names: str) -> list[object]:
    """Return the small corpus' posts, and sets of the outside one's, as the parameters of a test.

    Args:
        names: The outside sets; none: all of them.
    """
    outside = (parameter(CORPUS / "posts" / name, name) for name in names or OUTSIDE_SETS)
    return [parameter(SMALL / "posts", "small"), *outside]


def parameter(path: Path, name: str, value: object = None) -> object:
    """Return a parameter whose test is skipped where a path in the outside corpus is missing.

    Args:
        path: A file or folder of either corpus.
        name: The id of the parameter.
        value: The parameter itself; by default the path.
    """
    missing = path.is_relative_to(CORPUS) and not path.exists()
    skip = pytest.mark.skipif(missing, reason=_missing(path))
    return pytest.param(value or path, id=name, marks=skip)


def _missing(path: Path) -> str:
    return f"{path.relative_to(ROOT.parent)} is not here"
