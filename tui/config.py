"""The user's settings: `config.toml` in the user's configuration folder."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

READING_WIDTH = 76
"""The default reading width, in cells."""

NARROWEST, WIDEST = 30, 160
"""The range of reading widths, in cells."""

ImageMode = Literal["ask", "always", "never"]
"""The time when pictures are fetched from servers: on request, at once, or never."""

_KNOWN = frozenset(
    {"folders", "theme", "reading_width", "justified", "images", "keys", "queries", "commands"}
)

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
    place: str = ""
    """Where it stands in the settings: the file and the line."""


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
    keys: Mapping[str, str] = MappingProxyType({})
    """The keys of commands, by command id, in Textual's names separated by commas."""
    queries: Mapping[str, str] = MappingProxyType({})
    """The saved queries by their names, in the order of the file."""
    commands: Mapping[str, UserCommand] = MappingProxyType({})
    """The commands of the user by their names, in the order of the file."""
    problems: tuple[str, ...] = ()
    """A sentence for each invalid setting, with the file, the line and the key."""


def load_settings(path: Path) -> Settings:
    """Read the settings; an invalid one keeps its default and is named in `problems`.

    Args:
        path: The TOML file; it need not exist.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        return Settings(problems=(f"{path} can't be read: {error.strerror or error}.",))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        what = "the file is not in UTF-8. The settings are not used."
        return Settings(problems=(f"{path}, line {line}: {what}",))
    import tomllib  # Late, since a start without a settings file needs no parser.

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(problems=(f"{path}: {error}. The settings are not used.",))
    return _Reader(path, text, values).settings()


class _Reader:
    """Checks the values one by one, and collects problems."""

    def __init__(self, path: Path, text: str, values: Mapping[str, object]) -> None:
        self._path = path
        self._lines = text.splitlines()
        self._values = values
        self._problems: list[str] = []

    def settings(self) -> Settings:
        for key in self._values:
            if key not in _KNOWN:
                self._problem(key, f"there is no setting `{key}`")
        return Settings(
            folders=self._folders(),
            theme=self._theme(),
            reading_width=self._width(),
            justified=self._justified(),
            images=self._images(),
            keys=self._keys(),
            queries=self._queries(),
            commands=self._commands(),
            problems=tuple(self._problems),
        )

    def _folders(self) -> tuple[Path, ...]:
        value = self._values.get("folders", [])
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self._problem("folders", "`folders` must be a list of paths in quotes")
            return ()
        base = self._path.parent
        return tuple(base / Path(each).expanduser() for each in value)

    def _theme(self) -> str:
        value = self._values.get("theme", "")
        if isinstance(value, str):
            return value
        self._problem("theme", "`theme` must be a name in quotes")
        return ""

    def _width(self) -> int:
        value = self._values.get("reading_width", READING_WIDTH)
        if type(value) is int and NARROWEST <= value <= WIDEST:
            return value
        self._problem(
            "reading_width",
            f"`reading_width` must be a number from {NARROWEST} to {WIDEST}",
        )
        return READING_WIDTH

    def _justified(self) -> bool:
        value = self._values.get("justified", False)
        if isinstance(value, bool):
            return value
        self._problem("justified", "`justified` must be true or false")
        return False

    def _images(self) -> ImageMode:
        value = self._values.get("images", "ask")
        for mode in get_args(ImageMode):
            if value == mode:
                return mode  # type: ignore[no-any-return]
        self._problem("images", '`images` must be "ask", "always" or "never"')
        return "ask"

    def _keys(self) -> dict[str, str]:
        keys = {}
        for command, key in self._table("keys").items():
            names = [key] if isinstance(key, str) else key
            if isinstance(names, list) and all(isinstance(name, str) for name in names):
                keys[command] = ",".join(names)
            else:
                what = f"the key of `{command}` must be text in quotes, or a list"
                self._problem(command, what, "keys")
        return keys

    def _queries(self) -> dict[str, str]:
        queries = {}
        for name, text in self._table("queries").items():
            if isinstance(text, str):
                queries[name] = text
            else:
                self._problem(name, f"the query `{name}` must be text in quotes", "queries")
        return queries

    def _commands(self) -> dict[str, UserCommand]:
        commands = {}
        for name, value in self._table("commands").items():
            fields = {"run": value} if isinstance(value, str) else value
            key, problem = _command_problem(fields)
            if problem:
                has_own = _line_of(self._lines, key, f"commands.{name}")
                key, table = (key, f"commands.{name}") if has_own else (name, "commands")
                self._problem(key, f"the command `{name}` {problem}", table)
            elif isinstance(fields, dict):
                place = place_of(self._path, self._lines, name, "commands")
                commands[name] = UserCommand(name=name, place=place, **fields)
        return commands

    def _table(self, name: str) -> dict[str, object]:
        value = self._values.get(name, {})
        if isinstance(value, dict):
            return value
        self._problem(name, f"`{name}` must be a table: [{name}]")
        return {}

    def _problem(self, key: str, what: str, table: str = "") -> None:
        self._problems.append(f"{place_of(self._path, self._lines, key, table)}: {what}.")


def _command_problem(fields: object) -> tuple[str, str]:
    """Return what is wrong with a command, and its key; two empty strings for a good one."""
    import shlex  # Late, since few settings have commands.

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


def place_of(path: Path, lines: Sequence[str], key: str, table: str = "") -> str:
    """Return the place of a key in words: the settings file, and the line if found.

    Args:
        path: The file.
        lines: Its lines.
        key: The key.
        table: The table of the key; empty for none.
    """
    line = _line_of(lines, key, table)
    return f"{path}, line {line}" if line else f"{path}"


def _line_of(lines: Sequence[str], key: str, table: str) -> int | None:
    """Return the line of a key, from 1; None where it is not found."""
    name = rf"[\"']?{re.escape(key)}[\"']?\s*[=.\]]"
    inside, anywhere = rf"\s*{name}", rf"\s*\[*\s*{name}"
    if table:
        anywhere = rf"\s*\[?\s*{re.escape(table)}\s*\.\s*{name}"
    is_inside = False
    for number, line in enumerate(lines, 1):
        if re.match(anywhere, line) or (is_inside and re.match(inside, line)):
            return number
        if line.lstrip().startswith("["):
            is_inside = bool(re.match(rf"\s*\[\s*{re.escape(table)}\s*\]", line))
    return None
