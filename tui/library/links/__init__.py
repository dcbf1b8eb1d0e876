"""Links between kept articles: what bodies link to, what articles are called, which leads where."""
