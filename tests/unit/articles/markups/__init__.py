"""Tests of `tui.articles.markups`."""
