"""The library: everything that is stored, and how it is found again."""
