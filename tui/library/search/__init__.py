"""Queries: understood, turned into SQL, answered, and shown in snippets."""
