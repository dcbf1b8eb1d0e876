"""Parts of a query in the language of SQLite: conditions on rows, and words of the full text."""
