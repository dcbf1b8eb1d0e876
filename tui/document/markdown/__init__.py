"""Markdown to HTML, and by way of it to a document."""
