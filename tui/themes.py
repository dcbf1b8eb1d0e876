"""The program's own colours, as plain data: paper by day, slate by night."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

DARK, LIGHT, TERMINAL = "newsreader-dark", "newsreader-light", "newsreader-terminal"

_NAMES = {"": DARK, "dark": DARK, "light": LIGHT, "terminal": TERMINAL}


class ThemeColours(NamedTuple):
    """The arguments of Textual's `Theme`."""

    name: str
    primary: str
    secondary: str
    accent: str
    foreground: str
    background: str
    surface: str
    panel: str
    warning: str
    error: str
    success: str
    dark: bool
    variables: Mapping[str, str]
    ansi: bool = False
    boost: str | None = None


THEMES: tuple[ThemeColours, ...] = (
    ThemeColours(
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
    ThemeColours(
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
    # Sixteen colours that the user has chosen: only those that stand out on dark and on light.
    ThemeColours(
        name=TERMINAL,
        ansi=True,
        primary="ansi_magenta",
        secondary="ansi_cyan",
        accent="ansi_magenta",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        warning="ansi_red",
        error="ansi_red",
        success="ansi_green",
        dark=True,
        variables={
            "ansi-background": "ansi_default",
            "ansi-foreground": "ansi_default",
            "border-blurred": "ansi_default",
            "screen-selection-background": "ansi_cyan",
            "screen-selection-foreground": "ansi_black",
            "block-cursor-foreground": "ansi_black",
            "block-cursor-background": "ansi_magenta",
            "input-cursor-background": "ansi_default",
            "input-cursor-foreground": "ansi_default",
            "input-cursor-text-style": "reverse",
            "input-selection-background": "ansi_cyan",
            "input-selection-foreground": "ansi_black",
        },
    ),
)


BUILT_IN = frozenset(
    {
        "ansi-dark",
        "ansi-light",
        "atom-one-dark",
        "atom-one-light",
        "catppuccin-frappe",
        "catppuccin-latte",
        "catppuccin-macchiato",
        "catppuccin-mocha",
        "dracula",
        "flexoki",
        "gruvbox",
        "monokai",
        "nord",
        "rose-pine",
        "rose-pine-dawn",
        "rose-pine-moon",
        "solarized-dark",
        "solarized-light",
        "textual-dark",
        "textual-light",
        "tokyo-night",
    }
)
"""The names of Textual's own themes (8.2), by which settings are checked without Textual."""


_CSS_COLOURS = """
aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet
brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan
darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen
darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey
darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite
forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue
lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon
lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime
limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple
mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue
mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum
powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen
seashell sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal
thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen
"""

COLOUR_NAMES = frozenset(_CSS_COLOURS.split()) | {
    f"ansi_{bright}{name}"
    for bright in ("", "bright_")
    for name in ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
}
"""The colours that have names: those of CSS Color 4, and the sixteen of the terminal."""

COLOUR_ROLES: Mapping[str, tuple[str, ...]] = {
    "background": ("background",),
    "text": ("foreground",),
    "accent": ("primary", "accent"),
    "secondary": ("secondary",),
    "surface": ("surface",),
    "panel": ("panel",),
    "warning": ("warning",),
    "error": ("error",),
    "success": ("success",),
}
"""The fields of Textual's `Theme` for each name in the table `[colors]` of the settings."""


def theme_words() -> tuple[str, ...]:
    """Return the words by which the settings name themes, the program's own first."""
    return (*filter(None, _NAMES), *sorted(BUILT_IN))


def is_colour(written: str) -> bool:
    """Tell whether a text names a colour: `#d9a05b`, `#da5`, `tomato`, `ansi_blue`."""
    return written in COLOUR_NAMES or bool(re.fullmatch("#(?:[0-9a-fA-F]{3}){1,2}", written))


def with_colours(fields: Mapping[str, Any], colours: Mapping[str, str]) -> dict[str, Any]:
    """Return the arguments of a theme with other colours.

    Args:
        fields: The arguments of Textual's `Theme`.
        colours: Colours by the names in `COLOUR_ROLES`.
    """
    changed = dict(fields)
    for role, colour in colours.items():
        changed |= dict.fromkeys(COLOUR_ROLES[role], colour)
    if "accent" in colours:
        changed["variables"] = {
            name: value.replace(fields["primary"], colours["accent"])
            for name, value in fields["variables"].items()
        }
    return changed


def theme_name(setting: str) -> str:
    """Return Textual's name of a theme from the settings' word for it."""
    return _NAMES.get(setting, setting)


def theme_word(name: str) -> str:
    """Return the settings' word for a theme from Textual's name of it."""
    return next((word for word, own in _NAMES.items() if word and own == name), name)


def is_theme(setting: str) -> bool:
    """Tell whether a word of the settings names a theme."""
    name = theme_name(setting)
    return name in BUILT_IN or any(name == theme.name for theme in THEMES)
