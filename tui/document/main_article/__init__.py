"""The main article of a saved page, as a reader mode shows it.

A saved page holds menus, advertisements and other people's headlines beside its article.
`selection.keep_main_article` takes them out of the parsed tree, before the tree becomes a
document. It follows four steps, each linear in the page:

1. `parts` measures the text of each element: all of it, the part in links, and the prose.
2. `clutter` tells by elements, roles and names what surrounds an article.
3. The selection goes down from the body, or from an `<article>` that stands alone, to the
   smallest element that holds nearly all of the text outside of clutter and links.
4. Clutter and blocks of links inside that element are left out too.

The whole page stays where the find is doubtful: there is little prose, or more text would be
left out than kept. Only whole pages are cut, never the body of a post.
"""
