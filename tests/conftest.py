"""What holds for all tests."""

import os

from hypothesis import HealthCheck, settings

# A machine that is busy is no mistake of the program.
settings.register_profile(
    "patient", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")

# The program draws at most 60 times a second, and a test waits for each drawing: nothing but
# waiting. Textual reads this when it is first imported.
os.environ.setdefault("TEXTUAL_FPS", "500")
