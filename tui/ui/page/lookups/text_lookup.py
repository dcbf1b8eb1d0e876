"""The look-up of what is kept about the text of a page, done again for each other text."""

from collections.abc import Callable

from textual.message import Message
from textual.worker import get_current_worker

from tui.errors import NewsreaderError
from tui.ui.page.page_builder import Text
from tui.ui.page.page_host import PageHost


class TextLookup:
    """Follows the text that a host shows, and has a worker look something up for it."""

    def __init__(
        self,
        host: PageHost,
        group: str,
        look: Callable[[Text], Message],
        text_changed: Callable[[bool], None],
    ) -> None:
        """Begin without a text.

        Args:
            host: The widget that shows the page; the message of `look` is posted to it.
            group: The name of the workers, of which a newer one ends those before.
            look: Returns what it finds for a text, as a message. It is called in a worker
                thread, so touches no widget; where it raises `NewsreaderError`, nothing is
                posted.
            text_changed: Called when another text is shown, before it is looked up: with True
                where it is another text of the same article.
        """
        self._host = host
        self._group = group
        self._look = look
        self._text_changed = text_changed
        self.text: Text | None = None
        """The text that was looked up last, or is being looked up."""

    def page_changed(self) -> None:
        """Look up what there is for the text of the page, if that is another one."""
        text, before = self._host.text, self.text
        if text is before:
            return
        self.text = text
        self._text_changed(text is not None and before is not None and text.id == before.id)
        self.repeat()

    def repeat(self) -> None:
        """Look it up, since it may have changed."""
        text = self._host.text
        if text is not None:
            self._host.run_worker(
                lambda: self._post(text), thread=True, exclusive=True, group=self._group
            )

    def _post(self, text: Text) -> None:
        try:
            found = self._look(text)
        except NewsreaderError:
            return  # The article can be read without it; a command that needs it says why.
        if not get_current_worker().is_cancelled:
            self._host.post_message(found)
