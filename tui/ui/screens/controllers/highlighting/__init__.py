"""Highlights as the screen has them: written by the worker of the marks, noted, removed."""
