"""The user's settings: `config.toml` in the user's configuration folder."""

import re
import shlex
from collections.abc import Callable, Collection, Mapping
from os.path import expanduser
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

from tui.articles.date_format import DateForm, DateOrder
from tui.commands import command_ids
from tui.errors import nearest
from tui.own_keys import key_name, taken_keys
from tui.paths import why_not_open
from tui.themes import COLOUR_ROLES, is_colour, is_theme, theme_words

READING_WIDTH = 76
"""The default reading width, in cells."""

NARROWEST, WIDEST = 30, 160
"""The range of reading widths, in cells."""

ImageMode = Literal["ask", "always", "never"]
"""The time when pictures are fetched from servers: on request, at once, or never."""

Chinese = Literal["exact", "fold"]
"""Whether simplified and traditional characters are searched for as they are, or as one."""

PLACEHOLDERS = ("link", "title", "path")
"""The parts of an article that a command of the user may take as arguments: `{link}`."""

_PLACEHOLDER = f"{{(?:{'|'.join(PLACEHOLDERS)})}}"
_AS_PROGRAM = re.compile(rf"(?:\A|[|;&(`\n])[\s\"']*{_PLACEHOLDER}")


class UserCommand(NamedTuple):
    """A command that is given an article, from the settings or as typed."""

    name: str
    run: str
    """The program and its arguments; `{link}`, `{title}` and `{path}` stand for the article's."""
    shows: bool = False
    """Whether a dialog shows what it prints."""
    shell: bool = False
    """Whether `run` is for the shell, not for newsreader to divide into words."""
    markdown: bool = False
    """Whether it is given the article as Markdown, not as text."""


class Mistake(NamedTuple):
    """A setting that can't be used."""

    path: Path
    """The settings file."""
    line: int | None
    """The line, from 1; None where it is not known."""
    what: str
    """What is wrong, with the name of the setting; a sentence without its end."""

    @property
    def in_file(self) -> str:
        """The mistake with its line, where the file is named already."""
        return f"line {self.line}: {self.what}" if self.line else self.what

    def __str__(self) -> str:
        place = f"{self.path}, line {self.line}" if self.line else f"{self.path}"
        return f"{place}: {self.what}."


class Settings(NamedTuple):
    """The settings; each field has a default that suits most people."""

    folders: tuple[Path, ...] = ()
    """The folders to open when no path is given; empty for the samples."""
    theme: str = ""
    """`dark`, `light`, `terminal`, or the name of one of Textual's themes."""
    reading_width: int = READING_WIDTH
    """The width of the text in cells, 30 to 160."""
    justified: bool = False
    """Whether both edges of the text are straight."""
    images: ImageMode = "ask"
    """The time when pictures are fetched; those in files are always shown."""
    dates: DateOrder = "day month year"
    """The form of dates."""
    hours: Literal[12, 24] = 24
    """The hours of the clock."""
    colors: Mapping[str, str] = MappingProxyType({})
    """Colours over those of the theme, by the names in `themes.COLOUR_ROLES`."""
    chinese: Chinese = "exact"
    """`fold`: searches take simplified and traditional characters for one."""
    keys: Mapping[str, str] = MappingProxyType({})
    """The keys of commands, by command id, in Textual's names separated by commas."""
    queries: Mapping[str, str] = MappingProxyType({})
    """The saved queries by their names, in the order of the file."""
    commands: Mapping[str, UserCommand] = MappingProxyType({})
    """The commands of the user by their names, in the order of the file."""
    mistakes: tuple[Mistake, ...] = ()
    """What can't be used; the defaults stand in its place."""

    @property
    def date_form(self) -> DateForm:
        """The form of dates and times of day."""
        return DateForm(self.dates, self.hours)


class Setting(NamedTuple):
    """A setting with one value."""

    name: str
    default: str
    """The default, as it is written in the file."""
    about: str
    """A sentence for the user."""
    read: Callable[[object], Any]
    """Returns the value for `Settings`; raises ValueError with what the value must be."""


def _folders(value: object) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if isinstance(values, list) and all(isinstance(each, str) and each for each in values):
        return tuple(values)
    raise ValueError("must be a list of paths in quotes")


def _theme(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("must be a name in quotes")
    if value and not is_theme(value):
        likely = _suggestion(value, theme_words())
        raise ValueError(f"must name a theme; there is no theme `{value}`{likely}")
    return value


def _width(value: object) -> int:
    if type(value) is int and NARROWEST <= value <= WIDEST:
        return value
    raise ValueError(f"must be a number from {NARROWEST} to {WIDEST}")


def _bool(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("must be true or false")


def _one_of(*values: str | int) -> Callable[[object], object]:
    def read(value: object) -> object:
        if value in values and not isinstance(value, bool):
            return value
        *names, last = (f'"{each}"' if isinstance(each, str) else f"{each}" for each in values)
        raise ValueError(f"must be {', '.join(names)} or {last}")

    return read


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "folders",
        "[]",
        'The folders that newsreader opens when it is given none: ["~/articles", "~/clippings"].',
        _folders,
    ),
    Setting(
        "theme",
        '"dark"',
        'The colours: "dark", "light", "terminal", or another theme by its name, such as "nord".',
        _theme,
    ),
    Setting(
        "reading_width",
        f"{READING_WIDTH}",
        f"The width of the text in columns, from {NARROWEST} to {WIDEST}.",
        _width,
    ),
    Setting("justified", "false", "Whether both edges of the text are straight.", _bool),
    Setting(
        "images",
        '"ask"',
        'When pictures on servers are fetched: "ask" (when you open them), "always" or "never".',
        _one_of(*get_args(ImageMode)),
    ),
    Setting(
        "dates",
        '"day month year"',
        'The form of dates: "day month year", "month day year", or "iso" (2021-03-29).',
        _one_of(*get_args(DateOrder)),
    ),
    Setting("hours", "24", "The hours of the clock: 24 (19:15) or 12 (7:15 pm).", _one_of(24, 12)),
    Setting(
        "chinese",
        '"exact"',
        'How Chinese is searched: "exact", or "fold" (发, 發 and 髮 count as one).',
        _one_of(*get_args(Chinese)),
    ),
)
"""The settings with one value, in the order of the file that `newsreader config` writes."""


class Table(NamedTuple):
    """A setting that is a table."""

    name: str
    about: str
    """A sentence for the user."""
    example: str
    """A line of the table, as it is written in the file."""


TABLES: tuple[Table, ...] = (
    Table(
        "colors",
        "Colours in place of the theme's, as #rrggbb, by name, or of the terminal (ansi_blue).",
        'accent = "#d9a05b"',
    ),
    Table(
        "keys",
        'The keys of each command: one, a list of several, or "" for none.',
        'bookmark = "b"',
    ),
    Table(
        "queries",
        "Searches and filters that are saved by name; S in newsreader adds one.",
        'week = "is:unread date:7d"',
    ),
    Table(
        "commands",
        "Commands of your own, which get the text of an article on their standard input.",
        'count = {run = "wc -w", shows = true}',
    ),
)
"""The settings that are tables, in the order of the file that `newsreader config` writes."""


ENCODING = "utf-8-sig"
"""The encoding of the file: UTF-8, also with the mark at its beginning that Notepad writes."""


def load_settings(path: Path) -> Settings:
    """Read the settings; an invalid one keeps its default and is one of the `mistakes`.

    Args:
        path: The TOML file; it need not exist.
    """
    try:
        text = path.read_text(encoding=ENCODING)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        return _unusable(path, None, f"the file can't be read: {error.strerror or error}")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return _unusable(path, line, "the file is not in UTF-8. The settings are not used")
    from tui.toml_lines import TomlError, read_toml  # Most starts find no file to read.

    try:
        values = read_toml(text)
    except TomlError as error:
        return _unusable(path, error.line, f"{error}. The settings are not used")
    return _Reader(path, text, values).settings()


def _unusable(path: Path, line: int | None, what: str) -> Settings:
    return Settings(mistakes=(Mistake(path, line, what),))


def line_of(text: str, *keys: str) -> int | None:
    """Return the line of a key, or else of the table around it; None where it is not found.

    Args:
        text: The settings file, which is valid TOML.
        keys: The key, after the tables that it is in, the outermost first.
    """
    lines = _key_lines(text)
    for end in range(len(keys), 0, -1):
        if keys[:end] in lines:
            return lines[keys[:end]][0]
    return None


def _key_lines(text: str) -> dict[tuple[str, ...], tuple[int, int]]:
    from tui.toml_lines import key_lines  # Only where something is wrong.

    return key_lines(text)


def folder_mistakes(path: Path, settings: Settings) -> list[Mistake]:
    """Return a mistake for each folder in the settings that can't be opened.

    Args:
        path: The settings file.
        settings: What it says.
    """
    return [
        Mistake(path, _folder_line(path, folder), f"`folders`: {reason[0].lower()}{reason[1:-1]}")
        for folder in settings.folders
        if (reason := why_not_open(str(folder)))
    ]


def with_folder_mistakes(path: Path, settings: Settings) -> Settings:
    """Return the settings with the mistakes of folders that can't be opened among the others."""
    found = [*settings.mistakes, *folder_mistakes(path, settings)]
    return settings._replace(mistakes=tuple(sorted(found, key=lambda each: each.line or 0)))


def _folder_line(path: Path, folder: Path) -> int | None:
    """Return the line of a folder in the list `folders`."""
    try:
        text = path.read_text(encoding=ENCODING)
        first, last = _key_lines(text)["folders",]
    except (OSError, ValueError, KeyError):  # The file has changed since it was read.
        return None
    lines = text.split("\n")
    return next((at for at in range(first, last + 1) if folder.name in lines[at - 1]), first)


class _Reader:
    """Checks the values one by one, and collects mistakes."""

    def __init__(self, path: Path, text: str, values: Mapping[str, object]) -> None:
        self._path = path
        self._text = text
        self._values = values
        self._mistakes: list[Mistake] = []

    def settings(self) -> Settings:
        names = {setting.name for setting in SETTINGS} | {table.name for table in TABLES}
        for key in self._values:
            if key not in names:
                self._add(f"there is no setting `{key}`{_suggestion(key, names)}", key)
        read: dict[str, Any] = {}
        for setting in SETTINGS:
            if setting.name in self._values:
                try:
                    read[setting.name] = setting.read(self._values[setting.name])
                except ValueError as error:
                    self._add(f"`{setting.name}` {error}", setting.name)
        if folders := read.get("folders"):
            # Path.expanduser would raise an error for a user that does not exist.
            read["folders"] = tuple(
                self._path.parent / expanduser(each)  # noqa: PTH111
                for each in folders
            )
        read |= {"colors": self._colors(), "queries": self._queries()}
        read["commands"] = self._commands()
        read["keys"] = self._keys(read["commands"])
        self._mistakes.sort(key=lambda mistake: mistake.line or 0)
        return Settings(**read, mistakes=tuple(self._mistakes))

    def _colors(self) -> dict[str, str]:
        colours = {}
        for role, value in self._table("colors").items():
            if role not in COLOUR_ROLES:
                others = _suggestion(role, COLOUR_ROLES) or f"; there are {', '.join(COLOUR_ROLES)}"
                self._add(f"there is no colour `{role}` to set{others}", "colors", role)
            elif isinstance(value, str) and is_colour(value):
                colours[role] = value
            else:
                what = f'`{role}` must be a colour such as "#d9a05b", "tomato" or "ansi_blue"'
                said = f", not `{value}`" if isinstance(value, str) else ""
                self._add(what + said, "colors", role)
        return colours

    def _keys(self, own: Collection[str]) -> dict[str, str]:
        table = self._table("keys")
        if not table:
            return {}
        keys = {}
        known = command_ids()
        for id, value in table.items():
            if id not in known and id not in own:
                self._add(f"there is no command `{id}`{_suggestion(id, known)}", "keys", id)
            elif (names := self._key_names(id, value)) is not None:
                keys[id] = names
        taken = taken_keys(keys)
        for (id, key), other in taken.items():
            self._add(f"the key `{key}` of `{id}` is taken by {other}", "keys", id)
        kept = {id: [key for key in keys[id] if (id, key) not in taken] for id in keys}
        return {id: ",".join(names) for id, names in kept.items() if names or not keys[id]}

    def _key_names(self, id: str, value: object) -> list[str] | None:
        """Return Textual's names of keys; None where none is left of those that are written."""
        written = [value] if isinstance(value, str) else value
        if not isinstance(written, list) or not all(isinstance(key, str) for key in written):
            self._add(f"the key of `{id}` must be text in quotes, or a list", "keys", id)
            return None
        # A comma stands between two keys, or is one.
        keys = [key for text in written for key in ([text] if text == "," else text.split(","))]
        keys = [key.strip() for key in keys if key.strip()]
        names = {key: key_name(key) for key in keys}
        for key in (key for key, name in names.items() if name is None):
            self._add(f"there is no key `{key}`, which `{id}` is given", "keys", id)
        found = [name for name in dict.fromkeys(names.values()) if name]
        return found or (None if keys else [])

    def _queries(self) -> dict[str, str]:
        queries = {}
        for name, text in self._table("queries").items():
            if isinstance(text, str):
                queries[name] = text
            else:
                self._add(f"the query `{name}` must be text in quotes", "queries", name)
        return queries

    def _commands(self) -> dict[str, UserCommand]:
        commands = {}
        known = command_ids()
        for name, value in self._table("commands").items():
            fields = {"run": value} if isinstance(value, str) else value
            key, problem = _command_problem(fields)
            if problem:
                self._add(f"the command `{name}` {problem}", "commands", name, key)
            elif name in known:
                what = f"`{name}` is the name of a command of newsreader's own"
                self._add(what, "commands", name)
            elif isinstance(fields, dict):
                commands[name] = UserCommand(name=name, **fields)
        return commands

    def _table(self, name: str) -> dict[str, object]:
        value = self._values.get(name, {})
        if isinstance(value, dict):
            return value
        self._add(f"`{name}` must be a table: [{name}]", name)
        return {}

    def _add(self, what: str, *keys: str) -> None:
        self._mistakes.append(Mistake(self._path, line_of(self._text, *keys), what))


def _suggestion(name: str, known: Collection[str]) -> str:
    """Return a question if a name looks like a mistyped one, or the empty string."""
    near = nearest(name, known)
    return f" (did you mean `{near}`?)" if near else ""


def _command_problem(fields: object) -> tuple[str, str]:
    """Return what is wrong with a command, and its key; two empty strings for a good one."""
    if not isinstance(fields, dict):
        return "", "must be text in quotes, or a table with `run`"
    run = fields.get("run")
    if not isinstance(run, str) or not run.strip():
        return "run", "needs `run`: the program and its arguments, in quotes"
    for key, value in fields.items():
        if key not in ("run", "shows", "shell", "markdown"):
            return key, f"has no setting `{key}`; there are `run`, `shows`, `shell`, `markdown`"
        if key != "run" and not isinstance(value, bool):
            return key, f"must have true or false for `{key}`"
    if "\0" in run:
        return "run", "has a NUL character in `run`"
    try:
        words = shlex.split(run)
    except ValueError:
        words = [run]
        if not fields.get("shell"):
            return "run", "has a quotation mark or a backslash in `run` without its other half"
    if not words:
        return "run", "needs `run`: the program and its arguments, in quotes"
    starts = _AS_PROGRAM.search(run) if fields.get("shell") else None
    if starts or re.search(_PLACEHOLDER, words[0]):
        return "run", "would start a program that an article names"
    return "", ""
