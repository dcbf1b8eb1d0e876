"""What is asked: search box, filters, and the lists of the pickers."""
