"""The mistakes in the settings, with folders that are missing and queries not understood."""

from pathlib import Path

from tui.config import ENCODING, Mistake, Settings, line_of, load_settings, with_folder_mistakes
from tui.library.search.query_language import parse


def query_mistakes(path: Path, settings: Settings) -> list[Mistake]:
    """Return a mistake for each saved query that is not understood.

    Args:
        path: The settings file.
        settings: What it says.
    """
    wrong = {name: parse(text).problem for name, text in settings.queries.items()}
    wrong = {name: problem for name, problem in wrong.items() if problem}
    text = path.read_text(encoding=ENCODING) if wrong else ""
    return [
        Mistake(path, line_of(text, "queries", name), f"the query `{name}`: {problem.rstrip('.')}")
        for name, problem in wrong.items()
    ]


def all_mistakes(path: Path) -> list[Mistake]:
    """Return all mistakes in a settings file, by their lines.

    Args:
        path: The file; it need not exist.
    """
    settings = with_folder_mistakes(path, load_settings(path))
    found = [*settings.mistakes, *query_mistakes(path, settings)]
    return sorted(found, key=lambda mistake: mistake.line or 0)
