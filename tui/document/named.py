"""Pictures and media as text: a mark, and the words that hang on it."""

from typing import NamedTuple

from tui.document.model import Image, Media, Role, Run, Span
from tui.document.stretches import label

_KINDS = {"video": "Video", "audio": "Audio", "frame": "Frame", "embed": "Embedded"}


class Named(NamedTuple):
    """What stands for a picture, a video, a sound, a frame or an embedded page."""

    mark: Run
    gap: int
    """Cells between the mark and the words."""
    spans: tuple[Span, ...]
    roles: frozenset[Role]
    """What the words are."""
    picture: int | None = None
    """The number of the picture."""


def named(block: Image | Media) -> Named:
    """Return what stands for a block."""
    roles: frozenset[Role] = frozenset({"image" if isinstance(block, Image) else "media"})
    words: frozenset[Role] = roles if block.link is None else roles | {"link"}
    if isinstance(block, Media):
        mark = Run(f"▶ {_KINDS[block.kind]}:", roles, block.link)
        return Named(mark, 1, (Span(block.title, link=block.link),), words)
    picture = block.picture
    if picture.caption:
        words |= {"caption"}
    text = label(picture)
    spans = block.caption or ((Span(text, link=block.link),) if text else ())
    mark = Run(f"▣ {picture.number}", roles, block.link)
    return Named(mark, 2 if text else 0, spans, words, picture.number)
