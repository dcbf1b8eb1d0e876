from textual.theme import BUILTIN_THEMES

from tui.themes import BUILT_IN, is_theme


def test_the_built_in_themes_are_those_of_textual() -> None:
    assert set(BUILTIN_THEMES) == BUILT_IN


def test_themes_are_known_by_the_words_of_the_settings() -> None:
    for setting in ("", "dark", "light", "terminal", "nord", "newsreader-dark"):
        assert is_theme(setting)
    assert not is_theme("sepia")
