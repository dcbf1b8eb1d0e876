"""Dialects of Markdown, read as what they stand for: first their blocks, then their signs.

`block_signs` goes through a body line by line and knows fences, indented code and blocks of HTML;
`inline_signs` reads what stands within a line. `docs/DIALECTS.md` has the table of both.
"""
