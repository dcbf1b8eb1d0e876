"""The text of simple HTML for the index, read off its source without a document."""
