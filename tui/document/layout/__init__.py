"""The layout of documents as lines of cells at a given width."""
