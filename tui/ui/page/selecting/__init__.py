"""Selecting text of a page, by keys and by the mouse."""
