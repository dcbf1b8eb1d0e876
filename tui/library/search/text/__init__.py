"""Text made ready for matching."""
