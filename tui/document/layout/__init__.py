"""Documents set at a width, as lines of cells."""
