from tui.articles.terminal_text import counted


def test_counts_in_words() -> None:
    assert counted(1, "article") == "1 article"
    assert counted(36012, "article") == "36,012 articles"
    assert counted(0, "copy", "copies") == "0 copies"
