"""Documents: bodies understood, and set in lines of cells."""
