"""HTML to a document."""
