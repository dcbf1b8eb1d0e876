"""Where the real posts, pages and feeds lie, when they are there."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
"""The checkout."""

CORPUS = ROOT.parent / "shared" / "corpus"


def corpus(*parts: str) -> Path:
    """Return a path in the corpus, or skip the test by name where there is none."""
    path = CORPUS.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"shared/corpus/{'/'.join(parts)} is not here")
    return path
