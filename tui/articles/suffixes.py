"""The ends of the names of article files, which say what their bodies are written in."""

from tui.articles.article import BodyFormat

SUFFIXES: dict[str, BodyFormat] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mdx": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".rst": "rst",
    ".ipynb": "notebook",
    ".org": "org",
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
}
"""The ends of the names of article files, in lower case, and the formats of their bodies."""


def weight(size: int, suffix: str) -> int:
    """Return the size of a file or body of Markdown that takes as long to read, at the most.

    docutils reads about 270 KB a second, a sixteenth of what the other parsers do.

    Args:
        size: in bytes or characters.
        suffix: the suffix of the file, with the dot, in any case; empty without a file.
    """
    return size * 16 if SUFFIXES.get(suffix.lower()) == "rst" else size
