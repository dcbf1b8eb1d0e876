"""The files of the distribution: style sheets and sample articles."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_INSTALLED = _PACKAGE / "_data"
_HOME = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent
"""The folder of the files: inside the package in a wheel, beside it in a checkout."""


def styles() -> Path:
    """Return the folder of the TCSS files."""
    return _HOME / "styles"


def sample_articles() -> Path:
    """Return the folder of the sample articles."""
    return _HOME / "sample_articles"
