"""Pictures as bytes for the terminal."""
