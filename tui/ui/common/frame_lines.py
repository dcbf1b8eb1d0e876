"""The lines that frame the main screen: the title bar, and rules that meet the divider."""

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.articles.terminal_text import counted
from tui.ui.common.cells import cut, cut_folders, cut_middle
from tui.ui.common.drawing import role_style


def counts(listed: int, all: int, unread: int) -> str:
    """Return how many articles are listed, of how many, and how many of them are unread."""
    head = counted(all, "article") if listed == all else f"{listed:,} of {all:,}"
    return f"{head} · {unread:,} unread" if unread else head


class TitleBar(Widget):
    """The program's name, the folder, and the counts."""

    DEFAULT_CSS = """
    TitleBar { height: 1; }
    """

    COMPONENT_CLASSES = {"title-bar--name", "title-bar--counts"}

    place: reactive[str] = reactive("")
    """What is open: a folder, several, or what was piped in."""
    counts: reactive[str] = reactive("")
    work: reactive[tuple[str, ...]] = reactive(())
    """How far long work has come, in several lengths, the longest first; shown in the place
    of what is open."""

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        base = self.rich_style
        if y or not width:
            return Strip.blank(width, base)
        name, right = " newsreader", f"{self.counts} "
        room = width - cell_len(name) - cell_len(right) - 5
        if self.work and cell_len(self.work[0]) > room:
            room, right = room + cell_len(right) + 1, ""
        middle = f"   {self._middle(room)}"
        gap = width - cell_len(name) - cell_len(middle) - cell_len(right)
        return Strip(
            [
                Segment(name, self._style("name")),
                Segment(middle + " " * max(0, gap), base),
                Segment(right, self._style("counts")),
            ]
        ).adjust_cell_length(width, base)

    def _middle(self, room: int) -> str:
        """Return what fits of the work that is done, or else of the place."""
        if self.work:
            return next((words for words in self.work if cell_len(words) <= room), "")
        return cut_folders(self.place, room) if room > 4 else ""

    def _style(self, part: str) -> Style:
        return role_style(self, f"title-bar--{part}")


class RuleLine(Widget):
    """One line of `─` with a text at the left and one at the right."""

    DEFAULT_CSS = """
    RuleLine { height: 1; }
    """

    COMPONENT_CLASSES = {"rule-line--text"}

    left: reactive[str] = reactive("")
    """What stands at the left, such as the progress of long work, or an address."""
    right: reactive[str] = reactive("")
    """What stands at the right, such as how far the reader is."""
    joints: reactive[tuple[int, ...]] = reactive(())
    """The columns where dividers meet the rule."""

    def __init__(self, sign: str, *, id: str) -> None:
        """Make a rule.

        Args:
            sign: The character where a divider meets it: `┬` or `┴`.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._sign = sign

    def render_line(self, y: int) -> Strip:
        """Draw the rule."""
        width = self.size.width
        if y or not width:
            return Strip.blank(width, self.rich_style)
        left, right = self._texts(width)
        rule = list("─" * width)
        for joint in self.joints:
            if 0 <= joint < width:
                rule[joint] = self._sign
        middle = "".join(rule[cell_len(left) : width - cell_len(right)])
        text = role_style(self, "rule-line--text")
        return Strip(
            [Segment(left, text), Segment(middle, self.rich_style), Segment(right, text)]
        ).adjust_cell_length(width, self.rich_style)

    def _texts(self, width: int) -> tuple[str, str]:
        right = f" {cut(self.right, width - 4)} " if self.right else ""
        room = width - cell_len(right) - 4
        left = f" {cut_middle(self.left, room)} " if self.left and room > 4 else ""
        return left, right
