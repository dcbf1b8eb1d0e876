"""Fetching of pictures from servers, within bounds and without data about the reader."""

import asyncio
from collections.abc import Callable
from io import BytesIO
from urllib.parse import urljoin, urlsplit

import httpx

from tui.errors import ImageError
from tui.images.decoding import read_header

MOST_SECONDS = 15.0
"""The time limit for a picture, including redirects."""

MOST_BYTES = 20 * 1024 * 1024
"""The size limit for a picture."""

_MOST_REDIRECTS = 5

_LOOK_UP_SECONDS = 0.1
"""The interval of checks for cancellation while no data arrives."""

_HEADERS = {
    "User-Agent": "newsreader",
    "Accept": "image/avif,image/webp,image/png,image/jpeg,image/gif,image/*;q=0.8",
    # Pictures are compressed already, and a compressed response could unpack to gigabytes.
    "Accept-Encoding": "identity",
}

Progress = Callable[[float], None]
"""A function called with the received share, 0 to 1; 0 while the total is unknown."""


def fetch_picture(url: str, progress: Progress, cancelled: Callable[[], bool]) -> bytes:
    """Return the data of a picture, of which the header was read; see `fetch`.

    Raises:
        ImageError: It can't be fetched, or is no picture that can be shown.
    """
    data = fetch(url, progress, cancelled)
    read_header(BytesIO(data))
    return data


def fetch(
    url: str,
    progress: Progress,
    cancelled: Callable[[], bool],
    *,
    seconds: float = MOST_SECONDS,
    most: int = MOST_BYTES,
) -> bytes:
    """Return the data at an address. No referrer and no cookie is sent.

    Args:
        url: The address, http or https.
        progress: Called with the received share.
        cancelled: Called often; when it returns True, the transfer ends.
        seconds: The time limit.
        most: The most bytes.

    Raises:
        ImageError: It can't be fetched; the message gives the reason.
    """
    try:
        return asyncio.run(_in_time(url, progress, cancelled, seconds, most))
    except TimeoutError:
        raise ImageError(f"The server took longer than {seconds:g} seconds.") from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError):
        raise ImageError("The address of the picture can't be understood.") from None
    except (httpx.HTTPError, OSError, ExceptionGroup) as error:
        raise ImageError(_in_words(error, url)) from None


async def _in_time(
    url: str, progress: Progress, cancelled: Callable[[], bool], seconds: float, most: int
) -> bytes:
    reading = asyncio.create_task(_answer(url, progress, cancelled, most))
    try:
        async with asyncio.timeout(seconds):
            while not (await asyncio.wait({reading}, timeout=_LOOK_UP_SECONDS))[0]:
                if cancelled():
                    raise ImageError("The transfer of the picture was cancelled.")
        return reading.result()
    finally:
        reading.cancel()


async def _answer(url: str, progress: Progress, cancelled: Callable[[], bool], most: int) -> bytes:
    async with httpx.AsyncClient(headers=_HEADERS, timeout=None) as client:
        for _ in range(_MOST_REDIRECTS + 1):
            client.cookies.clear()  # Not even those that a redirect has set.
            async with client.stream("GET", _checked(url)) as answer:
                if answer.has_redirect_location:
                    url = urljoin(url, answer.headers["Location"])
                    continue
                if answer.status_code != httpx.codes.OK:
                    raise ImageError(f"The server says: {_status(answer)}.")
                return await _body(answer, progress, cancelled, most)
        raise ImageError(f"The server redirects more than {_MOST_REDIRECTS} times.")


def _checked(url: str) -> str:
    """Return the address, if it is one of the web.

    Raises:
        ImageError: It is not http or https.
        ValueError: It is not an address, or its port is invalid.
    """
    parts = urlsplit(url)
    if parts.port == 0 or parts.scheme.lower() not in ("http", "https"):
        raise ImageError("The server redirects to an address that is not of the web.")
    return url


async def _body(
    answer: httpx.Response, progress: Progress, cancelled: Callable[[], bool], most: int
) -> bytes:
    """Return the body of the response, up to the size limit."""
    length = answer.headers.get("Content-Length", "")
    expected = int(length) if length.isascii() and length.isdigit() else 0
    data = bytearray()
    if expected <= most:
        async for chunk in answer.aiter_bytes():
            data += chunk
            if len(data) > most:
                break
            if cancelled():
                raise ImageError("The transfer of the picture was cancelled.")
            progress(min(1.0, len(data) / expected) if expected else 0.0)
    if expected > most or len(data) > most:
        raise ImageError(f"The picture is larger than {most >> 20} MB.")
    return bytes(data)


def _status(answer: httpx.Response) -> str:
    """Return an HTTP status in words of the program, since a server's phrase is untrusted."""
    known = {
        401: "it asks for a password",
        403: "access to this picture is forbidden",
        404: "there is no such picture",
        410: "the picture is gone",
        429: "too many requests",
    }
    words = known.get(answer.status_code)
    return f"{words} ({answer.status_code})" if words else f"{answer.status_code}"


def _in_words(error: Exception, url: str) -> str:
    host = urlsplit(url).hostname or url
    if isinstance(error, httpx.TimeoutException):
        return f"{host} does not answer."
    if "CERTIFICATE" in str(error).upper():
        return f"The certificate of {host} is not valid."
    if isinstance(error, httpx.ConnectError | OSError):
        return f"{host} can't be reached."
    return f"{host} closed the connection."
