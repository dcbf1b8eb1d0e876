"""Bytes to text: the encoding of a file and its text."""
