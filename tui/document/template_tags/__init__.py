"""Template tags of Hexo, Jekyll and Hugo, shown as what they stand for."""
