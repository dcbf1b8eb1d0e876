"""The same home, time zone and archive as in the tests of the screen's behaviour."""

from tests.ui.conftest import archive, home, time_zone, watching

__all__ = ["archive", "home", "time_zone", "watching"]
