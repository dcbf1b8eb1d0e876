"""The rows of a tree of categories with counts, as branches open and a typed filter changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tui.articles.article import CategoryPath
from tui.library.query import Grouping
from tui.library.search.folding import fold
from tui.library.values import Tallies, Tally

ALL = "All articles"
WITHOUT: Mapping[Grouping, str] = {
    "category": "Without a category",
    "tag": "Without a tag",
    "author": "Without an author",
    "label": "Without a label",
}

_SHOWN_WHOLE = 16
"""A forest of at most this many categories is shown with every branch open."""


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One row: a category, all articles, or those without one.

    A tag, an author and a label are categories of one level.
    """

    category: CategoryPath | None
    """None: all articles; the empty path: those without one."""
    name: str
    depth: int
    """The levels above it, from 0 for the outermost."""
    tally: Tally
    """The articles of it and everything below it."""
    branch: bool = False
    """Whether there are categories below it."""
    open: bool = False
    """Whether the rows of those follow."""


def match_ranges(name: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the ranges of a name at which folded words stand.

    Args:
        name: The name as it is shown.
        words: Words that are folded already.

    Returns:
        Ranges of characters of `name`, in order and without overlap.
    """
    folded: list[str] = []
    at: list[int] = []
    for index, character in enumerate(name):
        part = fold(character)
        folded.append(part)
        at += [index] * len(part)
    text = "".join(folded)
    hit = [False] * len(name)
    for word in filter(None, words):
        start = text.find(word)
        while start >= 0:
            for index in range(at[start], at[start + len(word) - 1] + 1):
                hit[index] = True
            start = text.find(word, start + len(word))
    return _runs(hit)


def _runs(hit: list[bool]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for index, is_hit in enumerate(hit):
        if is_hit and found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1)
        elif is_hit:
            found.append((index, index + 1))
    return found


class CategoryForest:
    """All categories with their counts, those with the most articles first at every level."""

    def __init__(self, counts: Mapping[CategoryPath, Tally]) -> None:
        """Make the forest.

        Args:
            counts: How many articles each category and everything below it has. A parent
                that is missing counts what its children do together. The empty path counts
                the articles without a category.
        """
        self.counts = dict(counts)
        self.children: dict[CategoryPath, list[CategoryPath]] = {}
        """The categories right below each branch; the outermost are below the empty path."""
        self.folded: dict[CategoryPath, str] = {}
        known: set[CategoryPath] = set()
        for category in counts:
            while category and category not in known:
                known.add(category)
                self.children.setdefault(category[:-1], []).append(category)
                category = category[:-1]
        for category in sorted(known, key=len, reverse=True):
            if category not in self.counts:
                parts = [self.counts[child] for child in self.children[category]]
                self.counts[category] = Tally(*map(sum, zip(*parts, strict=True)))
            self.folded[category] = fold(category[-1])
        for below in self.children.values():
            below.sort(key=lambda path: (-self.counts[path].all, self.folded[path], path))

    def __len__(self) -> int:
        """Return the number of categories, without the rows for all and for none."""
        return len(self.folded)

    def matching(self, words: tuple[str, ...]) -> set[CategoryPath]:
        """Return the categories that a filter finds.

        Args:
            words: Folded words. Each must stand in some level of the path, one of them at
                least in the category's own name.
        """
        found: set[CategoryPath] = set()
        for category, own in self.folded.items():
            missing = [word for word in words if word not in own]
            if len(missing) < len(words) and all(
                any(word in self.folded[category[:depth]] for depth in range(1, len(category)))
                for word in missing
            ):
                found.add(category)
        return found


class CategoryRows:
    """The rows that are shown, as branches open and close and the filter changes."""

    def __init__(
        self, tallies: Tallies, chosen: CategoryPath | None, grouping: Grouping = "category"
    ) -> None:
        """Make the rows, with the chosen category in sight.

        Args:
            tallies: What the categories have.
            chosen: The category that is filtered by now; None for all.
            grouping: What the categories are.
        """
        self.words: tuple[str, ...] = ()
        """The filter: folded words; empty when there is none."""
        self._without = WITHOUT[grouping]
        self._opened: set[CategoryPath] = set()
        self._turned: dict[CategoryPath, bool] = {}
        """Branches that the user opened or closed while the filter is on."""
        self._found: set[CategoryPath] = set()
        self._around: set[CategoryPath] = set()
        """The categories above those found."""
        self._kept: set[CategoryPath] = set()
        """The categories found and those above them."""
        self._count(tallies, chosen)
        roots = self.forest.children.get((), [])
        if len(self.forest) <= _SHOWN_WHOLE:
            self._opened.update(self.forest.children)
        elif len(roots) == 1:
            self._opened.add(roots[0])
        self._opened.update((chosen or ())[:depth] for depth in range(1, len(chosen or ())))
        self.rows: list[CategoryRow] = list(self._walk())

    def _count(self, tallies: Tallies, chosen: CategoryPath | None) -> None:
        nothing: dict[CategoryPath, Tally] = {} if chosen is None else {chosen: Tally(0, 0)}
        self.tallies = tallies
        self.forest = CategoryForest(nothing | tallies.counts)

    def count(self, tallies: Tallies, chosen: CategoryPath | None) -> None:
        """Show other numbers; what the user opened stays open."""
        self._count(tallies, chosen)
        self._find()

    def filter(self, text: str) -> None:
        """Leave the categories that match the typed text, with the branches above them open."""
        self.words = tuple(fold(text).split())
        self._turned.clear()
        self._find()

    def _find(self) -> None:
        self._found = self.forest.matching(self.words) if self.words else set()
        self._around = {path[:depth] for path in self._found for depth in range(1, len(path))}
        self._kept = self._found | self._around
        self.rows = list(self._walk())

    def set_open(self, category: CategoryPath, is_open: bool) -> bool:
        """Open or close a branch; return whether that changed anything."""
        if category not in self.forest.children or self._is_open(category) == is_open:
            return False
        if self.words:
            self._turned[category] = is_open
        elif is_open:
            self._opened.add(category)
        else:
            self._opened.discard(category)
        self.rows = list(self._walk())
        return True

    def index_of(self, category: CategoryPath | None) -> int | None:
        """Return the number of a category's row; None where it is not shown."""
        return next((i for i, row in enumerate(self.rows) if row.category == category), None)

    def best(self) -> int:
        """Return the row that fits the filter best: by its whole name, its start, or a part."""
        if not self.words:
            return 0
        text = " ".join(self.words)

        def merit(index: int) -> tuple[int, int]:
            category = self.rows[index].category
            if not category or category not in self._found:
                return 3, index
            levels = [self.forest.folded[category[: n + 1]] for n in range(len(category))]
            if text in (levels[-1], " ".join(levels)):
                return 0, index
            return 1 if levels[-1].startswith(text) else 2, index

        return min(range(len(self.rows)), key=merit, default=0)

    def _is_open(self, category: CategoryPath) -> bool:
        if not self.words:
            return category in self._opened
        return self._turned.get(category, category in self._around)

    def _walk(self) -> Iterator[CategoryRow]:
        if not self.words:
            yield CategoryRow(None, ALL, 0, self.tallies.total)
        yield from self._below((), bool(self.words))
        if () in self.forest.counts and all(word in fold(self._without) for word in self.words):
            yield CategoryRow((), self._without, 0, self.forest.counts[()])

    def _below(self, parent: CategoryPath, only_found: bool) -> Iterator[CategoryRow]:
        for category in self.forest.children.get(parent, ()):
            if only_found and category not in self._kept:
                continue
            is_open = self._is_open(category)
            yield CategoryRow(
                category,
                category[-1],
                len(category) - 1,
                self.forest.counts[category],
                category in self.forest.children,
                is_open,
            )
            if is_open:
                # A branch that the user opened shows all that is in it.
                yield from self._below(category, only_found and not self._turned.get(category))
