"""Other formats than HTML and Markdown to a document."""
