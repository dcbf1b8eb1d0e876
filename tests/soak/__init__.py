"""Tests that take minutes and more: each module with a `main` is a part of `make soak`."""
