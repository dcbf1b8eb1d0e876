"""Bytes to text: the encoding of a file found out."""
