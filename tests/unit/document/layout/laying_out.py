"""The lines of a document without the title block of an article."""

from collections.abc import Iterator

from tui.document.layout.blocks import Compositor
from tui.document.model import Document, Line, Setting


def lay_out(document: Document, setting: Setting) -> Iterator[Line]:
    """Yield the lines of a document; each block is laid out only when its turn comes."""
    return Compositor(setting, 0, document.right_to_left).blocks(document.blocks)
