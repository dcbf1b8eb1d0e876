"""Tests of the dialects of Markdown."""
