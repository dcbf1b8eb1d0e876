"""The quick text: the words that simple HTML shows, read from its source without a parser.

The index needs the words of an article and no more, and most articles consist of paragraphs,
headings, lists, links, tables and pictures. Their text follows from the tags alone, so that no
tree and no document has to be built.

The contract of `quick_text.look_quickly`: for every article it returns either None, or exactly
what the document of the article says: its text (`text_segments.shown_text`), whether it has
links, code or tables, and the number of its pictures. None means that the body needs a parser; the
caller then reads the document. A body is given up (`NotSimple`) wherever its source leaves any
doubt: a tag, an attribute, a style or an entity that is not listed in `quick_tags`, elements
nested in a way that a parser would repair, or more than `body_parser.LONG` characters.

A change to the way that documents are made needs the same change here, or a reason to give up.
`tests/unit/document/index_text/test_quick_text.py` fails where the two differ.

`quick_tags` classifies a tag by its source; `quick_text` collects the text between the tags.
"""
