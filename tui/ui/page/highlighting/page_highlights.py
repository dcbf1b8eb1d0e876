"""The user's commands for highlights: making one, changing its colour, taking it off."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from textual import events
from textual.message import Message

from tui.commands import command, keys_of
from tui.document.passages import Passage, Place
from tui.document.quotes import Quote, quote_of
from tui.library.values import COLOURS, Colour, Highlight
from tui.ui.page.highlighting.found_highlights import (
    FoundHighlights,
    HighlightsFound,
    PlacedHighlight,
    first_of_body,
)
from tui.ui.page.links import LinkChooser, Target
from tui.ui.page.page_host import ScrollingHost
from tui.ui.page.selecting.page_selection import PageSelection, actions_of


@dataclass(eq=False, repr=False)
class HighlightWanted(Message):
    """The user wants a passage to be highlighted."""

    article: int
    """The id of the article."""
    quote: Quote
    colour: Colour
    passage: Passage


@dataclass(eq=False, repr=False)
class HighlightUnwanted(Message):
    """The user wants a highlight to be taken off."""

    article: int
    id: int


@dataclass(eq=False, repr=False)
class ColourWanted(Message):
    """The user wants a highlight to have another colour."""

    article: int
    id: int
    colour: Colour


@dataclass(eq=False, repr=False)
class LostHighlightWanted(Message):
    """The user wants to see a highlight whose words the text has no more."""

    article: int
    highlight: Highlight


class PageHighlights:
    """The highlight that is current, and the commands that act on it or on the selection."""

    def __init__(
        self,
        host: ScrollingHost,
        found: FoundHighlights,
        links: LinkChooser,
        selection: PageSelection,
        keymap: Callable[[], Mapping[str, str]],
        leave: Callable[[], None],
    ) -> None:
        """Begin with no current highlight.

        Args:
            host: The widget that shows the page.
            found: The highlights of the page.
            links: Has the current highlight as the target that is selected.
            selection: The selected text.
            keymap: Returns the user's own keys by command id, by Textual's names.
            leave: Remembers the reader's place, because a jump follows.
        """
        self._host = host
        self._found = found
        self._links = links
        self._selection = selection
        self._keymap = keymap
        self._leave = leave
        self._next: int | None = None
        """The highlight that becomes current once it is found."""
        self._made: int | None = None
        """The highlight that was made last."""

    @property
    def _placed(self) -> PlacedHighlight | None:
        """The current highlight, with its place."""
        target = self._links.selected
        return self._found.get(target.number) if target and target.kind == "highlight" else None

    @property
    def current(self) -> Highlight | None:
        """The highlight that was stepped to, clicked, or just made; None where none was."""
        placed = self._placed
        return placed.highlight if placed else None

    @property
    def pointed_at(self) -> Highlight | None:
        """The highlight that the selection is within; without a selection, the current one."""
        passage = self._selection.passage
        if passage is None:
            return self.current
        placed = self._found.around(passage)
        return placed.highlight if placed else None

    @property
    def readable_text(self) -> str:
        """The current highlight as it reads where it is pasted; empty where none is current.

        One whose words the text has no more reads as it was kept.
        """
        placed = self._placed
        if placed is None:
            return ""
        words = self._selection.read(placed.passage) if placed.passage else ""
        return words or placed.highlight.exact

    # -- messages

    def on_highlights_found(self, message: HighlightsFound) -> None:
        """Show the highlights, and make the one current that has just been made."""
        if not self._found.take(message):
            return
        if self._next is not None and self._found.get(self._next) is not None:
            self._links.select(Target("highlight", self._next))
            self._made, self._next = self._next, None
        elif self.current is None and self._links.selected and self._links.selected[0] != "link":
            self._drop_gone()
        else:
            self._links.say_again()

    def _drop_gone(self) -> None:
        target = self._links.selected
        if target is not None and target.kind == "highlight":
            self._links.unselect()

    def made(self, article: int, id: int, passage: Passage) -> None:
        """Show a highlight that has just been written, in place of the selection."""
        text = self._host.text
        if text is not None and text.id == article:
            self._next = id
            if self._selection.passage == passage:
                self._selection.clear()
            self._found.lookup.repeat()

    def changed(self, article: int) -> None:
        """Show that highlights of an article have been changed or taken off."""
        text = self._host.text
        if text is not None and text.id == article:
            self._selection.clear()
            self._found.lookup.repeat()

    def leave_made(self) -> None:
        """Let go of the highlight if it has just been made: its selection has ended already."""
        current = self.current
        if current is not None and current.id == self._made:
            self._links.unselect()

    def click(self, id: object) -> None:
        """Make the highlight under the mouse current; none where there is none."""
        self._made = None
        if isinstance(id, int):
            self._links.select(Target("highlight", id))
        elif self.current is not None:
            self._links.unselect()

    def open(self, placed: PlacedHighlight) -> None:
        """Make a highlight current and go there; have it shown by itself where it has no place."""
        text, page, highlight = self._host.text, self._host.page, placed.highlight
        if text is None or page is None or highlight.id is None:
            return
        if placed.passage is None:
            self._host.post_message(LostHighlightWanted(text.id, highlight))
            return
        self._leave()
        segment, offset = placed.passage.start
        self._links.select(Target("highlight", highlight.id))
        line = page.line_at(segment, offset)
        if line is None:
            self._host.go_to(segment, offset)
        else:
            self._host.bring_into_sight(line)

    # -- commands

    def action_highlight(self) -> None:
        """Highlight the selected text; take off the highlight that is selected or current."""
        text, pointed = self._host.text, self.pointed_at
        if text is not None and pointed is not None and pointed.id is not None:
            self._host.post_message(HighlightUnwanted(text.id, pointed.id))
        else:
            self._highlight(COLOURS[0])

    def action_highlight_yellow(self) -> None:
        """Highlight in yellow, or make the highlight yellow."""
        self._colour("yellow")

    def action_highlight_green(self) -> None:
        """Highlight in green, or make the highlight green."""
        self._colour("green")

    def action_highlight_blue(self) -> None:
        """Highlight in blue, or make the highlight blue."""
        self._colour("blue")

    def _colour(self, colour: Colour) -> None:
        text, pointed = self._host.text, self.pointed_at
        if text is None or pointed is None or pointed.id is None:
            self._highlight(colour)
        elif pointed.colour != colour:
            self._host.post_message(ColourWanted(text.id, pointed.id, colour))

    def _highlight(self, colour: Colour) -> None:
        text, passage = self._host.text, self._selection.passage
        if text is None or passage is None:
            key = next(iter(keys_of(command("select_text"), self._keymap())), "")
            way = f"with {key} or the mouse" if key else "with the mouse"
            self._host.notify(f"Select the text to highlight first, {way}.", timeout=3)
            return
        first = first_of_body(text)
        start = max(passage.start, Place(first, 0))
        if start >= passage.end:
            self._host.notify("Only the text of the article can be highlighted.", timeout=3)
            return
        quote = quote_of(text.paragraphs, Passage(start, passage.end), first)
        if quote.exact.strip():
            self._host.post_message(HighlightWanted(text.id, quote, colour, passage))
        else:
            self._host.notify("There are no words to highlight.", timeout=3)

    def on_key(self, event: events.Key) -> None:
        """Carry out the command of highlights that a key has, while it has something to act on."""
        if self._links.labelled or not (self._selection.stands or self.current is not None):
            return
        action = actions_of(self, "highlight", self._keymap()).get(event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            action()
