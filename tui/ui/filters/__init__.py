"""The search box, the filters, and the lists of the pickers."""
