"""The folding of Chinese as the settings have it, for every command alike."""

from tui.config import load_settings
from tui.paths import Paths


def fold_as_set() -> None:
    """Take simplified and traditional characters for one where the settings say so.

    It comes before every command: whatever is folded earlier would not be found.
    """
    path = Paths.of_user().settings
    try:
        mentioned = b"chinese" in path.read_bytes()
    except OSError:
        return
    # Few settings have it, and the parser of all the others takes as long as a short command.
    if mentioned and load_settings(path).chinese == "fold":
        from tui.library.search.chinese import chinese_variants
        from tui.library.search.folding import fold_chinese

        fold_chinese(chinese_variants())
