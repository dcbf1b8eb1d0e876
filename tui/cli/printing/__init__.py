"""What the commands print: pages and rows, for terminals and pipes."""
