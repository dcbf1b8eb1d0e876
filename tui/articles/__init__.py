"""Articles: files and streams read, as text, dates and categories."""
