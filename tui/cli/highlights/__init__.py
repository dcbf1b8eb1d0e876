"""`newsreader highlights` and its commands."""
