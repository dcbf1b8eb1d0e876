"""Code that uses private parts of Textual, in one module for each purpose."""
