"""Opening addresses outside the program."""

import subprocess
import sys
import webbrowser

from tui.errors import NewsreaderError


def open_address(address: str) -> None:
    """Have the system's browser open an address, as one argument and without a shell.

    Args:
        address: The address; it reaches the browser as it stands.

    Raises:
        NewsreaderError: There is no browser that has a window of its own.
    """
    if sys.platform == "darwin":
        subprocess.run(
            ["open", "--", address], check=False, stdin=subprocess.DEVNULL, capture_output=True
        )
        return
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        browser = None
    if browser is None or _draws_in_terminal(browser):
        raise NewsreaderError(f"There is no browser with a window to open {address} in.")
    browser.open(address)


def _draws_in_terminal(controller: webbrowser.BaseBrowser) -> bool:
    """Tell whether a browser would draw over our own screen, as w3m and lynx do."""
    background = isinstance(controller, webbrowser.BackgroundBrowser)
    return isinstance(controller, webbrowser.GenericBrowser) and not background
