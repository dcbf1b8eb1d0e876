"""Textual's own ways where the program needs others, one file for each."""
