"""Exports of read-later services, read as bookmarks."""
