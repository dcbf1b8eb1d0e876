"""The dialog in which note and labels of a bookmark are edited, or the note of a highlight."""

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

_OTHER: Hint = (("edit_notes.other",), "other field")

_HINTS: tuple[Hint, ...] = (
    (("edit_notes.save",), "save"),
    _OTHER,
    (("edit_notes.line",), "new line"),
    (("edit_notes.cancel",), "cancel"),
)


class EditNotes(Dialog[Notes]):
    """Edits notes; its result is None where they are to stay as they are."""

    AUTO_FOCUS = "#notes-labels, #notes-note"

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

    def __init__(
        self,
        title: str,
        notes: Notes,
        typed: Notes,
        heading: str = "Note and labels",
        with_labels: bool = True,
    ) -> None:
        """Make the dialog.

        Args:
            title: The article's, or the words of the highlight.
            notes: What is kept.
            typed: What stands in the fields.
            heading: The words on the frame.
            with_labels: Whether there is a field for labels.
        """
        super().__init__()
        self._article = title
        self._heading = heading
        self._with_labels = with_labels
        self._notes = notes
        self._typed = typed

    def compose(self) -> ComposeResult:
        """Make the two fields and the hints."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = self._heading
            yield Static(Content(self._article), id="notes-title")
            if self._with_labels:
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
            yield HintLine([hint for hint in _HINTS if self._with_labels or hint != _OTHER])

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
        typed = self._labels.value if self._with_labels else ""
        labels = tuple(filter(None, (part.strip() for part in typed.split(","))))
        wanted = Notes(note, labels)
        self.dismiss(None if wanted == self._notes else wanted)

    def action_other(self) -> None:
        """Go to the other field."""
        (self._note if not self._with_labels or self._labels.has_focus else self._labels).focus()

    def action_line(self) -> None:
        """Begin a new line of the note."""
        if self._note.has_focus:
            self._note.insert("\n")
