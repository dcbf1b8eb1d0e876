"""What holds for all tests."""

import os

# The program draws at most 60 times a second, and a test waits for each drawing: nothing but
# waiting. Textual reads this when it is first imported.
os.environ.setdefault("TEXTUAL_FPS", "500")
