"""The selection of text on a page: where it begins, its keys, and what is copied of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from textual import events
from textual.message import Message

from tui.articles.terminal_text import counted
from tui.commands import COMMANDS, Where, command, keys_of
from tui.document.layout.page import page_readable
from tui.document.model import Line
from tui.document.passages import Passage, Place
from tui.document.readable_text import read_out
from tui.document.reading_time import count_words
from tui.document.text_units import Units, characters, sentences, whole, words
from tui.ui.page.links import LinkChooser, spots_between
from tui.ui.page.match_walker import MatchWalker
from tui.ui.page.page_builder import Page, Text
from tui.ui.page.page_host import ScrollingHost
from tui.ui.page.selecting.selection_ends import Ends, moved, passage_between

_MARGIN = 1
"""The rows that are kept between the moving end and the edge of the screen."""

_LONGEST_CHARACTER = 32
"""The most code points of a character that are drawn as the end of a selection."""

_NAMING = ("heading-", "image", "media")
"""What the roles begin with of lines that are no paragraph: headings, pictures, videos."""


@dataclass(eq=False, repr=False)
class SelectionChanged(Message):
    """Other text is selected than before, or none any more."""


@dataclass(eq=False, repr=False)
class TextTaken(Message):
    """The user has taken the selected text, to be copied."""

    text: str
    size: str
    """How much it is, in words: `2 paragraphs`."""


class PageSelection:
    """The selected passage of the page that a host shows.

    It belongs to the text, not to its lines, so that it is the same at every width. It goes
    with the article, and where the text itself has changed.
    """

    def __init__(
        self,
        host: ScrollingHost,
        links: LinkChooser,
        matches: MatchWalker,
        keymap: Callable[[], Mapping[str, str]],
    ) -> None:
        """Begin with nothing selected.

        Args:
            host: The widget that shows the page.
            links: The links of the page; while they have labels, keys belong to those.
            matches: The matches on the page.
            keymap: Returns the user's own keys by command id, by Textual's names.
        """
        self._host = host
        self._links = links
        self._matches = matches
        self._keymap = keymap
        self._ends: Ends | None = None
        self._text: Text | None = None
        """The article that the selection is in."""

    # -- knowing

    @property
    def passage(self) -> Passage | None:
        """The selected passage, in segments of `Text.paragraphs`; None where none is."""
        if self._ends is None or self._text is None:
            return None
        return passage_between(self._text.paragraphs, self._ends)

    @property
    def head_character(self) -> Passage | None:
        """The selected character at the end that moves; None where none is selected."""
        passage, ends = self.passage, self._ends
        if passage is None or ends is None or self._text is None:
            return None
        moves_on = ends.head > ends.anchor
        segment, offset = passage.end if moves_on else passage.start
        text = self._text.paragraphs[segment]
        first = max(0, offset - _LONGEST_CHARACTER) if moves_on else offset
        near = list(characters(text[first : offset if moves_on else first + _LONGEST_CHARACTER]))
        start, end = near[-1 if moves_on else 0]
        return Passage(Place(segment, first + start), Place(segment, first + end))

    @property
    def stands(self) -> bool:
        """Whether text is selected; the keys of the selection act on it then."""
        return self._ends is not None

    @property
    def readable_text(self) -> str:
        """The selected text as it reads where it is pasted; empty where none is selected."""
        passage = self.passage
        return self.read(passage) if passage is not None else ""

    def read(self, passage: Passage) -> str:
        """Return a passage of the article as it reads where it is pasted.

        Args:
            passage: In segments of `Text.paragraphs`.
        """
        text = self._host.text
        if text is None:
            return ""
        return read_out(page_readable(text.article, text.document, text.minutes), passage)

    # -- changing

    def select(self, ends: Ends) -> None:
        """Select the text between two ends, where there is any, instead of that before."""
        page = self._host.page
        if page is None or passage_between(page.text.paragraphs, ends) is None:
            self.clear()
            return
        self._ends, self._text = ends, page.text
        self._host.refresh()
        self._host.post_message(SelectionChanged())

    def clear(self) -> bool:
        """Select nothing; return whether something was selected."""
        was, self._ends, self._text = self._ends is not None, None, None
        if was:
            self._host.refresh()
            self._host.post_message(SelectionChanged())
        return was

    def page_changed(self) -> None:
        """Keep the selection on another page where that has the same text at its place."""
        text, before, ends = self._host.text, self._text, self._ends
        if text is before or before is None or ends is None:
            return
        first, last = (end.segment for end in sorted(ends))
        same = (
            text is not None
            and text.id == before.id
            and text.paragraphs[first : last + 1] == before.paragraphs[first : last + 1]
            # The titles above it are the same in number.
            and text.starts[:1] == before.starts[:1]
        )
        if same:
            self._text = text
        else:
            self.clear()

    # -- commands

    def action_select_text(self) -> None:
        """Select a paragraph: that of the selected link or the match, else the first one."""
        page = self._host.page
        number = _paragraph(page, self._host, self._links, self._matches) if page else None
        if page is None or number is None:
            self._host.notify("There is no text to select yet.", timeout=3)
        else:
            text = page.text.paragraphs[number]
            self.select(Ends(Place(number, 0), Place(number, len(text))))

    def action_extend_down(self) -> None:
        """Move the end of the selection down by a paragraph."""
        self._move(1, whole)

    def action_extend_up(self) -> None:
        """Move the end of the selection up by a paragraph."""
        self._move(-1, whole)

    def action_sentence_on(self) -> None:
        """Move the end of the selection on by a sentence."""
        self._move(1, sentences)

    def action_sentence_back(self) -> None:
        """Move the end of the selection back by a sentence."""
        self._move(-1, sentences)

    def action_word_on(self) -> None:
        """Move the end of the selection on by a word."""
        self._move(1, words)

    def action_word_back(self) -> None:
        """Move the end of the selection back by a word."""
        self._move(-1, words)

    def action_other_end(self) -> None:
        """Have the other end of the selection be the one that moves."""
        if self._ends is None:
            self._ask_to_select()
        else:
            self._ends = Ends(self._ends.head, self._ends.anchor)
            self._show_head()

    def action_copy_selection(self) -> None:
        """Take the selected text, which the screen copies."""
        if text := self.readable_text:
            self._host.post_message(TextTaken(text, self._size(text)))
        else:
            self._ask_to_select()

    def on_key(self, event: events.Key) -> None:
        """Carry out the command of the selection that a key has, while text is selected."""
        if self._ends is None or self._links.labelled:
            return
        action = actions_of(self, "selection", self._keymap()).get(event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            action()

    def _move(self, step: int, units: Units) -> None:
        if self._ends is None or self._text is None:
            self._ask_to_select()
            return
        self._ends = moved(self._text.paragraphs, self._ends, step, units)
        self._host.post_message(SelectionChanged())
        self._show_head()

    def _show_head(self) -> None:
        """Scroll to the line of the end that moves, and draw the selection."""
        page, ends = self._host.page, self._ends
        assert page is not None
        assert ends is not None
        (segment, offset), host = ends.head, self._host
        # At the end of a line, that line's last character is meant and not the next line.
        line = page.line_at(segment, max(0, offset - 1) if ends.head > ends.anchor else offset)
        if line is None:
            host.go_to(segment, offset)
            return
        row, top, height = page.row_of(line), host.scroll_offset.y, host.size.height
        if row < top + _MARGIN:
            host.scroll_to(y=max(0, row - _MARGIN), animate=False, immediate=True)
        elif row >= top + height - _MARGIN:
            host.scroll_to(y=row + _MARGIN + 1 - height, animate=False, immediate=True)
        host.refresh()

    def _ask_to_select(self) -> None:
        key = next(iter(keys_of(command("select_text"), self._keymap())), "")
        way = f", with {key} or the mouse" if key else ", with the mouse"
        self._host.notify(f"Select text first{way}.", timeout=3)

    def _size(self, text: str) -> str:
        """Return how much is selected, in words."""
        passage, article = self.passage, self._text
        assert passage is not None
        assert article is not None
        start, end = passage
        if not start.offset and end.offset == len(article.paragraphs[end.segment]):
            segments = article.paragraphs[start.segment : end.segment + 1]
            return counted(sum(1 for one in segments if one.strip()), "paragraph")
        return counted(count_words(text), "word")


def actions_of(
    part: object, where: Where, keymap: Mapping[str, str]
) -> dict[str, Callable[[], None]]:
    """Return the actions of a part by their keys, by Textual's names.

    Args:
        part: What has the `action_` methods.
        where: The state of the reader that the commands belong to.
        keymap: The user's own keys by command id.
    """
    return {
        key.strip(): getattr(part, f"action_{each.id}")
        for each in COMMANDS
        if where in each.where
        for key in keymap.get(each.id, each.keys).split(",")
        if hasattr(part, f"action_{each.id}")
    }


def _paragraph(
    page: Page, host: ScrollingHost, links: LinkChooser, matches: MatchWalker
) -> int | None:
    """Return the number of the paragraph that a selection begins with; None where none is."""
    first, last = host.lines_shown
    for spot in spots_between(page, first, last):
        if spot.target == links.selected:
            number = page.lines[spot.line].paragraph
            if page.text.paragraphs[number].strip():
                return number
    if matches.current is not None and matches.current < len(page.matches):
        match = page.matches.all[matches.current]
        line = page.line_at(match.paragraph, match.start)
        if line is not None and first <= line < last:
            return match.paragraph
    return _first_paragraph(page, first, last)


def _first_paragraph(page: Page, first: int, last: int) -> int | None:
    """Return the first paragraph of the body that is whole between two lines.

    Where there is none it is the first that is there in part, then any text of the body, such as
    a heading, then any other.
    """
    lines = page.lines[first:last]
    text, body = page.text, page.text.starts[0] if page.text.starts else 0
    shown = dict.fromkeys(line.paragraph for line in lines if text.paragraphs[line.paragraph])
    names = {line.paragraph for line in lines if _is_name(line)}
    cut = {
        page.lines[beside].paragraph
        for beside, within in ((first - 1, first), (last, last - 1))
        if 0 <= beside < len(page.lines)
        and within < len(page.lines)
        and page.lines[beside].runs
        and page.lines[beside].paragraph == page.lines[within].paragraph
    }
    in_body = [number for number in shown if number >= body]
    paragraphs = [number for number in in_body if number not in names]
    whole_ones = [number for number in paragraphs if number not in cut]
    return next(iter([*whole_ones, *paragraphs, *in_body, *shown]), None)


def _is_name(line: Line) -> bool:
    return any(role.startswith(_NAMING) for run in line.runs for role in run.roles)
