from tests.readme import PICTURE, README, keys_table, table_in
from tui.screens.help import QUERY_LANGUAGE


def test_the_keys_are_those_of_the_program() -> None:
    assert table_in(README.read_text(encoding="utf-8")) == keys_table()


def test_the_picture_is_there_and_shows_the_program() -> None:
    picture = PICTURE.read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    assert "newsreader" in picture


def test_help_and_readme_tell_the_same_query_language() -> None:
    readme = README.read_text(encoding="utf-8")
    for forms, _ in QUERY_LANGUAGE:
        for form in forms.split("   "):
            for part in form.split("  "):
                assert part.strip() in readme, part
