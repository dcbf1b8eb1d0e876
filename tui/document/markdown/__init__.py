"""Markdown to a document, by way of HTML."""
