"""The rate of long work and the time that is left, in numbers and in words."""

import math
import time
from collections import deque
from collections.abc import Callable

from tui.library.values import Progress

_LAST = 5.0
"""The rate is that of these last seconds."""
_LEAST = 1.0
"""Within fewer seconds than these no rate is known."""


class Pace:
    """Turns counts into progress with a rate."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin now.

        Args:
            clock: Returns the seconds since any moment.
        """
        self._clock = clock
        self._samples: deque[tuple[float, int]] = deque()

    def at(self, done: int, total: int) -> Progress:
        """Return the progress of work that has come so far.

        Args:
            done: How much is done.
            total: How much there is to do.
        """
        now = self._clock()
        samples = self._samples
        if samples and not samples[0][1]:
            samples.clear()  # What is done before anything comes says little of what follows.
        samples.append((now, done))
        while len(samples) > 2 and samples[1][0] <= now - _LAST:
            samples.popleft()
        began, before = samples[0]
        if now - began < _LEAST or done <= before:
            return Progress(done, total)
        rate = (done - before) / (now - began)
        return Progress(done, total, rate, (total - done) / rate)


def in_words(progress: Progress) -> tuple[str, ...]:
    """Return how far a scan is, in several lengths, the longest first."""
    if progress.total is None:
        return (f"looking for articles: {progress.done:,}",)
    count = f"{progress.done:,} of {progress.total:,}"
    if progress.rate is None or progress.left is None:
        return (count,)
    left = f"{_time(progress.left)} left"
    return (f"{count} · {_rate(progress.rate)} a second · {left}", f"{count} · {left}", count)


def _rate(rate: float) -> str:
    """Return a rate with no more digits than it is known to."""
    digits = max(0, len(str(int(rate))) - 3)
    return f"{max(1, int(round(rate, -digits))):,}"


def _time(seconds: float) -> str:
    """Return a time in words, never too short."""
    whole = max(1, math.ceil(seconds))
    if whole <= 90:
        return f"{whole} s"
    minutes = math.ceil(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
