"""A rule across the screen that carries words at its ends and meets the divider."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.ui.common.cells import cut, cut_middle
from tui.ui.common.drawing import role_style


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
    joint: reactive[int | None] = reactive(None)
    """The column where the divider meets the rule; None where there is no divider."""

    def __init__(self, sign: str, *, id: str) -> None:
        """Make a rule.

        Args:
            sign: The character where the divider meets it: `┬` or `┴`.
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
        if self.joint is not None and 0 <= self.joint < width:
            rule[self.joint] = self._sign
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
