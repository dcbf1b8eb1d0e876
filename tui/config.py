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

Chinese = Literal["exact", "fold"]
"""Whether simplified and traditional characters are searched for as they are, or as one."""

_KNOWN = frozenset(
    {"folders", "theme", "reading_width", "justified", "images", "chinese"}
    | {"keys", "queries", "commands"}
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
    chinese: Chinese = "exact"
    """`fold`: searches take simplified and traditional characters for one."""
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
                self._problem(f"there is no setting `{key}`", key)
        return Settings(
            folders=self._folders(),
            theme=self._theme(),
            reading_width=self._width(),
            justified=self._justified(),
            images=self._images(),
            chinese=self._chinese(),
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
            self._problem("`folders` must be a list of paths in quotes", "folders")
            return ()
        base = self._path.parent
        return tuple(base / Path(each).expanduser() for each in value)

    def _theme(self) -> str:
        value = self._values.get("theme", "")
        if isinstance(value, str):
            return value
        self._problem("`theme` must be a name in quotes", "theme")
        return ""

    def _width(self) -> int:
        value = self._values.get("reading_width", READING_WIDTH)
        if type(value) is int and NARROWEST <= value <= WIDEST:
            return value
        self._problem(
            f"`reading_width` must be a number from {NARROWEST} to {WIDEST}",
            "reading_width",
        )
        return READING_WIDTH

    def _justified(self) -> bool:
        value = self._values.get("justified", False)
        if isinstance(value, bool):
            return value
        self._problem("`justified` must be true or false", "justified")
        return False

    def _images(self) -> ImageMode:
        value = self._values.get("images", "ask")
        for mode in get_args(ImageMode):
            if value == mode:
                return mode  # type: ignore[no-any-return]
        self._problem('`images` must be "ask", "always" or "never"', "images")
        return "ask"

    def _chinese(self) -> Chinese:
        value = self._values.get("chinese", "exact")
        for choice in get_args(Chinese):
            if value == choice:
                return choice  # type: ignore[no-any-return]
        self._problem('`chinese` must be "exact" or "fold"', "chinese")
        return "exact"

    def _keys(self) -> dict[str, str]:
        keys = {}
        for command, key in self._table("keys").items():
            names = [key] if isinstance(key, str) else key
            if isinstance(names, list) and all(isinstance(name, str) for name in names):
                keys[command] = ",".join(names)
            else:
                what = f"the key of `{command}` must be text in quotes, or a list"
                self._problem(what, "keys", command)
        return keys

    def _queries(self) -> dict[str, str]:
        queries = {}
        for name, text in self._table("queries").items():
            if isinstance(text, str):
                queries[name] = text
            else:
                self._problem(f"the query `{name}` must be text in quotes", "queries", name)
        return queries

    def _commands(self) -> dict[str, UserCommand]:
        commands = {}
        for name, value in self._table("commands").items():
            fields = {"run": value} if isinstance(value, str) else value
            key, problem = _command_problem(fields)
            if problem:
                has_line = _line_of(self._lines, "commands", name, key)
                keys = ("commands", name, key) if has_line else ("commands", name)
                self._problem(f"the command `{name}` {problem}", *keys)
            elif isinstance(fields, dict):
                place = place_of(self._path, self._lines, "commands", name)
                commands[name] = UserCommand(name=name, place=place, **fields)
        return commands

    def _table(self, name: str) -> dict[str, object]:
        value = self._values.get(name, {})
        if isinstance(value, dict):
            return value
        self._problem(f"`{name}` must be a table: [{name}]", name)
        return {}

    def _problem(self, what: str, *keys: str) -> None:
        self._problems.append(f"{place_of(self._path, self._lines, *keys)}: {what}.")


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


def place_of(path: Path, lines: Sequence[str], *keys: str) -> str:
    """Return the place of a key in words: the settings file, and the line if found.

    Args:
        path: The file.
        lines: Its lines.
        keys: The key, after the tables that it is in, the outermost first.
    """
    line = _line_of(lines, *keys)
    return f"{path}, line {line}" if line else f"{path}"


def _line_of(lines: Sequence[str], *keys: str) -> int | None:
    """Return the line of a key, from 1; None where it has no line of its own.

    The first of the keys may stand in a header, others before a dot (TOML 1.0, "Keys").
    """
    names = [rf"[\"']?{re.escape(key)}[\"']?\s*" for key in keys]
    in_header: int | None = 0
    for number, line in enumerate(lines, 1):
        is_header = line.lstrip().startswith("[")
        start = r"\s*\[+\s*" if is_header else r"\s*"
        before = 0 if is_header else in_header
        if before is not None and re.match(start + r"\.\s*".join(names[before:]) + r"[=.\]]", line):
            return number
        if is_header:
            counts = range(len(names) - 1, 0, -1)
            headers = {count: start + r"\.\s*".join(names[:count]) + "]" for count in counts}
            in_header = next((count for count in counts if re.match(headers[count], line)), None)
    return None
