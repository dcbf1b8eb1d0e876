"""Checks the rules of the house (docs/ARCHITECTURE.md) that import-linter doesn't know.

`make check` runs it. It prints each fault and exits with 1 where there is any:

- a circle of imports, those within functions and for type checking counted;
- a folder of `tui` with more than 17 modules;
- a module's name that stands twice, commands in `tui.cli` aside;
- an import within a function that docs/ARCHITECTURE.md does not list, or a line of that list
  without such an import.
"""

import ast
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
ARCHITECTURE = ROOT / "docs" / "ARCHITECTURE.md"

_MOST_MODULES = 17
_LATE = re.compile(r"^\| `([\w.]+)` \| (`[^|]+`) \|", re.MULTILINE)
"""A row of the table of late imports: the module that imports, and what."""

_TABLE = "## Imports inside functions"
"""The heading in docs/ARCHITECTURE.md under which that table stands."""


def modules() -> dict[str, ast.Module]:
    """Return every module of the package, parsed, by its full name."""
    found = {}
    for path in sorted((ROOT / "tui").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield what a tree imports, as a module and a name in it, or a module and nothing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def imported(tree: ast.AST, known: dict[str, ast.Module]) -> set[str]:
    """Return the modules that a tree imports, by their full names."""
    return {
        whole if (whole := f"{module}.{name}") in known else module
        for module, name in imports(tree)
    }


def late_imports(known: dict[str, ast.Module]) -> set[tuple[str, str]]:
    """Return each module that imports within a function, with a module that it imports so."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        (name, late)
        for name, tree in known.items()
        for node in ast.walk(tree)
        if isinstance(node, functions)
        for late in imported(node, known)
    }


def faults() -> Iterator[str]:
    """Yield each breach of a rule, as a sentence."""
    known = modules()
    graph = {name: imported(tree, known) & known.keys() - {name} for name, tree in known.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield f"These modules import one another in a circle: {' → '.join(reversed(error.args[1]))}"
    rooms: dict[str, list[str]] = defaultdict(list)
    for path in (ROOT / "tui").rglob("*.py"):
        if path.name != "__init__.py":
            rooms[str(path.parent.relative_to(ROOT))].append(path.stem)
    for room, names in rooms.items():
        if len(names) > _MOST_MODULES:
            yield f"{room} holds {len(names)} modules: which of them belong together?"
    named = Counter(
        name for room, names in rooms.items() if not room.startswith("tui/cli") for name in names
    )
    yield from (f"{count} modules are called {name}" for name, count in named.items() if count > 1)
    page = ARCHITECTURE.read_text(encoding="utf-8")
    listed = {
        (module, target)
        for module, targets in _LATE.findall(page.partition(_TABLE)[2])
        for target in re.findall(r"`([\w.]+)`", targets)
    }
    late = late_imports(known)
    for module, target in sorted(late - listed):
        yield f"{module} imports {target} within a function; docs/ARCHITECTURE.md gives no reason"
    for module, target in sorted(listed - late):
        yield f"docs/ARCHITECTURE.md lists a late import of {target} in {module}: there is none"


def main() -> None:
    """Print the faults."""
    found = list(faults())
    print(*(found or ["The house is in order."]), sep="\n")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
