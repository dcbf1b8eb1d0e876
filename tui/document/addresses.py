"""Addresses in words."""

from urllib.parse import unquote, urlsplit

from tui.document.inline import collapse


def name_in_address(address: str) -> str:
    """Return the file name at the end of an address, else its host, else nothing."""
    if address.startswith("data:"):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    name = unquote(parts.path.rstrip("/").rpartition("/")[2], errors="replace")
    return collapse(name) or collapse(parts.netloc)


def in_short(address: str) -> str:
    """Return an address without its scheme and what ends it idly, for reading."""
    return address.removeprefix("https://").removeprefix("http://").rstrip("/") or address
