"""The program's own colours: paper by day, slate by night."""

from textual.theme import Theme

DARK, LIGHT, TERMINAL = "newsreader-dark", "newsreader-light", "ansi-dark"

_NAMES = {"": DARK, "dark": DARK, "light": LIGHT, "terminal": TERMINAL}

THEMES = (
    Theme(
        name=DARK,
        primary="#d9a05b",
        secondary="#8fb1cc",
        accent="#d9a05b",
        foreground="#d8d5cd",
        background="#17191c",
        surface="#1d2024",
        panel="#2a2e34",
        warning="#e0b35c",
        error="#e07a6b",
        success="#8fbf7f",
        dark=True,
        variables={"input-selection-background": "#d9a05b 35%", "footer-key-foreground": "#d9a05b"},
    ),
    Theme(
        name=LIGHT,
        primary="#8a4b12",
        secondary="#2f5f86",
        accent="#8a4b12",
        foreground="#2b2a27",
        background="#faf8f3",
        surface="#f2eee5",
        panel="#e5dfd2",
        warning="#8a5a00",
        error="#a8321f",
        success="#3b6b2c",
        dark=False,
        variables={"input-selection-background": "#8a4b12 25%", "footer-key-foreground": "#8a4b12"},
    ),
)


def theme_name(setting: str) -> str:
    """Return Textual's name of a theme from the settings' word for it."""
    return _NAMES.get(setting, setting)
