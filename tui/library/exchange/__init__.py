"""Bookmarks in the formats of other programs: text and files, without a database."""
