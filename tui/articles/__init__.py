"""Articles: reading of files and streams, their front matter, text, dates and categories."""
