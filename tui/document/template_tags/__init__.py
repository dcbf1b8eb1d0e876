"""Template tags of Hexo, Jekyll and Hugo, replaced by the content that they stand for."""
