"""The dialog in which note and labels of a bookmark are edited."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from tui.library.exchange.tidy_words import LONGEST_NOTE
from tui.library.values import Notes
from tui.ui.common.key_bindings import Hint, HintLine
from tui.ui.screens.dialogs.dialog import Dialog

_HINTS: tuple[Hint, ...] = (
    (("edit_notes.save",), "save"),
    (("edit_notes.other",), "other field"),
    (("edit_notes.line",), "new line"),
    (("edit_notes.cancel",), "cancel"),
)


class EditNotes(Dialog[Notes]):
    """Edits notes; its result is None where they are to stay as they are."""

    AUTO_FOCUS = "#notes-labels"

    # They come before the fields' own keys.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", "Save", id="edit_notes.save", priority=True),
        Binding("escape", "cancel", "Cancel", id="edit_notes.cancel", priority=True),
        Binding("tab,shift+tab", "other", "Other field", id="edit_notes.other", priority=True),
        Binding(
            "ctrl+j,shift+enter,alt+enter",
            "line",
            "New line",
            id="edit_notes.line",
            priority=True,
        ),
    ]

    def __init__(self, title: str, notes: Notes, typed: Notes) -> None:
        """Make the dialog.

        Args:
            title: The article's.
            notes: What is kept.
            typed: What stands in the fields.
        """
        super().__init__()
        self._article = title
        self._notes = notes
        self._typed = typed

    def compose(self) -> ComposeResult:
        """Make the two fields and the hints."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Note and labels"
            yield Static(Content(self._article), id="notes-title")
            with Horizontal(id="notes-line"):
                yield Static(Content("Labels"), classes="notes-name")
                yield Input(
                    ", ".join(self._typed.labels),
                    placeholder="separated by commas",
                    select_on_focus=False,
                    compact=True,
                    id="notes-labels",
                    classes="dialog-field",
                )
            with Horizontal(id="notes-lines"):
                yield Static(Content("Note"), classes="notes-name")
                yield TextArea(self._typed.note, compact=True, id="notes-note")
            yield HintLine(_HINTS)

    @property
    def _labels(self) -> Input:
        return self.query_one(Input)

    @property
    def _note(self) -> TextArea:
        return self.query_one(TextArea)

    def on_mount(self) -> None:
        """Go on where the note ends."""
        self._note.move_cursor(self._note.document.end)

    def action_save(self) -> None:
        """Close with what was typed."""
        note = self._note.text.strip()
        if len(note) > LONGEST_NOTE:
            self.notify(f"A note can have {LONGEST_NOTE:,} characters at most.", severity="error")
            return
        # The library parts labels at commas, wherever they come from.
        labels = tuple(filter(None, (part.strip() for part in self._labels.value.split(","))))
        wanted = Notes(note, labels)
        self.dismiss(None if wanted == self._notes else wanted)

    def action_other(self) -> None:
        """Go to the other field."""
        (self._note if self._labels.has_focus else self._labels).focus()

    def action_line(self) -> None:
        """Begin a new line of the note."""
        if self._note.has_focus:
            self._note.insert("\n")
