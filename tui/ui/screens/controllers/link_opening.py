"""Links: safe addresses open at once, others after a question."""

from textual.screen import Screen

from tui.document.addresses import absolute, is_safe
from tui.errors import NewsreaderError
from tui.ui.common.browser import open_address
from tui.ui.screens.controllers.query_worker import Failed
from tui.ui.screens.dialogs.dialog import Confirm


class LinkOpener:
    """Opens and copies addresses for a screen."""

    def __init__(self, screen: Screen[None]) -> None:
        """Make the opener; `screen` runs its worker, opens the question and shows the notices."""
        self._screen = screen

    def open(self, url: str, base: str) -> None:
        """Open an address in the browser.

        Args:
            url: The address, perhaps relative.
            base: The article's own address, that a relative one starts from.
        """
        address = absolute(url, base) if url else ""
        if not address:
            self._screen.notify("There is no address to open.", timeout=3)
        elif is_safe(address):
            self._open(address)
        elif ":" not in address:
            self._screen.notify(
                f"{address} is relative to an address that is not known.", timeout=4
            )
        else:
            question = "This is not a web or mail address. Open it anyway?"
            self._screen.app.push_screen(
                Confirm(question, address), lambda yes: self._open(address) if yes else None
            )

    def copy(self, link: str) -> None:
        """Copy an address."""
        if link:
            self._screen.app.copy_to_clipboard(link)
            self._screen.notify(f"Copied {link}", timeout=3)
        else:
            self._screen.notify("There is no address to copy.", timeout=3)

    def _open(self, address: str) -> None:
        self._screen.run_worker(lambda: self._run(address), thread=True, group="browser")

    def _run(self, address: str) -> None:
        try:
            open_address(address)
        except NewsreaderError as error:
            self._screen.post_message(Failed(str(error)))
