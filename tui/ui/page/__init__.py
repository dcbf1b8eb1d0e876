"""The reader: one article as a page, its links, matches and jumps."""
