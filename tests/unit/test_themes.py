import pytest
from textual._color_constants import COLOR_NAME_TO_RGB
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from tui.themes import (
    BUILT_IN,
    COLOUR_NAMES,
    THEMES,
    is_colour,
    is_theme,
    theme_name,
    theme_word,
    theme_words,
    with_colours,
)


def test_the_built_in_themes_are_those_of_textual() -> None:
    assert set(BUILTIN_THEMES) == BUILT_IN


def test_themes_are_known_by_the_words_of_the_settings() -> None:
    for setting in ("", "dark", "light", "terminal", "nord", "newsreader-dark"):
        assert is_theme(setting)
    assert not is_theme("sepia")


def test_the_named_colours_are_those_of_textual() -> None:
    assert {*COLOR_NAME_TO_RGB} - {"transparent"} == COLOUR_NAMES


@pytest.mark.parametrize("written", ["tomato", "ansi_bright_blue", "#fff", "#D9a05b"])
def test_colours_are_told_from_other_words(written: str) -> None:
    assert is_colour(written)
    assert Color.parse(written)
    assert not is_colour(f"{written}0")


def test_own_colours_stand_over_those_of_a_theme() -> None:
    (dark, *_) = THEMES
    fields = with_colours(dark._asdict(), {"text": "white", "accent": "tomato"})
    theme = Theme(**fields)
    assert (theme.foreground, theme.primary, theme.accent) == ("white", "tomato", "tomato")
    assert theme.variables["footer-key-foreground"] == "tomato"
    assert theme.background == dark.background


def test_each_word_for_a_theme_names_one_and_is_found_again() -> None:
    assert all(is_theme(word) and theme_word(theme_name(word)) == word for word in theme_words())
    assert len(theme_words()) == len(BUILT_IN) + len(THEMES)
