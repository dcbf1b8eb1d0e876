"""Bookmarks as other programs read and write them: text and files, no database."""
