"""`newsreader bookmarks` and its commands."""
