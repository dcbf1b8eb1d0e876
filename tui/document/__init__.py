"""Documents: bodies of articles, parsed into blocks and laid out as lines of cells."""
