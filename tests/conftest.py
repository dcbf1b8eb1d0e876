"""What holds for all tests."""

import gc
import os

from hypothesis import HealthCheck, settings

# A machine that is busy is no mistake of the program. `--hypothesis-profile=thorough` tries
# twenty times as many examples in each test that names no number of its own.
settings.register_profile(
    "patient",
    settings(),
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", settings.get_profile("patient"), max_examples=1000)
settings.load_profile("patient")

# The program draws at most 60 times a second, and a test waits for each drawing: nothing but
# waiting. Textual reads this when it is first imported.
os.environ.setdefault("TEXTUAL_FPS", "500")


def pytest_collection_finish() -> None:
    """Spare the collector of garbage the thousands of tests, which stay until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
