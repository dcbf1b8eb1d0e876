"""The highlights of a page: found in its text, stepped over, made, changed and taken off."""
