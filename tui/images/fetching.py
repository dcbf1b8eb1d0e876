"""Pictures fetched from their servers: within bounds, and telling nothing of the reader."""

import asyncio
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import httpx

from tui.errors import ImageError

MOST_SECONDS = 15.0
"""How long a picture may take in all, its redirects with it."""

MOST_BYTES = 20 * 1024 * 1024
"""How large it may be."""

_MOST_REDIRECTS = 5

_LOOK_UP_SECONDS = 0.1
"""How often it is asked whether the picture is still waited for while nothing comes."""

_HEADERS = {
    "User-Agent": "newsreader",
    "Accept": "image/avif,image/webp,image/png,image/jpeg,image/gif,image/*;q=0.8",
    # What is compressed twice gains nothing, and what unpacks to gigabytes is no picture.
    "Accept-Encoding": "identity",
}

Progress = Callable[[float], None]
"""Told the share that has come, 0 to 1; 0 as long as the server does not say how much it is."""


def fetch(
    url: str,
    progress: Progress,
    cancelled: Callable[[], bool],
    *,
    seconds: float = MOST_SECONDS,
    most: int = MOST_BYTES,
) -> bytes:
    """Return what is at an address. No referrer and no cookie is sent.

    Args:
        url: The address, http or https.
        progress: Told how far it is.
        cancelled: Asked often; when it says yes, nothing more is fetched.
        seconds: How long it may take in all.
        most: The most bytes.

    Raises:
        ImageError: It can't be had; says why.
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
                    raise ImageError("The picture was not waited for.")
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
        raise ImageError("The server sends from one address to the next without an end.")


def _checked(url: str) -> str:
    """Return an address of the web.

    Raises:
        ImageError: It is none.
        ValueError: It is no address, or has a port that there can't be.
    """
    parts = urlsplit(url)
    if parts.port == 0 or parts.scheme.lower() not in ("http", "https"):
        raise ImageError("The server sends to an address that is not of the web.")
    return url


async def _body(
    answer: httpx.Response, progress: Progress, cancelled: Callable[[], bool], most: int
) -> bytes:
    """Read the answer; stop as soon as it is too much."""
    length = answer.headers.get("Content-Length", "")
    expected = int(length) if length.isascii() and length.isdigit() else 0
    data = bytearray()
    if expected <= most:
        async for chunk in answer.aiter_bytes():
            data += chunk
            if len(data) > most:
                break
            if cancelled():
                raise ImageError("The picture was not waited for.")
            progress(min(1.0, len(data) / expected) if expected else 0.0)
    if expected > most or len(data) > most:
        raise ImageError(f"The picture is larger than {most >> 20} MB.")
    return bytes(data)


def _status(answer: httpx.Response) -> str:
    """Return an HTTP status in words; servers' own phrases can say anything."""
    known = {
        401: "it asks for a password",
        403: "it does not give this picture away",
        404: "there is no such picture",
        410: "the picture is gone",
        429: "too many questions",
    }
    words = known.get(answer.status_code)
    return f"{words} ({answer.status_code})" if words else f"{answer.status_code}"


def _in_words(error: Exception, url: str) -> str:
    host = urlsplit(url).hostname or url
    if isinstance(error, httpx.TimeoutException):
        return f"{host} does not answer."
    if "CERTIFICATE" in str(error).upper():
        return f"{host} can't prove that it is {host}."
    if isinstance(error, httpx.ConnectError | OSError):
        return f"There is no way to {host}."
    return f"{host} broke off."
