"""The user's settings: `config.toml` in the user's configuration folder."""

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

_KNOWN = frozenset({"folders", "theme", "reading_width", "justified", "images", "keys", "queries"})


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

    def _table(self, name: str) -> dict[str, object]:
        value = self._values.get(name, {})
        if isinstance(value, dict):
            return value
        self._problem(name, f"`{name}` must be a table: [{name}]")
        return {}

    def _problem(self, key: str, what: str, table: str = "") -> None:
        self._problems.append(f"{place_of(self._path, self._lines, key, table)}: {what}.")


def place_of(path: Path, lines: Sequence[str], key: str, table: str = "") -> str:
    """Return the place of a key in words: the settings file, and the line if found.

    Args:
        path: The file.
        lines: Its lines.
        key: The key.
        table: The table of the key; empty for none.
    """
    starts = [number for number, line in enumerate(lines) if line.strip().startswith(f"[{table}]")]
    after = starts[0] + 1 if table and starts else 0
    for number, line in enumerate(lines[after:], after + 1):
        if line.lstrip(" \"'[").startswith(key):
            return f"{path}, line {number}"
    return f"{path}"
