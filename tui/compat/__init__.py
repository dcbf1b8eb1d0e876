"""Everything that reaches into private parts of Textual, one module each."""
